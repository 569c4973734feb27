import Diagnostics
import YAMLTree

/// Covers credentials in what is written, whatever wrote it: every text leaves the tool through here.
///
/// It finds them by their forms, and by the values that this run has read. What writers add between the characters of a
/// text does not count: backslashes of JSON, Markdown and shells, colours of a terminal.
package enum OutputMask {
  package static func cover(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { cover($0) } ?? bytes
  }

  /// The text with credentials covered, in which lines stay lines; nil if there are none.
  package static func cover(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    let spans = spans(in: bytes)
    return spans.isEmpty ? nil : SecretMask.cover(spans, in: bytes)
  }

  private static func spans(in bytes: UnsafeBufferPointer<UInt8>) -> [Span] {
    let text = Text(bytes)
    guard text.contains(UInt8(ascii: "\\")) || text.contains(0x1B) else { return found(in: bytes) }
    let (plain, offsets) = withoutMarkup(bytes)
    return plain.withUnsafeBufferPointer { found(in: $0) }.map { span in
      Span(offsets[Int(span.start)], offsets[Int(span.end) - 1] + 1)
    }
  }

  private static func found(in bytes: UnsafeBufferPointer<UInt8>) -> [Span] {
    let text = Text(bytes)
    let others = SeenSecrets.spans(in: text) + cutSecrets(in: text)
    return Secrets.apart(Secrets.find(in: bytes) + others.map { Secrets.Secret($0.range, "") }).map(\.span)
  }

  /// The beginnings of credentials: a message that cuts a value with `…` leaves too little for any form. Names that are
  /// cut have no capitals, small letters and digits (or `=`) in one word, unless they are paths.
  private static func cutSecrets(in text: Text) -> [Span] {
    let cuts = text.offsets(of: "…")
    if cuts.isEmpty { return [] }
    let characters = Alphabet.alphanumeric.with("_-./+=%~")
    return cuts.compactMap { cut in
      var start = cut
      while start > 0, characters.contains(text.bytes[start - 1]) { start -= 1 }
      let word = text.bytes[start..<cut]
      let isMixed =
        word.contains { $0.isCapitalLetter } && word.contains { $0.isSmallLetter }
        && word.contains { $0.isDigit || $0 == UInt8(ascii: "=") }
      return word.count >= 16 && word.first != UInt8(ascii: "/") && isMixed ? Span(start..<cut) : nil
    }
  }

  /// The text without backslashes and colours, and where each of its bytes comes from. Escapes for what is not a letter
  /// are spaces.
  private static func withoutMarkup(_ bytes: UnsafeBufferPointer<UInt8>) -> (plain: [UInt8], offsets: [UInt32]) {
    var plain: [UInt8] = []
    var offsets: [UInt32] = []
    plain.reserveCapacity(bytes.count)
    offsets.reserveCapacity(bytes.count)
    var offset = 0
    while offset < bytes.count {
      let (byte, next) = character(at: offset, bytes)
      if let byte {
        plain.append(byte)
        offsets.append(UInt32(next - 1))
      }
      offset = next
    }
    return (plain, offsets)
  }

  /// What an offset stands for, nil for nothing, and where it goes on.
  private static func character(at offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> (UInt8?, next: Int) {
    let space = UInt8(ascii: " ")
    switch bytes[offset] {
    case UInt8(ascii: "\\"):
      guard offset + 1 < bytes.count else { return (nil, offset + 1) }
      switch bytes[offset + 1] {
      case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): return (space, offset + 2)
      case UInt8(ascii: "u"): return (space, min(bytes.count, offset + 6))
      default: return (nil, offset + 1)
      }
    case 0x1B:
      var end = offset + 1
      while end < min(bytes.count, offset + 16), bytes[end] != UInt8(ascii: "m") { end += 1 }
      return (space, min(bytes.count, end + 1))
    default: return (bytes[offset], offset + 1)
    }
  }
}
