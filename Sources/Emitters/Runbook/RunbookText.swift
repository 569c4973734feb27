import ManifestModel

/// A runbook as plain text.
package enum RunbookText {
  /// - Parameters:
  ///   - runbook: the runbook.
  ///   - onlyNext: the next step of each environment only.
  /// - Returns: the text; each command is a line of its own after four spaces, and nothing else begins so.
  package static func render(_ runbook: Runbook, onlyNext: Bool = false) -> String {
    runbook.environments.map { environment in
      heading(runbook.project, environment.environment) + (onlyNext ? next(environment) : whole(environment)) + "\n"
    }.joined()
  }

  private static func heading(_ project: EffectiveProject, _ environment: EffectiveEnvironment) -> String {
    "\(project.displayName), \(environment.displayName): \(environment.connection?.rawValue ?? "connection not known")\n"
  }

  private static func whole(_ runbook: EnvironmentRunbook) -> String {
    var text = "\n" + Columns.aligned(RunbookWords.states(runbook), indent: "  ")
    text += "\n  Before you begin\n     \(RunbookWords.shells)\n" + blocks(runbook.setup + [runbook.identity])
    if !runbook.variables.isEmpty { text += "\n  \(RunbookWords.variables)\n" + assignments(runbook.variables) }
    for (index, step) in runbook.steps.enumerated() { text += "\n" + self.step(step, number: index + 1) }
    return text + "\n  \(RunbookWords.checks)\n" + blocks(runbook.checks)
  }

  private static func next(_ runbook: EnvironmentRunbook) -> String {
    guard let index = runbook.next else { return "\n  \(RunbookWords.nothingLeft)\n" }
    let step = runbook.steps[index]
    return "\n" + self.step(step, number: index + 1, setup: RunbookWords.setup(for: step, of: runbook), isAlone: true)
  }

  private static func step(
    _ step: RunbookStep,
    number: Int,
    setup: [RunbookCommand] = [],
    isAlone: Bool = false
  ) -> String {
    var text = "  \(number). [\(step.state.rawValue)] \(RunbookWords.actor(step)): \(lowercased(step.title))\n"
    for note in step.notes { text += "     \(note)\n" }
    let variables = isAlone ? step.variables : step.inputs
    if !variables.isEmpty {
      text += "\n     \(isAlone ? RunbookWords.variables : RunbookWords.inputs)\n" + assignments(variables)
    }
    return text + blocks(setup + step.commands)
  }

  private static func blocks(_ commands: [RunbookCommand]) -> String {
    RunbookCommand.blocks(commands).map { "\n     \($0.purpose)\n" + lines($0.lines) }.joined()
  }

  private static func assignments(_ variables: [RunbookVariable]) -> String {
    Columns.aligned(variables.map { [$0.name, $0.meaning] }, indent: "       ")
      + lines(RunbookWords.assignments(variables))
  }

  private static func lines(_ lines: [String]) -> String { lines.map { "    \($0)\n" }.joined() }

  private static func lowercased(_ title: String) -> String { title.prefix(1).lowercased() + title.dropFirst() }
}

/// The words that the text and the Markdown of a runbook share.
enum RunbookWords {
  static let shells =
    "Paste the commands into bash, zsh, dash or another POSIX shell, one block at a time, all in the same session. In fish, start one of these first. If a step says that a value goes into the manifest, put it there: the next runbook that you generate includes it."
  static let variables = "Set these variables first; the manifest does not contain them."
  static let inputs = "Set this as soon as you know it."
  static let checks = "If a test fails, check"
  static let nothingLeft = "Everything is done."

  static func actor(_ step: RunbookStep) -> String { step.actor == .adobe ? "Adobe" : "You" }

  /// A line for each half of the connection: its direction and its state.
  static func states(_ runbook: EnvironmentRunbook) -> [[String]] {
    runbook.halves.map { half, state in
      switch half {
      case .towardCommerce: ["From your network to Adobe Commerce", state.description]
      case .towardCustomer(let service): ["From Adobe Commerce to \(service)", state.description]
      }
    }
  }

  /// What a step that is shown alone needs before its commands.
  static func setup(for step: RunbookStep, of runbook: EnvironmentRunbook) -> [RunbookCommand] {
    step.commands.contains(where: \.isOfCloud) ? runbook.setup : []
  }

  static func assignments(_ variables: [RunbookVariable]) -> [String] { variables.map { "\($0.name)=''" } }
}
