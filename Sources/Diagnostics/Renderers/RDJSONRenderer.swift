/// `rdjson`: the diagnostic format of reviewdog. Its columns count UTF-8 bytes from 1, a byte-order mark among them.
package enum RDJSONRenderer: ReportRenderer {
  package static func render(_ report: Report, to output: inout OutputBuffer) {
    var writer = JSONWriter(into: output)
    var indices = LineIndices()
    writer.object { writer in
      writer.object("source") { writer in
        writer.field("name", Tool.name)
        if !report.documentationAddress.isEmpty { writer.field("url", report.documentationAddress) }
      }
      writer.array("diagnostics", of: report.diagnostics) { write($1, of: report, to: &$0, lines: &indices) }
    }
    writer.endLine()
    output = writer.output
  }

  private static func write(
    _ finding: Diagnostic,
    of report: Report,
    to writer: inout JSONWriter,
    lines indices: inout LineIndices
  ) {
    writer.object { writer in
      writer.field("message", report.paragraph(finding).joined(separator: "\n"))
      write(finding.location, in: report, to: &writer, lines: &indices)
      writer.field("severity", finding.severity == .note ? "INFO" : finding.severity.rawValue.uppercased())
      writer.object("code") { writer in
        writer.field("value", finding.about.id)
        writer.field("url", report.page(of: finding.about))
      }
      if let fix = finding.fix, let edit = whole(fix, in: finding.location.source, of: report) {
        let index = indices.index(finding.location.source)
        writer.array("suggestions", of: [edit]) { writer, edit in
          writer.object { writer in
            write(edit.span, lines: index, to: &writer)
            writer.field("text", edit.text)
          }
        }
      }
      if !finding.related.isEmpty {
        writer.array("related_locations", of: finding.related) { writer, related in
          writer.object { writer in
            writer.field("message", Display.oneLine(related.message))
            write(related.location, in: report, to: &writer, lines: &indices)
          }
        }
      }
    }
  }

  private static func write(
    _ location: Location,
    in report: Report,
    to writer: inout JSONWriter,
    lines indices: inout LineIndices
  ) {
    let index = indices.index(location.source)
    writer.object("location") { writer in
      writer.field("path", report.plainPath(location.source))
      write(location.span, lines: index, to: &writer)
    }
  }

  private static func write(_ span: Span, lines index: LineIndex, to writer: inout JSONWriter) {
    writer.object("range") { writer in
      write("start", at: span.start, lines: index, to: &writer)
      write("end", at: span.end, lines: index, to: &writer)
    }
  }

  private static func write(_ name: String, at offset: UInt32, lines index: LineIndex, to writer: inout JSONWriter) {
    let line = index.position(offset).line
    // The first line begins after the byte-order mark for us, but not for a reader that counts bytes.
    let start = line == 1 ? 0 : index.range(ofLine: line).lowerBound
    writer.object(name) { writer in
      writer.field("line", line)
      writer.field("column", Int(offset) - start + 1)
    }
  }

  /// The longest stretch, in bytes, that a suggestion repeats.
  private static let longestSuggestion = 4096

  /// A fix as one edit, because reviewdog offers each edit by itself; nil if that cannot be or would repeat a secret
  /// that is between two edits.
  private static func whole(_ fix: Fix, in source: Source, of report: Report) -> Edit? {
    guard source.encoding == .utf8, Edit.areApart(fix.edits, in: source.bytes.count) else { return nil }
    guard let first = fix.edits.first, let last = fix.edits.last else { return nil }
    let span = Span(first.span.start, last.span.end)
    let secrets = report.secrets[ByteKey(source.path)] ?? []
    guard span.range.count <= longestSuggestion, secrets.touching(span).isEmpty else { return nil }
    let shifted = fix.edits.map { Edit(Span($0.span.start - span.start, $0.span.end - span.start), $0.text) }
    let bytes = Edit.apply(shifted, to: UnsafeBufferPointer(rebasing: source.bytes[span.range]))
    return String(validating: bytes, as: UTF8.self).map { Edit(span, $0) }
  }
}
