import Diagnostics

/// Lines up columns of plain text.
package enum Columns {
  /// Each row's cells padded to the widest of their column, two spaces apart; nothing after the last cell.
  package static func aligned(_ rows: [[String]], indent: String, gap: Int = 2) -> String {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], DisplayWidth.of(cell))
      }
    }
    var text = ""
    for row in rows {
      text += indent
      var pending = 0
      for (index, cell) in row.enumerated() where !cell.isEmpty || index < row.count - 1 {
        // Blanks are written only before something.
        if !cell.isEmpty {
          text += String(repeating: " ", count: pending)
          pending = 0
        }
        text += cell
        pending += widths[index] - DisplayWidth.of(cell) + gap
      }
      text += "\n"
    }
    return text
  }
}
