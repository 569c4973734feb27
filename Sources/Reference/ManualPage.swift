import Diagnostics

/// `share/man/privatelint.1`, from the command declarations. Why not by swift-argument-parser's `generate-manual`: its
/// synopsis leaves out the subcommands, and its exit statuses are 0 and "greater than 0".
enum ManualPage {
  static func render(_ root: CommandTree) -> String {
    var lines = [
      ".TH \(root.name.uppercased()) 1 \"\" \"\(Tool.name) \(Version.number)\" \"User Commands\"", ".SH NAME",
    ]
    lines.append("\(root.name) \\- \(escape(String(root.abstract.dropLast()).lowercasingFirst))")
    lines.append(".SH SYNOPSIS")
    for command in root.subcommands { lines += [".B \(root.name)", escape(command.usage), ".br"] }
    lines += [".SH DESCRIPTION", escape(root.abstract)]
    lines += ["Without a command,", ".B \(root.name)", "lints.", ".SH COMMANDS"]
    for command in root.subcommands { lines += section(command, of: root) }
    lines.append(".SH EXIT STATUS")
    for (status, meaning) in ExitStatusReference.rows(root) { lines += [".TP", ".B \(status)", escape(meaning)] }
    lines += [
      ".SH ENVIRONMENT", ".TP", ".B NO_COLOR", "If it is set, output is not colored unless requested.",
    ]
    lines += [
      ".SH FILES", ".TP",
      ".B privatelink.yaml\\fR, \\fBprivatelink.yml\\fR, \\fB*.privatelink.yaml\\fR, \\fB*.privatelink.yml",
    ]
    lines += [
      "The manifests that are searched for in folders.", ".TP", ".B .privatelint.yaml", "The settings of a repository.",
    ]
    return lines.map { $0 + "\n" }.joined()
  }

  private static func section(_ command: CommandTree, of root: CommandTree) -> [String] {
    var lines = [".SS \(root.name) \(escape(command.usage))", escape(command.abstract)]
    if let discussion = command.discussion { lines += [".PP", escape(discussion)] }
    for argument in command.arguments where CommandTree.commonNames.isDisjoint(with: argument.names) {
      lines += [".TP", ".B \(escape(argument.usage))", escape(argument.sentence)]
    }
    return lines
  }

  /// Text as the formatter prints it: no backslash, dash or leading dot is taken for something else, code is bold.
  private static func escape(_ text: String) -> String {
    var result = ""
    var isCode = false
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "`":
        isCode.toggle()
        result += isCode ? "\\fB" : "\\fR"
      case "\n": result += " "
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
  }
}

extension String {
  fileprivate var lowercasingFirst: String { prefix(1).lowercased() + dropFirst() }
}
