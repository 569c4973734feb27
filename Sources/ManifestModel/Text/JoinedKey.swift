import Diagnostics
import YAMLTree

/// A key and its value that became one word, because the colon between them or the space after it is missing: `{ port
/// 80 }`, `{ port:80 }`.
struct JoinedKey {
  /// The key that was meant.
  let name: String
  /// As it has to be written.
  let text: String
  /// Nil if one more colon would not fix the file.
  let fix: Fix?

  /// Nil if the key does not begin with a word that is near a name, with more after it.
  init?(_ key: NodeID, in tree: YAMLTree, among names: [String]) {
    let text = tree.text(key).string
    let word = text.prefix { !JoinedKey.isSeparator($0) }
    let rest = text[word.endIndex...].drop(while: JoinedKey.isSeparator)
    guard let first = rest.utf8.first, JoinedKey.beginners.contains(first),
      let name = NearestName.of(String(word), among: names),
      !names.contains(where: { NearestName.isSameWord(text, as: $0) })
    else { return nil }
    self.name = name
    self.text = "\(name): \(rest)"
    let span = tree[key].span
    guard tree.source.text(span) == text, JoinedKey.standsAlone(span, in: tree) else {
      fix = nil
      return
    }
    let separator = Span(span.start + UInt32(word.utf8.count), span.end - UInt32(rest.utf8.count))
    let rename = word == name ? [] : [Edit(Span(span.start, separator.start), name)]
    fix = Fix(
      .suggested,
      "write it as `\(Display.oneLine(self.text, limit: 80))`",
      edits: rename + [Edit(separator, ": ")]
    )
  }

  /// What a value without quotes can begin with whatever follows.
  private static let beginners = Alphabet.alphanumeric.with("/")

  private static func isSeparator(_ character: Character) -> Bool { " \t:=".contains(character) }

  /// Whether it is all there is between two commas or braces, comments aside: after a `?`, an anchor or a tag, and
  /// before a colon that is there already, one more would break the file.
  private static func standsAlone(_ key: Span, in tree: YAMLTree) -> Bool {
    let bytes = tree.source.bytes
    let comments = tree.comments
    var before = Int(key.start)
    var comment = comments.prefixCount { $0.span.start < key.start }
    while before > 0, isSpace(bytes[before - 1]) || (comment > 0 && comments[comment - 1].span.end == before) {
      if isSpace(bytes[before - 1]) {
        before -= 1
      } else {
        comment -= 1
        before = Int(comments[comment].span.start)
      }
    }
    var after = Int(key.end)
    comment = comments.prefixCount { $0.span.start < key.end }
    while after < bytes.count,
      isSpace(bytes[after]) || (comment < comments.count && comments[comment].span.start == after)
    {
      if isSpace(bytes[after]) {
        after += 1
      } else {
        after = Int(comments[comment].span.end)
        comment += 1
      }
    }
    return before > 0 && after < bytes.count && "{,".utf8.contains(bytes[before - 1])
      && ",}".utf8.contains(bytes[after])
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte.isWhite || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
