import Diagnostics

/// Where a literal or folded scalar ends.
enum BlockScalar {
  /// libyaml's end of a block scalar is after the blank lines that follow; ours is the end of the last line that
  /// belongs to the text.
  ///
  /// `range` runs from `|` or `>` to libyaml's end.
  static func end(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>) -> Int {
    let header = endOfLine(range.lowerBound, before: range.upperBound, in: bytes)
    if bytes[range.lowerBound..<header].prefix(while: { $0 != UInt8(ascii: "#") }).contains(UInt8(ascii: "+")) {
      return max(header, withoutLineBreak(range.upperBound, in: bytes))
    }
    guard var lines = linesBehindLastMark(text) else { return header }
    var end = startOfBlanks(before: range.upperBound, notBefore: header, in: bytes)
    // Nothing but white space: the lines count from the header.
    if end == header { lines += 1 }
    end = endOfLine(end, before: range.upperBound, in: bytes)
    while lines > 0, end < range.upperBound {
      end = endOfLine(end + LineBreak.length(at: end, in: bytes), before: range.upperBound, in: bytes)
      lines -= 1
    }
    return end
  }

  /// The line breaks between the last visible character and the last space, which is text too; nil if the text is line
  /// breaks only.
  ///
  /// In folded scalars as well each of them is a line of the source: lines that begin with spaces are not folded.
  private static func linesBehindLastMark(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    let mark = startOfBlanks(before: text.count, notBefore: 0, in: text)
    var lines = 0
    var linesBeforeBlank: Int?
    var offset = mark
    while offset < text.count {
      let length = LineBreak.length(at: offset, in: text)
      if length > 0 { lines += 1 } else { linesBeforeBlank = lines }
      offset += max(length, 1)
    }
    return linesBeforeBlank ?? (mark > 0 ? 0 : nil)
  }

  /// The start of the white space and line breaks that end at an offset.
  private static func startOfBlanks(before end: Int, notBefore limit: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int
  {
    var start = end
    while start > limit {
      let length = LineBreak.length(before: start, in: bytes)
      guard length > 0 || bytes[start - 1].isWhite else { break }
      start -= max(length, 1)
    }
    return max(start, limit)
  }

  private static func endOfLine(_ start: Int, before limit: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var end = start
    while end < limit, !LineBreak.starts(at: end, in: bytes) { end += 1 }
    return end
  }

  /// The offset before the one line break that ends at an offset.
  private static func withoutLineBreak(_ end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let start = end - LineBreak.length(before: end, in: bytes)
    let isCRLF =
      start < end && bytes[start] == UInt8(ascii: "\n") && start > 0 && bytes[start - 1] == UInt8(ascii: "\r")
    return isCRLF ? start - 1 : start
  }
}
