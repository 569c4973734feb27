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
      "It came with a copy and paste, looks right on every screen, and makes the account or service name a different one.",
    remedy: "Remove the character, or write the plain ASCII one.",
    isIgnorable: false,
    example: .init(
      .aws,
      bad: [("region: eu-west-1\n    environments", "region: eu\u{2013}west\u{2013}1\n    environments")]
    )
  )
}

/// Finds and mends characters that hide.
package enum InvisibleCharacters {
  struct Repair {
    let text: String
    let culprits: [Unicode.Scalar]
  }

  /// The text without what hides in it; nil where nothing does. The line break that ends a block scalar is no part of a line of text.
  static func repair(_ text: String, isFreeText: Bool) -> Repair? {
    var result = String.UnicodeScalarView()
    var culprits: [Unicode.Scalar] = []
    let line = isFreeText && text.hasSuffix("\n") ? text.dropLast() : text[...]
    for scalar in line.unicodeScalars {
      if let replacement = replacement(for: scalar, isFreeText: isFreeText) {
        culprits.append(scalar)
        result.append(contentsOf: replacement.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return culprits.isEmpty ? nil : Repair(text: String(result), culprits: culprits)
  }

  /// What to write for a scalar that hides; nil for one that does not.
  package static func replacement(for scalar: Unicode.Scalar, isFreeText: Bool) -> String? {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: isFreeText ? " " : ""
    case 0...0x1F, 0x7F...0x9F: ""
    case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: ""
    case _ where isFreeText: nil
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: "-"
    case 0xAD, 0x180E, 0x200B...0x200D, 0x2060...0x2065, 0xFEFF: ""
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: ""
    case 0x2018...0x201F, 0x2032, 0x2033, 0x2039, 0x203A, 0xAB, 0xBB: ""
    default: nil
    }
  }

  /// Whether it makes the rest of the line read otherwise than it is written.
  static func turnsLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2018...0x201F: true
    default: false
    }
  }

  /// "behind `eu`", "at its start": where the first one stands.
  static func position(of scalar: Unicode.Scalar, in text: String) -> String {
    let before = text.unicodeScalars.prefix { $0 != scalar }
    guard !before.isEmpty else { return "at its start" }
    let cut = before.dropLast(12).isEmpty ? "" : "…"
    return "behind `\(cut)\(Shown.oneLine(String(String.UnicodeScalarView(before.suffix(12)))))`"
  }

  /// "a no-break space (U+00A0)".
  static func name(_ scalar: Unicode.Scalar) -> String {
    let name =
      switch scalar.value {
      case 0x09: "a tab"
      case 0x0A, 0x0D, 0x2028, 0x2029: "a line break"
      case 0...0x1F, 0x7F...0x9F: "a control character"
      case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "a bidirectional control character"
      case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: "a typographic dash"
      case 0xAD: "a soft hyphen"
      case 0xA0, 0x202F: "a no-break space"
      case 0x1680, 0x2000...0x200A, 0x205F, 0x3000: "a typographic space"
      case 0x2018...0x201F, 0x2032, 0x2033, 0x2039, 0x203A, 0xAB, 0xBB: "a typographic quote"
      default: "a zero-width character"
      }
    return "\(name) (\(Shown.codePoint(scalar)))"
  }
}

extension Decoder {
  /// Control and bidirectional characters are told under `x-` keys too: they deceive whoever reads the file. Line breaks and tabs are what texts of
  /// several lines are made of.
  mutating func examineExtension(_ value: NodeID, use: UInt32) {
    for node in value..<tree.next(value) {
      let text = tree.text(node)
      if text.string.unicodeScalars.contains(where: { InvisibleCharacters.replacement(for: $0, isFreeText: true) == "" }
      ) {
        _ = reportInvisibleCharacters(text, Place(node: node, use: use), isFreeText: true)
      }
    }
  }

  /// The same for comments: characters that make a line read otherwise than it is written.
  mutating func examineComments() {
    for comment in tree.comments where !Text(tree.source.bytes[comment.span.range]).isPrintableASCII {
      guard let culprit = tree.source.text(comment.span).unicodeScalars.first(where: InvisibleCharacters.turnsLine)
      else { continue }
      findings.add(
        InvisibleCharacter.about,
        at: Spot(comment.span),
        "\(InvisibleCharacters.name(culprit)) hides in a comment",
        label: "\(Shown.codePoint(culprit)) in here",
        help: "remove it: it makes the line read otherwise than it is written"
      )
    }
  }

  /// Reports hiding characters; gives the repaired text, nil where nothing hides.
  mutating func reportInvisibleCharacters(_ text: Text, _ place: Place, isFreeText: Bool) -> Text? {
    if text.isPrintableASCII { return nil }
    let written = text.string
    guard let repair = InvisibleCharacters.repair(written, isFreeText: isFreeText) else { return nil }
    addInvisible(repair, in: written, place, isFreeText: isFreeText)
    return keep(repair.text, for: place)
  }

  mutating func addInvisible(_ repair: InvisibleCharacters.Repair, in written: String, _ place: Place, isFreeText: Bool)
  {
    guard let first = repair.culprits.first else { return }
    let others = repair.culprits.dropFirst().count
    let more = others == 0 ? " hides" : " and \(others) more hide"
    // Without them it may be a credential.
    let shown = SecretMask.mask(repair.text)
    let isAll = repair.text.allSatisfy(\.isWhitespace)
    let message =
      isAll
      ? "there is nothing here but \(InvisibleCharacters.name(first))"
      : "\(InvisibleCharacters.name(first))\(more) in \(Shown.quoted(shown))"
    let isRemoval = InvisibleCharacters.replacement(for: first, isFreeText: isFreeText) == ""
    findings.add(
      InvisibleCharacter.about,
      at: Spot(place),
      message,
      label: "\(Shown.codePoint(first)) \(InvisibleCharacters.position(of: first, in: written))",
      help: isRemoval
        ? "remove it" : isFreeText ? "write an ordinary blank instead" : "write it with the plain ASCII character",
      fix: shown == repair.text ? repairingFix(repair, place, isFreeText: isFreeText) : nil
    )
  }

  /// Edits only the hiding characters where they stand in the source as they are, else writes the scalar anew in double quotes.
  private func repairingFix(_ repair: InvisibleCharacters.Repair, _ place: Place, isFreeText: Bool) -> Fix? {
    let title = "write it without hiding characters"
    let node = tree.resolve(place.node)
    let isPlain = tree[node].style == .plain
    guard tree.isDirect(node), !isPlain || YAMLText.staysPlain(repair.text) else {
      let quoted = YAMLText.doubleQuoted(repair.text)
      return Fix(.safe, title, [Edit(tree[node].span, quoted)])
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
    return Fix(.safe, title, edits)
  }
}
