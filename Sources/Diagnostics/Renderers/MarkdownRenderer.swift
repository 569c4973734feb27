/// `markdown`: a summary to post under a pull request. The most severe findings are in a table, the others folded below
/// it.
package struct MarkdownRenderer: ReportRenderer {
  /// GitHub refuses a comment of 65,536 characters. Bytes are counted, as the stricter measure, and room is left for
  /// what ends the text.
  private static let limit = 65_000
  /// Rows shown unfolded.
  private static let openRows = 20
  /// Bytes of a row beside its cells.
  private static let bars = "|  |  |  |  |\n".utf8.count
  /// Characters of a cell: a hostile one must not crowd out the others.
  private static let longestCell = 400

  private let report: Report
  private var indices = LineIndices()

  package static func render(_ report: Report, to output: inout OutputBuffer) {
    var renderer = MarkdownRenderer(report: report)
    output.append(renderer.summary() + renderer.tables())
  }

  private func summary() -> String {
    let severities = Severity.allCases.reversed().filter { report.count($0) > 0 }
    let found = severities.map { Display.count(report.count($0), $0.rawValue) }
    let none = report.files == 0 ? "nothing was checked" : "no findings"
    var text = "### \(Tool.name): \(found.isEmpty ? none : Display.list(found, "and"))\n\n"
    text += "\(Display.count(report.files, "file")), \(Display.count(report.documents, "document")) checked"
    if report.ignoredCount > 0 { text += "; \(Display.count(report.ignoredCount, "finding")) ignored" }
    if report.fixableCount > 0 { text += "; `--fix` would fix \(report.fixableCount)" }
    return text + ".\n"
  }

  private mutating func tables() -> String {
    let findings = Severity.allCases.reversed().flatMap { severity in
      report.diagnostics.filter { $0.severity == severity }
    }
    var rows: [[String]] = []
    var size = 0
    for finding in findings {
      let row = row(finding)
      size += row.reduce(MarkdownRenderer.bars) { $0 + $1.utf8.count }
      if size > MarkdownRenderer.limit { break }
      rows.append(row)
    }
    var text = table(rows.prefix(MarkdownRenderer.openRows))
    let folded = rows.dropFirst(MarkdownRenderer.openRows)
    if !folded.isEmpty {
      text +=
        "\n<details>\n<summary>\(Display.count(folded.count, "more finding"))</summary>\n\(table(folded))\n</details>\n"
    }
    let left = findings.count - rows.count + report.unshown
    if left > 0 { text += "\n\(Display.count(left, "more finding")) left out here: `\(Tool.name) lint` prints them.\n" }
    return text
  }

  private func table(_ rows: ArraySlice<[String]>) -> String {
    rows.isEmpty ? "" : "\n" + Markdown.table(["Severity", "Place", "Finding", "Rule"], Array(rows))
  }

  private mutating func row(_ finding: Diagnostic) -> [String] {
    let position = indices.index(finding.location.source).position(finding.location.span.start)
    let path = Display.oneLine(report.plainPath(finding.location.source), limit: MarkdownRenderer.longestCell)
    let rule = Markdown.code(finding.about.id)
    return [
      finding.severity.rawValue, Markdown.code("\(path):\(position.line):\(position.column)"),
      Markdown.sentence(Display.oneLine(finding.message, limit: MarkdownRenderer.longestCell))
        + (finding.help.map { "<br>\(Markdown.sentence(Display.oneLine($0, limit: MarkdownRenderer.longestCell)))" }
          ?? ""),
      report.page(of: finding.about).map { "[\(rule)](\($0))" } ?? rule,
    ]
  }
}
