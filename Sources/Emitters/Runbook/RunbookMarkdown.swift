import Diagnostics

/// A runbook as Markdown.
package enum RunbookMarkdown {
  package static func render(_ runbook: Runbook, onlyNext: Bool = false) -> String {
    runbook.environments.map { environment in
      let heading =
        "# \(Markdown.text(runbook.project.displayName)), \(Markdown.text(environment.environment.displayName))\n"
      return heading + (onlyNext ? next(environment) : whole(environment))
    }.joined(separator: "\n")
  }

  private static func whole(_ runbook: EnvironmentRunbook) -> String {
    var text = "\nBefore you begin, see that\n\n" + shell(RunbookShell.lines([runbook.identity]))
    if !runbook.variables.isEmpty {
      text += "\nSet these first; the manifest does not hold them.\n\n" + shell(RunbookShell.lines(runbook.variables))
    }
    for (index, step) in runbook.steps.enumerated() { text += "\n" + section(step, number: index + 1) }
    return text + "\n## If a test fails, check\n\n" + shell(RunbookShell.lines(runbook.checks))
  }

  private static func next(_ runbook: EnvironmentRunbook) -> String {
    guard let index = runbook.next else { return "\nEverything is done.\n" }
    let step = runbook.steps[index]
    return "\n" + section(step, number: index + 1, variables: runbook.variables(of: step))
  }

  private static func section(
    _ step: EnvironmentRunbook.Step,
    number: Int,
    variables: [EnvironmentRunbook.Variable] = []
  ) -> String {
    var text =
      "## \(number). \(step.actor == .adobe ? "Adobe" : "You"): \(Markdown.text(step.title)) (\(step.state.rawValue))\n"
    for note in step.notes { text += "\n\(Markdown.text(note))\n" }
    let lines = RunbookShell.lines(variables) + RunbookShell.lines(step.commands)
    return lines.isEmpty ? text : text + "\n" + shell(lines)
  }

  private static func shell(_ lines: [String]) -> String { Markdown.block("sh", lines.map { $0 + "\n" }.joined()) }
}
