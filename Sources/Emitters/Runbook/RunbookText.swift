/// A runbook as plain text.
package enum RunbookText {
  /// - Parameters:
  ///   - runbook: the runbook.
  ///   - onlyNext: the next step of each environment only.
  /// - Returns: the text, each command on a line of its own behind four blanks.
  package static func render(_ runbook: Runbook, onlyNext: Bool = false) -> String {
    runbook.environments.map { environment in
      heading(runbook.project, environment.environment) + (onlyNext ? next(environment) : whole(environment)) + "\n"
    }.joined()
  }

  private static func heading(_ project: EffectiveProject, _ environment: EffectiveEnvironment) -> String {
    "\(project.displayName), \(environment.displayName): \(environment.connection?.rawValue ?? "connection not known")\n"
  }

  private static func whole(_ runbook: EnvironmentRunbook) -> String {
    var text = "\n  Before you begin, see that\n" + lines([runbook.identity])
    if !runbook.variables.isEmpty {
      text += "\n  Set these first; the manifest does not hold them\n" + lines(runbook.variables)
    }
    for (index, step) in runbook.steps.enumerated() { text += "\n" + self.step(step, number: index + 1) }
    return text + "\n  If a test fails, check\n" + lines(runbook.checks)
  }

  private static func next(_ runbook: EnvironmentRunbook) -> String {
    guard let index = runbook.next else { return "\n  Everything is done.\n" }
    let step = runbook.steps[index]
    return "\n" + self.step(step, number: index + 1, variables: lines(runbook.variables(of: step)))
  }

  private static func step(_ step: EnvironmentRunbook.Step, number: Int, variables: String = "") -> String {
    var text =
      "  \(number). [\(step.state.rawValue)] \(step.actor == .adobe ? "Adobe" : "You"): \(lowercased(step.title))\n"
    for note in step.notes { text += "     \(note)\n" }
    return text + variables + lines(step.commands)
  }

  private static func lines(_ commands: [EnvironmentRunbook.Command]) -> String {
    RunbookShell.lines(commands).map { "    \($0)\n" }.joined()
  }
  private static func lines(_ variables: [EnvironmentRunbook.Variable]) -> String {
    RunbookShell.lines(variables).map { "    \($0)\n" }.joined()
  }

  private static func lowercased(_ title: String) -> String { title.prefix(1).lowercased() + title.dropFirst() }
}

/// The lines of a runbook that a shell reads.
enum RunbookShell {
  static func lines(_ commands: [EnvironmentRunbook.Command]) -> [String] {
    commands.flatMap { [Shell.comment($0.purpose), $0.text] }
  }
  static func lines(_ variables: [EnvironmentRunbook.Variable]) -> [String] {
    variables.map { "\($0.name)=''  \(Shell.comment($0.meaning))" }
  }
}
