/// `junit`: the XML of test results. A file is a suite, a finding a test case; a file without findings is one case that
/// passes.
///
/// A case fails where its finding fails the run, passes with the words in its output where it does not, and is skipped
/// where it was let through.
package struct JUnitRenderer: ReportRenderer {
  private let report: Report
  private var indices = LineIndices()

  package static func render(_ report: Report, to output: inout OutputBuffer) {
    var everything = report
    everything.diagnostics = report.all
    let files = everything.findingsByFile
    let total = Tally(files.flatMap(\.findings), report.leastFailing)
    let empty = files.count { $0.findings.isEmpty }
    var renderer = JUnitRenderer(report: report)
    var writer = XMLWriter(into: output)
    writer.element(
      "testsuites",
      attributes: [
        "name": Tool.name, "tests": String(total.tests + empty), "failures": String(total.failed), "errors": "0",
        "skipped": String(total.skipped), "time": "0",
      ]
    ) { writer in
      for file in files { renderer.writeSuite(path: file.path, file.findings, &writer) }
    }
    output = writer.output
  }

  // MARK: Suites

  private enum Outcome { case failed, passed, skipped }

  private struct Tally {
    var tests = 0
    var failed = 0
    var skipped = 0

    init(_ findings: [Diagnostic], _ leastFailing: Severity) {
      for finding in findings {
        tests += 1
        switch JUnitRenderer.outcome(of: finding, leastFailing) {
        case .failed: failed += 1
        case .skipped: skipped += 1
        case .passed: break
        }
      }
    }
  }

  private static func outcome(of finding: Diagnostic, _ leastFailing: Severity) -> Outcome {
    finding.suppression != nil ? .skipped : finding.severity >= leastFailing ? .failed : .passed
  }

  private mutating func writeSuite(path: String, _ findings: [Diagnostic], _ writer: inout XMLWriter) {
    let tally = Tally(findings, report.leastFailing)
    writer.element(
      "testsuite",
      attributes: [
        "name": path, "tests": String(max(1, tally.tests)), "failures": String(tally.failed), "errors": "0",
        "skipped": String(tally.skipped), "time": "0",
      ]
    ) { writer in
      var counts: [String: Int] = [:]
      for finding in findings {
        let name = finding.address.isEmpty ? finding.about.id : "\(finding.about.id) at \(finding.address)"
        let number = counts[name, default: 0] + 1
        counts[name] = number
        write(finding, name: number == 1 ? name : "\(name) (\(number))", path: path, &writer)
      }
      if findings.isEmpty {
        writer.element("testcase", attributes: JUnitRenderer.attributes(Tool.name, path: path, line: 1))
      }
    }
  }

  // MARK: Cases

  private mutating func write(_ finding: Diagnostic, name: String, path: String, _ writer: inout XMLWriter) {
    let position = indices.index(finding.location.source).position(finding.location.span.start)
    writer.element("testcase", attributes: JUnitRenderer.attributes(name, path: path, line: position.line)) { writer in
      if let suppression = finding.suppression {
        let (kind, reason) = (suppression.kind.rawValue, suppression.reason)
        return writer.element("skipped", attributes: ["message": reason.isEmpty ? kind : "\(kind): \(reason)"])
      }
      let kind = finding.severity.rawValue
      let place = "\(Display.oneLine(report.plainPath(finding.location.source))):\(position.line):\(position.column)"
      let text = "\(place): " + report.paragraph(finding).joined(separator: "\n")
      if JUnitRenderer.outcome(of: finding, report.leastFailing) == .failed {
        writer.element("failure", ["message": finding.message, "type": kind], text: text)
      } else {
        writer.element("system-out", text: "\(kind): \(text)")
      }
    }
  }

  private static func attributes(_ name: String, path: String, line: Int) -> KeyValuePairs<String, String> {
    ["name": name, "classname": path, "file": path, "line": String(line), "time": "0"]
  }
}
