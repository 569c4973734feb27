import Diagnostics
import Rules
import Testing

/// Every case of `Cases/rules` and `Cases/manifest`: the findings of a manifest, each with its exact span, label,
/// related places, help and fix.
@Suite struct RuleCaseTests {
  @Test(arguments: ["rules", "manifest"]) func findings(folder: String) throws {
    for file in try GoldenFile.all(in: folder) {
      var changes: [Blessing.Change] = []
      for golden in file.cases where Blessing.includes(golden) {
        let actual = CaseRun.detailedFindings(CaseRun.lint(golden), isNamed: golden.isNamed)
        if let change = Blessing.compare(actual, with: golden.expected("findings"), in: golden) {
          changes.append(change)
        }
      }
      try Blessing.write(changes, to: file)
    }
  }

  /// The same with CRLF at the ends of lines: nothing moves.
  @Test(.disabled(if: Blessing.isOn)) func carriageReturns() throws {
    for golden in Blessing.sample(try RuleCaseTests.all(), each: 3) {
      let actual = CaseRun.findings(
        CaseRun.lint(golden) { Array($0.replacing("\n", with: "\r\n").utf8) },
        isNamed: golden.isNamed
      )
      #expect(
        RuleCaseTests.lines(actual) == RuleCaseTests.lines(golden.expected("findings")?.text ?? ""),
        "\(golden.name), with CRLF"
      )
    }
  }

  /// The same after a line of multi-byte text: everything moves down by one line.
  @Test(.disabled(if: Blessing.isOn)) func multiByteText() throws {
    for golden in Blessing.sample(try RuleCaseTests.all(), each: 3, from: 1)
    where golden.inputs.allSatisfy({ !$0.text.contains("%YAML") && !$0.text.hasPrefix("\u{FEFF}") }) {
      let report = CaseRun.lint(golden) { Array("# größer, 東京, 🧑‍🚀\n".utf8) + Array($0.utf8) }
      let actual = CaseRun.findings(report, isNamed: golden.isNamed, lineOffset: 1)
      // What is at the start of the file stays there.
      let expected = (golden.expected("findings")?.text ?? "").replacing("1:1-1:1 ", with: "0:1-0:1 ")
      #expect(RuleCaseTests.lines(actual) == RuleCaseTests.lines(expected), "\(golden.name), after multi-byte text")
    }
  }

  /// The same with an ignore at the end of each line that has a finding: what can be ignored is let through, what it
  /// hid appears and can be ignored as well, and the rest stays.
  @Test(.disabled(if: Blessing.isOn)) func ignores() throws {
    var count = 0
    for golden in Blessing.sample(try RuleCaseTests.all(), each: 3, from: 2)
    where golden.inputs.count == 1 && !golden.inputs[0].text.contains("privatelint:") {
      let report = CaseRun.lint(golden)
      guard var ignored = IgnoringText(golden.inputs[0].text, report.diagnostics) else { continue }
      var left = CaseRun.lint(golden) { _ in ignored.bytes }
      // What was hidden comes out, and what is used elsewhere is reported there once its own place is ignored.
      while ignored.add(left.diagnostics) { left = CaseRun.lint(golden) { _ in ignored.bytes } }
      // What cannot be ignored stays, and may appear once what can is ignored.
      let fixed = { (findings: [Diagnostic]) in Set(findings.filter { !$0.about.isIgnorable }.map(\.about.id)) }
      let rest = Set(left.diagnostics.map(\.about.id))
      #expect(rest.isSuperset(of: fixed(report.diagnostics)), "\(golden.name), with an ignore")
      #expect(rest.isSubset(of: fixed(report.diagnostics + report.hidden)), "\(golden.name), with an ignore")
      let suppressed = Set(left.suppressed.map(\.about.id))
      let shown = report.diagnostics.filter(\.about.isIgnorable).map(\.about.id)
      #expect(suppressed.isSuperset(of: shown), "\(golden.name), with an ignore")
      #expect(suppressed.isSubset(of: shown + report.hidden.map(\.about.id)), "\(golden.name), with an ignore")
      count += 1
    }
    #expect(count > (Blessing.isThorough ? 300 : 100))
  }

  private static func all() throws -> [GoldenCase] {
    try ["rules", "manifest"].flatMap { try GoldenFile.all(in: $0).flatMap(\.cases) }
  }

  /// The findings without their messages and details: places and rules.
  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").filter { !$0.hasPrefix("  ") }.map { line in
      line.firstRange(of: "]: ").map { String(line[..<$0.lowerBound]) } ?? String(line)
    }
  }
}
