import Diagnostics
import YAMLTree

/// A block scalar in its parts: its header, and its lines without their indentation.
struct BlockScalarText {
  /// `|-`, `>2+` …
  let header: [UInt8]
  let lines: [[UInt8]]
  /// Blank lines after it would become part of its text.
  let keepsBlankLines: Bool

  /// `parentColumn` is the column in the source of the collection that contains it; 0 for the root of a document.
  init(_ tree: YAMLTree, _ id: NodeID, parentColumn: Int) {
    let node = tree[id]
    let text = tree.text(id)
    var source = SourceText.lines(tree.source.bytes[node.span.range])
    let indicators = source.removeFirst().dropFirst().prefix { !$0.isWhite && $0 != UInt8(ascii: "#") }
    let digit = indicators.first { $0.isDigit && $0 != UInt8(ascii: "0") }.map { Int($0 - UInt8(ascii: "0")) }
    let indentation = digit.map { parentColumn + $0 } ?? BlockScalarText.indentation(source)
    var lines = source.map { BlockScalarText.remove(indentation, from: $0) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    let lineBreaks = text.bytes.reversed().prefix { $0 == UInt8(ascii: "\n") }.count
    // At the end of a file the last line may lack its line break, and the text with it.
    let strips = indicators.contains(UInt8(ascii: "-")) || (lineBreaks == 0 && !lines.isEmpty)
    keepsBlankLines = indicators.contains(UInt8(ascii: "+")) && !strips
    if keepsBlankLines { lines += Array(repeating: [], count: max(0, lineBreaks - (lines.isEmpty ? 0 : 1))) }
    var header: [UInt8] = [UInt8(ascii: node.style == .literal ? "|" : ">")]
    // A first line that begins with a space would set the indentation itself.
    if let first = lines.first(where: { !$0.isEmpty })?.first, first.isWhite { header.append(UInt8(ascii: "2")) }
    if strips { header.append(UInt8(ascii: "-")) }
    if keepsBlankLines { header.append(UInt8(ascii: "+")) }
    self.header = header
    self.lines = lines
  }

  private static func indentation(_ lines: [[UInt8]]) -> Int {
    lines.first { !$0.allSatisfy { $0 == UInt8(ascii: " ") } }.map { $0.prefix { $0 == UInt8(ascii: " ") }.count }
      ?? .max
  }

  private static func remove(_ indentation: Int, from line: [UInt8]) -> [UInt8] {
    Array(line.dropFirst(min(indentation, line.prefix { $0 == UInt8(ascii: " ") }.count)))
  }
}
