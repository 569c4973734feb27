/// Finds the name somebody most likely meant.
package enum NearestName {
  /// The candidate within a third of the name's length (at least one, at most three edits); nil when none is that near.
  package static func of(_ name: String, among candidates: [String]) -> String? {
    // What is far longer than any name is none that was misspelt.
    guard name.utf8.count <= 256 else { return nil }
    let wanted = Array(fold(name))
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    let allowed = max(1, min(3, wanted.count / 3))
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(from: wanted, to: Array(fold(candidate)), atMost: allowed)
      if let distance, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The one candidate that an abbreviation such as `prod` begins; nil if it begins none or several.
  package static func beginning(with start: String, among candidates: [String]) -> String? {
    let start = fold(start)
    guard start.count > 1 else { return nil }
    let longer = candidates.filter { fold($0).starts(with: start) }
    return longer.count == 1 ? longer.first : nil
  }

  /// Whether two names differ in letter case, `-`, `_` and spaces at most.
  package static func isSameWord(_ name: String, as other: String) -> Bool { fold(name) == fold(other) }

  /// Letter case, `-`, `_` and spaces do not count.
  private static func fold(_ text: String) -> [UInt8] {
    text.utf8.compactMap { byte in
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: " "): nil
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      default: byte
      }
    }
  }

  /// Edits (insert, delete, replace, swap of neighbours) between two texts, nil above `limit`.
  package static func distance(from left: [UInt8], to right: [UInt8], atMost limit: Int) -> Int? {
    if abs(left.count - right.count) > limit { return nil }
    // What both begin and end with takes no edit.
    let start = zip(left, right).prefix { $0 == $1 }.count
    let end = zip(left[start...].reversed(), right[start...].reversed()).prefix { $0 == $1 }.count
    let (left, right) = (Array(left[start..<left.count - end]), Array(right[start..<right.count - end]))
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in 0..<left.count {
      var row = [i + 1]
      row.reserveCapacity(right.count + 1)
      for j in 0..<right.count {
        var cost = min(last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      // Neither this row nor the swaps of the next one lead back below the limit.
      if last.min() ?? 0 > limit, row.min() ?? 0 > limit { return nil }
      beforeLast = last
      last = row
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
