import YAMLTree
import Diagnostics

/// Collects the lines of a layout, and appends the comments to them.
struct LineWriter {
  private struct Line {
    var text: [UInt8]
    var comment: Trivia.Comment?
  }

  private let source: Source
  private var lines: [Line] = []
  /// The line that has begun and goes on: `- ` before the first key of an item.
  private var open: [UInt8]?
  /// No line has been written that a blank line could separate from the next.
  private var isAtStart = true

  init(_ source: Source) { self.source = source }

  // MARK: Lines

  /// Writes a line, or the rest of the one that is open; comments after the first go below it.
  mutating func line(_ text: [UInt8], indentation: Int, comments: [Trivia.Comment] = []) {
    lines.append(Line(text: (open ?? LineWriter.blanks(indentation)) + text, comment: comments.first))
    lines += comments.dropFirst().map { Line(text: [], comment: $0) }
    open = nil
    isAtStart = false
  }

  /// Begins a line that the next one goes on with.
  mutating func begin(_ text: [UInt8], indentation: Int) { open = (open ?? LineWriter.blanks(indentation)) + text }

  /// Writes a line of a scalar's own text as it is.
  mutating func text(_ text: [UInt8], indentation: Int) {
    lines.append(Line(text: text.isEmpty ? [] : LineWriter.blanks(indentation) + text))
    isAtStart = false
  }

  /// Appends comments to the last line.
  mutating func end(_ comments: [Trivia.Comment]) {
    guard !lines.isEmpty else { return }
    lines[lines.count - 1].comment = comments.first
    lines += comments.dropFirst().map { Line(text: [], comment: $0) }
  }

  /// Writes a comment on a line of its own.
  mutating func comment(_ comment: Trivia.Comment, indentation: Int) {
    if comment.isBlankBefore { blank() }
    line(text(of: comment), indentation: indentation)
  }

  /// Writes a blank line if there is something to separate.
  mutating func blank() {
    if !isAtStart, open == nil { lines.append(Line(text: [])) }
    isAtStart = true
  }

  /// What follows begins something, so that no blank line comes before it.
  mutating func start() { isAtStart = true }

  private static func blanks(_ count: Int) -> [UInt8] { [UInt8](repeating: UInt8(ascii: " "), count: count) }

  private func text(of comment: Trivia.Comment) -> [UInt8] {
    var text = source.bytes[comment.span.range]
    while let last = text.last, last.isWhite { text.removeLast() }
    return Array(text)
  }

  // MARK: The whole

  /// All lines, each ended by `lineBreak`.
  func bytes(lineBreak: [UInt8]) -> [UInt8] {
    let columns = commentColumns()
    var result = Array(source.bytes.prefix(source.byteOrderMarkLength))
    result.reserveCapacity(source.bytes.count + source.bytes.count / 4)
    for (index, line) in lines.enumerated() {
      result += line.text
      if let comment = line.comment {
        result += LineWriter.blanks(columns[index] - SourceLines.width(line.text)) + text(of: comment)
      }
      // A text keeps the line separators of Unicode, which end a line by themselves.
      if !line.text.suffix(3).elementsEqual([0xE2, 0x80, 0xA8]), !line.text.suffix(3).elementsEqual([0xE2, 0x80, 0xA9])
      {
        result += lineBreak
      }
    }
    return result
  }

  /// The column of each line's comment: two spaces after the line. Comments that were in one column, one after the
  /// other, still do, as far from their longest line as they were.
  private func commentColumns() -> [Int] {
    var columns = [Int](repeating: 0, count: lines.count)
    var group: [(line: Int, comment: Trivia.Comment)] = []
    func settle() {
      let least = LineWriter.columnBehind(group.map { SourceLines.width(lines[$0.line].text) })
      let extra = (group.first?.comment.column ?? 0) - LineWriter.columnBehind(group.map(\.comment.textWidth))
      for (line, _) in group { columns[line] = group.count > 1 ? least + max(0, extra) : least }
      group = []
    }
    for (index, line) in lines.enumerated() {
      guard let comment = line.comment else { continue }
      if let last = group.last, last.comment.column != comment.column { settle() }
      group.append((index, comment))
    }
    settle()
    return columns
  }

  private static func columnBehind(_ widths: [Int]) -> Int { widths.max().map { $0 == 0 ? 0 : $0 + 2 } ?? 0 }
}
