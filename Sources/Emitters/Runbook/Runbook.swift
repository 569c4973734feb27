import ManifestModel

/// The enablement of a project step by step: who does it, whether it is done, and the commands for it.
package struct Runbook: Sendable {
  package let project: EffectiveProject
  package let environments: [EnvironmentRunbook]

  package init(_ project: EffectiveProject, named: Set<String> = []) {
    self.project = project
    environments = project.environments.filter { named.isEmpty || named.contains($0.id) }.map {
      EnvironmentRunbook($0, project)
    }
  }
}

/// The steps of one environment, and what its commands need.
package struct EnvironmentRunbook: Sendable {
  package let environment: EffectiveEnvironment
  /// Shows as whom the commands of the cloud will act.
  package let identity: Command
  /// What the manifest does not hold: to be set before the commands are run. Only what a command shown here uses.
  package let variables: [Variable]
  package let steps: [Step]
  /// The checks of one's own settings, for when a test fails.
  package let checks: [Command]

  /// Something that one side does.
  package struct Step: Sendable {
    package enum Actor: String, Sendable { case customer, adobe }
    package enum State: String, Sendable { case done, next, later }
    /// What goes forward by itself: a step that is followed by a done one of its track is done too.
    package enum Track: Sendable, Hashable {
      case preparation(service: String)
      case ticket
      case towardCommerce
      case request
      case towardCustomer(service: String)
    }

    package let track: Track
    package let actor: Actor
    package let title: String
    package var isDone: Bool
    package var state = State.later
    package var notes: [String] = []
    package var commands: [Command] = []
  }

  /// A command to copy; `purpose` says what it is for.
  package struct Command: Sendable, Equatable {
    package let purpose: String
    package let text: String

    init(_ purpose: String, _ text: String) {
      self.purpose = purpose
      self.text = text
    }

    /// The names of the variables in it, those of its own too.
    var variableNames: Set<String> {
      let parts = text.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
      return Set(parts.lazy.filter { $0.first == UInt8(ascii: "$") }.map { String(Substring($0.dropFirst())) })
    }
  }

  /// A shell variable that the reader sets.
  package struct Variable: Sendable, Equatable {
    package let name: String
    package let meaning: String

    /// The variable as a word of a command, or a part of one.
    var reference: String { "\"$\(name)\"" }
  }

  init(_ environment: EffectiveEnvironment, _ project: EffectiveProject) {
    self.environment = environment
    var writer = RunbookWriter(environment, project)
    writer.write()
    let known = writer.variables.all
    let names = Set(known.map(\.name))
    let shown = EnvironmentRunbook.settled(writer.steps).map { EnvironmentRunbook.withoutNeedlessCommands($0, names) }
    steps = shown
    checks = writer.checks
    identity = writer.identity
    let commands = shown.flatMap(\.commands) + writer.checks + [writer.identity]
    let used = Set(commands.flatMap(\.variableNames))
    variables = known.filter { used.contains($0.name) }
  }

  package var next: Int? { steps.firstIndex { $0.state == .next } }

  /// The variables that the commands of a step use.
  package func variables(of step: Step) -> [Variable] {
    let used = Set(step.commands.flatMap(\.variableNames))
    return used.isEmpty ? [] : variables.filter { used.contains($0.name) }
  }

  /// What is done within a track reaches back over the steps before it; the first step that is not done is next.
  private static func settled(_ steps: [Step]) -> [Step] {
    var steps = steps
    var done: Set<Step.Track> = []
    for index in steps.indices.reversed() {
      if steps[index].isDone { done.insert(steps[index].track) }
      steps[index].isDone = done.contains(steps[index].track)
    }
    var hasNext = false
    for index in steps.indices {
      steps[index].state = steps[index].isDone ? .done : hasNext ? .later : .next
      hasNext = hasNext || !steps[index].isDone
    }
    return steps
  }

  /// The commands of a done step are there to look up; those that would ask for values once more are of no use for that.
  private static func withoutNeedlessCommands(_ step: Step, _ variables: Set<String>) -> Step {
    guard step.isDone else { return step }
    var step = step
    step.commands.removeAll { !$0.variableNames.isDisjoint(with: variables) }
    return step
  }
}

/// The shell variables of a runbook, each with a name of its own.
struct RunbookVariables: Sendable {
  private(set) var all: [EnvironmentRunbook.Variable] = []
  private var meanings: [String: String] = [:]

  /// A word that stands for what the manifest does not hold. The same words and meaning give the same variable.
  mutating func word(_ name: String, _ meaning: String) -> String {
    let base = RunbookVariables.identifier(name)
    var variable = EnvironmentRunbook.Variable(name: base, meaning: meaning)
    var number = 2
    // Names of endpoint services that differ in more than letters and digits may give the same identifier.
    while let taken = meanings[variable.name], taken != meaning {
      variable = EnvironmentRunbook.Variable(name: "\(base)_\(number)", meaning: meaning)
      number += 1
    }
    if meanings.updateValue(meaning, forKey: variable.name) == nil { all.append(variable) }
    return variable.reference
  }

  private static func identifier(_ name: String) -> String {
    let letters = name.uppercased().unicodeScalars.map {
      ("A"..."Z").contains($0) || ("0"..."9").contains($0) ? Character($0) : "_"
    }
    let identifier = String(letters)
    return identifier.first?.isNumber == true ? "_" + identifier : identifier
  }
}
