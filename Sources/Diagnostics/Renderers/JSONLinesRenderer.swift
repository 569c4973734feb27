/// `jsonl`: one line for each finding, the object that `json` lists under `diagnostics`; nothing at all where nothing
/// was found.
package enum JSONLinesRenderer: ReportRenderer {
  package static func render(_ report: Report, to output: inout OutputBuffer) {
    var indices = LineIndices()
    var writer = JSONWriter(into: output, compact: true)
    for finding in report.diagnostics {
      ReportJSON.finding.write(ReportJSON.Finding(finding, of: report, &indices), &writer)
      writer.endLine()
    }
    output = writer.output
  }
}
