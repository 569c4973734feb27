import ManifestModel

/// The enablement of a project step by step: who does it, whether it is done, and the commands for it.
package struct Runbook: Sendable {
  package let project: EffectiveProject
  package let environments: [EnvironmentRunbook]

  /// Errors that a runbook tolerates: what the first steps of the workflow produce may still be missing.
  package static let toleratedRules: Set<String> = [
    "missing-key", "empty-value", "placeholder-left", "endpoint-service-missing", "adobe-principal-missing",
  ]

  /// - Parameters:
  ///   - project: the project.
  ///   - named: the IDs of the environments that are wanted; all of them if empty.
  ///   - today: the day after which dates do not count.
  ///   - errors: what blocks its ticket; nil: nothing does.
  package init(
    _ project: EffectiveProject,
    named: Set<String> = [],
    today: CivilDate,
    errors: ManifestErrors? = nil
  ) {
    self.project = project
    let errors = errors?.errors(of: project)
    environments = project.environments.filter { named.isEmpty || named.contains($0.id) }.map {
      EnvironmentRunbook($0, project, today: today, errors: errors?.errors(of: $0.id) ?? .none)
    }
  }
}

/// The steps of one environment, and what its commands need.
package struct EnvironmentRunbook: Sendable {
  package let environment: EffectiveEnvironment
  /// How far each half of the connection is.
  package let halves: [(half: ConnectionHalf, state: ConnectionState)]
  /// Prepares the shell for the commands that follow.
  package let setup: [RunbookCommand]
  /// Shows which account or subscription the commands act in.
  package let identity: RunbookCommand
  /// What the reader sets before the first command: neither the manifest nor a command gives it.
  package let variables: [RunbookVariable]
  package let steps: [RunbookStep]
  /// The checks of one's own settings, for when a test fails.
  package let checks: [RunbookCommand]

  init(
    _ environment: EffectiveEnvironment,
    _ project: EffectiveProject,
    today: CivilDate,
    errors: EnvironmentErrors = .none
  ) {
    self.environment = environment
    let progress = EnablementProgress(environment, of: project, today: today)
    halves = progress.halves(errors: errors)
    var writer = RunbookWriter(progress, project, errors: errors)
    writer.write()
    setup = writer.setup
    identity = writer.identity
    checks = writer.checks
    var needs = VariableNeeds(writer.variables)
    needs.read(setup + [identity])
    steps = EnvironmentRunbook.settled(writer.steps, halves.map(\.half)).map { step in
      var step = step
      if step.isDone { (step.inputs, step.commands) = ([], step.checks) }
      step.variables = needs.own(of: step)
      needs.read(step)
      return step
    }
    needs.read(checks)
    variables = needs.missing
  }

  package var next: Int? { steps.firstIndex { $0.state == .next } }

  /// A step that is followed by a done one of its track is done too. Of the steps that the halves of the connection
  /// wait for, the customer's first one is next: it need not wait for Adobe.
  private static func settled(_ steps: [RunbookStep], _ halves: [ConnectionHalf]) -> [RunbookStep] {
    var steps = steps
    var done: Set<RunbookStep.Track> = []
    for index in steps.indices.reversed() {
      if steps[index].isDone { done.insert(steps[index].track) }
      steps[index].isDone = done.contains(steps[index].track)
    }
    let pending = PendingSteps(steps)
    let waiting = halves.compactMap { pending.index(of: $0) }.sorted()
    let next = waiting.first { steps[$0].actor == .customer } ?? steps.firstIndex { !$0.isDone }
    for index in steps.indices {
      steps[index].state = steps[index].isDone ? .done : index == next ? .next : .later
    }
    return steps
  }
}

