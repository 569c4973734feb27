// Rules and emitters speak of texts, and see nothing else of the YAML.
@_exported import struct YAMLTree.Text

/// A part of a scalar's text, as UTF-8 offsets from the text's first byte.
package struct TextRange: Sendable, Equatable {
  let start: UInt16
  let end: UInt16

  init(_ range: Range<Int>) {
    start = UInt16(clamping: range.lowerBound)
    end = UInt16(clamping: range.upperBound)
  }

  package var range: Range<Int> { Int(start)..<Int(end) }
}

extension Text {
  package subscript(part: TextRange) -> Text { self[part.range] }

  /// The parts between separators, empty ones included; nil if there are more than `most`.
  func parts(by separator: UInt8, atMost most: Int = 16) -> [Range<Int>]? {
    var parts: [Range<Int>] = []
    parts.reserveCapacity(most)
    var start = 0
    while let end = offset(of: separator, from: start) {
      parts.append(start..<end)
      start = end + 1
      if parts.count >= most { return nil }
    }
    parts.append(start..<count)
    return parts
  }
}
