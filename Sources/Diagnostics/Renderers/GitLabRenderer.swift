/// `gitlab`: the code quality report that GitLab shows in a merge request.
package enum GitLabRenderer: ReportRenderer {
  package static func render(_ report: Report, to output: inout OutputBuffer) {
    var writer = JSONWriter(into: output)
    var indices = LineIndices()
    var fingerprints = Fingerprints()
    writer.array { writer in
      // What was let through is named too, so that letting one of several through does not rename the others.
      for finding in report.all {
        let fingerprint = fingerprints.next(finding, in: report)
        guard finding.suppression == nil else { continue }
        writer.element()
        let path = report.pathFromRoot(finding.location.source)
        write(finding, fingerprint: fingerprint, path: path, lines: indices.index(finding.location.source), &writer)
      }
    }
    writer.endLine()
    output = writer.output
  }

  private static func write(
    _ finding: Diagnostic,
    fingerprint: String,
    path: String,
    lines index: LineIndex,
    _ writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.field("description", Display.oneLine(finding.message))
      writer.field("check_name", finding.about.id)
      writer.field("fingerprint", fingerprint)
      writer.field("severity", severity(finding.severity))
      writer.object("location") { writer in
        writer.field("path", path)
        writer.object("lines") { writer in
          writer.field("begin", index.position(finding.location.span.start).line)
          writer.field("end", index.position(finding.location.span.end).line)
        }
      }
    }
  }

  /// GitLab's scale is info, minor, major, critical, blocker.
  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .note: "info"
    }
  }
}
