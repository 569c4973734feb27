import Diagnostics
import YAMLTree

/// A key and its value that became one word, because the colon between them or the blank behind it is missing: `{ port 80 }`, `{ port:80 }`.
struct JoinedKey {
  /// The key that was meant.
  let name: String
  /// As it has to be written.
  let text: String
  let fix: Fix

  /// Nil where the key is more than a word between commas, or does not begin with a word that is near a name.
  init?(_ key: NodeID, in tree: YAMLTree, among names: [String]) {
    let text = tree.text(key).string
    guard tree.source.text(tree[key].span) == text, JoinedKey.standsAlone(tree[key].span, in: tree) else { return nil }
    let word = text.prefix { !JoinedKey.isSeparator($0) }
    let rest = text[word.endIndex...].drop(while: JoinedKey.isSeparator)
    guard let first = rest.utf8.first, JoinedKey.beginners.contains(first),
      let name = NearestName.of(String(word), among: names), !names.contains(where: { NearestName.isSameWord(text, $0) })
    else { return nil }
    self.name = name
    self.text = "\(name): \(rest)"
    let start = tree[key].span.start
    let separator = Span(start + UInt32(word.utf8.count), tree[key].span.end - UInt32(rest.utf8.count))
    let rename = word == name ? [] : [Edit(Span(start, separator.start), name)]
    fix = Fix(.suggested, "write it as `\(Shown.oneLine(self.text, limit: 80))`", rename + [Edit(separator, ": ")])
  }

  /// What a value without quotes can begin with whatever follows.
  private static let beginners = Alphabet.alphanumeric.with("/")

  private static func isSeparator(_ character: Character) -> Bool { " \t:=".contains(character) }

  /// Whether it is all there is between two commas or braces: behind a `?`, an anchor or a tag, and before a colon that is there already, one more
  /// would break the file.
  private static func standsAlone(_ key: Span, in tree: YAMLTree) -> Bool {
    let bytes = tree.source.bytes
    guard let before = bytes[..<Int(key.start)].last(where: { !isSpace($0) }),
      let after = bytes[Int(key.end)...].first(where: { !isSpace($0) })
    else { return false }
    return "{,".utf8.contains(before) && ",}".utf8.contains(after)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte.isBlank || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
