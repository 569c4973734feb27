import Diagnostics
import Rules
import YAMLTree

/// A comment that was meant as an ignore and is none: it stands behind other words of its comment, or has capitals.
struct StrayIgnore {
  private let comment: Span
  /// Where it is only the letter case: the words in small letters.
  private let fix: Fix?

  /// Nil for a real ignore, and for every other comment.
  init?(_ comment: Span, in tree: YAMLTree) {
    guard let marker = StrayIgnore.marker(in: tree.source.bytes[comment.range]) else { return nil }
    let before = tree.source.bytes[Int(comment.start)..<marker.lowerBound]
    let isFirst = before.allSatisfy { $0 == UInt8(ascii: "#") || $0.isWhite }
    let words = tree.source.text(Span(marker))
    let isCapital = words != words.lowercased() && !words.hasPrefix("privatelint:")
    guard isFirst ? isCapital : StrayIgnore.endsWithMark(before) else { return nil }
    self.comment = comment
    fix = isFirst ? Fix(.suggested, "write it in small letters", [Edit(Span(marker), words.lowercased())]) : nil
  }

  func finding(in tree: YAMLTree) -> Diagnostic {
    let form = "write `# privatelint: ignore[…] -- reason`"
    return Diagnostic(
      UnusedIgnore.about,
      at: Location(tree.source, comment),
      message: "an ignore \(fix == nil ? "begins its comment" : "is in small letters"), so this one ignores nothing",
      label: "a mere comment",
      help: fix == nil ? form + " first, or on a line of its own" : form,
      fix: fix
    )
  }

  /// `privatelint: ignore` before a bracket, in whatever letters.
  private static func marker(in comment: Slice<UnsafeBufferPointer<UInt8>>) -> Range<Int>? {
    var colon = comment.firstIndex(of: UInt8(ascii: ":"))
    while let here = colon {
      let start = here - "privatelint".utf8.count
      var end = here + 1
      while end < comment.endIndex, comment[end] == 32 { end += 1 }
      let ignoreEnd = end + "ignore".utf8.count
      if start >= comment.startIndex, ignoreEnd < comment.endIndex, isWord(comment[start..<here], "privatelint"),
        isWord(comment[end..<ignoreEnd], "ignore"),
        comment[ignoreEnd...].first(where: { $0 != 32 }) == UInt8(ascii: "[")
      {
        return start..<ignoreEnd
      }
      colon = comment[(here + 1)...].firstIndex(of: UInt8(ascii: ":"))
    }
    return nil
  }

  private static func isWord(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ word: String) -> Bool {
    bytes.elementsEqual(word.utf8) { byte, wanted in (byte >= 65 && byte <= 90 ? byte | 0x20 : byte) == wanted }
  }

  /// Whether a `#` with a blank before it ends the words before the marker; between quotes or backticks it is talked about.
  private static func endsWithMark(_ before: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let mark = before.lastIndex(where: { !$0.isWhite }), before[mark] == UInt8(ascii: "#"),
      mark > before.startIndex
    else {
      return false
    }
    return before[mark - 1].isWhite
  }
}
