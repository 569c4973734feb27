extension String {
  /// Whether its UTF-8 bytes come before the other's: the order of paths and names in every output. Over the bytes in
  /// place, several times faster than over the two views.
  package func precedesByBytes(_ other: String) -> Bool {
    var (left, right) = (self, other)
    return left.withUTF8 { left in right.withUTF8 { right in left.lexicographicallyPrecedes(right) } }
  }
}
