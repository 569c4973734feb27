import CLibYAML
import Diagnostics

/// One node of the tree: 16 bytes, in document order, children after their parent.
///
/// The children of a mapping are key, value, key, value …; a child's next sibling begins where the child's own
/// descendants end.
@usableFromInline
package struct Node: Sendable {
  /// The text of the node without anchor and tag, as UTF-8 offsets. Quotes and brackets belong to it; a block
  /// collection runs from its first child to the end of its last; a block scalar from `|` or `>` to the end of its last
  /// line.
  @usableFromInline package internal(set) var start: UInt32
  @usableFromInline package internal(set) var end: UInt32
  /// Mapping, sequence: the index after the last descendant. Alias: the index of the anchored node. Scalar: 0 where the
  /// text is a slice of the source, else 1 + an index into the side table of unescaped texts.
  @usableFromInline var link: UInt32
  @usableFromInline package let kind: Kind
  @usableFromInline package let style: Style
  package internal(set) var flags: Flags

  @usableFromInline
  package enum Kind: UInt8, Sendable {
    case scalar, mapping, sequence, alias

    /// Written out, as in `Style`: other modules would go through the witness table of the synthesized one.
    @inlinable package static func == (left: Kind, right: Kind) -> Bool { left.rawValue == right.rawValue }
  }

  /// How it is written. `block` and `flow` are of collections (an alias counts as `flow`), the rest of scalars.
  @usableFromInline
  package enum Style: UInt8, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded, block, flow

    @inlinable package static func == (left: Style, right: Style) -> Bool { left.rawValue == right.rawValue }
  }

  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    package static var anchor: Flags { Flags(rawValue: 1) }
    package static var tag: Flags { Flags(rawValue: 2) }
    /// A key whose text an earlier key of the same mapping has.
    package static var duplicateKey: Flags { Flags(rawValue: 4) }
    /// A key that is no scalar, or an alias that leads nowhere: nothing can be read from it.
    package static var unusable: Flags { Flags(rawValue: 8) }

    package func contains(_ flag: Flags) -> Bool { rawValue & flag.rawValue != 0 }
  }

  package var span: Span { Span(start, end) }
  /// Whether nothing is to be read from it as a key: it is a duplicate, or unusable.
  package var isLeftOut: Bool { flags.rawValue & (Flags.duplicateKey.rawValue | Flags.unusable.rawValue) != 0 }
}

/// The index of a node. 0 is the first document's root, which is never the value of a key, so that 0 can stand for
/// "none" in a place.
@usableFromInline
package typealias NodeID = UInt32

/// The UTF-8 bytes of a scalar's text, after quotes and escapes are resolved. Valid as long as the tree it came from.
@usableFromInline
package struct Text: @unchecked Sendable, Equatable {
  @usableFromInline package let bytes: UnsafeBufferPointer<UInt8>

  @inlinable package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }
  @inlinable package init(_ slice: Slice<UnsafeBufferPointer<UInt8>>) {
    self.bytes = UnsafeBufferPointer(rebasing: slice)
  }
  package init(_ string: StaticString) {
    bytes = UnsafeBufferPointer(start: string.utf8Start, count: string.utf8CodeUnitCount)
  }

  @inlinable package var count: Int { bytes.count }
  package var isEmpty: Bool { bytes.isEmpty }
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  @inline(__always)
  @usableFromInline package static func == (left: Text, right: Text) -> Bool {
    guard left.count == right.count, let first = left.bytes.baseAddress, let second = right.bytes.baseAddress else {
      return left.isEmpty && right.isEmpty
    }
    return memcmp(first, second, left.count) == 0
  }

  package static func == (left: Text, right: StaticString) -> Bool { left == Text(right) }

  package func equals(_ string: String) -> Bool {
    string.utf8.withContiguousStorageIfAvailable { self == Text($0) } ?? bytes.elementsEqual(string.utf8)
  }

  /// Whether both are the same but for the case of ASCII letters.
  package func equalsIgnoringCase(_ other: Text) -> Bool {
    count == other.count && zip(bytes, other.bytes).allSatisfy { Text.fold($0) == Text.fold($1) }
  }

  package func hasPrefix(_ prefix: StaticString) -> Bool {
    count >= prefix.utf8CodeUnitCount && self[0..<prefix.utf8CodeUnitCount] == Text(prefix)
  }

  package func hasSuffix(_ suffix: StaticString) -> Bool {
    count >= suffix.utf8CodeUnitCount && self[count - suffix.utf8CodeUnitCount..<count] == Text(suffix)
  }

  /// Whether it consists of ASCII digits, at least one.
  package var isDigits: Bool { !isEmpty && bytes.allSatisfy { $0 &- 48 < 10 } }

  /// Whether it consists of ASCII letters, digits, marks and spaces: no control character, and no tab.
  package var isPrintableASCII: Bool { bytes.allSatisfy { $0 &- 0x20 < 0x5F } }

  /// Whether it consists of white space and line breaks.
  package var isBlank: Bool { bytes.allSatisfy { $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 } }

  package subscript(range: Range<Int>) -> Text { Text(bytes[range]) }

  /// The offset of the first such byte from an offset on, searched many bytes at a time.
  package func offset(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    return memchr(base + start, Int32(byte), count - start).map { UnsafeRawPointer($0) - base }
  }

  /// Whether it contains such a byte.
  package func contains(_ byte: UInt8) -> Bool { offset(of: byte, from: 0) != nil }

  @inlinable package static func fold(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}

extension StringProtocol {
  /// Whether it consists of ASCII digits, at least one.
  package var isDigits: Bool { !isEmpty && utf8.allSatisfy { $0 &- 48 < 10 } }
}

extension UInt8 {
  /// A space or a tab: what YAML 1.2 calls white space, `s-white`.
  @inlinable package var isWhite: Bool { self == 0x20 || self == 0x09 }
}
