/// A half-open range of UTF-8 offsets in a source.
package struct Span: Hashable, Comparable, Sendable {
  package var start: UInt32
  package var end: UInt32

  package init(_ start: UInt32, _ end: UInt32) {
    self.start = start
    self.end = end
  }

  package init(_ range: Range<Int>) { self.init(UInt32(range.lowerBound), UInt32(range.upperBound)) }

  package var range: Range<Int> { Int(start)..<Int(end) }
  package var isEmpty: Bool { start == end }
  package func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }

  package static func < (left: Span, right: Span) -> Bool {
    left.start != right.start ? left.start < right.start : left.end < right.end
  }
}

extension [Span] {
  /// The spans that share bytes with another one. They are in order and do not overlap.
  package func touching(_ span: Span) -> ArraySlice<Span> {
    self[prefixCount { $0.end <= span.start }...].prefix { $0.start < span.end }
  }
}
