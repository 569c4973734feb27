import Diagnostics

/// Runbooks as JSON.
package enum RunbookJSON {
  package static func render(_ runbooks: [Runbook], onlyNext: Bool = false) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("version", 1)
      writer.array("runbooks", runbooks.flatMap { book in book.environments.map { (book.project, $0) } }) {
        writer,
        element in
        let (project, environment) = element
        writer.object { writer in
          writer.field("project", project.id)
          writer.field("environment", environment.environment.id)
          write(environment, onlyNext: onlyNext, &writer)
        }
      }
    }
    writer.endLine()
    return writer.text
  }

  private static func write(_ runbook: EnvironmentRunbook, onlyNext: Bool, _ writer: inout JSONWriter) {
    writer.array("states", runbook.halves) { writer, half in
      writer.object { writer in
        switch half.half {
        case .towardCommerce: writer.field("direction", Change.Direction.towardCommerce.rawValue)
        case .towardCustomer(let service):
          writer.field("direction", Change.Direction.towardCustomer.rawValue)
          writer.field("endpoint_service", service)
        }
        writer.field("state", half.state.name)
        writer.field("actor", half.state.actor.rawValue)
        writer.field("description", half.state.description)
      }
    }
    writer.array("setup", runbook.setup) { write($1, &$0) }
    writer.key("identity")
    write(runbook.identity, &writer)
    let steps = runbook.steps.enumerated().filter { !onlyNext || $0.element.state == .next }
    let variables =
      onlyNext
      ? steps.flatMap { step in step.element.variables.map { ($0, nil) } }
      : runbook.variables.map { ($0, nil) }
        + steps.flatMap { step in step.element.inputs.map { ($0, step.offset + 1) } }
    writer.array("variables", variables) { writer, element in
      let (variable, step) = element
      writer.object { writer in
        writer.field("name", variable.name)
        writer.field("meaning", variable.meaning)
        if let step { writer.field("step", step) }
      }
    }
    writer.array("steps", steps) { writer, step in
      writer.object { writer in
        writer.field("number", step.offset + 1)
        writer.field("actor", step.element.actor.rawValue)
        writer.field("title", step.element.title)
        writer.field("state", step.element.state.rawValue)
        writer.strings("notes", step.element.notes)
        writer.array("commands", step.element.commands) { write($1, &$0) }
      }
    }
    if !onlyNext { writer.array("checks", runbook.checks) { write($1, &$0) } }
  }

  private static func write(_ command: RunbookCommand, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("purpose", command.purpose)
      writer.field("command", command.text)
    }
  }
}
