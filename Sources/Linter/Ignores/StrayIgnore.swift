import Diagnostics
import Rules
import YAMLTree

/// A comment that was meant as an ignore and is none: it is after other words of its comment, or has capitals.
struct StrayIgnore {
  private let comment: Span
  private let kind: UnusedIgnore.Stray

  /// Nil for a real ignore, and for every other comment.
  init?(_ comment: Span, in tree: YAMLTree) {
    self.comment = comment
    if StrayIgnore.isOfOtherForm(tree.source.bytes[comment.range]) {
      kind = .otherForm
      return
    }
    guard let marker = StrayIgnore.marker(in: tree.source.bytes[comment.range]) else { return nil }
    let before = tree.source.bytes[Int(comment.start)..<marker.lowerBound]
    let isFirst = before.allSatisfy { $0 == UInt8(ascii: "#") || $0.isWhite }
    let words = tree.source.text(Span(marker))
    let isCapital = words != words.lowercased() && !words.hasPrefix("privatelint:")
    guard isFirst ? isCapital : StrayIgnore.endsWithMark(before) else { return nil }
    kind = isFirst ? .capitals(Span(marker), small: words.lowercased()) : .notFirst
  }

  func finding(in tree: YAMLTree) -> Diagnostic { UnusedIgnore.finding(kind, at: Location(tree.source, comment)) }

  // MARK: Other forms

  /// What other linters call it.
  private static let verbs = ["ignore", "disable", "suppress", "allow", "skip", "noqa", "nolint", "off"]
  private static let reaches = ["-next-line", "-line", "-file", "-rule", ""]

  /// `privatelint-ignore: rule`, `privatelint disable-line=rule`, `nolint:privatelint` and the like at the start of a
  /// comment; talk of ignores is none. What begins with `privatelint:` is read as an ignore, and reported there.
  private static func isOfOtherForm(_ comment: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let written = comment.drop { $0 == UInt8(ascii: "#") || $0.isWhite }
    guard mayBeginForm(written) else { return false }
    let text = String(decoding: written.prefix(400), as: UTF8.self).lowercased()
    if namesRule(text) { return true }
    for start in ["noqa", "nolint"] where text.hasPrefix(start) {
      let rest = text.dropFirst(start.count).drop { $0 == " " }
      return rest.first == ":" && rest.dropFirst().drop { $0 == " " }.hasPrefix(Tool.name)
    }
    guard text.hasPrefix(Tool.name) else { return false }
    let rest = text.dropFirst(Tool.name.count)
    guard let mark = rest.first, "-_ ".contains(mark) else { return false }
    let words = rest.drop { "-_ ".contains($0) }
    guard let verb = verbs.first(where: words.hasPrefix) else { return false }
    let after = words.dropFirst(verb.count)
    let reach = reaches.first(where: after.hasPrefix) ?? ""
    return isArgument(after.dropFirst(reach.count), mayBeAbsent: mark != " " || !reach.isEmpty)
  }

  /// Most comments are settled by their first two letters, or by a first word that is too short for the name of this
  /// tool.
  private static func mayBeginForm(_ comment: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard comment.count > 2, let first = comment.first.map(Text.fold) else { return false }
    let second = Text.fold(comment[comment.startIndex + 1])
    switch first {
    case UInt8(ascii: "@"): return true
    case UInt8(ascii: "p"):
      let word = comment.prefix {
        Alphabet.alphanumeric.contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
      return word.count >= Tool.name.utf8.count - 2
    default: return beginnings.contains { $0.first == first && $0.last == second }
    }
  }

  /// Of the verbs, and of what other linters begin with.
  private static let beginnings = ["ig", "di", "su", "al", "sk", "no"].map { Array($0.utf8) }

  /// `ignore: plan-not-pro`, `noqa: plan-not-pro`, `privatlint: ignore[plan-not-pro]`: a verb, a mark and a rule of
  /// ours, at the start of a comment or after something close to the name of this tool.
  private static func namesRule(_ text: String) -> Bool {
    var rest = text[...]
    let word = text.prefix { $0.isLetter || $0 == "-" || $0 == "_" }
    let letters = word.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
    if !text.hasPrefix(Tool.name), NearestName.distance(from: letters, to: Array(Tool.name.utf8), atMost: 2) != nil {
      rest = rest[word.endIndex...].drop { ": ".contains($0) }
    } else if rest.first == "@" {
      rest.removeFirst()
    }
    guard let verb = verbs.first(where: rest.hasPrefix) else { return false }
    rest = rest.dropFirst(verb.count)
    rest = rest.dropFirst((reaches.first(where: rest.hasPrefix) ?? "").count)
    let isMarked = rest.drop { $0 == " " }.first.map { ":=[(".contains($0) } ?? false
    guard isMarked || text.first == "@" || rest.startIndex > word.endIndex else { return false }
    let rule = rest.drop { " :=[(".contains($0) }.prefix { $0.isLetter || $0 == "-" }
    return Catalog.rule(String(rule)) != nil
  }

  /// Whether rules follow: after a mark, or by their IDs.
  private static func isArgument(_ text: Substring, mayBeAbsent: Bool) -> Bool {
    let words = text.drop { $0 == " " }
    guard let first = words.first else { return mayBeAbsent }
    if ":=[(".contains(first) { return true }
    guard text.first == " " else { return false }
    return Catalog.rule(String(words.prefix { $0 != " " && $0 != "," })) != nil
  }

  // MARK: Our own form

  /// `privatelint: ignore` before a bracket, in whatever letters.
  private static func marker(in comment: Slice<UnsafeBufferPointer<UInt8>>) -> Range<Int>? {
    let text = Text(comment)
    var colon = text.offset(of: UInt8(ascii: ":"), from: 0)
    while let offset = colon {
      let here = comment.startIndex + offset
      let start = here - "privatelint".utf8.count
      var end = here + 1
      while end < comment.endIndex, comment[end] == UInt8(ascii: " ") { end += 1 }
      let ignoreEnd = end + "ignore".utf8.count
      if start >= comment.startIndex, ignoreEnd < comment.endIndex, isWord(comment[start..<here], "privatelint"),
        isWord(comment[end..<ignoreEnd], "ignore"),
        comment[ignoreEnd...].first(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: "[")
      {
        return start..<ignoreEnd
      }
      colon = text.offset(of: UInt8(ascii: ":"), from: offset + 1)
    }
    return nil
  }

  private static func isWord(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ word: String) -> Bool {
    bytes.elementsEqual(word.utf8) { byte, wanted in (byte >= 65 && byte <= 90 ? byte | 0x20 : byte) == wanted }
  }

  /// Whether a `#` with a space before it ends the words before the marker; between quotes or backticks it is talked
  /// about.
  private static func endsWithMark(_ before: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let mark = before.lastIndex(where: { !$0.isWhite }), before[mark] == UInt8(ascii: "#"),
      mark > before.startIndex
    else {
      return false
    }
    return before[mark - 1].isWhite
  }
}
