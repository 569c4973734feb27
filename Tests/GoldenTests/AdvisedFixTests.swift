import Diagnostics
import Linter
import ManifestModel
import Testing

/// What a finding advises, as a fix or in its words, is right: followed alone, it ends the finding and brings no new
/// error.
///
/// The findings are those of all rule cases.
@Suite(.disabled(if: Blessing.isOn)) struct AdvisedFixTests {
  @Test func fixes() throws {
    var count = 0
    for golden in try AdvisedFixTests.cases() {
      let report = CaseRun.lint(golden)
      for finding in report.diagnostics {
        guard let fix = finding.fix else { continue }
        count += 1
        AdvisedFixTests.follow(fix.edits, of: finding, in: golden, report, isSuggested: fix.safety == .suggested)
      }
    }
    #expect(count > 400)
  }

  /// "did you mean `X`?", "write `X`": where there is no fix, X in the place of what is underlined.
  @Test func words() throws {
    var count = 0
    for golden in try AdvisedFixTests.cases() {
      let report = CaseRun.lint(golden)
      for finding in report.diagnostics where finding.fix == nil {
        guard let text = Advice(finding)?.text else { continue }
        count += 1
        AdvisedFixTests.follow([Edit(finding.location.span, text)], of: finding, in: golden, report, isSuggested: true)
      }
    }
    #expect(count > 1)
  }

  private static func cases() throws -> [GoldenCase] {
    try ["rules", "manifest"].flatMap { try GoldenFile.all(in: $0).flatMap(\.cases) }
  }

  private static func follow(
    _ edits: [Edit],
    of finding: Diagnostic,
    in golden: GoldenCase,
    _ before: Report,
    isSuggested: Bool
  ) {
    let source = finding.location.source
    let text = Edit.apply(edits.sorted { $0.span < $1.span }, to: source.bytes)
    let inputs = golden.inputs.map {
      LintInput.contents(path: $0.file, $0.file == source.path ? text : Array($0.text.utf8))
    }
    let after = Report(Lint.run(inputs, CaseRun.options(of: golden)))
    let name = "\(golden.name): \(finding.about.id): \(finding.message)"
    let isSame = { (other: Diagnostic) in other.about.id == finding.about.id && other.message == finding.message }
    #expect(after.diagnostics.count(where: isSame) < before.diagnostics.count(where: isSame), "\(name) stays")
    guard isSuggested else { return }
    let known = counts(before.diagnostics + before.hidden)
    for (rule, number) in counts(after.diagnostics)
    where number > known[rule, default: 0] && !mayCome(rule, after: finding, before) {
      let come = after.diagnostics.filter { $0.about.id == rule }.map(\.message)
      Issue.record("\(name) brings \(rule): \(come)")
    }
  }

  /// The errors of each rule.
  private static func counts(_ findings: [Diagnostic]) -> [String: Int] {
    findings.filter { $0.severity == .error }.reduce(into: [:]) { $0[$1.about.id, default: 0] += 1 }
  }

  /// What the value or the file could not be judged for before; no fix can know it.
  private static func mayCome(_ rule: String, after finding: Diagnostic, _ before: Report) -> Bool {
    switch (finding.about.id, rule) {
    // What is written is for the author to fill in.
    case ("missing-key", "placeholder-left"): true
    // The exception ends on a day that has passed.
    case ("expired-ignore", _): true
    // Of a file that is not YAML little is read; of what is under an unknown key nothing, but whether it is of the
    // key's type.
    case ("yaml-syntax", _): true
    case ("unknown-key", _): rule != "wrong-type"
    // Nothing is compared with a transport, a connection type or a cloud that is not known.
    case ("unknown-value", "duplicate-port"), ("unknown-value", "cloud-mismatch"): true
    case ("unknown-value", "endpoint-service-missing"), ("unknown-value", "endpoint-service-unexpected"): true
    // The same mistake in two places: each has its fix.
    case ("unknown-region", "region-mismatch"):
      before.diagnostics.count { $0.about.id == finding.about.id && $0.message == finding.message } > 1
    default: false
    }
  }
}

/// The text that a finding tells the user to write, if its words contain it as a whole.
private struct Advice {
  let text: String

  init?(_ finding: Diagnostic) {
    let label = finding.label ?? ""
    let help = finding.help ?? ""
    for (words, lead) in [
      (label, "did you mean `"), (help, "write `"), (help, "write the code: `"), (help, "write the region: `"),
    ] {
      guard words.hasPrefix(lead), let end = words.dropFirst(lead.count).firstIndex(of: "`") else { continue }
      let text = words.dropFirst(lead.count)[..<end]
      // A pattern, a choice or a key with its value is no text in the place of the value; nor is one that is written
      // otherwise there.
      let isWhole = words[end...] == "`" || words[end...].hasPrefix("`?") || words[end...].hasPrefix("`;")
      let written = finding.location.source.text(finding.location.span)
      guard isWhole, !text.contains("<"), !text.contains("…"), !text.contains(": "), !written.contains("\\") else {
        continue
      }
      self.text = String(text)
      return
    }
    return nil
  }
}
