import Diagnostics
import YAMLTree

/// `invisible-character`: a character nobody sees, or takes for another.
package enum InvisibleCharacter {
  package static let about = RuleAbout(
    "invisible-character",
    .language,
    .error,
    .invisibleCharacter,
    summary:
      """
      A no-break space, zero-width or bidirectional character, typographic quote or dash in a key, identifier or \
      fixed word; a control or bidirectional character anywhere in text.
      """,
    why:
      """
      It usually comes from copying and pasting. It looks right on every screen, but makes the account or service \
      name a different one.
      """,
    remedy: "Remove the character, or write the plain ASCII one.",
    isIgnorable: false,
    example: .init(
      .aws,
      bad: [("region: eu-west-1\n    environments", "region: eu\u{2013}west\u{2013}1\n    environments")]
    )
  )
}

extension InvisibleCharacter {
  /// `repair`: of the text as it is written.
  static func report(
    _ repair: InvisibleCharacters.Repair,
    in written: String,
    at place: Place,
    isFreeText: Bool,
    to findings: inout Findings
  ) {
    guard let first = repair.culprits.first else { return }
    let others = repair.culprits.dropFirst().count
    let more = others == 0 ? "" : " and \(Display.count(others, "other character"))"
    let isHidden = repair.culprits.allSatisfy(InvisibleCharacters.isHidden)
    let what =
      isHidden
      ? (others == 0 ? "is hidden in" : "are hidden in") : (others == 0 ? "does not belong in" : "do not belong in")
    // Without them it may be a credential.
    let shown = SecretMask.mask(repair.text)
    let isAll = repair.text.allSatisfy(\.isWhitespace)
    let message =
      isAll
      ? "this is only \(InvisibleCharacters.name(first))"
      : "\(InvisibleCharacters.name(first))\(more) \(what) \(Display.quoted(shown))"
    findings.add(
      about,
      at: FindingPlace(place),
      message,
      label: "\(Display.codePoint(first)) \(InvisibleCharacters.position(of: first, in: written))",
      help: help(for: first, isFreeText: isFreeText),
      fix: shown == repair.text
        ? fix(repair, in: findings.tree, at: findings.tree.resolve(place.node), isFreeText: isFreeText) : nil
    )
  }

  private static func help(for character: Unicode.Scalar, isFreeText: Bool) -> String {
    if !isFreeText, InvisibleCharacters.isQuote(character) { return "write an ordinary quote (`\"`) or none" }
    switch InvisibleCharacters.replacement(for: character, isFreeText: isFreeText) {
    case " ": return "write an ordinary space instead"
    case let replacement? where !replacement.isEmpty: return "write `\(replacement)` instead"
    default: return "remove it"
    }
  }

  /// Edits only the characters at fault if they are in the source as they are; otherwise rewrites the scalar in double
  /// quotes.
  private static func fix(_ repair: InvisibleCharacters.Repair, in tree: YAMLTree, at node: NodeID, isFreeText: Bool)
    -> Fix?
  {
    let isPlain = tree[node].style == .plain
    let string = tree.text(node).string
    let text = string.unicodeScalars
    // Typographic quotes around a plain value were meant as quotes.
    let isQuoted =
      isPlain && text.first.map(InvisibleCharacters.isQuote) == true
      && text.last.map(InvisibleCharacters.isQuote) == true
    let title = title(repair, isQuoted: isQuoted, isFreeText: isFreeText)
    guard tree.isDirect(node), !isPlain || YAMLText.staysPlain(repair.text) else {
      return Fix(.safe, title, edits: [Edit(tree[node].span, YAMLText.doubleQuoted(repair.text))])
    }
    let edits = text.indices.compactMap { index -> Edit? in
      guard let replacement = InvisibleCharacters.replacement(for: text[index], isFreeText: isFreeText) else {
        return nil
      }
      let offset = string.utf8.distance(from: string.startIndex, to: index)
      let isAround = isQuoted && (index == text.startIndex || text.index(after: index) == text.endIndex)
      return Edit(tree.span(node, part: offset..<offset + UTF8.width(text[index])), isAround ? "\"" : replacement)
    }
    return Fix(.safe, title, edits: edits)
  }

  /// What the fix does to the characters: all removed, all made spaces, or some replaced by what was meant.
  private static func title(_ repair: InvisibleCharacters.Repair, isQuoted: Bool, isFreeText: Bool) -> String {
    let replacements = Set(
      repair.culprits.compactMap { InvisibleCharacters.replacement(for: $0, isFreeText: isFreeText) }
    )
    if replacements == [" "] { return "write ordinary spaces" }
    if isQuoted || replacements.contains("-") { return "write plain ASCII instead" }
    return repair.culprits.allSatisfy(InvisibleCharacters.isHidden)
      ? "remove the hidden characters" : "remove the characters that do not belong here"
  }

  /// Characters in comments that make a line look different from what it says.
  static func reportInComments(to findings: inout Findings) {
    let tree = findings.tree
    for comment in tree.comments where !Text(tree.source.bytes[comment.span.range]).isPrintableASCII {
      guard let culprit = tree.source.text(comment.span).unicodeScalars.first(where: InvisibleCharacters.turnsLine)
      else { continue }
      findings.add(
        about,
        at: FindingPlace(comment.span),
        "\(InvisibleCharacters.name(culprit)) is hidden in a comment",
        label: "\(Display.codePoint(culprit)) in here",
        help: "remove it: it makes the line look different from what it says"
      )
    }
  }
}
