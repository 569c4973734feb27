import Diagnostics
import ManifestModel

/// Changes as Markdown that stands as a pull-request comment: a table for each project, the letters folded away below it.
package enum ChangeMarkdown {
  package static func render(_ changes: [ProjectChange], oldErrors: Int) -> String {
    var text = "## PrivateLink changes\n\n"
    for change in changes { text += section(change) }
    if let note = ChangeText.note(oldErrors) { text += "\(Markdown.text(note))\n\n" }
    return text + "\(Markdown.text(ChangeTotal(changes).text))\n"
  }

  private static func section(_ change: ProjectChange) -> String {
    var text = "### \(Markdown.text(change.project.displayName))\n\n"
    let sent = change.changes.filter { !$0.documents.isEmpty }
    if !sent.isEmpty {
      let header = ["", "Environment", "Change", "Sent as", "Interrupted", "Stays connected", "Who acts"]
      text += Markdown.table(header, sent.map(row)) + "\n"
    }
    let steps = change.changes.filter { $0.kind != .bookkeeping && $0.customerStep != nil }
    if !change.withoutTicket.isEmpty {
      text += "No ticket is needed for\n\n" + change.withoutTicket.map(item).joined() + "\n"
    }
    let own = steps.filter { !$0.documents.isEmpty }
    if !own.isEmpty { text += "Your steps\n\n" + own.map(step).joined() + "\n" }
    if !change.tickets.isEmpty { text += "Enabled under \(Markdown.text(Ticket.list(change.tickets))).\n\n" }
    if !change.bookkeeping.isEmpty {
      let names = ChangeText.names(change.bookkeeping).map(Markdown.text).joined(separator: ", ")
      text += "\(Shown.count(change.bookkeeping.count, "change")) of bookkeeping: \(names).\n\n"
    }
    for (title, letter) in letters(change) {
      text += "<details><summary>\(title)</summary>\n\n\(Markdown.block("text", letter))\n</details>\n\n"
    }
    return text
  }

  private static func letters(_ change: ProjectChange) -> [(String, String)] {
    [
      ChangeRequest(change).map { ("The change request to send", $0.text) },
      change.ticket.map { ("The enablement ticket to send", TicketText.render($0)) },
    ].compactMap { $0 }
  }

  private static func row(_ item: Change) -> [String] {
    [
      "`\(item.mark.rawValue)`", Markdown.text(item.environment ?? ""), Markdown.text(item.summary) + values(item),
      item.documents.map(ChangeText.name).joined(separator: " and "), Markdown.text(item.interruption),
      Markdown.text(item.stays ?? ""),
      item.actors.map { $0 == .adobe ? "Adobe" : "you" }.joined(separator: " and "),
    ]
  }

  private static func values(_ item: Change) -> String {
    guard item.mark == .changed, item.before != nil || item.after != nil else { return "" }
    return ": \(value(item.before)) to \(value(item.after))"
  }

  /// A list of values, each as code; an empty one is told in words.
  private static func value(_ text: String?) -> String {
    text.map { $0.split(separator: ", ").map { Markdown.code(String($0)) }.joined(separator: ", ") } ?? "nothing"
  }

  private static func item(_ item: Change) -> String {
    let place = item.environment.map { Markdown.text($0) + ": " } ?? ""
    let step = item.customerStep.map { "; \(words($0))" } ?? ""
    return "- `\(item.mark.rawValue)` \(place)\(Markdown.text(item.summary))\(values(item))\(step)\n"
  }

  private static func step(_ item: Change) -> String {
    let place = item.environment.map { Markdown.text($0) + ", " } ?? ""
    return "- \(place)\(Markdown.text(item.summary)): \(item.customerStep.map(words) ?? "")\n"
  }

  private static func words(_ step: CustomerStep) -> String {
    Markdown.text(step.before) + (step.command.map(Markdown.code) ?? "") + Markdown.text(step.after)
  }
}
