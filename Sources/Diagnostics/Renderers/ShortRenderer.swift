/// `short`: one line for each finding, `path:line:column: severity: message [rule]`.
package enum ShortRenderer {
  package static func render(_ report: Report) -> String {
    var indices = LineIndices()
    var text = ""
    for finding in report.diagnostics {
      let position = indices.index(finding.location.source).position(finding.location.span.start)
      text +=
        "\(Shown.oneLine(finding.location.source.path)):\(position.line):\(position.column): \(finding.severity.rawValue): \(Shown.oneLine(finding.message)) [\(finding.about.id)]\n"
    }
    return text
  }
}
