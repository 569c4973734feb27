import Diagnostics

/// An overview as Markdown, for a page of a repository or a wiki.
package enum OverviewMarkdown {
  package static func render(_ overview: Overview) -> String {
    var text = "# PrivateLink connections\n\n\(Markdown.text(overview.total)).\n\n\(Markdown.text(overview.standing))\n"
    if let changes = overview.changes { text += "\nChanges: \(Markdown.text(changes.text))\n" }
    for note in overview.notes { text += "\n\(Markdown.sentence(note))\n" }
    if overview.projects.count > 1 { text += "\n" + table(overview.projects, isNamed: true) }
    for project in overview.projects { text += "\n" + section(project) }
    if !overview.exceptions.isEmpty {
      text += "\n## Requested exceptions\n\n\(OverviewWords.exceptions)\n\n" + exceptions(overview.exceptions)
    }
    if !overview.unplaced.isEmpty { text += "\n## Findings at the top level\n\n" + findings(overview.unplaced) }
    return text
  }

  private static func section(_ project: OverviewProject) -> String {
    let mark = project.mark.map { " (\(OverviewWords.word($0)))" } ?? ""
    var text = "## \(Markdown.text(project.project.displayName))\(mark)\n\n"
    text +=
      """
      \(Markdown.text(project.placement)). Checked against edition \(project.project.edition) of the documented \
      limits; fingerprint of the manifest\u{20}
      """
    text += "\(Markdown.code(project.fingerprint)).\n\n" + table([project], isNamed: false)
    let changes = project.changes + project.environments.flatMap(\.changes)
    if !changes.isEmpty { text += "\nChanges:\n\n" + changes.map(line).joined() }
    if !project.findings.isEmpty { text += "\nFindings:\n\n" + findings(project.findings) }
    return text
  }

  /// A row for each half of each connection.
  private static func table(_ projects: [OverviewProject], isNamed: Bool) -> String {
    let rows = projects.flatMap { project in
      project.environments.flatMap(OverviewRow.rows).map { row in
        (isNamed ? [Markdown.text(row.isFirst ? project.project.id : "")] : []) + cells(row)
      }
    }
    return Markdown.table((isNamed ? ["Project"] : []) + OverviewWords.columns, rows)
  }

  private static func cells(_ row: OverviewRow) -> [String] {
    let mark = row.environment.mark.map { "\(OverviewWords.word($0)): " } ?? ""
    let environment = row.environment
    return [
      row.isFirst ? mark + environment.id : "", row.isFirst ? OverviewWords.type(environment.environment) : "",
      row.direction, row.ports, row.state, row.actor, row.step,
    ].map { Markdown.text($0) }
  }

  private static func line(_ change: Change) -> String {
    let place = change.environment.map { "\($0): " } ?? ""
    return "- `\(change.mark.rawValue)` \(Markdown.text(place + OverviewWords.change(change), isLineStart: false))\n"
  }

  private static func exceptions(_ exceptions: [RequestedException]) -> String {
    Markdown.table(
      ["Project", "Environment", "Requested", "Adobe's limit", "Reason", "Until"],
      exceptions.map { exception in
        [
          exception.project, OverviewWords.place(exception), exception.value, exception.rule,
          exception.reason, OverviewWords.until(exception),
        ].map { Markdown.text($0) }
      }
    )
  }

  private static func findings(_ findings: [OverviewFinding]) -> String {
    Markdown.table(
      ["Severity", "Environment", "Finding", "Rule", "Place"],
      findings.map { finding in
        let rule = finding.page.map { "[\(finding.rule)](\($0))" } ?? Markdown.text(finding.rule)
        return [
          finding.severity.rawValue, Markdown.text(finding.environment ?? ""), Markdown.sentence(finding.message), rule,
          Markdown.code(finding.place),
        ]
      }
    )
  }
}
