import Diagnostics
import ManifestModel

/// A runbook as plain text.
package struct RunbookText {
  private let style: TextStyle

  /// - Parameters:
  ///   - runbook: the runbook.
  ///   - onlyNext: the next step of each environment only.
  ///   - style: colours and the width of a terminal.
  /// - Returns: the text; each command is a line of its own after eight spaces, and no other line begins with exactly
  ///   eight.
  package static func render(_ runbook: Runbook, onlyNext: Bool = false, style: TextStyle = .plain) -> String {
    let text = RunbookText(style: style)
    return runbook.environments.map { environment in
      text.heading(runbook.project, environment.environment)
        + (onlyNext ? text.next(environment) : text.whole(environment)) + "\n"
    }.joined()
  }

  private func heading(_ project: EffectiveProject, _ environment: EffectiveEnvironment) -> String {
    let connection = environment.connection?.rawValue ?? "connection type unknown"
    let text = "\(project.displayName), \(environment.displayName): \(connection)"
    return wrapped(text, after: 0).map { style.bold($0) + "\n" }.joined()
  }

  private func whole(_ runbook: EnvironmentRunbook) -> String {
    var text = "\n" + Columns.aligned(RunbookWords.states(runbook), indent: "  ")
    text += "\n  \(style.bold("Before you begin"))\n" + prose(RunbookWords.shells)
    text += blocks(runbook.setup + [runbook.identity])
    if !runbook.variables.isEmpty {
      text +=
        "\n  \(style.bold(RunbookWords.variables(runbook.variables)))\n"
        + assignments(runbook.variables)
    }
    for (index, step) in runbook.steps.enumerated() { text += "\n" + self.step(step, number: index + 1) }
    return text + "\n  \(style.bold(RunbookWords.checks))\n" + blocks(runbook.checks)
  }

  private func next(_ runbook: EnvironmentRunbook) -> String {
    guard let index = runbook.next else { return "\n  \(RunbookWords.nothingLeft)\n" }
    let step = runbook.steps[index]
    return "\n" + self.step(step, number: index + 1, setup: RunbookWords.setup(for: step, of: runbook), isAlone: true)
  }

  private func step(
    _ step: RunbookStep,
    number: Int,
    setup: [RunbookCommand] = [],
    isAlone: Bool = false
  ) -> String {
    let lead = "  \(number). [\(step.state.rawValue)] "
    let title = wrapped(
      "\(RunbookWords.actor(step)): \(lowercased(step.title))",
      after: 4,
      taken: lead.count - 4
    )
    var text = "  \(number). \(state(step.state)) \(style.bold(title[0]))\n"
    text += title.dropFirst().map { "    \(style.bold($0))\n" }.joined()
    for note in RunbookWords.notes(of: step, isAlone: isAlone) { text += prose(note) }
    text += blocks(setup)
    let (words, variables) = RunbookWords.variables(of: step, isAlone: isAlone)
    if !variables.isEmpty { text += "\n    \(words)\n" + assignments(variables) }
    return text + blocks(step.commands)
  }

  private func state(_ state: RunbookStep.State) -> String {
    let text = "[\(state.rawValue)]"
    return switch state {
    case .done: style.added(text)
    case .next: style.changed(text)
    case .later: text
    }
  }

  private func blocks(_ commands: [RunbookCommand]) -> String {
    RunbookCommand.blocks(commands).map { "\n" + prose($0.purpose) + lines($0.lines) }.joined()
  }

  private func assignments(_ variables: [RunbookVariable]) -> String {
    Columns.aligned(variables.map { [$0.name, $0.meaning] }, indent: "      ")
      + lines(RunbookWords.assignments(variables))
  }

  /// Commands stay whole, however narrow the terminal is: they are copied.
  private func lines(_ lines: [String]) -> String { lines.map { "        \(style.code($0))\n" }.joined() }

  /// Sentences after four spaces, wrapped at the width of the terminal, if there is one.
  private func prose(_ text: String) -> String { wrapped(text, after: 4).map { "    \($0)\n" }.joined() }

  private func wrapped(_ text: String, after indent: Int, taken: Int = 0) -> [String] {
    style.width.map { Prose.lines(of: text, width: max(RunbookText.leastProse, $0 - indent), taken: taken) } ?? [text]
  }

  /// Columns of prose, however narrow the terminal is.
  private static let leastProse = 24

  private func lowercased(_ title: String) -> String { title.prefix(1).lowercased() + title.dropFirst() }
}

/// The words that the text and the Markdown of a runbook share.
enum RunbookWords {
  static let shells =
    """
    Paste the commands, one block at a time, into a single session of bash, zsh, dash or another POSIX shell; in \
    fish, start one of these first. A command that needs an unset variable stops with an error and changes nothing. \
    Record values in the manifest as each step says. Alternatively, run the script that "privatelint audit \
    --script" prints, then run "privatelint audit --from privatelink-cloud --fix" to record what it collected. The \
    next runbook you generate will include the recorded values.
    """
  static let inputs = "Set this variable when Adobe replies."

  static func variables(_ all: [RunbookVariable]) -> String {
    all.count == 1
      ? "Set this variable first; the manifest does not contain its value."
      : "Set these variables first; the manifest does not contain their values."
  }

  /// The words above the variables of one step; `isAlone`: no other step is shown.
  static func variables(of step: RunbookStep, isAlone: Bool) -> (words: String, variables: [RunbookVariable]) {
    guard isAlone, step.actor != .adobe else { return (inputs, isAlone ? step.variables : step.inputs) }
    return (variables(step.variables), step.variables)
  }

  static let checks = "If a test fails"
  static let nothingLeft = "All steps are done."

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

  /// The notes of a step; of one that is shown alone, how the tool records what its commands do, too.
  static func notes(of step: RunbookStep, isAlone: Bool) -> [String] {
    guard isAlone, step.track != .ticket, step.commands.contains(where: \.isOfCloud) else {
      return step.notes
    }
    return step.notes + [
      """
      To record what has been created or approved, you can also run the script that "privatelint audit --script" \
      prints, then run "privatelint audit --from privatelink-cloud --fix".
      """
    ]
  }

  /// What a step that is shown alone needs before its variables and commands.
  static func setup(for step: RunbookStep, of runbook: EnvironmentRunbook) -> [RunbookCommand] {
    step.commands.contains(where: \.isOfCloud) ? runbook.setup + [runbook.identity] : []
  }

  static func assignments(_ variables: [RunbookVariable]) -> [String] { variables.map(\.assignment) }
}
