import Diagnostics

/// A line with a key that YAML reads as the end of the text on the line above: that one lacks its colon, or holds a value and stands less deep.
struct ContinuedLine {
  /// The text of the line above.
  let above: Span
  private let text: String
  private let lacksColon: Bool

  /// nil where the reader's complaint is another, or where its line does hold a second colon.
  init?(_ words: String, _ problem: Span, in source: Source) {
    let bytes = source.bytes
    let start = ContinuedLine.lineStart(bytes, Int(problem.start))
    guard words == "mapping values are not allowed in this context", start > 0,
      !ContinuedLine.holdsColon(bytes[start..<Int(problem.start)])
    else { return nil }
    let end = start - 1
    var line = bytes[ContinuedLine.lineStart(bytes, end)..<end]
    line = line.drop { $0.isBlank || $0 == UInt8(ascii: "-") }
    while let last = line.last, last.isBlank || last == UInt8(ascii: "\r") { line = line.dropLast() }
    guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
    above = Span(line.startIndex..<line.endIndex)
    text = source.text(above)
    lacksColon = !ContinuedLine.holdsColon(line)
  }

  var advice: (label: String, help: String) {
    lacksColon
      ? ("read as more of the line above", "end the line above with a colon: `\(Shown.oneLine(text, limit: 80)):`")
      : ("read as more of the line above", "indent this line as the key it belongs beside")
  }

  var related: String { lacksColon ? "this line has no colon" : "its value goes on below" }

  /// Lines end at a line feed, with or without a carriage return before it.
  private static func lineStart(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Int {
    bytes[..<offset].lastIndex(of: 10).map { $0 + 1 } ?? 0
  }

  /// A colon that parts a key from its value.
  private static func holdsColon(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    text.indices.contains { index in
      text[index] == UInt8(ascii: ":") && (index + 1 == text.endIndex || text[index + 1].isBlank || text[index + 1] == UInt8(ascii: "\r"))
    }
  }
}
