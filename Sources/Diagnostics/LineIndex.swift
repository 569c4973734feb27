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

  private let source: Source
  /// The offset at which each line starts.
  private var starts: [Int]
  /// The number of Unicode scalars before each multiple of `stride`, so that a column costs the same in a line of any length.
  private var scalarsBefore: [Int] = []
  private static let stride = 1024

  package init(_ source: Source) {
    self.source = source
    let bytes = source.bytes
    starts = [source.byteOrderMarkLength]
    var offset = 0
    var scalars = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if offset % LineIndex.stride == 0 { scalarsBefore.append(scalars) }
      if byte & 0xC0 != 0x80 { scalars += 1 }
      offset += 1
      if byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && !(offset < bytes.count && bytes[offset] == UInt8(ascii: "\n"))) {
        starts.append(offset)
      }
    }
  }

  package var lineCount: Int { starts.count }

  /// The position of an offset; an offset inside a byte-order mark is 1:1.
  package func position(_ offset: UInt32) -> Position {
    let line = line(of: Int(offset))
    let start = starts[line - 1]
    return Position(line: line, column: max(0, scalars(before: Int(offset)) - scalars(before: start)) + 1)
  }

  private func scalars(before offset: Int) -> Int {
    guard !scalarsBefore.isEmpty else { return 0 }
    let block = min(offset / LineIndex.stride, scalarsBefore.count - 1)
    return scalarsBefore[block] + source.bytes[block * LineIndex.stride..<min(offset, source.bytes.count)].count { $0 & 0xC0 != 0x80 }
  }

  /// The offsets of a line's text without its line break. `line` is 1-based.
  package func range(ofLine line: Int) -> Range<Int> {
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : source.bytes.count
    while end > start, source.bytes[end - 1] == UInt8(ascii: "\n") || source.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  private func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }
}