/// Something that one side does.
package struct RunbookStep: Sendable {
  package enum Actor: String, Sendable, CaseIterable { case customer, adobe }
  package enum State: String, Sendable, CaseIterable { case done, next, later }
  /// Steps that follow from each other.
  package enum Track: Sendable, Hashable {
    case preparation(service: String)
    case ticket
    case towardCommerce
    case request
    case towardCustomer(service: String)
  }

  package let track: Track
  package let actor: Actor
  /// A clause that begins with a verb: "Send the ticket".
  package let title: String
  /// The title for readers who are not the customer, whom the runbook calls "you".
  package let report: String
  package var isDone: Bool
  package var state = State.later
  /// Sentences for the reader.
  package var notes: [String] = []
  /// The variables that this step makes known, such as Adobe's reply, and that the reader sets.
  package var inputs: [RunbookVariable] = []
  /// The commands that carry out the step; for a completed step, those that check it.
  package var commands: [RunbookCommand] = []
  /// The commands that show whether the step is done.
  var checks: [RunbookCommand] = []
  /// What the reader sets to run the commands of this step alone.
  package var variables: [RunbookVariable] = []

  init(_ track: Track, by actor: Actor, _ title: String, report: String? = nil, isDone: Bool, notes: [String] = []) {
    self.track = track
    self.actor = actor
    self.title = title
    self.report = report ?? title
    self.isDone = isDone
    self.notes = notes
  }
}

/// A line to paste into a shell. Successive commands of one purpose are pasted together.
package struct RunbookCommand: Sendable {
  /// What it is for, in sentences.
  package let purpose: String
  package let text: String
  /// The variable that the command sets.
  let captured: String?

  init(_ purpose: String, _ text: String, captured: String? = nil) {
    self.purpose = purpose
    self.text = text
    self.captured = captured
  }

  /// A command whose output becomes a variable. It is not a method of the commands: that would copy their variables
  /// while they change.
  static func capture(_ variable: RunbookVariable, purpose: String, command: String) -> RunbookCommand {
    RunbookCommand(purpose, "\(variable.name)=$(\(command))", captured: variable.name)
  }

  /// An assignment that the reader completes with what they choose from a list.
  static func choice(_ variable: RunbookVariable, purpose: String) -> RunbookCommand {
    RunbookCommand(purpose, variable.assignment, captured: variable.name)
  }

  /// Whether it runs the client of a cloud.
  var isOfCloud: Bool { captured != nil || text.hasPrefix("aws ") || text.hasPrefix("az ") }

  /// The variables it reads. Values of the manifest are in single quotes, so that a `$` of theirs is none.
  var variableNames: Set<String> {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return [] }
    var names: Set<String> = []
    var quote: UInt8?
    var bytes = Substring(text).utf8
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "\\") where quote != UInt8(ascii: "'"): bytes = bytes.dropFirst()
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        if quote == nil { quote = byte } else if quote == byte { quote = nil }
      case UInt8(ascii: "$") where quote != UInt8(ascii: "'"):
        if bytes.first == UInt8(ascii: "{") { bytes = bytes.dropFirst() }
        let name = bytes.prefix { RunbookVariables.isNameByte($0) }
        bytes = bytes.dropFirst(name.count)
        if !name.isEmpty { names.insert(String(Substring(name))) }
      default: break
      }
    }
    return names
  }

  /// Successive commands that share a purpose.
  static func blocks(_ commands: [RunbookCommand]) -> [(purpose: String, lines: [String])] {
    var blocks: [(purpose: String, lines: [String])] = []
    for command in commands {
      if blocks.last?.purpose == command.purpose {
        blocks[blocks.count - 1].lines.append(command.text)
      } else {
        blocks.append((command.purpose, [command.text]))
      }
    }
    return blocks
  }
}

/// A shell variable.
package struct RunbookVariable: Sendable {
  package let name: String
  /// A phrase: "a subnet of your clients".
  package let meaning: String

  /// The variable as a word of a command, or a part of one.
  var reference: String { "\"\(expansion)\"" }
  /// The variable within double quotes. A shell does not run a command in which it is empty, and says so.
  var expansion: String { "${\(name):?}" }
  /// The line in which the reader sets it.
  var assignment: String { "\(name)=''" }
}
