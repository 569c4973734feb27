import Diagnostics

/// A set of ASCII characters.
@usableFromInline
package struct Alphabet: Sendable {
  package static let capitalsAndDigits = Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
  package static let letters = Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
  package static let alphanumeric = letters.with("0123456789")
  package static let smallHexDigits = Alphabet(where: \.isSmallHexDigit)

  /// A bit for each character from 0 to 63, and for each from 64 to 127.
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var high: UInt64 = 0

  package init(_ characters: StaticString) {
    for byte in Text(characters).bytes {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }
  }

  package init(where isMember: (UInt8) -> Bool) {
    for byte in UInt8(0)..<128 where isMember(byte) {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }
  }

  @inlinable package func contains(_ byte: UInt8) -> Bool {
    byte < 128 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
  }

  /// The same and some more.
  package func with(_ characters: StaticString) -> Alphabet {
    var both = Alphabet(characters)
    both.low |= low
    both.high |= high
    return both
  }
}
