/// Turns the code point indices of libyaml's marks into UTF-8 offsets.
///
/// Marks come almost in order, so the cursor walks from where it was: linear over a file. ASCII text needs no walk.
struct OffsetCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let isASCII: Bool
  private let markLength: Int
  private var index = 0
  private var offset: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, byteOrderMarkLength: Int) {
    self.bytes = bytes
    markLength = byteOrderMarkLength
    offset = byteOrderMarkLength
    isASCII = !bytes[byteOrderMarkLength...].contains { $0 >= 0x80 }
  }

  @inline(__always)
  mutating func offset(of markIndex: Int) -> UInt32 {
    if isASCII { return UInt32(truncatingIfNeeded: min(markIndex + markLength, bytes.count)) }
    return walk(to: markIndex)
  }

  private mutating func walk(to target: Int) -> UInt32 {
    while index < target, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      index += 1
    }
    while index > target {
      offset -= 1
      while bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      index -= 1
    }
    return UInt32(offset)
  }
}
