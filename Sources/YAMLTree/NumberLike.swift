import Diagnostics

/// Which texts some YAML reader takes for something other than text, if they are not quoted.
package enum NumberLike {
  /// A null, boolean, number, date or merge of YAML 1.1 or 1.2, or something that looks enough like one.
  package static func isDoubtful(_ text: Text) -> Bool {
    if text.isEmpty || isWord(text) { return true }
    var digits = text
    if let first = text.bytes.first, "+-".utf8.contains(first) { digits = text[1..<text.count] }
    if digits.count == 4, [".inf", ".nan"].contains(digits.string.lowercased()) { return true }
    guard let first = digits.bytes.first,
      first.isDigit || (first == UInt8(ascii: ".") && digits.count > 1 && digits.bytes[1].isDigit)
    else {
      return false
    }
    return digits.bytes.allSatisfy { $0.isDigit || "_.,:+-eE".utf8.contains($0) } || hasRadix(digits)
      || isMoment(digits)
  }

  /// Names that readers take for a number: digits with a leading zero, or digits round one `e`.
  package static func isName(_ text: Text) -> Bool {
    if text.isDigits { return text.count > 1 && text.bytes[0] == UInt8(ascii: "0") }
    let parts = text.bytes.split(omittingEmptySubsequences: false) { Text.fold($0) == UInt8(ascii: "e") }
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDigit) }
  }

  private static func isWord(_ text: Text) -> Bool {
    guard text.count <= 5 else { return false }
    return ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "<<", "="].contains(
      text.string.lowercased()
    )
  }

  private static func hasRadix(_ text: Text) -> Bool {
    guard text.count > 2, text.bytes[0] == UInt8(ascii: "0"), "xob".utf8.contains(Text.fold(text.bytes[1])) else {
      return false
    }
    return text.bytes[2...].allSatisfy { Text.fold($0).isSmallHexDigit || $0 == UInt8(ascii: "_") }
  }

  /// A date with a time.
  private static func isMoment(_ text: Text) -> Bool {
    let date = text.bytes.prefix { $0.isDigit || $0 == UInt8(ascii: "-") }
    return date.count < text.count && (8...10).contains(date.count) && date.prefix { $0.isDigit }.count == 4
      && (text.bytes[date.count].isWhite || Text.fold(text.bytes[date.count]) == UInt8(ascii: "t"))
  }
}
