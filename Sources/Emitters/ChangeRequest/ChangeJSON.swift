import Diagnostics
import ManifestModel

/// Changes as JSON (`schemas/change.schema.json`).
package enum ChangeJSON {
  /// `hasLetters`: whether the letters are part of it.
  package static func render(_ report: ChangeReport, hasLetters: Bool = true) -> String {
    let total = ChangeTotal(report)
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("version", 1)
      writer.object("summary") { writer in
        writer.field("add", total.add)
        writer.field("change", total.change)
        writer.field("remove", total.remove)
        writer.field("own_side", total.ownSide)
        writer.field("bookkeeping", total.bookkeeping)
        writer.field("text", total.text)
      }
      writer.object("old") { writer in writer.field("errors", report.oldErrors) }
      writer.strings("notes", report.notes)
      writer.array("projects", report.changes) { write($1, hasLetters, &$0) }
    }
    writer.endLine()
    return writer.text
  }

  private static func write(_ change: ProjectChange, _ hasLetters: Bool, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", change.id)
      writer.field("title", change.project.title)
      writer.field("company", change.project.company)
      writer.field("subject", Ticket.subject(change.project))
      writer.strings("tickets", change.tickets)
      writer.array("changes", change.changes) { write($1, &$0) }
      writer.object("fingerprints") { writer in
        writer.field("old", change.old.map(EffectiveJSON.fingerprint))
        writer.field("new", change.new.map(EffectiveJSON.fingerprint))
      }
      guard hasLetters else { return }
      writer.field("change_request", ChangeRequest(change)?.text)
      writer.field("enablement_ticket", change.ticket.map(TicketText.render))
    }
  }

  private static func write(_ change: Change, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("kind", change.kind.rawValue)
      writer.field("mark", change.mark.rawValue)
      writer.field("environment", change.environment)
      writer.field("direction", change.direction?.rawValue)
      writer.field("summary", change.summary)
      writer.field("endpoint_service", change.service?.identifier)
      writer.field("before", change.before)
      writer.field("after", change.after)
      writer.strings("documents", change.documents.map(\.rawValue))
      writer.field("ticket", change.documents.isEmpty ? nil : change.ticket)
      writer.strings("actors", change.actors.map(\.rawValue))
      writer.field("interruption", change.interruption)
      writer.field("stays", change.stays.isEmpty ? nil : change.stays.joined(separator: "; "))
      writer.field("customer_step", change.customerStep?.textWithBackticks)
      let commands = change.customerStep?.codes ?? []
      writer.field("customer_command", commands.isEmpty ? nil : commands.joined(separator: "\n"))
    }
  }
}
