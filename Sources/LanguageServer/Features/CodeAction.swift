import Diagnostics

/// Something that can be done about a place of a text.
struct CodeAction {
  static let fixAllKind = "source.fixAll.privatelint"

  let title: String
  let kind: String
  var isPreferred = false
  var finding: Diagnostic?
  var edit: WorkspaceEdit?
  /// By which the edit is found when it is asked for.
  var data: JSON?
  var command: (name: String, arguments: [JSON])?

  init(_ title: String, kind: String) {
    self.title = title
    self.kind = kind
  }

  /// The fix of a finding; safe ones are preferred.
  init?(fixing finding: Diagnostic, in text: OpenText) {
    guard let fix = finding.fix, !fix.edits.isEmpty else { return nil }
    self.init(fix.title.prefix(1).uppercased() + fix.title.dropFirst(), kind: "quickfix")
    isPreferred = fix.safety == .safe
    self.finding = finding
    edit = WorkspaceEdit(text: text, edits: fix.edits.sorted { $0.span < $1.span })
  }

  /// Whether a client that asks for some kinds only wants this one.
  static func isWanted(_ kind: String, _ only: [String]?) -> Bool {
    guard let only else { return true }
    return only.contains { $0 == kind || kind.hasPrefix($0 + ".") || $0.isEmpty }
  }

  func write(to writer: inout JSONWriter, _ client: ClientCapabilities, _ diagnostics: inout DiagnosticWriter) {
    writer.object { writer in
      writer.field("title", title)
      writer.field("kind", kind)
      if let finding {
        writer.key("diagnostics")
        writer.array { writer in
          writer.element()
          diagnostics.write(finding, to: &writer)
        }
      }
      if isPreferred, client.takesPreferredActions { writer.field("isPreferred", true) }
      if let edit {
        writer.key("edit")
        edit.write(to: &writer, client)
      }
      if let data {
        writer.key("data")
        data.write(to: &writer)
      }
      if let command {
        writer.object("command") { writer in
          writer.field("title", title)
          writer.field("command", command.name)
          writer.array("arguments", of: command.arguments) { $1.write(to: &$0) }
        }
      }
    }
  }
}
