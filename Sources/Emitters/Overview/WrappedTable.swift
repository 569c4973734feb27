import Diagnostics

/// A table of plain text that fits a width: the widest columns give way, and their cells continue on the next line.
struct WrappedTable {
  struct Cell {
    let text: String
    /// Colours a piece of the text, which is padded already.
    var paint: (String) -> String = { $0 }
  }

  private let gap = 2
  private let indent: Int
  private let widths: [Int]

  /// - Parameters:
  ///   - rows: all rows that the table will have; they decide the widths.
  ///   - least: what each column keeps at least, in terminal columns.
  ///   - width: the width of a line.
  ///   - indent: the spaces that each line begins with.
  init(fitting rows: [[String]], least: [Int], width: Int, indent: Int) {
    self.indent = indent
    var widths = least.indices.map { column in
      rows.reduce(1) { max($0, column < $1.count ? DisplayWidth.of($1[column]) : 0) }
    }
    let room = width - indent - gap * (widths.count - 1)
    while widths.reduce(0, +) > room,
      let widest = widths.indices.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
    {
      // Down to the next widest at once: the widths come out of a manifest.
      let others = widths.indices.filter { $0 != widest }.map { widths[$0] }
      let excess = widths.reduce(0, +) - room
      let step = max(1, min(excess, widths[widest] - max(least[widest], others.max() ?? 0)))
      widths[widest] -= step
    }
    self.widths = widths
  }

  func lines(_ cells: [Cell]) -> String {
    let wrapped = cells.enumerated().map { WrappedTable.wrap($1.text, widths[$0]) }
    var text = ""
    for line in 0..<(wrapped.map(\.count).max() ?? 0) {
      var pending = indent
      for (column, pieces) in wrapped.enumerated() {
        let piece = line < pieces.count ? pieces[line] : ""
        // Spaces are written only before something.
        if !piece.isEmpty {
          text += String(repeating: " ", count: pending) + cells[column].paint(piece)
          pending = 0
        }
        pending += widths[column] - DisplayWidth.of(piece) + gap
      }
      text += "\n"
    }
    return text
  }

  /// Text on lines of a width; what is longer than a line is broken anywhere.
  static func wrap(_ text: String, _ width: Int) -> [String] {
    Prose.lines(of: text, width: width).flatMap { DisplayWidth.of($0) <= width ? [$0] : broken($0, width) }
  }

  private static func broken(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var taken = 0
    for letter in text {
      let length = DisplayWidth.of(String(letter))
      if taken + length > width, !line.isEmpty {
        lines.append(line)
        (line, taken) = ("", 0)
      }
      line.append(letter)
      taken += length
    }
    return lines + [line]
  }
}
