/// What ends a line for YAML 1.1: LF, CR, NEL, line and paragraph separator.
package enum LineBreak {
  /// The bytes of the line break at an offset; CRLF is one, 0 is none.
  @inlinable package static func length(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard offset < bytes.count, starts(at: offset, in: bytes) else { return 0 }
    switch bytes[offset] {
    case UInt8(ascii: "\r"): return offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n") ? 2 : 1
    case UInt8(ascii: "\n"): return 1
    default: return bytes[offset] == 0xC2 ? 2 : 3
    }
  }

  /// The bytes of the line break, other than CRLF, that ends at an offset; 0 is none.
  package static func length(before offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    for length in 1...3 where offset >= length && starts(at: offset - length, in: bytes) {
      let lead = bytes[offset - length]
      if length == (lead < 0x80 ? 1 : lead == 0xC2 ? 2 : 3) { return length }
    }
    return 0
  }

  @inlinable @inline(__always)
  package static func starts(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch bytes[offset] {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
    case 0xC2: offset + 1 < bytes.count && bytes[offset + 1] == 0x85
    case 0xE2:
      offset + 2 < bytes.count && bytes[offset + 1] == 0x80 && (bytes[offset + 2] == 0xA8 || bytes[offset + 2] == 0xA9)
    default: false
    }
  }
}
