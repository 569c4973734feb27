import Diagnostics
import YAMLTree

/// Finds and replaces characters that nobody sees, or that look like others.
package enum InvisibleCharacters {
  struct Repair {
    let text: String
    let culprits: [Unicode.Scalar]
  }

  /// The text without such characters; nil if it has none. The line break that ends a block scalar is not part of a
  /// line of text.
  static func repair(_ text: String, isFreeText: Bool) -> Repair? {
    if text.utf8.allSatisfy({ $0 &- 0x20 < 0x5F }) { return nil }
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

  /// What to write instead of such a character; nil for any other.
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

  /// Whether a text contains only characters that cannot be seen, and typographic quotes: spaces, zero-width
  /// characters, fillers.
  static func isAll(of text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint || scalar.value == 0x2800
        || replacement(for: scalar, isFreeText: false) == ""
    }
  }

  /// Whether it shows the rest of the line in an order other than the written one.
  static func turnsLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether it leaves nothing to see, or a space: quotes and dashes are seen, and line breaks and tabs move what
  /// follows.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: false
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: false
    case 0x2018...0x201F, 0x2032, 0x2033, 0x2039, 0x203A, 0xAB, 0xBB: false
    default: true
    }
  }

  static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2018...0x201F: true
    default: false
    }
  }

  /// "after `eu`", "at its start": where the first one is.
  static func position(of scalar: Unicode.Scalar, in text: String) -> String {
    let before = text.unicodeScalars.prefix { $0 != scalar }
    guard !before.isEmpty else { return "at its start" }
    let cut = before.dropLast(12).isEmpty ? "" : "…"
    return "after `\(cut)\(Display.oneLine(String(String.UnicodeScalarView(before.suffix(12)))))`"
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
      case 0xA0: "a no-break space"
      case 0x202F: "a narrow no-break space"
      case 0x1680, 0x2000...0x200A, 0x205F, 0x3000: "a typographic space"
      case 0x2018...0x201F, 0x2032, 0x2033, 0x2039, 0x203A, 0xAB, 0xBB: "a typographic quote"
      default: "a zero-width character"
      }
    return "\(name) (\(Display.codePoint(scalar)))"
  }
}
