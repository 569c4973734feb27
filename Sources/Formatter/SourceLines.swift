import YAMLTree
import Diagnostics

/// The lines of a source as YAML counts them: a line ends at LF, CR, CRLF, NEL and the Unicode line and paragraph
/// separators.
struct SourceLines {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The offset at which each line starts.
  private let starts: [UInt32]

  init(_ source: Source) {
    bytes = source.bytes
    var starts = [UInt32(source.byteOrderMarkLength)]
    var offset = source.byteOrderMarkLength
    while offset < bytes.count {
      let length = LineBreak.length(at: offset, in: bytes)
      offset += max(length, 1)
      if length > 0 { starts.append(UInt32(offset)) }
    }
    self.starts = starts
  }

  /// The line of an offset, from 0.
  func line(of offset: Int) -> Int {
    max(0, starts.prefixCount { Int($0) <= offset } - 1)
  }

  private func start(ofLineAt offset: Int) -> Int { Int(starts[line(of: offset)]) }

  /// The Unicode scalars before an offset in its line.
  func column(of offset: Int) -> Int { SourceLines.width(bytes[min(start(ofLineAt: offset), offset)..<offset]) }

  /// The Unicode scalars before an offset in its line, without the spaces right before it.
  func textWidth(before offset: Int) -> Int {
    var text = bytes[min(start(ofLineAt: offset), offset)..<offset]
    while let last = text.last, last.isWhite { text.removeLast() }
    return SourceLines.width(text)
  }

  /// The offset at which the line of an offset ends, its line break left out.
  func end(ofLineAt offset: Int) -> Int {
    (offset..<bytes.count).first { LineBreak.length(at: $0, in: bytes) > 0 } ?? bytes.count
  }

  func isLineStart(_ offset: Int) -> Bool { start(ofLineAt: offset) == offset }

  /// The Unicode scalars of some text.
  static func width(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 } }
}
