import Diagnostics

/// Covers credentials in one value or message, before anything is made of it.
///
/// `OutputMask` covers what leaves the tool, and so can do it only in the end: by then a value may be cut to a width,
/// joined with what is next to it or escaped so that its form is lost, and names that are the same once they are
/// covered have been listed and sorted as two. What makes documents of values that may be credentials covers them here
/// first.
package enum SecretMask {
  /// A whole text, in which lines stay lines.
  package static func mask(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { cover(Secrets.find(in: $0).map(\.span), in: $0) }
  }

  /// The bytes with asterisks for what is at the spans, in which lines stay lines.
  static func cover(_ spans: [Span], in bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let edits = spans.map { span in
      Edit(span, "********" + String(repeating: "\n", count: bytes[span.range].count { $0 == UInt8(ascii: "\n") }))
    }
    return Edit.apply(edits, to: bytes)
  }

  package static func mask(_ text: String) -> String {
    var text = text
    let spans = text.withUTF8 { bytes in Secrets.find(in: bytes).map(\.span) }
    return String(decoding: text.withUTF8 { Edit.apply(spans.map { Edit($0, "********") }, to: $0) }, as: UTF8.self)
  }

  /// The same for a text about a file with secrets: a word that was cut may be the start of one, which no shape fits
  /// any more.
  package static func maskWithCutWords(_ text: String) -> String {
    let pieces = mask(text).split(separator: "…", omittingEmptySubsequences: false)
    return pieces.enumerated().map { $0 < pieces.count - 1 ? withoutLastWord($1) : String($1) }.joined(separator: "…")
  }

  private static func withoutLastWord(_ text: Substring) -> String {
    let end = text.lastIndex { $0 == " " || $0 == "`" }.map(text.index(after:)) ?? text.startIndex
    return end == text.endIndex ? String(text) : text[..<end] + "********"
  }
}
