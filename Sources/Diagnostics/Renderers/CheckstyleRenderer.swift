/// `checkstyle`: the XML of Checkstyle, which most review tools read.
package enum CheckstyleRenderer: ReportRenderer {
  /// The release of Checkstyle whose elements these are.
  private static let version = "4.3"

  package static func render(_ report: Report, to output: inout OutputBuffer) {
    var writer = XMLWriter(into: output)
    var indices = LineIndices()
    writer.element("checkstyle", attributes: ["version": version]) { writer in
      for file in report.findingsByFile where !file.findings.isEmpty {
        writer.element("file", attributes: ["name": file.path]) { writer in
          for finding in file.findings {
            write(finding, of: report, lines: indices.index(finding.location.source), to: &writer)
          }
        }
      }
    }
    output = writer.output
  }

  private static func write(
    _ finding: Diagnostic,
    of report: Report,
    lines index: LineIndex,
    to writer: inout XMLWriter
  ) {
    let position = index.position(finding.location.span.start)
    writer.element(
      "error",
      attributes: [
        "line": String(position.line), "column": String(position.column),
        "severity": finding.severity == .note ? "info" : finding.severity.rawValue,
        "message": report.paragraph(finding).joined(separator: "; "), "source": "\(Tool.name).\(finding.about.id)",
      ]
    )
  }
}
