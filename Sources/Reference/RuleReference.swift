import Diagnostics
import Rules

/// The list of rules: `rules`, and the index of `docs/rules`.
package enum RuleReference {
  package static var text: String {
    let width = (Catalog.ids.map(\.count).max() ?? 0) + 2
    return groups.map { group, rules in
      "\(group.rawValue)\n"
        + rules.map { rule in
          "  " + pad(rule.id, width) + pad(rule.severity.rawValue, 9) + TextBlock.wrap(rule.summary, indent: width + 11)
        }.joined()
    }.joined(separator: "\n")
  }

  package static var markdown: String { markdown { "`\($0)`" } }

  /// `docs/rules/README.md`: the same, each rule with a link to its page.
  package static var index: String { markdown { "[`\($0)`](\($0).md)" } }

  private static func markdown(name: (String) -> String) -> String {
    let introduction = """
      # Rules

      An id names the fault. Errors stop the ticket of their project, warnings count with `--strict` only, notes never fail.
      `privatelint explain RULE` shows the page of a rule in a terminal.

      """
    return introduction
      + groups.map { group, rules in
        "\n## \(group.rawValue)\n\n| Rule | Severity | Fires on |\n| --- | --- | --- |\n"
          + rules.map { "| \(name($0.id)) | \($0.severity.rawValue) | \(TextBlock.cell($0.summary)) |\n" }.joined()
      }.joined()
  }

  package static var json: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("version", 1)
      writer.array("rules", Catalog.all) { RuleExplanation($1).write(to: &$0) }
    }
    writer.endLine()
    return writer.text
  }

  private static var groups: [(RuleAbout.Group, [RuleAbout])] {
    RuleAbout.Group.allCases.map { group in (group, Catalog.all.filter { $0.group == group }) }
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
