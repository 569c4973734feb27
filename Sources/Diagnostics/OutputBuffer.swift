/// Bytes on their way out: kept, or handed on in chunks, so that memory does not grow with what is written.
package struct OutputBuffer {
  package private(set) var bytes: [UInt8] = []
  /// Where full chunks go; nil: everything is kept.
  private let sink: (([UInt8]) -> Void)?

  /// Bytes of a chunk, at least.
  private static let chunkSize = 1 << 16

  package init() { sink = nil }

  package init(to sink: @escaping ([UInt8]) -> Void) { self.sink = sink }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  package mutating func append(_ byte: UInt8) { bytes.append(byte) }

  package mutating func append(contentsOf more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  package mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// Hands on what has gathered, if it is a chunk.
  package mutating func handOn() {
    if bytes.count >= OutputBuffer.chunkSize { finish() }
  }

  /// Hands on everything; what is kept stays.
  package mutating func finish() {
    guard let sink, !bytes.isEmpty else { return }
    sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
