import Diagnostics

/// Which texts every YAML reader takes for themselves without quotes.
package enum PlainText {
  package static func isSafe(_ text: String, inFlow: Bool) -> Bool {
    var text = text
    return text.withUTF8 { isSafe(Text($0), inFlow: inFlow) }
  }

  /// Whether every reader takes the text for the same text without quotes.
  package static func isSafe(_ text: Text, inFlow: Bool) -> Bool {
    guard let first = text.bytes.first, let last = text.bytes.last, !NumberLike.isDoubtful(text) else { return false }
    if "-?:,[]{}#&*!|>'\"%@`=~".utf8.contains(first) || first == UInt8(ascii: " ") || last == UInt8(ascii: " ")
      || last == UInt8(ascii: ":")
    {
      return false
    }
    if text.hasPrefix("...") { return false }
    var previous: UInt8 = 0
    for byte in text.bytes {
      if byte < UInt8(ascii: " ") || byte == UInt8(ascii: "\u{7F}") { return false }
      if byte == UInt8(ascii: " "), previous == UInt8(ascii: ":") { return false }
      if byte == UInt8(ascii: "#"), previous == UInt8(ascii: " ") { return false }
      if inFlow, ",[]{}:?".utf8.contains(byte) { return false }
      previous = byte
    }
    return !containsUnsafe(text)
  }

  /// Whether a text contains characters that only escapes can show.
  package static func containsUnsafe(_ text: Text) -> Bool {
    text.bytes.contains { $0 >= 0x80 }
      && text.string.unicodeScalars.contains { Display.isUnsafe($0) || $0.properties.isWhitespace && $0 != " " }
  }
}
