import Diagnostics
import ManifestModel

/// Changes as JSON (`schemas/change.schema.json`).
package enum ChangeJSON {
  /// `hasLetters`: whether the letters are part of it.
  package static func render(_ report: ChangeReport, hasLetters: Bool = true) -> String {
    var writer = JSONWriter()
    document.write(Output(report: report, hasLetters: hasLetters), &writer)
    writer.endLine()
    return writer.text
  }

  package struct Output: Sendable {
    let report: ChangeReport
    let hasLetters: Bool
  }

  /// The changes of a project, and whether its letters are wanted.
  fileprivate struct Project: Sendable {
    let change: ProjectChange
    let hasLetters: Bool
  }

  // MARK: The fields, in order

  package static let document = OutputObject<Output>(
    nil,
    [
      .version(), .object("summary", summary) { ChangeTotal($0.report) },
      .object("old", old) { $0.report },
      .texts("notes", "What to know about the comparison before reading the changes") { $0.report.notes },
      .list("projects", "The projects that change", of: project) { output in
        output.report.changes.map { Project(change: $0, hasLetters: output.hasLetters) }
      },
    ]
  )

  private static let summary = OutputObject<ChangeTotal>(
    "How many changes there are",
    [
      .count("add", "Added, with something to send") { $0.add },
      .count("change", "Changed, with something to send") { $0.change },
      .count("remove", "Removed, with something to send") { $0.remove },
      .count("own_side", "On the customer's own side: no ticket") { $0.ownSide },
      .count("bookkeeping", "Bookkeeping only: nobody has to act") { $0.bookkeeping },
      .text("text", "The same in one line") { $0.text },
    ]
  )

  private static let old = OutputObject<ChangeReport>(
    "The old side",
    [.count("errors", "Its errors; faulty values were not compared") { $0.oldErrors }]
  )

  private static let project = OutputObject<Project>(
    "The changes of a project",
    [
      .text("id", "The project ID") { $0.change.id },
      .optionalText("title", "What people call it") { $0.change.project.title },
      .optionalText("company", "The company") { $0.change.project.company },
      .text("subject", "The subject of what is sent") { Ticket.subject($0.change.project) },
      .texts("tickets", "The tickets under which the changed parts were enabled") { $0.change.tickets },
      .list("changes", "What changes", of: change) { $0.change.changes },
      .object("fingerprints", fingerprints) { $0.change },
      .optionalText(
        "change_request",
        "The change request to send, as plain text; absent if nothing has to be requested, and with `--summary`"
      ) { $0.hasLetters ? ChangeRequest($0.change)?.text : nil },
      .optionalText(
        "enablement_ticket",
        "The enablement ticket to send for what is new or moves, as plain text"
      ) { $0.hasLetters ? $0.change.ticket.map { TicketText.render($0) } : nil },
    ]
  )

  private static let fingerprints = OutputObject<ProjectChange>(
    "Digests of the project on either side",
    [
      .optionalFingerprint("old") { $0.old.map(EffectiveJSON.fingerprint) },
      .optionalFingerprint("new") { $0.new.map(EffectiveJSON.fingerprint) },
    ]
  )

  private static let change = OutputObject<Change>(
    "One change",
    [
      .word("kind", "What it is", Change.Kind.allCases.map(\.rawValue)) { $0.kind.rawValue },
      .word("mark", "Added, changed or removed", Change.Mark.allCases.map(\.rawValue)) { $0.mark.rawValue },
      .optionalText("environment", "The environment ID; absent: the project as a whole") { $0.environment },
      .optionalWord("direction", "Which way the traffic goes", Change.Direction.allCases.map(\.rawValue)) {
        $0.direction?.rawValue
      },
      .text("summary", "What it is, in a clause") { $0.summary },
      .optionalText(
        "endpoint_service",
        "The service name or resource ID of the customer's endpoint service that it is about"
      ) { $0.service?.identifier },
      .optionalText("before", "The old value") { $0.before },
      .optionalText("after", "The new value") { $0.after },
      .words(
        "documents",
        "What is sent to Adobe for it; empty where no ticket is needed",
        Change.Document.allCases.map(\.rawValue)
      ) { $0.documents.map(\.rawValue) },
      .optionalText("ticket", "The ticket under which its environment was enabled") {
        $0.documents.isEmpty ? nil : $0.ticket
      },
      .words("actors", "Who has to do something", Change.Actor.allCases.map(\.rawValue)) {
        $0.actors.map(\.rawValue)
      },
      .text("interruption", "What stops working while or after it is made") { $0.interruption },
      .optionalText("stays", "What is connected now and stays connected") {
        $0.stays.isEmpty ? nil : $0.stays.joined(separator: "; ")
      },
      .optionalText("customer_step", "The step on the customer's side") { $0.customerStep?.textWithBackticks },
      .optionalText("customer_command", "The commands in that step, one a line") { change in
        let commands = change.customerStep?.codes ?? []
        return commands.isEmpty ? nil : commands.joined(separator: "\n")
      },
    ]
  )
}
