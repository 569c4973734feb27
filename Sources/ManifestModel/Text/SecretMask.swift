import Diagnostics

/// Covers secrets in texts that leave the tool: a text is searched for the same shapes as the file it comes from.
package enum SecretMask {
  /// A whole text, in which lines stay lines.
  package static func mask(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { bytes in
      let edits = Secrets.find(in: bytes).map { secret in
        Edit(
          secret.span,
          "********" + String(repeating: "\n", count: bytes[secret.span.range].count { $0 == UInt8(ascii: "\n") })
        )
      }
      return Edit.apply(edits, to: bytes)
    }
  }

  package static func mask(_ text: String) -> String {
    var text = text
    let spans = text.withUTF8 { bytes in Secrets.find(in: bytes).map(\.span) }
    return String(decoding: text.withUTF8 { Edit.apply(spans.map { Edit($0, "********") }, to: $0) }, as: UTF8.self)
  }

  /// The same for a text about a file with secrets: a word that was cut may be the start of one, which no shape fits any more.
  package static func maskWithCutWords(_ text: String) -> String {
    let pieces = mask(text).split(separator: "…", omittingEmptySubsequences: false)
    return pieces.enumerated().map { $0 < pieces.count - 1 ? withoutLastWord($1) : String($1) }.joined(separator: "…")
  }

  private static func withoutLastWord(_ text: Substring) -> String {
    let end = text.lastIndex { $0 == " " || $0 == "`" }.map(text.index(after:)) ?? text.startIndex
    return end == text.endIndex ? String(text) : text[..<end] + "********"
  }
}
