import Diagnostics
import LanguageServer
import Linter
import ManifestModel
import Testing

/// Every case of `Cases/server`: texts that are open, a cursor `‸` in one of them, and what the server answers.
///
/// The language of a block is what is asked; what is after it is handed on, such as the label of a completion.
@Suite struct ServerCaseTests {
  @Test func answers() throws {
    for file in try GoldenFile.all(in: "server") {
      var changes: [Blessing.Change] = []
      for golden in file.cases where Blessing.includes(golden) {
        #expect(!golden.expected.isEmpty, "\(golden.name): there is no expected block")
        for block in golden.expected {
          let session = ServerSession(golden)
          let actual = session.answer(block.language, block.file == "privatelink.yaml" ? "" : block.argument)
          if let change = Blessing.compare(actual, with: block, in: golden) { changes.append(change) }
        }
      }
      try Blessing.write(changes, to: file)
    }
  }
}

/// A server with the texts of a case open, as a client that takes everything sees it.
final class ServerSession {
  let server: Server
  private var answers: [JSON] = []
  /// Where the cursor is, if there is one.
  private(set) var cursor: (uri: String, position: Position)?
  /// The texts by URI, without the cursor.
  private(set) var texts: [String: String] = [:]
  private var count = 0
  static let root = "/work"

  init(_ golden: GoldenCase) {
    var options = Server.Options(LintOptions(today: CivilDate("2026-11-24") ?? CivilDate(days: 0)))
    options.settings = .none
    options.documentation = "https://example.org/docs"
    options.lint.jobs = 1
    server = Server(options)
    let preferences = golden.options.contains("--hints") ? "true" : "false"
    ask(
      "initialize",
      """
      {"capabilities": \(ServerSession.capabilities(golden.options)), "initializationOptions": {"inlayHints": \
      \(preferences)}}
      """
    )
    notify("initialized", "{}")
    for input in golden.inputs { open(input) }
  }

  private func open(_ input: GoldenCase.Block) {
    let uri = "file://\(ServerSession.root)/\(input.file)"
    var text = input.text
    if let mark = text.unicodeScalars.firstIndex(of: "‸") {
      let before = String(text[..<mark])
      text.unicodeScalars.remove(at: mark)
      let lines = TextLines(Array(text.utf8), .utf8)
      cursor = (uri, lines.position(of: before.utf8.count))
    }
    // A cursor at the end of a text: the last line has no line break, as while it is written.
    if text.hasSuffix("\u{23CE}\n") { text = String(text.dropLast(2)) }
    texts[uri] = text
    var writer = JSONWriter(compact: true)
    writer.object { writer in
      writer.object("textDocument") { writer in
        writer.field("uri", uri)
        writer.field("languageId", "yaml")
        writer.field("version", 1)
        writer.field("text", text)
      }
    }
    notify("textDocument/didOpen", writer.text)
  }

  private static func capabilities(_ options: [String]) -> String {
    let snippets = !options.contains("--no-snippets")
    return """
      {"general": {"positionEncodings": ["utf-8"]},
       "textDocument": {
        "publishDiagnostics": {"relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true,
          "dataSupport": true, "tagSupport": {"valueSet": [1]}},
        "completion": {"completionItem": {"snippetSupport": \(snippets), "documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
        "codeAction": {"codeActionLiteralSupport": {}, "isPreferredSupport": true},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": true}},
       "workspace": {"workspaceEdit": {"documentChanges": true}}}
      """
  }

  // MARK: Messages

  private func notify(_ method: String, _ params: String) {
    server.take(Array("{\"jsonrpc\": \"2.0\", \"method\": \"\(method)\", \"params\": \(params)}".utf8))
  }

  /// Sends a request; gives the result, or the error as it is.
  @discardableResult func ask(_ method: String, _ params: String) -> JSON {
    count += 1
    server.take(
      Array("{\"jsonrpc\": \"2.0\", \"id\": \(count), \"method\": \"\(method)\", \"params\": \(params)}".utf8)
    )
    receive()
    let answer = answers.last { $0["id"]?.integer == count && $0["method"] == nil } ?? .null
    return answer["error"] ?? answer["result"] ?? .null
  }

  private func receive() {
    var buffer = MessageBuffer()
    buffer.append(server.takeOutgoing())
    while case .content(let content)? = buffer.next() { if let value = try? JSON(content) { answers.append(value) } }
  }

  /// What was published of each text at last.
  func published() -> [JSON] {
    server.settle()
    receive()
    return answers.filter { $0["method"]?.string == "textDocument/publishDiagnostics" }.compactMap { $0["params"] }
  }

  /// The place of the cursor as parameters, with more members.
  func place(_ more: String = "") -> String {
    let (uri, position) = cursor ?? (texts.keys.sorted().first ?? "", Position(line: 0, character: 0))
    return """
      {"textDocument": {"uri": "\(uri)"}, "position": {"line": \(position.line), "character": \
      \(position.character)}\(more)}
      """
  }
}
