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
