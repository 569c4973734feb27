import Diagnostics
import Linter

/// The difference of two texts as few small edits, so that a cursor in a part that stays the same stays where it is.
enum MinimalEdits {
  /// Edits of the old text, in order and without overlaps.
  static func between(_ old: [UInt8], and new: [UInt8]) -> [Edit] {
    let (oldLines, newLines) = (lines(old), lines(new))
    let oldTexts = oldLines.map { String(decoding: old[$0], as: UTF8.self) }
    let newTexts = newLines.map { String(decoding: new[$0], as: UTF8.self) }
    let gaps = PatienceDiff.gaps(from: 0..<oldLines.count, of: oldTexts, to: 0..<newLines.count, of: newTexts)
    let edits = gaps.compactMap { gap in
      edit(
        oldRange: bytes(of: gap.old, oldLines, old.count),
        newRange: bytes(of: gap.new, newLines, new.count),
        old: old,
        new: new
      )
    }
    // Lines that are equal as text may differ in their bytes: é in one scalar and in two.
    let result = old.withUnsafeBufferPointer { Edit.apply(edits, to: $0) }
    return result == new
      ? edits : edit(oldRange: 0..<old.count, newRange: 0..<new.count, old: old, new: new).map { [$0] } ?? []
  }

  /// Each line with its line break.
  private static func lines(_ bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for offset in bytes.indices where bytes[offset] == UInt8(ascii: "\n") {
      lines.append(start..<offset + 1)
      start = offset + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    return lines
  }

  private static func bytes(of range: Range<Int>, _ lines: [Range<Int>], _ count: Int) -> Range<Int> {
    let start = range.lowerBound < lines.count ? lines[range.lowerBound].lowerBound : count
    return start..<(range.isEmpty ? start : lines[range.upperBound - 1].upperBound)
  }

  /// One edit without what both sides begin and end with; nil if they are equal.
  private static func edit(oldRange: Range<Int>, newRange: Range<Int>, old: [UInt8], new: [UInt8]) -> Edit? {
    var (start, newStart) = (oldRange.lowerBound, newRange.lowerBound)
    var (end, newEnd) = (oldRange.upperBound, newRange.upperBound)
    while start < end, newStart < newEnd, old[start] == new[newStart] { (start, newStart) = (start + 1, newStart + 1) }
    while end > start, newEnd > newStart, old[end - 1] == new[newEnd - 1] { (end, newEnd) = (end - 1, newEnd - 1) }
    // Whole scalars, and a line break as a whole.
    func isInside(_ bytes: [UInt8], _ offset: Int) -> Bool {
      guard offset > 0, offset < bytes.count else { return false }
      return bytes[offset] & 0xC0 == 0x80
        || (bytes[offset] == UInt8(ascii: "\n") && bytes[offset - 1] == UInt8(ascii: "\r"))
    }
    while start > oldRange.lowerBound, isInside(old, start) || isInside(new, newStart) {
      (start, newStart) = (start - 1, newStart - 1)
    }
    while end < oldRange.upperBound, isInside(old, end) || isInside(new, newEnd) {
      (end, newEnd) = (end + 1, newEnd + 1)
    }
    guard start < end || newStart < newEnd else { return nil }
    return Edit(Span(start..<end), String(decoding: new[newStart..<newEnd], as: UTF8.self))
  }
}
