import Diagnostics

/// A letter in plain text whose values all begin in one column, however deep their labels are indented: a reader copies
/// them down the page.
package struct LetterLayout {
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

  /// Data of a project or an environment, one in each line.
  package mutating func facts(_ facts: [Ticket.Fact], indent: Int = 2) {
    for fact in facts { row(fact.label, fact.value.text, indent: indent) }
  }

  /// Several values below each other, the label before the first.
  package mutating func rows(_ label: String, _ values: [String], indent: Int = 2) {
    for (index, value) in values.enumerated() { row(index == 0 ? label : "", value, indent: indent) }
  }

  /// What Adobe has to know of an endpoint service beside its identifier.
  package mutating func serviceData(
    _ service: EffectiveEndpointService,
    _ access: Sentence,
    isRegionShown: Bool,
    indent: Int
  ) {
    if isRegionShown, let region = service.region { row("Region", region, indent: indent) }
    row("Access", access.text, indent: indent)
    for (index, port) in service.ports.enumerated() {
      let cells = [port.service ?? "", port.applicationProtocol ?? "", port.socket]
      lines.append(.row(indent: indent, label: index == 0 ? "Ports" : "", cells: cells))
    }
  }

  package mutating func exceptions(_ exceptions: [RequestedException]) {
    text("Requested exceptions")
    for exception in exceptions { text("  - \(exception.request.text)") }
  }

  package var rendered: String {
    var column = 0
    var widths: [Int] = []
    for case .row(let indent, let label, let cells) in lines {
      let end = indent + DisplayWidth.of(label) + LetterLayout.gap
      // A long label makes room for itself alone.
      if end <= LetterLayout.widest { column = max(column, end) }
      guard cells.count > 1 else { continue }
      // Counted from the last cell, so that the protocol is in one column whether or not a service is before it.
      for (index, cell) in cells.reversed().enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], DisplayWidth.of(cell))
      }
    }
    return lines.map { line in
      switch line {
      case .text(let text): text + "\n"
      case .row(let indent, let label, let cells):
        LetterLayout.line(String(repeating: " ", count: indent) + label, column: column, cells: cells, widths: widths)
          + "\n"
      }
    }.joined()
  }

  private static let gap = 3
  private static let widest = 44

  private static func line(_ label: String, column: Int, cells: [String], widths: [Int]) -> String {
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
