import Diagnostics

/// Lines up columns of plain text.
package enum Columns {
  /// Each row's cells padded to the widest of their column, two blanks apart; nothing behind the last cell.
  package static func aligned(_ rows: [[String]], indent: String, gap: Int = 2) -> String {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], DisplayWidth.of(cell))
      }
    }
    return rows.map { row in
      var line = indent
      for (index, cell) in row.enumerated() {
        line += cell
        if index < row.count - 1 { line += String(repeating: " ", count: widths[index] - DisplayWidth.of(cell) + gap) }
      }
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}
