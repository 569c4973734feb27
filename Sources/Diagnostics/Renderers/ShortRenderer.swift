/// `short`: one line for each finding, `path:line:column: severity: message [rule]`.
package enum ShortRenderer: ReportRenderer {
  package static func render(_ report: Report, to output: inout OutputBuffer) {
    var indices = LineIndices()
    for finding in report.diagnostics {
      let position = indices.index(finding.location.source).position(finding.location.span.start)
      let place = "\(Display.oneLine(finding.location.source.path)):\(position.line):\(position.column)"
      let message = Display.oneLine(finding.message)
      output.append("\(place): \(finding.severity.rawValue): \(message) [\(finding.about.id)]\n")
      output.handOn()
    }
  }
}
