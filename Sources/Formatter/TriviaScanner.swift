import Diagnostics
import YAMLTree

/// Reads what is between the scalars and brackets of a source: comments, properties, indicators, document markers.
struct TriviaScanner {
  /// One thing between tokens.
  struct Token {
    enum Kind { case comment, property, indicator, directive, documentStart, documentEnd }
    let kind: Kind
    let span: Span
    let isBlankBefore: Bool
  }

  let tree: YAMLTree
  let lines: SourceLines
  /// Everything before this offset has been read.
  private(set) var offset: Int
  /// The end of the last thing that was not white space.
  private var lastEnd: Int
  private var nextComment = 0

  init(_ tree: YAMLTree, _ lines: SourceLines) {
    self.tree = tree
    self.lines = lines
    offset = tree.source.byteOrderMarkLength
    lastEnd = offset
  }

  /// Skips a token.
  mutating func skip(to end: Int) {
    offset = max(offset, end)
    lastEnd = max(lastEnd, end)
  }

  func isBlankBefore(_ start: Int) -> Bool { lines.line(of: start) - lines.line(of: lastEnd) >= 2 }

  /// The tokens up to an offset.
  mutating func tokens(to limit: Int) -> [Token] {
    var tokens: [Token] = []
    while offset < limit {
      if tree.source.bytes[offset].isWhite || LineBreak.length(at: offset, in: tree.source.bytes) > 0 {
        offset += max(1, LineBreak.length(at: offset, in: tree.source.bytes))
        continue
      }
      let (kind, end) = token(limit)
      tokens.append(Token(kind: kind, span: Span(offset..<end), isBlankBefore: isBlankBefore(offset)))
      offset = end
      lastEnd = end
    }
    return tokens
  }

  /// The comment in a span, such as the one after `|`, whatever else is there.
  mutating func comment(in span: Span) -> Token? {
    dropComments(before: Int(span.start))
    guard nextComment < tree.comments.count, span.contains(tree.comments[nextComment].span) else { return nil }
    nextComment += 1
    return Token(kind: .comment, span: tree.comments[nextComment - 1].span, isBlankBefore: false)
  }

  private mutating func token(_ limit: Int) -> (Token.Kind, Int) {
    let bytes = tree.source.bytes
    dropComments(before: offset)
    if nextComment < tree.comments.count, Int(tree.comments[nextComment].span.start) == offset {
      return (.comment, Int(tree.comments[nextComment].span.end))
    }
    if lines.isLineStart(offset) {
      if bytes[offset] == UInt8(ascii: "%") { return (.directive, endOfDirective()) }
      if bytes[offset...].starts(with: "---".utf8) { return (.documentStart, offset + 3) }
      if bytes[offset...].starts(with: "...".utf8) { return (.documentEnd, offset + 3) }
    }
    if bytes[offset] == UInt8(ascii: "&") || bytes[offset] == UInt8(ascii: "!") {
      return (.property, endOfProperty(limit))
    }
    return (.indicator, offset + 1)
  }

  private mutating func dropComments(before start: Int) {
    while nextComment < tree.comments.count, Int(tree.comments[nextComment].span.start) < start { nextComment += 1 }
  }

  private func endOfDirective() -> Int {
    let bytes = tree.source.bytes
    var end = offset
    while end < bytes.count, LineBreak.length(at: end, in: bytes) == 0 { end += 1 }
    if nextComment < tree.comments.count { end = min(end, Int(tree.comments[nextComment].span.start)) }
    while bytes[end - 1].isWhite { end -= 1 }
    return end
  }

  private func endOfProperty(_ limit: Int) -> Int {
    let bytes = tree.source.bytes
    let isVerbatim = bytes[offset...].starts(with: "!<".utf8)
    var end = offset + 1
    while end < limit, LineBreak.length(at: end, in: bytes) == 0, !bytes[end].isWhite {
      if isVerbatim ? bytes[end - 1] == UInt8(ascii: ">") : ",[]{}".utf8.contains(bytes[end]) { break }
      end += 1
    }
    return end
  }
}
