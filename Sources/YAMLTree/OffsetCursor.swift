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
    isASCII = OffsetCursor.isASCII(
      UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[byteOrderMarkLength...])
    )
  }

  /// Eight bytes at a time: no byte has its highest bit set.
  private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let words = bytes.count / 8
    for word in 0..<words
    where bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return false }
    return !bytes[(words * 8)...].contains { $0 >= 0x80 }
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
