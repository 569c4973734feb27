import Diagnostics

/// A runbook as plain text.
package enum RunbookText {
  /// - Parameters:
  ///   - runbook: the runbook.
  ///   - onlyNext: the next step of each environment only.
  /// - Returns: the text, each command on a line of its own behind four blanks.
  package static func render(_ runbook: Runbook, onlyNext: Bool = false) -> String {
    var text = ""
    for environment in runbook.environments {
      text +=
        "\(runbook.project.displayName), \(environment.environment.displayName): \(environment.environment.connection?.rawValue ?? "connection not known")\n"
      text += onlyNext ? next(environment) : whole(environment)
      text += "\n"
    }
    return text
  }

  private static func whole(_ runbook: EnvironmentRunbook) -> String {
    var text = ""
    if !runbook.variables.isEmpty {
      text += "\n  Set these first; the manifest does not hold them\n"
      text += runbook.variables.map { "    \($0.name)=''  \(Shell.comment($0.meaning))\n" }.joined()
    }
    for (index, step) in runbook.steps.enumerated() { text += "\n" + self.step(step, number: index + 1) }
    text += "\n  If a test fails, check\n"
    for check in runbook.checks { text += "    \(Shell.comment(check.purpose))\n    \(check.text)\n" }
    return text
  }

  private static func next(_ runbook: EnvironmentRunbook) -> String {
    guard let index = runbook.steps.firstIndex(where: { $0.state == .next }) else { return "\n  Everything is done.\n" }
    let step = runbook.steps[index]
    let used = runbook.variables.filter { variable in step.commands.contains { $0.text.contains("\"$\(variable.name)\"") } }
    let variables = used.map { "    \($0.name)=''  \(Shell.comment($0.meaning))\n" }.joined()
    return "\n" + self.step(step, number: index + 1, variables: variables)
  }

  private static func step(_ step: EnvironmentRunbook.Step, number: Int, variables: String = "") -> String {
    let state = step.state == .done ? "done" : step.state == .next ? "next" : "later"
    var text = "  \(number). [\(state)] \(step.actor == .adobe ? "Adobe" : "You"): \(lowercased(step.title))\n"
    for note in step.notes { text += "     \(note)\n" }
    text += variables
    for command in step.commands { text += "    \(Shell.comment(command.purpose))\n    \(command.text)\n" }
    return text
  }

  private static func lowercased(_ title: String) -> String { title.prefix(1).lowercased() + title.dropFirst() }
}

/// A runbook as Markdown.
package enum RunbookMarkdown {
  package static func render(_ runbook: Runbook, onlyNext: Bool = false) -> String {
    runbook.environments.map { environment in
      var text = "# \(Markdown.text(runbook.project.displayName)), \(Markdown.text(environment.environment.displayName))\n"
      if !onlyNext, !environment.variables.isEmpty {
        let lines = environment.variables.map { "\($0.name)=''  \(Shell.comment($0.meaning))\n" }.joined()
        text += "\nSet these first; the manifest does not hold them.\n\n" + Markdown.block("sh", lines)
      }
      for (index, step) in environment.steps.enumerated() where !onlyNext || step.state == .next {
        text += "\n" + section(step, number: index + 1)
      }
      if onlyNext { return text }
      let checks = environment.checks.map { "\(Shell.comment($0.purpose))\n\($0.text)\n" }.joined()
      return text + "\n## If a test fails, check\n\n" + Markdown.block("sh", checks)
    }.joined(separator: "\n")
  }

  private static func section(_ step: EnvironmentRunbook.Step, number: Int) -> String {
    var text = "## \(number). \(step.actor == .adobe ? "Adobe" : "You"): \(Markdown.text(step.title)) (\(step.state.rawValue))\n"
    for note in step.notes { text += "\n\(Markdown.text(note))\n" }
    if !step.commands.isEmpty {
      text += "\n" + Markdown.block("sh", step.commands.map { "\(Shell.comment($0.purpose))\n\($0.text)\n" }.joined())
    }
    return text
  }
}

/// Runbooks as JSON.
package enum RunbookJSON {
  package static func render(_ runbooks: [Runbook], onlyNext: Bool = false) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("version", 1)
      writer.array("runbooks", runbooks.flatMap { book in book.environments.map { (book.project, $0) } }) { writer, element in
        let (project, environment) = element
        writer.object { writer in
          writer.field("project", project.id)
          writer.field("environment", environment.environment.id)
          writer.array("variables", environment.variables) { writer, variable in
            writer.object { writer in
              writer.field("name", variable.name)
              writer.field("meaning", variable.meaning)
            }
          }
          writer.array("steps", environment.steps.filter { !onlyNext || $0.state == .next }) { writer, step in
            writer.object { writer in
              writer.field("actor", step.actor.rawValue)
              writer.field("title", step.title)
              writer.field("state", step.state.rawValue)
              writer.strings("notes", step.notes)
              writer.array("commands", step.commands) { write($1, &$0) }
            }
          }
          if !onlyNext { writer.array("checks", environment.checks) { write($1, &$0) } }
        }
      }
    }
    writer.endLine()
    return writer.text
  }

  private static func write(_ command: EnvironmentRunbook.Command, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("purpose", command.purpose)
      writer.field("command", command.text)
    }
  }
}
