/// The text of one manifest, as UTF-8 whatever its encoding on disk was.
///
/// The bytes live in one block that the source owns, so that tree nodes and text handles can be plain offsets into it.
/// A byte-order mark is kept (three bytes), and offsets everywhere count from the first byte.
@usableFromInline
package final class Source: @unchecked Sendable {
  /// The path as it was given or found, the way output names it.
  package let path: String
  /// The UTF-8 text. It is not valid UTF-8 where the file was not; `yaml-syntax` says so then.
  @usableFromInline package let bytes: UnsafeBufferPointer<UInt8>
  /// The encoding on disk: edits are refused for UTF-16.
  package let encoding: Encoding

  package enum Encoding: Sendable { case utf8, utf16 }

  /// Copies `contents`.
  package convenience init(path: String, contents: some Collection<UInt8>, encoding: Encoding = .utf8) {
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: contents.count)
    _ = block.initialize(from: contents)
    self.init(path: path, adopting: block, encoding: encoding)
  }

  /// Takes over a block that was allocated with `UnsafeMutableBufferPointer.allocate`.
  package init(path: String, adopting block: UnsafeMutableBufferPointer<UInt8>, encoding: Encoding = .utf8) {
    self.path = path
    self.bytes = UnsafeBufferPointer(block)
    self.encoding = encoding
  }

  deinit { bytes.deallocate() }

  /// The length of the byte-order mark: 3 or 0.
  package var byteOrderMarkLength: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// The text of a span; what is not valid UTF-8 becomes U+FFFD.
  package func text(_ span: Span) -> String { String(decoding: bytes[span.range], as: UTF8.self) }
}

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
  /// The spans that share bytes with another one. They are in order and apart.
  package func touching(_ span: Span) -> ArraySlice<Span> {
    self[prefixCount { $0.end <= span.start }...].prefix { $0.start < span.end }
  }
}

/// A span in a certain source.
package struct Location: Sendable {
  package var source: Source
  package var span: Span

  package init(_ source: Source, _ span: Span) {
    self.source = source
    self.span = span
  }
}
