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
      .version(), .list("runbooks", doc: "The runbooks, one for each environment", of: environment) { $0 },
    ]
  )

  private static let environment = OutputObject<Entry>(
    "The runbook of an environment",
    [
      .text("project", doc: "The project ID") { $0.project },
      .text("environment", doc: "The environment ID") { $0.runbook.environment.id },
      .list("states", doc: "How far each half of the connection is", of: state) { entry in
        entry.runbook.halves.map { HalfState(half: $0.half, state: $0.state) }
      },
      .list("setup", doc: "Commands that prepare the shell", of: command) { $0.runbook.setup },
      .object("identity", as: command) { $0.runbook.identity },
      .list("variables", doc: "Shell variables that the reader sets", of: variable) { $0.variables },
      .list("steps", doc: "The steps, in order; with `--next` the next one alone", of: step) { $0.steps },
      .optionalList("checks", doc: "What to check if a test fails; left out with `--next`", of: command) { entry in
        entry.onlyNext ? nil : entry.runbook.checks
      },
    ]
  )

  private static let state = OutputObject<HalfState>(
    "The state of one half of the connection",
    [
      .word("direction", doc: "Which way its traffic goes", among: Change.Direction.allCases.map(\.rawValue)) {
        $0.direction.rawValue
      },
      .optionalText("endpoint_service", doc: "The endpoint service, toward the customer") { $0.service },
      .word("state", doc: "The state", among: ConnectionState.names) { $0.state.name },
      .word("actor", doc: "Who acts next", among: ConnectionState.Actor.allCases.map(\.rawValue)) {
        $0.state.actor.rawValue
      },
      .text("description", doc: "The state with its particulars: number of errors, ticket, date") {
        $0.state.description
      },
    ]
  )

  private static let command = OutputObject<RunbookCommand>(
    "A line to paste into a POSIX shell",
    [
      .text("purpose", doc: "What it is for; successive commands with one purpose belong together") { $0.purpose },
      .text("command", doc: "The line; the reader completes one that ends with `=''`") { $0.text },
    ]
  )

  private static let variable = OutputObject<SetVariable>(
    "A shell variable that the reader sets",
    [
      .text("name", doc: "Its name") { $0.variable.name },
      .text("meaning", doc: "What to set it to") { $0.variable.meaning },
      .optionalNumber("step", doc: "The number of the step in which it becomes known; absent: before the first step") {
        $0.step
      },
    ]
  )

  private static let step = OutputObject<NumberedStep>(
    "Something that one side does",
    [
      .number("number", doc: "Its number, from 1") { $0.number },
      .word("actor", doc: "Who does it", among: RunbookStep.Actor.allCases.map(\.rawValue)) { $0.step.actor.rawValue },
      .text("title", doc: "What it is, in a clause") { $0.step.title },
      .word("state", doc: "Whether it is done, next or later", among: RunbookStep.State.allCases.map(\.rawValue)) {
        $0.step.state.rawValue
      },
      .texts("notes", doc: "What to know about it") { $0.step.notes },
      .list("commands", doc: "Its commands; those of a done step check it", of: command) { $0.step.commands },
    ]
  )
}
