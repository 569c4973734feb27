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
      "A no-break space, zero-width or bidirectional character, typographic quote or dash in a key, identifier or fixed word; a control or bidirectional character in any text.",
    why:
      "It was copied and pasted, looks right on every screen, but makes the account or service name a different one.",
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
    let more = others == 0 ? " is hidden" : " and \(others) more are hidden"
    // Without them it may be a credential.
    let shown = SecretMask.mask(repair.text)
    let isAll = repair.text.allSatisfy(\.isWhitespace)
    let message =
      isAll
      ? "there is nothing here but \(InvisibleCharacters.name(first))"
      : "\(InvisibleCharacters.name(first))\(more) in \(Display.quoted(shown))"
    let isRemoval = InvisibleCharacters.replacement(for: first, isFreeText: isFreeText) == ""
    findings.add(
      about,
      at: FindingPlace(place),
      message,
      label: "\(Display.codePoint(first)) \(InvisibleCharacters.position(of: first, in: written))",
      help: isRemoval
        ? "remove it" : isFreeText ? "write an ordinary space instead" : "write it with the plain ASCII character",
      fix: shown == repair.text
        ? fix(repair, in: findings.tree, at: findings.tree.resolve(place.node), isFreeText: isFreeText) : nil
    )
  }

  /// Edits only the hidden characters if they are in the source as they are; otherwise rewrites the scalar in double quotes.
  private static func fix(_ repair: InvisibleCharacters.Repair, in tree: YAMLTree, at node: NodeID, isFreeText: Bool)
    -> Fix?
  {
    let title = "remove the hidden characters"
    let isPlain = tree[node].style == .plain
    guard tree.isDirect(node), !isPlain || YAMLText.staysPlain(repair.text) else {
      return Fix(.safe, title, edits: [Edit(tree[node].span, YAMLText.doubleQuoted(repair.text))])
    }
    let string = tree.text(node).string
    let text = string.unicodeScalars
    // Typographic quotes around a plain value were meant as quotes.
    let isQuoted =
      isPlain && text.first.map(InvisibleCharacters.isQuote) == true
      && text.last.map(InvisibleCharacters.isQuote) == true
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
