import Diagnostics

/// The lines by which two texts are aligned before they are compared: those that occur once in each, as far as their
/// order agrees.
///
/// What is between two of them is short, so that the comparison of long texts with many differences stays linear.
package enum PatienceDiff {
  package typealias Gap = (old: Range<Int>, new: Range<Int>)

  /// The parts of both texts between the common lines, in order; those lines themselves are in none of them.
  package static func gaps(from old: Range<Int>, of oldLines: [String], to new: Range<Int>, of newLines: [String])
    -> [Gap]
  {
    var gaps: [Gap] = []
    var (i, j) = (old.lowerBound, new.lowerBound)
    for pair in inOrder(pairs(old: old, oldLines: oldLines, new: new, newLines: newLines)) {
      gaps.append((i..<pair.old, j..<pair.new))
      (i, j) = (pair.old + 1, pair.new + 1)
    }
    gaps.append((i..<old.upperBound, j..<new.upperBound))
    return gaps
  }

  /// The places of each line that comes once on both sides, in order of the old one.
  private static func pairs(old: Range<Int>, oldLines: [String], new: Range<Int>, newLines: [String]) -> [(
    old: Int, new: Int
  )] {
    let places = single(new, newLines)
    let pairs = single(old, oldLines).compactMap { line, place in places[line].map { (old: place, new: $0) } }
    return pairs.sorted { $0.old < $1.old }
  }

  private static func single(_ range: Range<Int>, _ lines: [String]) -> [String: Int] {
    var places: [String: Int?] = [:]
    for index in range { places.updateValue(places[lines[index]] == nil ? index : nil, forKey: lines[index]) }
    return places.compactMapValues { $0 }
  }

  /// The longest selection of pairs that is in order on the new side too.
  private static func inOrder(_ pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
    // For each length of selection the pair that ends it earliest, and for each pair the one before it.
    var ends: [Int] = []
    var before = [Int?](repeating: nil, count: pairs.count)
    for index in pairs.indices {
      let length = ends.prefixCount { pairs[$0].new < pairs[index].new }
      before[index] = length > 0 ? ends[length - 1] : nil
      if length == ends.count { ends.append(index) } else { ends[length] = index }
    }
    var selection: [(old: Int, new: Int)] = []
    var last = ends.last
    while let index = last {
      selection.append(pairs[index])
      last = before[index]
    }
    return selection.reversed()
  }
}
