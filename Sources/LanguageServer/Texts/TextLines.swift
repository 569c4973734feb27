import Diagnostics

/// Turns UTF-8 offsets of a text into positions of the protocol, and back.
///
/// A line ends with LF, CRLF or CR. A place beyond the end of a line is the end of the line, one beyond the last line
/// the end of the text.
package struct TextLines: Sendable {
  package private(set) var bytes: [UInt8]
  /// Where each line begins.
  private var starts: [UInt32]
  private let encoding: PositionEncoding
  /// Bytes at the start that editors do not show: the byte-order mark of a file on disk.
  private let hiddenLength: Int

  package init(_ bytes: [UInt8], _ encoding: PositionEncoding, hiddenLength: Int = 0) {
    self.bytes = bytes
    self.encoding = encoding
    self.hiddenLength = hiddenLength
    starts = [0] + bytes.withUnsafeBufferPointer { TextLines.starts($0, after: 0..<bytes.count) }
  }

  /// The text of a file on disk.
  init(_ source: Source, _ encoding: PositionEncoding) {
    self.init(Array(source.bytes), encoding, hiddenLength: source.byteOrderMarkLength)
  }

  /// The starts of the lines after the line breaks whose last byte is in a range.
  private static func starts(_ bytes: UnsafeBufferPointer<UInt8>, after range: Range<Int>) -> [UInt32] {
    var starts: [UInt32] = []
    for offset in range {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\n")
        || (byte == UInt8(ascii: "\r") && !(offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n")))
      {
        starts.append(UInt32(offset + 1))
      }
    }
    return starts
  }

  /// Replaces a part of the text; the lines before and after it are not looked at again.
  mutating func replace(_ range: Range<Int>, with text: String) {
    let length = text.utf8.count
    bytes.replaceSubrange(range, with: text.utf8)
    let first = max(1, starts.prefixCount { $0 < UInt32(range.lowerBound) })
    let rest = max(first, starts.prefixCount { $0 <= UInt32(range.upperBound) })
    let new = bytes.withUnsafeBufferPointer {
      TextLines.starts($0, after: max(0, range.lowerBound - 1)..<range.lowerBound + length)
    }
    let shift = Int32(length - range.count)
    if shift != 0 { for index in rest..<starts.count { starts[index] = UInt32(Int32(starts[index]) + shift) } }
    starts.replaceSubrange(first..<rest, with: new)
  }

  package var lineCount: Int { starts.count }

  /// The offsets of a line, from 0, without its line break.
  package func range(ofLine line: Int) -> Range<Int> {
    let start = Int(starts[line])
    var end = line + 1 < starts.count ? Int(starts[line + 1]) : bytes.count
    while end > start, bytes[end - 1].isLineBreak { end -= 1 }
    return start..<end
  }

  /// The line of an offset, from 0.
  package func line(of offset: Int) -> Int { max(0, starts.prefixCount { $0 <= offset } - 1) }

  package func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(of: offset)
    let start = line == 0 ? min(hiddenLength, offset) : Int(starts[line])
    return Position(line: line, character: bytes[start..<offset].reduce(0) { $0 + encoding.units(of: $1) })
  }

  package func range(of span: Span) -> PositionRange {
    PositionRange(position(of: Int(span.start)), position(of: Int(span.end)))
  }

  /// The offset of a position; a position inside a scalar is its start.
  package func offset(of position: Position) -> Int {
    if position.line < 0 { return 0 }
    guard position.line < starts.count else { return bytes.count }
    let range = range(ofLine: position.line)
    var offset = range.lowerBound + (position.line == 0 ? min(hiddenLength, range.count) : 0)
    var units = 0
    while offset < range.upperBound {
      var end = offset + 1
      var width = encoding.units(of: bytes[offset])
      while end < range.upperBound, bytes[end] & 0xC0 == 0x80 {
        width += encoding.units(of: bytes[end])
        end += 1
      }
      units += width
      if units > position.character { break }
      offset = end
    }
    return offset
  }

  package func span(of range: PositionRange) -> Range<Int> {
    let (start, end) = (offset(of: range.start), offset(of: range.end))
    return min(start, end)..<max(start, end)
  }
}
