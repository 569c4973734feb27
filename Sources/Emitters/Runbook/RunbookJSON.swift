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
          writer.key("identity")
          write(environment.identity, &writer)
          write(environment, onlyNext: onlyNext, &writer)
        }
      }
    }
    writer.endLine()
    return writer.text
  }

  private static func write(_ runbook: EnvironmentRunbook, onlyNext: Bool, _ writer: inout JSONWriter) {
    let steps = runbook.steps.filter { !onlyNext || $0.state == .next }
    writer.array("variables", onlyNext ? steps.flatMap(runbook.variables) : runbook.variables) { writer, variable in
      writer.object { writer in
        writer.field("name", variable.name)
        writer.field("meaning", variable.meaning)
      }
    }
    writer.array("steps", steps) { writer, step in
      writer.object { writer in
        writer.field("actor", step.actor.rawValue)
        writer.field("title", step.title)
        writer.field("state", step.state.rawValue)
        writer.strings("notes", step.notes)
        writer.array("commands", step.commands) { write($1, &$0) }
      }
    }
    if !onlyNext { writer.array("checks", runbook.checks) { write($1, &$0) } }
  }

  private static func write(_ command: EnvironmentRunbook.Command, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("purpose", command.purpose)
      writer.field("command", command.text)
    }
  }
}
