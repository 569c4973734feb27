import Diagnostics

/// A letter in plain text whose values all begin in one column, however deep their labels are indented: what a reader copies stands in one line down
/// the page.
package struct Layout {
  private enum Line {
    case text(String)
    case row(indent: Int, label: String, cells: [String])
  }

  private var lines: [Line] = []

  package init() {}

  package mutating func text(_ text: String) { lines.append(.text(text)) }
  package mutating func blank() { lines.append(.text("")) }

  package mutating func row(_ label: String, _ value: String, indent: Int = 2) {
    lines.append(.row(indent: indent, label: label, cells: [value]))
  }

  /// The ports of the way to Adobe Commerce: what answers on each, its application protocol, its socket.
  package mutating func ports(_ ports: [EffectivePort], indent: Int) {
    for port in ports {
      lines.append(
        .row(indent: indent, label: port.service ?? "", cells: [port.applicationProtocol ?? "", port.socket])
      )
    }
  }

  /// An endpoint service: its identifier, its access, its ports.
  package mutating func service(
    _ service: EffectiveEndpointService,
    _ access: String?,
    isRegionShown: Bool,
    indent: Int
  ) {
    row(service.name, service.identifier ?? "", indent: indent)
    if isRegionShown, let region = service.region { row("Region", region, indent: indent + 2) }
    if let access { row("Access", access, indent: indent + 2) }
    for (index, port) in service.ports.enumerated() {
      let cells = [port.service ?? "", port.applicationProtocol ?? "", port.socket]
      lines.append(.row(indent: indent + 2, label: index == 0 ? "Ports" : "", cells: cells))
    }
  }

  package var rendered: String {
    var column = 0
    var widths: [Int] = []
    for case .row(let indent, let label, let cells) in lines {
      let end = indent + DisplayWidth.of(label) + Layout.gap
      // A long label makes room for itself alone.
      if end <= Layout.widest { column = max(column, end) }
      guard cells.count > 1 else { continue }
      // Counted from the last cell, so that the protocol stands in one column whether or not a service stands before it.
      for (index, cell) in cells.reversed().enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], DisplayWidth.of(cell))
      }
    }
    return lines.map { line in
      switch line {
      case .text(let text): text + "\n"
      case .row(let indent, let label, let cells):
        Layout.line(String(repeating: " ", count: indent) + label, column, cells, widths) + "\n"
      }
    }.joined()
  }

  private static let gap = 3
  private static let widest = 44

  private static func line(_ label: String, _ column: Int, _ cells: [String], _ widths: [Int]) -> String {
    var text = label
    var end = column
    for (index, cell) in cells.enumerated() {
      if !cell.isEmpty { text += String(repeating: " ", count: max(gap, end - DisplayWidth.of(text))) + cell }
      let last = cells.count - 1 - index
      if last > 0 { end += widths[last] + (widths[last] > 0 ? gap : 0) }
    }
    return text
  }
}
