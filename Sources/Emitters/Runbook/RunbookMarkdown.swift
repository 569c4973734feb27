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
    let states = RunbookWords.states(runbook).map { $0.map { Markdown.text($0) } }
    var text = states.isEmpty ? "" : "\n" + Markdown.table(["Direction", "State"], states)
    text += "\n## Before you begin\n\n\(RunbookWords.shells)\n"
    text += blocks(runbook.setup + [runbook.identity])
    if !runbook.variables.isEmpty {
      text += "\n\(RunbookWords.variables(runbook.variables))\n" + assignments(runbook.variables)
    }
    for (index, step) in runbook.steps.enumerated() { text += "\n" + section(step, number: index + 1) }
    return text + "\n## \(RunbookWords.checks)\n" + blocks(runbook.checks)
  }

  private static func next(_ runbook: EnvironmentRunbook) -> String {
    guard let index = runbook.next else { return "\n\(RunbookWords.nothingLeft)\n" }
    let step = runbook.steps[index]
    return "\n" + section(step, number: index + 1, setup: RunbookWords.setup(for: step, of: runbook), isAlone: true)
  }

  private static func section(
    _ step: RunbookStep,
    number: Int,
    setup: [RunbookCommand] = [],
    isAlone: Bool = false
  ) -> String {
    var text = "## \(number). \(RunbookWords.actor(step)): \(Markdown.text(step.title)) (\(step.state.rawValue))\n"
    for note in RunbookWords.notes(of: step, isAlone: isAlone) { text += "\n\(Markdown.text(note))\n" }
    text += blocks(setup)
    let (words, variables) = RunbookWords.variables(of: step, isAlone: isAlone)
    if !variables.isEmpty { text += "\n\(words)\n" + assignments(variables) }
    return text + blocks(step.commands)
  }

  private static func blocks(_ commands: [RunbookCommand]) -> String {
    RunbookCommand.blocks(commands).map { "\n\(Markdown.text($0.purpose))\n\n" + shell($0.lines) }.joined()
  }

  private static func assignments(_ variables: [RunbookVariable]) -> String {
    let rows = variables.map { [Markdown.code($0.name), Markdown.text($0.meaning)] }
    return "\n" + Markdown.table(["Variable", "Meaning"], rows) + "\n" + shell(RunbookWords.assignments(variables))
  }

  private static func shell(_ lines: [String]) -> String {
    Markdown.block("sh", containing: lines.map { $0 + "\n" }.joined())
  }
}
