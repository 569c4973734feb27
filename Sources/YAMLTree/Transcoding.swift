import Diagnostics

/// The bytes of a file as the UTF-8 text that everything else works on.
package enum Transcoding {
  /// The text, and the first place where the bytes were no text.
  package static func source(path: String, contents: UnsafeMutableBufferPointer<UInt8>) -> (
    source: Source, problem: YAMLProblem?
  ) {
    let bytes = UnsafeBufferPointer(contents)
    let isLittleEndian = bytes.starts(with: [0xFF, 0xFE])
    guard isLittleEndian || bytes.starts(with: [0xFE, 0xFF]) else {
      return (Source(path: path, adopting: contents), nil)
    }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for i in stride(from: 0, to: bytes.count - 1, by: 2) {
      units.append(
        isLittleEndian ? UInt16(bytes[i]) | UInt16(bytes[i + 1]) << 8 : UInt16(bytes[i]) << 8 | UInt16(bytes[i + 1])
      )
    }
    let hasOddByte = bytes.count % 2 == 1
    contents.deallocate()
    return decode(path: path, units: units, hasOddByte: hasOddByte)
  }

  /// Whether every other byte at the beginning is zero, which no YAML contains: ASCII text in UTF-16, of either byte
  /// order.
  static func isUTF16WithoutMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let zeros = bytes.prefix(4).map { $0 == 0 }
    return zeros == [false, true, false, true] || zeros == [true, false, true, false]
  }

  private static func decode(path: String, units: [UInt16], hasOddByte: Bool) -> (source: Source, problem: YAMLProblem?)
  {
    var text: [UInt8] = []
    text.reserveCapacity(units.count + units.count / 8)
    var decoder = UTF16()
    var iterator = units.makeIterator()
    decoding: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): text.append(contentsOf: UTF8.encode(scalar) ?? .init([]))
      case .emptyInput: break decoding
      case .error:
        let end = UInt32(text.count)
        return (
          Source(path: path, contents: text, encoding: .utf16),
          invalid("a UTF-16 surrogate without its partner", at: end)
        )
      }
    }
    let source = Source(path: path, contents: text, encoding: .utf16)
    return (source, hasOddByte ? invalid("half a UTF-16 code unit at the end", at: UInt32(text.count)) : nil)
  }

  private static func invalid(_ words: String, at offset: UInt32) -> YAMLProblem {
    YAMLProblem(kind: .invalidBytes(words), span: Span(offset, offset))
  }
}
