extension RandomAccessCollection where Index == Int {
  /// How many elements at the start meet a condition that none after them meets, by binary search.
  @inlinable package func prefixCount(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low - startIndex
  }
}
