import Diagnostics
import ManifestModel

/// Change requests as plain text: for each project what to send, then what needs no ticket; a total last.
package enum ChangeText {
  package static func render(_ changes: [ProjectChange], style: TextStyle = .plain) -> String {
    changes.map { project($0, style) }.joined(separator: String(repeating: "-", count: 72) + "\n\n") + total(changes) + "\n"
  }

  /// "2 to add, 1 to change, 0 to remove, 3 without a ticket".
  package static func total(_ changes: [ProjectChange]) -> String {
    let all = changes.flatMap(\.changes)
    guard !all.isEmpty else { return "No change: both sides mean the same." }
    let asked = all.filter { $0.kind.document != .none }
    func count(_ mark: Change.Mark) -> Int { asked.count { $0.mark == mark } }
    let own = all.count { $0.kind == .ownSide || $0.kind == .renameEndpointService }
    let books = all.count { $0.kind == .bookkeeping }
    return
      "\(count(.added)) to add, \(count(.changed)) to change, \(count(.removed)) to remove; without a ticket \(own) on your own side, \(books) of bookkeeping"
  }

  private static func project(_ change: ProjectChange, _ style: TextStyle) -> String {
    var text = ""
    if !change.asked.isEmpty { text += request(change, style) }
    if !change.enabled.isEmpty { text += enablement(change, style) }
    if !change.own.isEmpty { text += own(change, style) }
    if !change.bookkeeping.isEmpty {
      let names = change.bookkeeping.map(\.summary)
      text +=
        "\(Shown.count(change.bookkeeping.count, "change")) of bookkeeping in \(change.project.displayName), which nobody has to act on: \(unique(names).joined(separator: ", ")).\n\n"
    }
    return text
  }

  private static func request(_ change: ProjectChange, _ style: TextStyle) -> String {
    let cloud = change.project.cloud ?? .aws
    var text =
      "Subject: \(Ticket.subject(change.project))\n\nPlease change the \(cloud.privateLinkName) configuration of this project.\n\nProject\n"
    var rows = [["Project ID", change.project.displayName], ["Cloud and region", "\(cloud.name), \(change.project.region ?? "")"]]
    if !change.tickets.isEmpty {
      rows.append([change.tickets.count == 1 ? "Enabled under ticket" : "Enabled under tickets", change.tickets.joined(separator: ", ")])
    }
    text += Columns.aligned(rows, indent: "  ", gap: 3)
    text += "\nChanges\n" + change.asked.map { line($0, style) }.joined()
    return text + "\n"
  }

  private static func enablement(_ change: ProjectChange, _ style: TextStyle) -> String {
    var text =
      "An enablement ticket is needed for \(change.project.displayName): `privatelint ticket --project \(change.project.id)` writes it.\n"
    text += change.enabled.map { line($0, style) }.joined()
    if change.enabled.contains(where: { $0.kind == .move }) {
      text += "  A move is a new enablement, and the removal of the old connection in the same ticket.\n"
    }
    return text + "\n"
  }

  private static func own(_ change: ProjectChange, _ style: TextStyle) -> String {
    "No ticket is needed for this in \(change.project.displayName)\n" + change.own.map { line($0, style) }.joined() + "\n"
  }

  private static func line(_ change: Change, _ style: TextStyle) -> String {
    let place = change.environment.map { "\($0): " } ?? ""
    let values =
      change.before != nil && change.after != nil && change.mark == .changed
      ? "\n      from \(change.before ?? "")\n      to   \(change.after ?? "")" : ""
    let marked = "\(change.mark.rawValue) \(place)\(change.summary)"
    let painted = change.mark == .added ? style.added(marked) : change.mark == .removed ? style.removed(marked) : style.changed(marked)
    var text = "  \(painted)\(values)\n"
    if change.kind.document != .none { text += "      \(change.interruption)\n" }
    let actors = change.actors.map { $0 == .adobe ? "Adobe" : "the customer" }
    if !actors.isEmpty {
      text += "      who acts: \(actors.joined(separator: " and "))\(change.customerStep.map { "; the customer: \($0)" } ?? "")\n"
    }
    return text
  }

  static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}

/// Change requests as Markdown that stands as a pull-request comment.
package enum ChangeMarkdown {
  package static func render(_ changes: [ProjectChange]) -> String {
    var text = "## PrivateLink changes\n\n"
    for change in changes {
      text += "### \(Markdown.text(change.project.displayName))\n\n"
      let rows = change.changes.filter { $0.kind != .bookkeeping }.map(row)
      if !rows.isEmpty { text += Markdown.table(["", "Environment", "Change", "Who acts", "Interruption", "Sent as"], rows) + "\n" }
      if !change.tickets.isEmpty { text += "Enabled under \(change.tickets.map(Markdown.text).joined(separator: ", ")).\n\n" }
      if !change.bookkeeping.isEmpty {
        text +=
          "\(Shown.count(change.bookkeeping.count, "change")) of bookkeeping: \(ChangeText.unique(change.bookkeeping.map(\.summary)).map(Markdown.text).joined(separator: ", ")).\n\n"
      }
    }
    return text + "\(Markdown.text(ChangeText.total(changes)))\n"
  }

  private static func row(_ change: Change) -> [String] {
    let values =
      change.mark == .changed && change.before != nil && change.after != nil
      ? " from \(Markdown.code(change.before ?? "")) to \(Markdown.code(change.after ?? ""))" : ""
    let document =
      change.kind.document == .changeRequest
      ? "change request" : change.kind.document == .enablementTicket ? "enablement ticket" : "no ticket"
    let step = change.customerStep.map { "; customer: \(Markdown.text($0))" } ?? ""
    return [
      "`\(change.mark.rawValue)`", Markdown.text(change.environment ?? ""), Markdown.text(change.summary) + values,
      change.actors.map { $0 == .adobe ? "Adobe" : "customer" }.joined(separator: ", ") + step, change.interruption, document,
    ]
  }
}

/// Changes as JSON.
package enum ChangeJSON {
  package static func render(_ changes: [ProjectChange]) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("version", 1)
      writer.field("total", ChangeText.total(changes))
      writer.array("projects", changes) { writer, change in
        writer.object { writer in
          writer.field("id", change.project.id)
          writer.field("title", change.project.title)
          writer.field("subject", Ticket.subject(change.project))
          writer.strings("tickets", change.tickets)
          writer.array("changes", change.changes) { write($1, &$0) }
        }
      }
    }
    writer.endLine()
    return writer.text
  }

  private static func write(_ change: Change, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("kind", change.kind.rawValue)
      writer.field("mark", change.mark.rawValue)
      writer.field("environment", change.environment)
      writer.field("summary", change.summary)
      writer.field("before", change.before)
      writer.field("after", change.after)
      writer.field("document", change.kind.document.rawValue)
      writer.strings("actors", change.actors.map(\.rawValue))
      writer.field("interruption", change.interruption)
      writer.field("customer_step", change.customerStep)
    }
  }
}
