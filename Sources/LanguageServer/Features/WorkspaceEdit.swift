import Diagnostics

/// Edits of one open text, as the client takes them.
struct WorkspaceEdit {
  let text: OpenText
  let edits: [Edit]

  func write(to writer: inout JSONWriter, _ client: ClientCapabilities) {
    writer.object { writer in
      if client.takesDocumentChanges {
        writer.array("documentChanges", of: [text]) { writer, text in
          writer.object { writer in
            writer.object("textDocument") { writer in
              writer.field("uri", text.uri)
              writer.field("version", text.version)
            }
            writer.key("edits")
            WorkspaceEdit.write(edits, text.lines, to: &writer)
          }
        }
      } else {
        writer.object("changes") { writer in
          writer.key(text.uri)
          WorkspaceEdit.write(edits, text.lines, to: &writer)
        }
      }
    }
  }

  /// Edits of the protocol.
  static func write(_ edits: [Edit], _ lines: TextLines, to writer: inout JSONWriter) {
    writer.array(edits) { writer, edit in
      writer.object { writer in
        writer.key("range")
        lines.range(of: edit.span).write(to: &writer)
        writer.field("newText", edit.text)
      }
    }
  }
}
