import Diagnostics
import Rules
import Testing

/// Every case of `Cases/rules` and `Cases/manifest`: the findings of a manifest, each with its exact span.
@Suite struct RuleCaseTests {
  @Test(arguments: ["rules", "manifest"]) func findings(folder: String) throws {
    for file in try GoldenFile.all(in: folder) {
      var changes: [Blessing.Change] = []
      for golden in file.cases {
        let actual = CaseRun.findings(CaseRun.lint(golden), isNamed: golden.isNamed)
        if let change = Blessing.compare(actual, with: golden.expected("findings"), in: golden) {
          changes.append(change)
        }
      }
      try Blessing.write(changes, to: file)
    }
  }

  /// The same with CRLF at the ends of lines: nothing moves.
  @Test(.disabled(if: Blessing.isOn)) func carriageReturns() throws {
    for golden in try RuleCaseTests.all() {
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

  /// The same behind a line of multi-byte text: everything moves down by one line.
  @Test(.disabled(if: Blessing.isOn)) func multiByteText() throws {
    for golden in try RuleCaseTests.all()
    where golden.inputs.allSatisfy({ !$0.text.contains("%YAML") && !$0.text.hasPrefix("\u{FEFF}") }) {
      let report = CaseRun.lint(golden) { Array("# größer, 東京, 🧑‍🚀\n".utf8) + Array($0.utf8) }
      let actual = CaseRun.findings(report, isNamed: golden.isNamed, lineOffset: 1)
      // What stands at the start of the file stays there.
      let expected = (golden.expected("findings")?.text ?? "").replacing("1:1-1:1 ", with: "0:1-0:1 ")
      #expect(RuleCaseTests.lines(actual) == RuleCaseTests.lines(expected), "\(golden.name), behind multi-byte text")
    }
  }

  /// The same with an ignore at the end of each line that has a finding: what can be ignored is let through, the rest stays.
  @Test(.disabled(if: Blessing.isOn)) func ignores() throws {
    var count = 0
    for golden in try RuleCaseTests.all()
    where golden.inputs.count == 1 && !golden.inputs[0].text.contains("privatelint:") {
      let findings = CaseRun.lint(golden).diagnostics
      let ignorable = findings.filter(\.about.isIgnorable)
      var lines = golden.inputs[0].text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      var indices = LineIndices()
      var rules: [Int: [String]] = [:]
      for finding in ignorable {
        rules[indices.index(finding.location.source).position(finding.location.span.start).line, default: []].append(
          finding.about.id
        )
      }
      guard !ignorable.isEmpty,
        rules.keys.allSatisfy({ !lines[$0 - 1].contains("#") && !lines[$0 - 1].contains(where: "|>'".contains) })
      else { continue }
      for (line, names) in rules {
        lines[line - 1] += " # privatelint: ignore[\(Set(names).sorted().joined(separator: ", "))] -- a reason"
      }
      let report = CaseRun.lint(golden) { _ in Array(lines.joined(separator: "\n").utf8) }
      let left = report.diagnostics.map(\.about.id).sorted()
      #expect(
        left == findings.filter { !$0.about.isIgnorable }.map(\.about.id).sorted(),
        "\(golden.name), with an ignore"
      )
      #expect(
        report.suppressed.map(\.about.id).sorted() == ignorable.map(\.about.id).sorted(),
        "\(golden.name), with an ignore"
      )
      count += 1
    }
    #expect(count > 300)
  }

  private static func all() throws -> [GoldenCase] {
    try ["rules", "manifest"].flatMap { try GoldenFile.all(in: $0).flatMap(\.cases) }
  }

  /// The findings without their messages: places and rules.
  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { line in
      line.firstRange(of: "]: ").map { String(line[..<$0.lowerBound]) } ?? String(line)
    }
  }
}
