import Diagnostics
import ManifestModel
import YAMLTree

/// How a scalar is written on one line: as plain text, or in the quotes it needs.
struct ScalarText {
  private let tree: YAMLTree
  private let types: DeclaredTypes

  init(_ tree: YAMLTree, _ types: DeclaredTypes) {
    self.tree = tree
    self.types = types
  }

  /// The text of a key. At the start of a line a byte-order mark would be none of its own.
  func key(_ id: NodeID, inFlow: Bool) -> [UInt8] {
    let text = tree.text(id)
    return tree[id].style == .plain && text.hasPrefix("\u{FEFF}") ? ScalarText.quoted(text) : line(id, inFlow: inFlow)
  }

  /// The text of a scalar on one line. Inside flow collections fewer texts can be plain.
  func line(_ id: NodeID, inFlow: Bool) -> [UInt8] {
    let node = tree[id]
    let text = tree.text(id)
    let source = Array(tree.source.bytes[node.span.range])
    let isOneLine = !holdsBreak(node.span.range)
    switch node.style {
    case .plain where isOneLine || !(text.bytes.contains(UInt8(ascii: "\n")) || PlainText.containsUnsafe(text)):
      // What `---` and `...` mean depends on the column.
      return types.wantsQuotes(id) || beginsLikeMarker(text) ? ScalarText.quoted(text) : Array(text.bytes)
    case .doubleQuoted where isOneLine && source.contains(UInt8(ascii: "\\")): return source
    case .singleQuoted, .doubleQuoted:
      if PlainText.isSafe(text, inFlow: inFlow), !isTagged(id), !isBeforeJoinedComment(id) { return Array(text.bytes) }
      // Single quotes save escapes, so they stay where there would be some.
      let needsEscapes = text.bytes.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
      return node.style == .singleQuoted && isOneLine && needsEscapes ? source : ScalarText.quoted(text)
    default: return PlainText.isSafe(text, inFlow: inFlow) ? Array(text.bytes) : ScalarText.quoted(text)
    }
  }

  /// Whether a scalar is written over several lines that have to stay several.
  func isFolded(_ id: NodeID) -> Bool {
    let node = tree[id]
    return node.kind == .scalar && [.plain, .singleQuoted, .doubleQuoted].contains(node.style)
      && holdsBreak(node.span.range) && !(node.style == .plain && beginsLikeMarker(tree.text(id)))
  }

  /// Whether a text without quotes would be the marker of a document at the start of a line.
  private func beginsLikeMarker(_ text: Text) -> Bool { text.hasPrefix("---") || text.hasPrefix("...") }

  /// The lines of a scalar that is written over several lines, without their indentation.
  func foldedLines(_ id: NodeID) -> [[UInt8]] {
    SourceText.lines(tree.source.bytes[tree[id].span.range]).enumerated().map { index, line in
      var line = index == 0 ? line[...] : line.drop(while: \.isWhite)
      // A space after a backslash is text.
      while let last = line.last, last.isWhite, line.dropLast().last != UInt8(ascii: "\\") { line.removeLast() }
      return Array(line)
    }
  }

  private func holdsBreak(_ range: Range<Int>) -> Bool {
    range.contains { LineBreak.length(at: $0, in: tree.source.bytes) > 0 }
  }

  /// Without quotes, a comment such as `#1` right after the text would look like the rest of it (`truncated-text`).
  private func isBeforeJoinedComment(_ id: NodeID) -> Bool {
    TruncatedText.comment(after: tree[id].span.end, in: tree.source.bytes) != nil
  }

  /// A tag with quotes round the text, such as `! "12"`, may say that it is text.
  private func isTagged(_ id: NodeID) -> Bool { tree[id].flags.contains(.tag) }

  // MARK: Quotes

  /// The text in double quotes.
  static func quoted(_ text: Text) -> [UInt8] { Array(YAMLText.doubleQuoted(text.string).utf8) }
}

/// Text split at its line breaks.
enum SourceText {
  /// The lines. The line and paragraph separators of Unicode, which YAML keeps in a text, stay at the end of theirs.
  static func lines(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> [[UInt8]] {
    let bytes = UnsafeBufferPointer(rebasing: text)
    var lines: [[UInt8]] = [[]]
    var offset = 0
    while offset < bytes.count {
      let length = LineBreak.length(at: offset, in: bytes)
      if length == 0 || length == 3 {
        lines[lines.count - 1].append(contentsOf: bytes[offset..<offset + max(1, length)])
      }
      if length > 0 { lines.append([]) }
      offset += max(1, length)
    }
    return lines
  }
}
