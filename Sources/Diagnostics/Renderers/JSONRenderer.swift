/// `json`: the whole report. What its objects say is in `ReportJSON`.
package enum JSONRenderer: ReportRenderer {
  package static func render(_ report: Report, to output: inout OutputBuffer) {
    var writer = JSONWriter(into: output)
    ReportJSON.document.write(report, &writer)
    writer.endLine()
    output = writer.output
  }
}
