import Diagnostics
import CLibYAML

/// The UTF-8 bytes of a scalar's text, after quotes and escapes are resolved. Valid as long as the tree it came from.
@usableFromInline
package struct Text: @unchecked Sendable, Equatable {
  @usableFromInline package let bytes: UnsafeBufferPointer<UInt8>

  @inlinable package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }
  @inlinable package init(_ slice: Slice<UnsafeBufferPointer<UInt8>>) {
    self.bytes = UnsafeBufferPointer(rebasing: slice)
  }
  @inlinable package init(_ string: StaticString) {
    bytes = UnsafeBufferPointer(start: string.utf8Start, count: string.utf8CodeUnitCount)
  }

  @inlinable package var count: Int { bytes.count }
  @inlinable package var isEmpty: Bool { bytes.isEmpty }
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  @inline(__always)
  @usableFromInline package static func == (left: Text, right: Text) -> Bool {
    guard left.count == right.count, let first = left.bytes.baseAddress, let second = right.bytes.baseAddress else {
      return left.isEmpty && right.isEmpty
    }
    return memcmp(first, second, left.count) == 0
  }

  @inlinable package static func == (left: Text, right: StaticString) -> Bool {
    left.count == right.utf8CodeUnitCount && left.hasPrefix(right)
  }

  package func equals(_ string: String) -> Bool {
    string.utf8.withContiguousStorageIfAvailable { self == Text($0) } ?? bytes.elementsEqual(string.utf8)
  }

  /// Whether both are the same but for the case of ASCII letters.
  package func equalsIgnoringCase(_ other: Text) -> Bool {
    count == other.count && zip(bytes, other.bytes).allSatisfy { Text.fold($0) == Text.fold($1) }
  }

  @inlinable package func hasPrefix(_ prefix: StaticString) -> Bool { contains(prefix, at: 0) }

  @inlinable package func hasSuffix(_ suffix: StaticString) -> Bool {
    contains(suffix, at: count - suffix.utf8CodeUnitCount)
  }

  /// Whether a text is at an offset, which may be outside.
  @inlinable package func contains(_ other: StaticString, at offset: Int) -> Bool {
    let width = other.utf8CodeUnitCount
    guard offset >= 0, offset + width <= count else { return false }
    for index in 0..<width where bytes[offset + index] != other.utf8Start[index] { return false }
    return true
  }

  /// Whether it consists of ASCII digits, at least one.
  @inlinable package var isDigits: Bool { !isEmpty && bytes.allSatisfy { $0.isDigit } }

  /// Whether it consists of ASCII letters, digits, marks and spaces: no control character, and no tab.
  package var isPrintableASCII: Bool {
    var offset = 0
    // Eight bytes at a time: below 0x20 the highest bit is set by the subtraction, for 0x7F by the addition, above by
    // itself.
    let raw = UnsafeRawBufferPointer(bytes)
    while offset + 8 <= count {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let marks = word | (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101)
      if marks & 0x8080_8080_8080_8080 != 0 { return false }
      offset += 8
    }
    return bytes[offset...].allSatisfy { $0 &- 0x20 < 0x5F }
  }

  /// Whether it consists of white space and line breaks.
  @inlinable package var isBlank: Bool { bytes.allSatisfy { $0.isWhite || $0.isLineBreak } }

  @inlinable package subscript(range: Range<Int>) -> Text { Text(bytes[range]) }

  /// The offset of the first such byte from an offset on, searched many bytes at a time.
  package func offset(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    return memchr(base + start, Int32(byte), count - start).map { UnsafeRawPointer($0) - base }
  }

  /// Whether it contains such a byte.
  package func contains(_ byte: UInt8) -> Bool { offset(of: byte, from: 0) != nil }

  @inlinable package static func fold(_ byte: UInt8) -> UInt8 { byte.isCapitalLetter ? byte | 0x20 : byte }
}

extension StringProtocol {
  /// Whether it consists of ASCII digits, at least one.
  package var isDigits: Bool { !isEmpty && utf8.allSatisfy { $0.isDigit } }
}
