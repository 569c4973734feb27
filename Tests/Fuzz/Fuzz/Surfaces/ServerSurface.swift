import Diagnostics
import LanguageServer
import Linter
import ManifestModel

/// A client's bytes as they come; or, where they begin with a text, the text and the changes of an editor, after which
/// the server is asked everything.
func checkServer(_ bytes: [UInt8]) {
  if bytes.starts(with: "Content-Length".utf8) { return checkStream(bytes) }
  let parts = bytes.split(separator: 1, omittingEmptySubsequences: false)
  guard let first = parts.first, let text = String(validating: first, as: UTF8.self) else { return }
  let client = FuzzClient(PositionEncoding.allCases[parts.count % 3])
  client.open(text)
  var model = Array(text.utf8)
  for part in parts.dropFirst() { client.change(part, &model) }
  client.askEverything(at: model.count)
  let incremental = client.findings()
  // The same text, opened at once.
  let whole = FuzzClient(client.encoding)
  whole.open(String(decoding: model, as: UTF8.self))
  require(whole.findings() == incremental, "changes give other findings than the text they lead to")
}

private func checkStream(_ bytes: [UInt8]) {
  let client = FuzzClient(.utf16)
  var buffer = MessageBuffer()
  // In two pieces: where they are cut makes no difference.
  let middle = bytes.count / 2
  for piece in [bytes[..<middle], bytes[middle...]] {
    buffer.append(piece)
    while let piece = buffer.next() { if case .content(let content) = piece { client.take(content) } }
  }
}

/// A server and what it has said.
private final class FuzzClient {
  let encoding: PositionEncoding
  private let server: Server
  private var version = 1
  private var published: JSON?
  private var answers = 0
  private static let uri = "file:///fuzz/privatelink.yaml"

  init(_ encoding: PositionEncoding) {
    self.encoding = encoding
    var lint = LintOptions(today: CivilDate(days: 20_781))
    lint.jobs = 1
    var options = Server.Options(lint)
    options.settings = .none
    server = Server(options)
    let offered = encoding.rawValue
    ask("initialize", "{\"capabilities\": {\"general\": {\"positionEncodings\": [\"\(offered)\"]}}}")
    notify("initialized", "{}")
  }

  func take(_ content: [UInt8]) {
    server.look(aheadAt: content)
    server.take(content)
    if server.exitStatus == nil { server.settle() }
    receive()
  }

  func open(_ text: String) {
    notify(
      "textDocument/didOpen",
      """
      {"textDocument": {"uri": "\(FuzzClient.uri)", "languageId": "yaml", "version": 1, "text": \(quoted(text))}}
      """
    )
  }

  /// Four bytes say where, the rest what is there then; `model` is the text by other means.
  func change(_ part: ArraySlice<UInt8>, _ model: inout [UInt8]) {
    let numbers = part.prefix(4).map(Int.init)
    guard numbers.count == 4, let text = String(validating: part.dropFirst(4), as: UTF8.self) else { return }
    let lines = TextLines(model, encoding)
    let range = PositionRange(
      Position(line: numbers[0], character: numbers[1]),
      Position(line: numbers[2], character: numbers[3])
    )
    model.replaceSubrange(lines.span(of: range), with: text.utf8)
    version += 1
    let (start, end) = (range.start, range.end)
    notify(
      "textDocument/didChange",
      """
      {"textDocument": {"uri": "\(FuzzClient.uri)", "version": \(version)}, "contentChanges": [{"range":
       {"start": {"line": \(start.line), "character": \(start.character)}, "end": {"line": \(end.line), "character": \
      \(end.character)}},
       "text": \(quoted(text))}]}
      """
    )
  }

  /// Asks every request that there is, at a few places.
  func askEverything(at length: Int) {
    for line in [0, 1, length % 7, length % 23] {
      for character in [0, 2, length % 11] {
        let place = "{\"line\": \(line), \"character\": \(character)}"
        let params =
          """
          {"textDocument": {"uri": "\(FuzzClient.uri)"}, "position": \(place), "newName": "name", "query": "e", \
          "range": {"start": \(place), "end": {"line": 99, "character": 0}}, "context": {"diagnostics": [], \
          "includeDeclaration": true}, "options": {"tabSize": 2, "insertSpaces": true}}
          """
        for method in Server.methods where method != "shutdown" && method != "initialize" { ask(method, params) }
      }
    }
  }

  /// What was published last, without the version.
  func findings() -> JSON? {
    server.settle()
    receive()
    return published?["diagnostics"]
  }

  private func notify(_ method: String, _ params: String) {
    server.take(Array("{\"jsonrpc\": \"2.0\", \"method\": \"\(method)\", \"params\": \(params)}".utf8))
  }

  private func ask(_ method: String, _ params: String) {
    let before = answers
    server.take(Array("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"\(method)\", \"params\": \(params)}".utf8))
    receive()
    require(answers == before + 1, "\(method) has \(answers - before) answers")
  }

  private func receive() {
    var buffer = MessageBuffer()
    buffer.append(server.takeOutgoing())
    while let piece = buffer.next() {
      guard case .content(let content) = piece, let value = try? JSON(content) else {
        return require(false, "what the server says is no message")
      }
      if value["id"] != nil, value["method"] == nil { answers += 1 }
      if value["method"]?.string == "textDocument/publishDiagnostics" { published = value["params"] }
    }
  }

  private func quoted(_ text: String) -> String {
    var writer = JSONWriter(compact: true)
    writer.string(text)
    return writer.text
  }
}
