/// `github`: workflow commands of GitHub Actions, which become annotations of the changed lines.
package enum GitHubRenderer {
  package static func render(_ report: Report) -> String {
    var indices = LineIndices()
    return report.diagnostics.map { finding in command(finding, report, indices.index(finding.location.source)) }.joined()
  }

  private static func command(_ finding: Diagnostic, _ report: Report, _ index: LineIndex) -> String {
    let start = index.position(finding.location.span.start)
    let end = index.position(finding.location.span.end)
    var properties = [("file", Shown.oneLine(PlainPath.of(finding.location.source.path))), ("line", String(start.line))]
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

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String { data(text).replacing(":", with: "%3A").replacing(",", with: "%2C") }
}
