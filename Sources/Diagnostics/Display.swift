/// How text of a manifest is shown to a person: it can neither steer a terminal nor reorder a line.
package enum Display {
  /// The text between backticks, on one line, cut after 80 characters. The identifiers of clouds are longer and are
  /// copied from messages: they are cut after 300.
  package static func quoted(_ text: String) -> String {
    let isIdentifier = text.hasPrefix("arn:") || text.prefix(15).lowercased() == "/subscriptions/"
    return "`" + oneLine(text, limit: isIdentifier ? 300 : 80) + "`"
  }

  /// Control, bidirectional and zero-width characters as `<U+001B>`; at most `limit` characters.
  package static func oneLine(_ text: String, limit: Int = .max) -> String {
    if text.utf8.count <= limit, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit {
        result += "…"
        break
      }
      count += 1
      if isUnsafe(scalar) { result += name(scalar) } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  /// C0, DEL, C1, line and paragraph separators, bidirectional controls, zero-width characters, noncharacters that
  /// terminals act on.
  package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// `<U+00A0>`.
  package static func name(_ scalar: Unicode.Scalar) -> String { "<\(codePoint(scalar))>" }

  /// `U+00A0`.
  package static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }

  /// "1 error", "2 errors".
  package static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(number) " + (number == 1 ? noun : plural ?? noun + "s")
  }

  /// "a port", "an environment"; "settings" are many.
  package static func withArticle(_ noun: String) -> String {
    noun.hasSuffix("s") ? noun : (["a", "e", "i", "o", "u"].contains(noun.first) ? "an " : "a ") + noun
  }

  /// "a", "a or b", "a, b or c".
  package static func list(_ items: [String], _ conjunction: String = "or") -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
