import Diagnostics

/// Runbooks as JSON.
package enum RunbookJSON {
  package static func render(_ runbooks: [Runbook], onlyNext: Bool = false) -> String {
    var writer = JSONWriter()
    let entries = runbooks.flatMap { book in
      book.environments.map { Entry(project: book.project.id, runbook: $0, onlyNext: onlyNext) }
    }
    RunbookJSON.document.write(entries, &writer)
    writer.endLine()
    return writer.text
  }

  /// The runbook of one environment.
  package struct Entry: Sendable {
    let project: String
    let runbook: EnvironmentRunbook
    let onlyNext: Bool

    fileprivate var steps: [NumberedStep] {
      runbook.steps.enumerated().filter { !onlyNext || $0.element.state == .next }.map {
        NumberedStep(number: $0.offset + 1, step: $0.element)
      }
    }

    /// What the reader sets: first of all, and in the steps that bring it.
    fileprivate var variables: [SetVariable] {
      if onlyNext { return steps.flatMap { $0.step.variables }.map { SetVariable(variable: $0, step: nil) } }
      return runbook.variables.map { SetVariable(variable: $0, step: nil) }
        + steps.flatMap { step in step.step.inputs.map { SetVariable(variable: $0, step: step.number) } }
    }
  }

  fileprivate struct NumberedStep: Sendable {
    let number: Int
    let step: RunbookStep
  }

  fileprivate struct SetVariable: Sendable {
    let variable: RunbookVariable
    let step: Int?
  }

  fileprivate struct HalfState: Sendable {
    let half: ConnectionHalf
    let state: ConnectionState

    var direction: Change.Direction { half == .towardCommerce ? .towardCommerce : .towardCustomer }
    var service: String? { if case .towardCustomer(let service) = half { service } else { nil } }
  }

  // MARK: The fields, in order

  package static let document = OutputObject<[Entry]>(
    nil,
    [
      .version(), .list("runbooks", "The runbooks, one for each environment", of: environment) { $0 },
    ]
  )

  private static let environment = OutputObject<Entry>(
    "The runbook of an environment",
    [
      .text("project", "The project ID") { $0.project },
      .text("environment", "The environment ID") { $0.runbook.environment.id },
      .list("states", "How far each half of the connection is", of: state) { entry in
        entry.runbook.halves.map { HalfState(half: $0.half, state: $0.state) }
      },
      .list("setup", "Commands that prepare the shell", of: command) { $0.runbook.setup },
      .object("identity", command) { $0.runbook.identity },
      .list("variables", "Shell variables that the reader sets", of: variable) { $0.variables },
      .list("steps", "The steps, in order; with `--next` the next one alone", of: step) { $0.steps },
      .optionalList("checks", "What to check if a test fails; left out with `--next`", of: command) { entry in
        entry.onlyNext ? nil : entry.runbook.checks
      },
    ]
  )

  private static let state = OutputObject<HalfState>(
    "The state of one half of the connection",
    [
      .word("direction", "Which way its traffic goes", Change.Direction.allCases.map(\.rawValue)) {
        $0.direction.rawValue
      },
      .optionalText("endpoint_service", "The endpoint service, toward the customer") { $0.service },
      .word("state", "The state", ConnectionState.names) { $0.state.name },
      .word("actor", "Who acts next", ConnectionState.Actor.allCases.map(\.rawValue)) { $0.state.actor.rawValue },
      .text("description", "The state with its particulars: number of errors, ticket, date") { $0.state.description },
    ]
  )

  private static let command = OutputObject<RunbookCommand>(
    "A line to paste into a POSIX shell",
    [
      .text("purpose", "What it is for; successive commands with one purpose belong together") { $0.purpose },
      .text("command", "The line") { $0.text },
    ]
  )

  private static let variable = OutputObject<SetVariable>(
    "A shell variable that the reader sets",
    [
      .text("name", "Its name") { $0.variable.name }, .text("meaning", "What to set it to") { $0.variable.meaning },
      .optionalNumber("step", "The number of the step in which it becomes known; absent: before the first step") {
        $0.step
      },
    ]
  )

  private static let step = OutputObject<NumberedStep>(
    "Something that one side does",
    [
      .number("number", "Its number, from 1") { $0.number },
      .word("actor", "Who does it", RunbookStep.Actor.allCases.map(\.rawValue)) { $0.step.actor.rawValue },
      .text("title", "What it is, in a clause") { $0.step.title },
      .word("state", "Whether it is done, next or later", RunbookStep.State.allCases.map(\.rawValue)) {
        $0.step.state.rawValue
      },
      .texts("notes", "What to know about it") { $0.step.notes },
      .list("commands", "Its commands; those of a done step check it", of: command) { $0.step.commands },
    ]
  )
}
