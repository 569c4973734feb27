import Diagnostics
import YAMLTree

/// `truncated-text`: a `#` cuts a text short.
package enum TruncatedText {
  package static let about = RuleAbout(
    "truncated-text",
    .language,
    .warning,
    summary: "Unquoted text that is cut short by a ` #` with no space after it.",
    why:
      """
      In YAML, a `#` after a space begins a comment: what follows is not part of the name and is missing from the \
      ticket.
      """,
    remedy: "Put quotes around the whole text or, if it is a comment, a space after the `#`.",
    isIgnorable: false,
    example: .init(
      .aws,
      bad: [("company: Northwind Outfitters", "company: Northwind #1 Outfitters")],
      good: [("company: Northwind Outfitters", "company: \"Northwind #1 Outfitters\"")]
    )
  )

  /// Reports a plain text at whose end such a comment begins.
  static func check(_ place: Place, of key: String, to findings: inout Findings) {
    let tree = findings.tree
    guard tree[place.node].style == .plain else { return }
    guard let comment = comment(after: tree[place.node].end, in: tree.source.bytes) ?? comment(before: place, tree)
    else { return }
    let span = Span(min(tree[place.node].start, comment.start), max(tree[place.node].end, comment.end))
    let whole = tree.source.text(span)
    findings.add(
      about,
      at: FindingPlace(place),
      "`\(key)` ends at the `#`, which begins a YAML comment",
      label: "cut off here",
      related: [(FindingPlace(comment), "YAML reads a comment here")],
      help: "put quotes around the whole text, or a space after `#` if it is a comment",
      fix: tree.source.bytes[span.range].contains { "\r\n".utf8.contains($0) }
        ? nil : Fix(.suggested, "put quotes around the whole text", edits: [Edit(span, YAMLText.doubleQuoted(whole))])
    )
  }

  /// Reports an optional key with nothing but such a comment after it.
  static func report(_ slot: WrittenField, _ field: FieldDeclaration, textIn comment: Span, to findings: inout Findings)
  {
    findings.add(
      about,
      at: FindingPlace(slot.keyPlace),
      "`\(field.key)` has no value: the `#` begins a YAML comment",
      label: "nothing under this key",
      related: [(FindingPlace(comment), "YAML reads a comment here")],
      help: "put quotes around the text, or a space after `#` if it is a comment",
      fix: quotes(around: comment, findings)
    )
  }

  /// The fix that makes a comment the text it seems to be.
  static func quotes(around comment: Span, _ findings: Findings) -> Fix {
    let text = findings.tree.source.text(comment)
    return Fix(.suggested, "put quotes around it", edits: [Edit(comment, YAMLText.doubleQuoted(text))])
  }

  /// Such a comment between a key and its text on a later line.
  private static func comment(before place: Place, _ tree: YAMLTree) -> Span? {
    let (key, start) = (tree[place.node - 1].end, tree[place.node].start)
    // What comes before the first item of a list is the list, which ends below.
    guard key < start else { return nil }
    let colon = tree.source.bytes[Int(key)..<Int(start)].firstIndex(of: UInt8(ascii: ":"))
    return colon.flatMap { comment(after: UInt32($0 + 1), in: tree.source.bytes) }
  }

  /// The comment on the same line that begins at or after an offset, where its `#` has a word directly after it and it
  /// is addressed to no tool.
  package static func comment(after offset: UInt32, in bytes: UnsafeBufferPointer<UInt8>) -> Span? {
    // Nearly every text ends its line, which one look at it shows.
    var start = Int(offset)
    while start < bytes.count, bytes[start].isWhite { start += 1 }
    guard start < bytes.count, bytes[start] == UInt8(ascii: "#") else { return nil }
    var comment = bytes[start...].prefix { !"\r\n".utf8.contains($0) }
    guard let next = comment.dropFirst().first, !" \t#!-=*".utf8.contains(next),
      !tools.contains(where: { comment.dropFirst().starts(with: $0.utf8) })
    else { return nil }
    while comment.last?.isWhite == true { comment.removeLast() }
    return Span(comment.startIndex..<comment.endIndex)
  }

  /// What a comment that is addressed to a tool begins with.
  private static let tools = ["privatelint", "yamllint", "prettier-ignore", "noqa", "nosec", "pragma:"]
}
