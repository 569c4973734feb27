import Diagnostics

/// A line with a key that YAML reads as the end of the text on the line above: that one lacks its colon, or holds a value and stands less deep.
struct ContinuedLine {
  /// The text of the line above.
  let above: Span
  private let text: String
  private let lacksColon: Bool

  /// `problem`: the colon that libyaml did not expect; nil where the line holds another one before it, or there is no text above.
  init?(_ problem: Span, in source: Source) {
    let bytes = source.bytes
    let start = ContinuedLine.lineStart(bytes, Int(problem.start))
    guard !ContinuedLine.holdsColon(bytes[start..<Int(problem.start)]) else { return nil }
    let end = bytes[..<start].dropLast().endIndex
    var line = bytes[ContinuedLine.lineStart(bytes, end)..<end].drop { $0.isBlank || $0 == UInt8(ascii: "-") }
    while let last = line.last, last.isBlank || last == UInt8(ascii: "\r") { line = line.dropLast() }
    guard !line.isEmpty else { return nil }
    above = Span(line.startIndex..<line.endIndex)
    text = source.text(above)
    lacksColon = !ContinuedLine.holdsColon(line)
  }

  var advice: SyntaxAdvice.Words {
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
    zip(text, text.dropFirst()).contains { $0 == UInt8(ascii: ":") && $1.isBlank }
  }
}
