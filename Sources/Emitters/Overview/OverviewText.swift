import Diagnostics

/// An overview as a table for a terminal.
package struct OverviewText {
  private let style: TextStyle
  private var text = ""

  /// `style.width` is the width of a line; 80 columns without one.
  package static func render(_ overview: Overview, style: TextStyle) -> String {
    var renderer = OverviewText(style: style)
    renderer.write(overview)
    return renderer.text
  }

  private init(style: TextStyle) { self.style = style }

  /// From this width on there is room for what is to be done beside who does it.
  private static let wide = 120
  private var width: Int { style.proseWidth }
  private var isWide: Bool { width >= OverviewText.wide }
  private var header: [String] {
    isWide ? OverviewWords.columns : ["Environment", "Direction", "Ports", "State", "Acts next"]
  }

  private mutating func write(_ overview: Overview) {
    let rows = overview.projects.flatMap(\.environments).flatMap(OverviewRow.rows)
    if !rows.isEmpty {
      let table = WrappedTable(
        fitting: [header] + rows.map { cells($0).map(\.text) },
        least: isWide ? [14, 14, 16, 14, 22, 13, 24] : [14, 10, 8, 14, 8],
        width: width,
        indent: 2
      )
      text += table.lines(header.map { WrappedTable.Cell(text: $0, paint: style.bold) })
      for project in overview.projects { write(project, table) }
    }
    writeExceptions(overview)
    writeUnplaced(overview)
    for note in overview.notes { writeProse(note) }
    if let changes = overview.changes { writeProse("Changes: \(changes.text)") }
    if let count = overview.findingCount { text += "\n\(count) in the manifests; `privatelint lint` shows them.\n" }
    text += "\n" + lines(overview.total, indent: 0)
  }

  private mutating func write(_ project: OverviewProject, _ table: WrappedTable) {
    let mark = project.mark == .changed ? "" : marked(project.mark)
    let heading = WrappedTable.wrap("\(mark)\(project.project.displayName): \(project.placement)", width)
    text += "\n" + heading.map { paint(project.mark == .changed ? nil : project.mark, style.bold($0)) + "\n" }.joined()
    for change in project.changes { writeChange(change) }
    for environment in project.environments {
      for row in OverviewRow.rows(of: environment) { text += table.lines(cells(row)) }
      for change in environment.changes where change.kind != .enable && change.kind != .removeConnection {
        writeChange(change)
      }
    }
  }

  private func cells(_ row: OverviewRow) -> [WrappedTable.Cell] {
    let environment = row.environment
    let mark = environment.mark
    let type = OverviewWords.type(environment.environment)
    let name = marked(mark) + environment.id + (isWide ? "" : ", \(type)")
    var cells: [WrappedTable.Cell] = [.init(text: row.isFirst ? name : "", paint: { self.paint(mark, $0) })]
    if isWide { cells.append(.init(text: row.isFirst ? type : "")) }
    cells += [
      .init(text: row.direction), .init(text: row.ports),
      .init(text: row.state, paint: { self.paintState(row.stateName, $0) }), .init(text: row.actor),
    ]
    if isWide { cells.append(.init(text: row.step)) }
    return cells
  }

  private func marked(_ mark: Change.Mark?) -> String { mark.map { "\($0.rawValue) " } ?? "" }

  private func paint(_ mark: Change.Mark?, _ text: String) -> String {
    switch mark {
    case .added: style.added(text)
    case .changed: style.changed(text)
    case .removed: style.removed(text)
    case nil: text
    }
  }

  private func paintState(_ name: String?, _ text: String) -> String {
    switch name {
    case ConnectionState.connected(since: "").name: style.added(text)
    case ConnectionState.notReady(errors: 0).name: style.failed(text)
    case nil: style.removed(text)
    case ConnectionState.waitingForAdobe(ticket: nil).name, ConnectionState.waitingForApproval.name: style.changed(text)
    default: style.code(text)
    }
  }

  private mutating func writeChange(_ change: Change) {
    for (index, line) in WrappedTable.wrap(OverviewWords.change(change), max(20, width - 6)).enumerated() {
      text += "    " + paint(change.mark, (index == 0 ? "\(change.mark.rawValue) " : "  ") + line) + "\n"
    }
  }

  private mutating func writeExceptions(_ overview: Overview) {
    guard !overview.exceptions.isEmpty else { return }
    text += "\n\(style.bold("Requested exceptions"))\n"
    text += lines(OverviewWords.exceptions, indent: 2)
    for exception in overview.exceptions {
      let place = "\(exception.project), \(OverviewWords.place(exception))"
      text += lines("\(place): \(exception.rule) (\(exception.value)), \(OverviewWords.term(exception))", indent: 2)
      text += lines(exception.reason, indent: 4)
    }
  }

  private mutating func writeUnplaced(_ overview: Overview) {
    guard !overview.unplaced.isEmpty else { return }
    text += "\n\(style.bold("Findings at the top level of a manifest"))\n"
    for finding in overview.unplaced {
      text += lines("\(finding.place): \(finding.severity.rawValue): \(finding.message) [\(finding.rule)]", indent: 2)
    }
  }

  private mutating func writeProse(_ sentence: String) { text += "\n" + lines(sentence, indent: 0) }

  private func lines(_ sentence: String, indent: Int) -> String {
    WrappedTable.wrap(sentence, max(20, width - indent)).map { String(repeating: " ", count: indent) + $0 + "\n" }
      .joined()
  }
}
