import Diagnostics

/// A text that is open in the editor, as the editor has it.
struct OpenText {
  /// As the client wrote it.
  let uri: String
  /// The absolute path; of what is not a file the URI.
  let path: String
  let isFile: Bool
  let languageID: String
  private(set) var version: Int
  private(set) var lines: TextLines
  private let encoding: PositionEncoding

  init(_ item: JSON?, _ encoding: PositionEncoding) throws(ResponseError) {
    guard let uri = item?["uri"]?.string else { throw .missing("textDocument.uri") }
    guard let text = item?["text"]?.string else { throw .missing("textDocument.text") }
    self.uri = uri
    let file = FileURI.path(of: uri)
    path = file ?? uri
    isFile = file != nil
    languageID = item?["languageId"]?.string ?? ""
    version = item?["version"]?.integer ?? 0
    self.encoding = encoding
    lines = TextLines(Array(text.utf8), encoding)
  }

  var bytes: [UInt8] { lines.bytes }
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Makes the changes of a notification, one after the other. What lies outside the text is made to fit.
  mutating func change(_ changes: [JSON], version: Int) {
    self.version = version
    for change in changes {
      guard let text = change["text"]?.string else { continue }
      if let range = try? PositionRange(change["range"]) {
        lines.replace(lines.span(of: range), with: text)
      } else {
        lines = TextLines(Array(text.utf8), encoding)
      }
    }
  }
}
