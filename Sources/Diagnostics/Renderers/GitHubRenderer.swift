/// `github`: workflow commands of GitHub Actions, which become annotations of the changed lines.
package enum GitHubRenderer: ReportRenderer {
  package static func render(_ report: Report, to output: inout OutputBuffer) {
    var indices = LineIndices()
    for finding in report.diagnostics {
      output.append(command(finding, of: report, lines: indices.index(finding.location.source)))
      output.handOn()
    }
  }

  private static func command(_ finding: Diagnostic, of report: Report, lines index: LineIndex) -> String {
    let start = index.position(finding.location.span.start)
    let end = index.position(finding.location.span.end)
    var properties = [
      ("file", Display.oneLine(report.pathFromRoot(finding.location.source))), ("line", String(start.line)),
    ]
    // GitHub takes columns on one line only.
    if end.line == start.line {
      properties += [("col", String(start.column)), ("endColumn", String(end.column))]
    } else {
      properties.append(("endLine", String(end.line)))
    }
    properties.append(("title", finding.about.id))
    let listed = properties.map { "\($0.0)=\(property($0.1))" }.joined(separator: ",")
    return "::\(name(finding.severity)) \(listed)::\(data(report.paragraph(finding).joined(separator: "\n")))\n"
  }

  private static func name(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  private static func data(_ text: String) -> String { escaped(text, dataMarks) }
  private static func property(_ text: String) -> String {
    escaped(text, dataMarks + [UInt8(ascii: ":"), UInt8(ascii: ",")])
  }

  /// What would end a command or be taken for an escape.
  private static let dataMarks = [UInt8(ascii: "%"), UInt8(ascii: "\r"), UInt8(ascii: "\n")]

  /// The marks as `%3A`, all else as it is.
  private static func escaped(_ text: String, _ marks: [UInt8]) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if marks.contains(byte) {
        let hex = String(byte, radix: 16, uppercase: true)
        result += Array((hex.count == 1 ? "%0\(hex)" : "%\(hex)").utf8)
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
