extension String {
  /// Whether its UTF-8 bytes come before the other's: the order of paths and names in every output. Over the bytes in
  /// place, several times faster than over the two views.
  package func precedesByBytes(_ other: String) -> Bool {
    var (left, right) = (self, other)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        let (leftWords, rightWords) = (UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
        var index = 0
        let common = min(left.count, right.count)
        // Paths of one folder have a long beginning in common: eight bytes at a time.
        while index + 8 <= common,
          leftWords.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            == rightWords.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        {
          index += 8
        }
        while index < common, left[index] == right[index] { index += 1 }
        return index < common ? left[index] < right[index] : left.count < right.count
      }
    }
  }
}
