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
      .version(), .object("summary", as: summary) { ChangeTotal($0.report) },
      .object("old", as: old) { $0.report },
      .texts("notes", doc: "What to know about the comparison before reading the changes") { $0.report.notes },
      .list("projects", doc: "The projects that change", of: project) { output in
        output.report.changes.map { Project(change: $0, hasLetters: output.hasLetters) }
      },
    ]
  )

  private static let summary = OutputObject<ChangeTotal>(
    "How many changes there are",
    [
      .count("add", doc: "Added, with something to send") { $0.add },
      .count("change", doc: "Changed, with something to send") { $0.change },
      .count("remove", doc: "Removed, with something to send") { $0.remove },
      .count("own_side", doc: "On the customer's own side: no ticket") { $0.ownSide },
      .count("bookkeeping", doc: "Bookkeeping only: nobody has to act") { $0.bookkeeping },
      .text("text", doc: "The same in one line") { $0.text },
    ]
  )

  private static let old = OutputObject<ChangeReport>(
    "The old side",
    [.count("errors", doc: "Its errors; faulty values were not compared") { $0.oldErrors }]
  )

  private static let project = OutputObject<Project>(
    "The changes of a project",
    [
      .text("id", doc: "The project ID") { $0.change.id },
      .optionalText("title", doc: "What people call it") { $0.change.project.title },
      .optionalText("company", doc: "The company") { $0.change.project.company },
      .text("subject", doc: "The subject of what is sent") { Ticket.subject($0.change.project) },
      .texts("tickets", doc: "The tickets under which the changed parts were enabled") { $0.change.tickets },
      .list("changes", doc: "What changes", of: change) { $0.change.changes },
      .object("fingerprints", as: fingerprints) { $0.change },
      .optionalText(
        "change_request",
        doc: "The change request to send, as plain text; absent if nothing has to be requested, and with `--summary`"
      ) { $0.hasLetters ? ChangeRequest($0.change)?.text : nil },
      .optionalText(
        "enablement_ticket",
        doc: "The enablement ticket to send for what is new or moves, as plain text"
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
      .word("kind", doc: "What it is", among: Change.Kind.allCases.map(\.rawValue)) { $0.kind.rawValue },
      .word("mark", doc: "Added, changed or removed", among: Change.Mark.allCases.map(\.rawValue)) { $0.mark.rawValue },
      .optionalText("environment", doc: "The environment ID; absent: the project as a whole") { $0.environment },
      .optionalWord("direction", doc: "Which way the traffic goes", among: Change.Direction.allCases.map(\.rawValue)) {
        $0.direction?.rawValue
      },
      .text("summary", doc: "What it is, in a clause") { $0.summary },
      .optionalText(
        "endpoint_service",
        doc: "The service name or resource ID of the customer's endpoint service that it is about"
      ) { $0.service?.identifier },
      .optionalText("before", doc: "The old value") { $0.before },
      .optionalText("after", doc: "The new value") { $0.after },
      .words(
        "documents",
        doc: "What is sent to Adobe for it; empty where no ticket is needed",
        among: Change.Document.allCases.map(\.rawValue)
      ) { $0.documents.map(\.rawValue) },
      .optionalText("ticket", doc: "The ticket under which its environment was enabled") {
        $0.documents.isEmpty ? nil : $0.ticket
      },
      .words("actors", doc: "Who has to do something", among: Change.Actor.allCases.map(\.rawValue)) {
        $0.actors.map(\.rawValue)
      },
      .text("interruption", doc: "What stops working while or after it is made") { $0.interruption },
      .optionalText("stays", doc: "What is connected now and stays connected") {
        $0.stays.isEmpty ? nil : $0.stays.joined(separator: "; ")
      },
      .optionalText("customer_step", doc: "The step on the customer's side") { $0.customerStep?.textWithBackticks },
      .optionalText("customer_command", doc: "The commands in that step, one a line") { change in
        let commands = change.customerStep?.codes ?? []
        return commands.isEmpty ? nil : commands.joined(separator: "\n")
      },
    ]
  )
}
