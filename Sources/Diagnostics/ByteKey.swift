/// A text as its bytes, to tell the paths of files and the names of manifests apart.
package struct ByteKey: Hashable, Comparable, Sendable {
  private let bytes: [UInt8]

  package init(_ text: String) { bytes = Array(text.utf8) }

  package var string: String { String(decoding: bytes, as: UTF8.self) }

  package static func < (left: ByteKey, right: ByteKey) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
