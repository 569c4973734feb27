/// `gitlab`: the code quality report that GitLab shows in a merge request.
package enum GitLabRenderer {
  package static func render(_ report: Report) -> String {
    var writer = JSONWriter()
    var indices = LineIndices()
    var fingerprints = Fingerprints()
    // What was let through is named too, so that letting one of several through does not rename the others.
    let named = report.all.map { ($0, fingerprints.next($0, in: report)) }.filter { $0.0.suppression == nil }
    writer.array(named) { writer, item in
      let (finding, fingerprint) = item
      write(
        finding,
        fingerprint,
        report.plainPath(finding.location.source),
        indices.index(finding.location.source),
        &writer
      )
    }
    writer.endLine()
    return writer.text
  }

  private static func write(
    _ finding: Diagnostic,
    _ fingerprint: String,
    _ path: String,
    _ index: LineIndex,
    _ writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.field("description", Shown.oneLine(finding.message))
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
