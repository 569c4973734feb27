/// The part of two texts that is not the same in both, in whole lines, with a few of the lines around it.
struct DifferingPart {
  private(set) var old: Range<Int>
  private(set) var new: Range<Int>
  /// The lines before it, which both texts have.
  let linesBefore: Int
  /// The lines of both sides.
  let lineCount: Int

  private static let lineFeed: UInt8 = 10

  init(_ before: [UInt8], and after: [UInt8], context: Int) {
    let shorter = min(before.count, after.count)
    var start = 0
    while start < shorter, before[start] == after[start] { start += 1 }
    var common = 0
    while common < shorter - start, before[before.count - 1 - common] == after[after.count - 1 - common] { common += 1 }
    start = DifferingPart.startOfLine(before, before: start, goingBack: context)
    let rest = DifferingPart.endOfLine(before, from: before.count - common, goingOn: context)
    old = start..<rest
    new = start..<after.count - (before.count - rest)
    linesBefore = before[..<start].count { $0 == DifferingPart.lineFeed }
    lineCount = before[old].count { $0 == DifferingPart.lineFeed } + after[new].count { $0 == DifferingPart.lineFeed }
  }

  /// The start of the line that contains an offset, or of one that many lines before.
  private static func startOfLine(_ bytes: [UInt8], before offset: Int, goingBack lines: Int) -> Int {
    var (start, left) = (offset, lines)
    while start > 0 {
      if bytes[start - 1] == lineFeed {
        if left == 0 { break }
        left -= 1
      }
      start -= 1
    }
    return start
  }

  /// The offset after the line that contains an offset, or after one that many lines further on.
  private static func endOfLine(_ bytes: [UInt8], from offset: Int, goingOn lines: Int) -> Int {
    var (end, left) = (offset, lines)
    while end < bytes.count {
      end += 1
      guard bytes[end - 1] == lineFeed else { continue }
      if left == 0 { break }
      left -= 1
    }
    return end
  }
}
