import Diagnostics
import Emitters

/// `docs/cli.md`: every command with its options, from the command declarations.
enum CommandReference {
  static func render(_ root: CommandTree) -> String {
    var text = """
      # Commands

      \(root.abstract) Without a command, `\(root.name)` lints.

      | Command | |
      | --- | --- |

      """
    text += root.subcommands.map {
      "| [`\(root.name) \($0.name)`](#\(root.name)-\($0.name)) | \(TextBlock.cell($0.abstract)) |\n"
    }.joined()
    text +=
      "\n## Exit status\n\n"
      + Markdown.table(["Status", "When"], ExitStatusReference.rows(root).map { ["\($0.status)", $0.meaning] })
    return text + root.subcommands.map { section($0, of: root) }.joined()
  }

  private static func section(_ command: CommandTree, of root: CommandTree) -> String {
    var text = "\n## \(root.name) \(command.name)\n\n\(command.abstract)"
    if let discussion = command.discussion { text += "\n\n\(discussion)" }
    text += "\n\n" + Markdown.block("text", containing: "\(root.name) \(command.usage)")
    let arguments = command.arguments.filter { CommandTree.commonNames.isDisjoint(with: $0.names) }
    let sections = arguments.map(\.section).reduce(into: [String?]()) { if !$0.contains($1) { $0.append($1) } }
    for section in sections {
      if let section { text += "\n\(section):\n" }
      text += "\n| | |\n| --- | --- |\n"
      text += arguments.filter { $0.section == section }.map { "| `\($0.usage)` | \(TextBlock.cell($0.sentence)) |\n" }
        .joined()
    }
    return text
  }
}
