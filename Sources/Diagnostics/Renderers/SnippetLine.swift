/// One line of a source as it is shown: tabs unfolded, control characters named, secrets covered, a long line cut to a window around a span.
struct SnippetLine {
  /// What is printed behind the gutter.
  let text: String
  /// The column (from 0) and the width of the span in it.
  let column: Int
  let width: Int

  /// Columns shown of a long line.
  private static let window = 140
  private static let tabWidth = 4

  /// Cuts and cleans a line. `range` is the line's offsets without its line break; of `span`, the part in this line is underlined.
  init(_ source: Source, line range: Range<Int>, span: Span, secrets: [Span]) {
    let start = min(max(Int(span.start), range.lowerBound), range.upperBound)
    let end = min(max(Int(span.end), start), range.upperBound)
    let cut = SnippetLine.cut(source, range, start..<end)
    var text = cut.lowerBound > range.lowerBound ? "…" : ""
    var column = text.isEmpty ? 0 : 1
    var spanColumn: Int?
    var spanEnd = 0
    var offset = cut.lowerBound
    for character in String(decoding: SnippetLine.covered(source, cut, secrets), as: UTF8.self) {
      if offset >= start, spanColumn == nil { spanColumn = column }
      let (shown, width) = SnippetLine.show(character, at: column)
      text += shown
      column += width
      offset += character.utf8.count
      if offset <= end { spanEnd = column }
    }
    if cut.upperBound < range.upperBound { text += "…" }
    self.text = text
    self.column = spanColumn ?? column
    self.width = max(1, spanEnd - (spanColumn ?? column))
  }

  /// The part of the line that is shown: all of it, or a window that holds the start of the span.
  private static func cut(_ source: Source, _ line: Range<Int>, _ span: Range<Int>) -> Range<Int> {
    guard line.count > window else { return line }
    var start = max(line.lowerBound, min(span.lowerBound - window / 3, line.upperBound - window))
    var end = min(line.upperBound, start + window)
    while start > line.lowerBound, source.bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < line.upperBound, source.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return start..<end
  }

  /// The bytes of a range with every secret replaced by asterisks.
  private static func covered(_ source: Source, _ range: Range<Int>, _ secrets: [Span]) -> [UInt8] {
    var bytes = Array(source.bytes[range])
    for secret in secrets.touching(Span(range)) {
      for offset in max(range.lowerBound, Int(secret.start))..<min(range.upperBound, Int(secret.end)) {
        bytes[offset - range.lowerBound] = UInt8(ascii: "*")
      }
    }
    return bytes
  }

  private static func show(_ character: Character, at column: Int) -> (String, Int) {
    if character == "\t" {
      let width = tabWidth - column % tabWidth
      return (String(repeating: " ", count: width), width)
    }
    guard character.unicodeScalars.contains(where: Shown.isUnsafe), !isJoinedEmoji(character) else {
      return (String(character), DisplayWidth.of(character))
    }
    let shown = Shown.oneLine(String(character))
    return (shown, shown.reduce(0) { $0 + DisplayWidth.of($1) })
  }

  /// A zero-width joiner inside a family of emoji is no hiding character.
  private static func isJoinedEmoji(_ character: Character) -> Bool {
    guard character.unicodeScalars.count > 1, let first = character.unicodeScalars.first, first.value > 0x2000,
      !Shown.isUnsafe(first)
    else { return false }
    return character.unicodeScalars.allSatisfy { $0.value == 0x200D || !Shown.isUnsafe($0) }
  }
}
