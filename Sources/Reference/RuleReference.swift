import Diagnostics
import Rules

/// The list of rules: `rules`, and the index of `docs/rules`.
package enum RuleReference {
  package static func text(_ style: TextStyle = .plain) -> String {
    groups.map { style.bold($0.rawValue) + "\n" + list($1, style) }.joined(separator: "\n")
  }

  /// The rules that speak of a word, by their ids or summaries; nil: none does, or it is more than a word.
  package static func search(_ word: String, _ style: TextStyle = .plain) -> String? {
    let wanted = words(of: word)
    guard wanted.count == 1, !word.contains("-") else { return nil }
    let found =
      rules(with: wanted, in: { "\($0.id) \($0.summary)" }) ?? rules(with: wanted, in: { "\($0.why) \($0.remedy)" })
    guard let found else { return nil }
    return "Rules that match \(Display.quoted(word)) (for details, run `privatelint explain RULE`):\n\n"
      + list(found, style)
  }

  /// The rules with certain words in a text of theirs; nil if there are none.
  private static func rules(with wanted: Set<String>, in text: (RuleAbout) -> String) -> [RuleAbout]? {
    let found = Catalog.all.filter { words(of: text($0)).isSuperset(of: wanted) }
    return found.isEmpty ? nil : found
  }

  /// The words of a text in small letters, each in the singular.
  static func words(of text: String) -> Set<String> {
    Set(
      text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { word in
        String(word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? word.dropLast() : word)
      }
    )
  }

  private static func list(_ rules: [RuleAbout], _ style: TextStyle) -> String {
    let width = (Catalog.ids.map(\.count).max() ?? 0) + 2
    return rules.map { rule in
      let severity = style.severity(rule.severity, rule.severity.rawValue)
      let space = String(repeating: " ", count: max(0, 9 - rule.severity.rawValue.count))
      let summary = TextBlock.wrap(rule.summary, indent: width + 11, width: style.proseWidth)
      return "  " + pad(rule.id, width) + severity + space + summary
    }.joined()
  }

  package static var markdown: String { markdown { "`\($0)`" } }

  /// `docs/rules/README.md`: the same, each rule with a link to its page.
  package static var index: String { markdown { "[`\($0)`](\($0).md)" } }

  private static func markdown(name: (String) -> String) -> String {
    let introduction = """
      # Rules

      An ID names the fault. Errors block the ticket of their project, warnings fail only with `--strict`, notes never \
      fail.
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
      writer.array("rules", of: Catalog.all) { RuleExplanation($1).write(to: &$0) }
    }
    writer.endLine()
    return writer.text
  }

  private static var groups: [(RuleAbout.Group, [RuleAbout])] {
    RuleAbout.Group.allCases.filter { $0 != .policies }.map { group in
      (group, Catalog.all.filter { $0.group == group })
    }
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
