import Diagnostics
import Linter

/// `textDocument/diagnostic` and `workspace/diagnostic`, for clients that ask.
extension Server {
  func diagnostics(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let text = try text(of: params)
    refresh()
    var diagnostics = DiagnosticWriter(self)
    let path = ByteKey(text.path)
    let findings = findings(of: [path])[path]?.findings ?? []
    write(findings, of: path, known: params["previousResultId"]?.string, at: nil, to: &writer, by: &diagnostics)
  }

  func workspaceDiagnostics(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    refresh()
    var known: [ByteKey: String] = [:]
    for previous in params["previousResultIds"]?.elements ?? [] {
      guard let uri = previous["uri"]?.string, let value = previous["value"]?.string else { continue }
      known[ByteKey(FileURI.path(of: uri) ?? uri)] = value
    }
    let paths = Set(homes.flatMap(\.session.paths).map { ByteKey($0) } + known.keys)
    let findings = findings(of: paths)
    var diagnostics = DiagnosticWriter(self)
    writer.object { writer in
      writer.array("items", of: paths.sorted()) { writer, path in
        let own = findings[path]
        let uri = own?.uri ?? ""
        write(own?.findings ?? [], of: path, known: known[path], at: (uri, own?.version), to: &writer, by: &diagnostics)
      }
    }
  }

  /// A report; `place` is said in that of the workspace.
  private func write(
    _ findings: [Diagnostic],
    of path: ByteKey,
    known: String?,
    at place: (uri: String, version: Int?)?,
    to writer: inout JSONWriter,
    by diagnostics: inout DiagnosticWriter
  ) {
    let id = "\(generations[path] ?? 0)"
    writer.object { writer in
      if let place {
        writer.field("uri", place.uri)
        writer.key("version")
        if let version = place.version { writer.number(version) } else { writer.null() }
      }
      writer.field("kind", known == id ? "unchanged" : "full")
      writer.field("resultId", id)
      if known != id { writer.array("items", of: findings) { diagnostics.write($1, to: &$0) } }
    }
  }
}
