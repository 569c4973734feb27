/// `json`: the contract of `schemas/report.schema.json`.
package enum JSONRenderer: ReportRenderer {
  package static func render(_ report: Report, to output: inout OutputBuffer) {
    var writer = JSONWriter(into: output)
    var indices = LineIndices()
    writer.object { writer in
      writer.field("version", 1)
      writer.object("tool") { writer in
        writer.field("name", Tool.name)
        writer.field("version", Version.number)
      }
      writer.object("summary") { writer in
        writer.field("files", report.files)
        writer.field("errors", report.count(.error))
        writer.field("warnings", report.count(.warning))
        writer.field("notes", report.count(.note))
        writer.field("ignored", report.ignoredCount)
        if report.unshown > 0 { writer.field("unshown", report.unshown) }
      }
      writer.array("diagnostics", report.diagnostics) { write($1, report, &$0, &indices) }
    }
    writer.endLine()
    output = writer.output
  }

  static func write(
    _ finding: Diagnostic,
    _ report: Report,
    _ writer: inout JSONWriter,
    _ indices: inout LineIndices
  ) {
    writer.object { writer in
      writer.field("rule", finding.about.id)
      writer.field("severity", finding.severity.rawValue)
      writer.field("message", finding.message)
      write(finding.location, &writer, &indices)
      writer.field("address", finding.address)
      writer.field("label", finding.label)
      if !finding.related.isEmpty {
        writer.array("related", finding.related) { writer, related in
          writer.object { writer in
            write(related.location, &writer, &indices)
            writer.field("message", related.message)
          }
        }
      }
      writer.field("help", finding.help)
      writer.field("source", finding.citation)
      writer.field("url", report.page(of: finding.about))
      if let fix = finding.fix { write(fix, &writer) }
    }
  }

  private static func write(_ location: Location, _ writer: inout JSONWriter, _ indices: inout LineIndices) {
    let index = indices.index(location.source)
    writer.field("file", location.source.path)
    write("start", location.span.start, index, &writer)
    write("end", location.span.end, index, &writer)
  }

  private static func write(_ name: String, _ offset: UInt32, _ index: LineIndex, _ writer: inout JSONWriter) {
    let position = index.position(offset)
    writer.object(name) { writer in
      writer.field("line", position.line)
      writer.field("column", position.column)
      writer.field("offset", Int(offset))
    }
  }

  private static func write(_ fix: Fix, _ writer: inout JSONWriter) {
    writer.object("fix") { writer in
      writer.field("safety", fix.safety.rawValue)
      writer.field("title", fix.title)
      writer.array("edits", fix.edits) { writer, edit in
        writer.object { writer in
          writer.field("start", Int(edit.span.start))
          writer.field("end", Int(edit.span.end))
          writer.field("text", edit.text)
        }
      }
    }
  }
}
