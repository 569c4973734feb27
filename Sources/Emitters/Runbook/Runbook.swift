import ManifestModel

/// The enablement of a project step by step: who does it, whether it is done, and the commands for it.
package struct Runbook: Sendable {
  package let project: EffectiveProject
  package let environments: [EnvironmentRunbook]

  package init(_ project: EffectiveProject, named: Set<String> = []) {
    self.project = project
    environments = project.environments.filter { named.isEmpty || named.contains($0.id) }.map { EnvironmentRunbook($0, project) }
  }
}

package struct EnvironmentRunbook: Sendable {
  package let environment: EffectiveEnvironment
  /// What the manifest does not hold: to be set before the commands are run.
  package let variables: [Variable]
  package let steps: [Step]
  /// The checks of one's own settings, for when a test fails.
  package let checks: [Command]

  package struct Step: Sendable {
    package enum Actor: String, Sendable { case customer, adobe }
    package enum State: String, Sendable { case done, next, later }
    package enum Half: Sendable { case preparation, towardCommerce, towardCustomer }

    package let half: Half
    package let actor: Actor
    package let title: String
    package var isDone: Bool
    package var state = State.later
    package var notes: [String] = []
    package var commands: [Command] = []
  }

  /// A command to copy; `purpose` says what it is for.
  package struct Command: Sendable {
    package let purpose: String
    package let text: String

    init(_ purpose: String, _ text: String) {
      self.purpose = purpose
      self.text = text
    }
  }

  /// A shell variable that the reader sets.
  package struct Variable: Sendable, Equatable {
    package let name: String
    package let meaning: String
  }

  init(_ environment: EffectiveEnvironment, _ project: EffectiveProject) {
    self.environment = environment
    var writer = RunbookWriter(environment, project)
    writer.write()
    steps = EnvironmentRunbook.settled(writer.steps)
    checks = writer.checks
    variables = writer.variables
  }

  /// A step that is followed by a done one of its half is done too; the first that is not done is next.
  private static func settled(_ steps: [Step]) -> [Step] {
    var steps = steps
    for index in steps.indices where steps[index...].contains(where: { $0.half == steps[index].half && $0.isDone }) {
      steps[index].isDone = true
    }
    var hasNext = false
    for index in steps.indices {
      steps[index].state = steps[index].isDone ? .done : hasNext ? .later : .next
      hasNext = hasNext || !steps[index].isDone
    }
    return steps
  }
}
