/// Turns UTF-8 offsets of one source into lines and columns.
///
/// A line ends at LF, CRLF or CR, as editors count. Lines and columns are 1-based; columns count Unicode scalars, and a
/// byte-order mark is none.
package struct LineIndex {
  package struct Position: Equatable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// What lies before a block: one for each `stride` bytes rather than for each line, so that 64 MiB of line breaks
  /// cost no more than any text.
  private struct Checkpoint {
    /// Lines that begin at or before the block.
    var lines: UInt32
    /// Where the last of them begins.
    var lineStart: UInt32
    /// Unicode scalars before the block.
    var scalars: UInt32
  }

  private let source: Source
  private var checkpoints: [Checkpoint] = []
  private static let stride = 1024
  package private(set) var lineCount = 1

  package init(_ source: Source) {
    self.source = source
    checkpoints.reserveCapacity(source.bytes.count / LineIndex.stride + 1)
    var lineStart = source.byteOrderMarkLength
    var scalars = 0
    var block = 0
    repeat {
      checkpoints.append(Checkpoint(lines: UInt32(lineCount), lineStart: UInt32(lineStart), scalars: UInt32(scalars)))
      let end = min(source.bytes.count, block + LineIndex.stride)
      for offset in block..<end {
        if source.bytes[offset] & 0xC0 != 0x80 { scalars += 1 }
        if endsLine(offset) {
          lineCount += 1
          lineStart = offset + 1
        }
      }
      block = end
    } while block < source.bytes.count
  }

  /// Whether the byte at an offset is the last one of a line break.
  private func endsLine(_ offset: Int) -> Bool {
    let bytes = source.bytes
    switch bytes[offset] {
    case UInt8(ascii: "\n"): return true
    case UInt8(ascii: "\r"): return !(offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n"))
    default: return false
    }
  }

  /// The position of an offset; an offset inside a byte-order mark is 1:1.
  package func position(_ offset: UInt32) -> Position {
    let offset = min(Int(offset), source.bytes.count)
    let block = min(offset / LineIndex.stride, checkpoints.count - 1)
    var line = Int(checkpoints[block].lines)
    var start = Int(checkpoints[block].lineStart)
    for place in block * LineIndex.stride..<offset where endsLine(place) {
      line += 1
      start = place + 1
    }
    return Position(line: line, column: max(0, scalars(before: offset) - scalars(before: start)) + 1)
  }

  private func scalars(before offset: Int) -> Int {
    let block = min(offset / LineIndex.stride, checkpoints.count - 1)
    return Int(checkpoints[block].scalars)
      + source.bytes[min(block * LineIndex.stride, offset)..<offset].count { $0 & 0xC0 != 0x80 }
  }

  /// The offsets of a line's text without its line break. `line` is 1-based.
  package func range(ofLine line: Int) -> Range<Int> {
    let start = start(ofLine: line)
    var end = start
    let near = min(source.bytes.count, start + LineIndex.stride)
    while end < near, !endsLine(end) { end += 1 }
    // The end of a long line is looked up: many findings in it would read it again and again.
    if end == near { end = line < lineCount ? self.start(ofLine: line + 1) : source.bytes.count }
    while end > start, source.bytes[end - 1] == UInt8(ascii: "\n") || source.bytes[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return start..<end
  }

  /// Where a line begins: in the last block before which fewer lines begin.
  private func start(ofLine line: Int) -> Int {
    let block = checkpoints.prefixCount { $0.lines < line } - 1
    guard block >= 0 else { return source.byteOrderMarkLength }
    var current = Int(checkpoints[block].lines)
    var offset = block * LineIndex.stride
    while current < line, offset < source.bytes.count {
      // Nearly every byte is none of the two that can end a line.
      if source.bytes[offset] <= UInt8(ascii: "\r"), endsLine(offset) { current += 1 }
      offset += 1
    }
    return offset
  }
}
