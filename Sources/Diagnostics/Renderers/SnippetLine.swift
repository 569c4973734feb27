/// One line of a source as it is shown: tabs unfolded, control characters named, secrets covered, a long line cut to a
/// window around a span.
struct SnippetLine {
  /// What is printed after the gutter.
  let text: String
  /// The column (from 0) and the width of the span in it.
  let column: Int
  let width: Int

  private static let tabWidth = 4

  /// What is shown of one grapheme.
  private struct Cell {
    let text: String
    let width: Int
    /// Where it begins and ends in the source.
    let offset: Int
    let end: Int
  }

  /// Cuts and cleans a line. `range` is the line's offsets without its line break; of `span`, the part in this line is
  /// underlined; `window` is the number of columns there are.
  init(_ source: Source, line range: Range<Int>, span: Span, secrets: [Span], window: Int) {
    let start = min(max(Int(span.start), range.lowerBound), range.upperBound)
    let end = min(max(Int(span.end), start), range.upperBound)
    let near = SnippetLine.near(start..<end, in: range, of: source, window: window)
    let cells = SnippetLine.cells(SnippetLine.covered(source, in: near, secrets: secrets), from: near.lowerBound)
    let first = cells.firstIndex { $0.offset >= start } ?? cells.count
    let marked = first..<(cells[first...].firstIndex { $0.end > end } ?? cells.count)
    let (isCutBefore, isCutAfter) = (near.lowerBound > range.lowerBound, near.upperBound < range.upperBound)
    let isWhole = !isCutBefore && !isCutAfter && SnippetLine.width(of: cells[...]) <= window
    let shown = isWhole ? 0..<cells.count : SnippetLine.part(of: cells, around: marked, window)
    let lead = isCutBefore || shown.lowerBound > 0 ? "…" : ""
    let tail = isCutAfter || shown.upperBound < cells.count ? "…" : ""
    text = cells[shown].reduce(into: lead) { $0 += $1.text } + tail
    column = (lead.isEmpty ? 0 : 1) + SnippetLine.width(of: cells[shown.lowerBound..<first])
    width = max(1, SnippetLine.width(of: cells[marked.clamped(to: shown)]))
  }

  private static func width(of cells: ArraySlice<Cell>) -> Int { cells.reduce(0) { $0 + $1.width } }

  // MARK: Cutting

  /// The bytes that can be in view: a grapheme in one column has a few of them.
  private static func near(_ span: Range<Int>, in line: Range<Int>, of source: Source, window: Int) -> Range<Int> {
    let reach = window * 8
    guard line.count > reach else { return line }
    var start = max(line.lowerBound, span.lowerBound - reach)
    var end = min(line.upperBound, span.lowerBound + reach)
    while start > line.lowerBound, source.bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < line.upperBound, source.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return start..<end
  }

  /// The cells that fit: a third of the window before the span, less where the span is long, more where the line ends
  /// early.
  private static func part(of cells: [Cell], around marked: Range<Int>, _ window: Int) -> Range<Int> {
    // Both ellipses are reckoned with, whether or not both are needed.
    let room = max(1, window - 2)
    let rest = room - width(of: cells[marked])
    let before = rest < 0 ? room / 8 : min(room / 3, rest)
    var (start, end) = (marked.lowerBound, marked.lowerBound)
    var taken = 0
    func extendStart(upTo most: Int) {
      while start > 0, taken + cells[start - 1].width <= most {
        start -= 1
        taken += cells[start].width
      }
    }
    extendStart(upTo: before)
    while end < cells.count, taken + cells[end].width <= room || end == marked.lowerBound {
      taken += cells[end].width
      end += 1
    }
    if end == cells.count { extendStart(upTo: room) }
    return start..<end
  }

  // MARK: Cleaning

  private static func cells(_ bytes: [UInt8], from offset: Int) -> [Cell] {
    var cells: [Cell] = []
    var column = 0
    var place = offset
    for character in String(decoding: bytes, as: UTF8.self) {
      let (text, width) = show(character, at: column)
      let end = place + character.utf8.count
      cells.append(Cell(text: text, width: width, offset: place, end: end))
      column += width
      place = end
    }
    return cells
  }

  /// The bytes of a range with every secret replaced by asterisks.
  private static func covered(_ source: Source, in range: Range<Int>, secrets: [Span]) -> [UInt8] {
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
    guard character.unicodeScalars.contains(where: Display.isUnsafe), !isJoinedEmoji(character) else {
      return (String(character), DisplayWidth.of(character))
    }
    let shown = Display.oneLine(String(character))
    return (shown, shown.reduce(0) { $0 + DisplayWidth.of($1) })
  }

  /// A zero-width joiner inside a family of emoji is no hiding character.
  private static func isJoinedEmoji(_ character: Character) -> Bool {
    guard character.unicodeScalars.count > 1, let first = character.unicodeScalars.first, first.value > 0x2000,
      !Display.isUnsafe(first)
    else { return false }
    return character.unicodeScalars.allSatisfy { $0.value == 0x200D || !Display.isUnsafe($0) }
  }
}
