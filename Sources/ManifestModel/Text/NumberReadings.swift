import YAMLTree

/// What YAML parsers make of scalars that look like numbers.
enum NumberReadings {
  static func hasLeadingZero(_ text: Text) -> Bool { text.hasPrefix("0") && text.count > 1 && text.isDigits }
  static func hasLeadingZero(_ text: String) -> Bool { text.first == "0" && text.count > 1 && text.isDigits }

  /// "1402433619 in YAML 1.1": a number in octal, or in decimal if it has digits above 7.
  static func leadingZero(_ digits: String) -> String {
    Int(digits, radix: 8).map { "\($0) in YAML 1.1" } ?? "\(digits.drop { $0 == "0" }) in YAML 1.2"
  }

  /// Why a plain scalar under an integer key is ambiguous, and the decimal number most likely meant; nil if it is not.
  static func ambiguous(_ text: String) -> (words: String, meant: String?)? {
    let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.dropFirst()) : text
    guard let reading = reading(unsigned) else { return nil }
    return (reading.words, text == unsigned ? reading.meant : nil)
  }

  private static func reading(_ text: String) -> (words: String, meant: String?)? {
    if hasLeadingZero(text) {
      let meant = String(text.drop { $0 == "0" })
      return (leadingZero(text), meant.isEmpty ? nil : meant)
    }
    let digits = text.filter { $0 != "_" }
    for (prefix, radix, words) in [("0x", 16, "hexadecimal"), ("0o", 8, "octal"), ("0b", 2, "binary")]
    where digits.lowercased().hasPrefix(prefix) {
      guard digits.dropFirst(2).allSatisfy(\.isHexDigit), let number = Int(digits.dropFirst(2), radix: radix) else {
        continue
      }
      return ("some parsers read \(number) (\(words)), others text", String(number))
    }
    if text != digits, !text.hasPrefix("_"), digits.isDigits {
      return ("\(digits) in YAML 1.1, text in YAML 1.2", digits)
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count > 1 && parts.allSatisfy(\.isDigits) ? (sexagesimal(parts), nil) : nil
  }

  /// `22:22` is 1342 in YAML 1.1, if the later parts are below 60.
  private static func sexagesimal(_ parts: [Substring]) -> String {
    guard parts.count == 2, let first = UInt16(parts[0]), let second = UInt16(parts[1]), second < 60 else {
      return "numbers separated by colons, not one number"
    }
    return "\(Int(first) * 60 + Int(second)) in YAML 1.1 (base 60)"
  }

  static func isDecimalFraction(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].isDigits && (parts[1].isEmpty || parts[1].isDigits)
  }
}
