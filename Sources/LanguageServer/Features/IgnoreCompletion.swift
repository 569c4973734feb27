import Diagnostics
import Rules

/// Offers the rules inside an ignore comment, those of findings nearby first; and the comment itself.
struct IgnoreCompletion {
  let bytes: [UInt8]
  let comment: Range<Int>
  let cursor: Int
  /// The rules of the findings that the comment could ignore.
  let nearby: Set<String>
  let takesSnippets: Bool

  private static let beginning = "privatelint: ignore["

  var items: [CompletionItem] {
    let written = String(decoding: bytes[comment.lowerBound..<cursor], as: UTF8.self)
    if let open = written.unicodeScalars.lastIndex(of: "["), isIgnore(written[..<open]),
      !written[open...].unicodeScalars.contains("]")
    {
      return rules(after: written)
    }
    let words = written.drop { $0 == "#" || $0 == " " }
    guard IgnoreCompletion.beginning.hasPrefix(words) else { return [] }
    return [whole(replacing: cursor - words.utf8.count..<cursor)]
  }

  private func isIgnore(_ words: Substring) -> Bool {
    words.filter { $0 != " " && $0 != "#" } == "privatelint:ignore"
  }

  private func rules(after written: String) -> [CompletionItem] {
    let token = written.unicodeScalars.reversed().prefix { $0 != "[" && $0 != "," && $0 != " " }.count
    let start = cursor - token
    var end = cursor
    while end < comment.upperBound, bytes[end].isSmallLetter || bytes[end] == UInt8(ascii: "-") { end += 1 }
    return Catalog.all.filter(\.isIgnorable).map { rule in
      CompletionItem(
        label: rule.id,
        kind: .enumeration,
        detail: nearby.contains(rule.id) ? "found here" : rule.severity.rawValue,
        documentation: rule.summary,
        rank: nearby.contains(rule.id) ? 0 : 1,
        text: rule.id,
        replaced: start..<end
      )
    }
  }

  private func whole(replacing range: Range<Int>) -> CompletionItem {
    var snippet = SnippetWriter(isOn: takesSnippets)
    let rule = nearby.count == 1 ? nearby.first ?? "" : snippet.place("rule")
    let text = IgnoreCompletion.beginning + (takesSnippets ? "\(rule)] -- \(snippet.place("reason"))" : "")
    return CompletionItem(
      label: "privatelint: ignore[…] -- reason",
      kind: .snippet,
      detail: "ignore a finding",
      text: text,
      isSnippet: takesSnippets,
      replaced: range,
      filter: IgnoreCompletion.beginning
    )
  }
}
