/// `junit`: the XML of test results. A file is a suite, a finding a test case; a file without findings is one case that passes.
///
/// A case fails where its finding fails the run, passes with the words in its output where it does not, and is skipped where it was let through.
package enum JUnitRenderer {
  package static func render(_ report: Report) -> String {
    let suites = suites(of: report)
    var writer = XMLWriter()
    let cases = suites.flatMap(\.cases)
    writer.element(
      "testsuites",
      [
        "name": Tool.name, "tests": String(cases.count), "failures": String(cases.count { $0.outcome == .failed }),
        "errors": "0",
        "skipped": String(cases.count { $0.outcome == .skipped }), "time": "0",
      ]
    ) { writer in
      for suite in suites { write(suite, &writer) }
    }
    return writer.text
  }

  // MARK: Suites

  private struct Suite {
    let path: String
    let cases: [Case]
  }

  private struct Case {
    enum Outcome { case failed, passed, skipped }
    let name: String
    let outcome: Outcome
    let line: Int
    /// Kind, headline and the whole text; nil in the case of a file without findings.
    let finding: (kind: String, headline: String, text: String)?
  }

  private static func suites(of report: Report) -> [Suite] {
    var indices = LineIndices()
    var everything = report
    everything.diagnostics = report.all
    return everything.findingsByFile.map { file in
      var counts: [String: Int] = [:]
      var cases = file.findings.map { finding in
        let name = finding.address.isEmpty ? finding.about.id : "\(finding.about.id) at \(finding.address)"
        let number = counts[name, default: 0] + 1
        counts[name] = number
        return testCase(
          finding,
          number == 1 ? name : "\(name) (\(number))",
          report,
          indices.index(finding.location.source)
        )
      }
      if cases.isEmpty { cases.append(Case(name: Tool.name, outcome: .passed, line: 1, finding: nil)) }
      return Suite(path: file.path, cases: cases)
    }
  }

  private static func testCase(_ finding: Diagnostic, _ name: String, _ report: Report, _ index: LineIndex) -> Case {
    let position = index.position(finding.location.span.start)
    let path = Shown.oneLine(report.plainPath(finding.location.source))
    if let suppression = finding.suppression {
      return Case(
        name: name,
        outcome: .skipped,
        line: position.line,
        finding: (suppression.kind.rawValue, suppression.reason, finding.message)
      )
    }
    let text = "\(path):\(position.line):\(position.column): " + report.paragraph(finding).joined(separator: "\n")
    return Case(
      name: name,
      outcome: finding.severity >= report.leastFailing ? .failed : .passed,
      line: position.line,
      finding: (finding.severity.rawValue, finding.message, text)
    )
  }

  // MARK: Elements

  private static func write(_ suite: Suite, _ writer: inout XMLWriter) {
    writer.element(
      "testsuite",
      [
        "name": suite.path, "tests": String(suite.cases.count),
        "failures": String(suite.cases.count { $0.outcome == .failed }),
        "errors": "0", "skipped": String(suite.cases.count { $0.outcome == .skipped }), "time": "0",
      ]
    ) { writer in
      for item in suite.cases { write(item, suite.path, &writer) }
    }
  }

  private static func write(_ item: Case, _ path: String, _ writer: inout XMLWriter) {
    writer.element(
      "testcase",
      ["name": item.name, "classname": path, "file": path, "line": String(item.line), "time": "0"]
    ) { writer in
      guard let finding = item.finding else { return }
      switch item.outcome {
      case .failed: writer.element("failure", ["message": finding.headline, "type": finding.kind], text: finding.text)
      case .skipped:
        writer.element(
          "skipped",
          ["message": finding.headline.isEmpty ? finding.kind : "\(finding.kind): \(finding.headline)"]
        )
      case .passed: writer.element("system-out", text: "\(finding.kind): \(finding.text)")
      }
    }
  }
}
