import Diagnostics
import ManifestModel

/// Changes as Markdown for a pull-request comment: a table for each project, the letters folded below it.
package enum ChangeMarkdown {
  /// `hasLetters`: whether the letters are part of it.
  package static func render(_ report: ChangeReport, hasLetters: Bool = true) -> String {
    var text = "## PrivateLink changes\n\n"
    for change in report.changes { text += section(change, hasLetters) }
    for note in report.notes { text += "\(phrase(note))\n\n" }
    return text + "\(Markdown.text(ChangeTotal(report).text))\n"
  }

  private static func section(_ change: ProjectChange, _ hasLetters: Bool) -> String {
    var text = "### \(Markdown.text(change.project.displayName))\n\n"
    let sent = change.changes.filter { !$0.documents.isEmpty }
    if !sent.isEmpty {
      let header = [
        "", "Environment", "Change", "Sent as", "Disruption", "Stays connected", "Who acts", "Enabled under",
      ]
      text += Markdown.table(header, sent.map(row)) + "\n"
    }
    if !change.withoutTicket.isEmpty {
      text += "Changes that need no ticket\n\n" + change.withoutTicket.map(item).joined() + "\n"
    }
    let own = sent.filter { $0.customerStep != nil }
    if !own.isEmpty { text += "Your steps\n\n" + own.map(step).joined() + "\n" }
    if !change.bookkeeping.isEmpty {
      let names = Words.shortList(ChangeText.names(change.bookkeeping))
      text += "\(Display.count(change.bookkeeping.count, "bookkeeping change")): \(Markdown.text(names)).\n\n"
    }
    for (title, letter) in hasLetters ? letters(change) : [] {
      text += "<details><summary>\(title)</summary>\n\n\(Markdown.block("text", containing: letter))\n</details>\n\n"
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
      item.documents.map(ChangeText.name).joined(separator: " and "), Markdown.text(item.disruption),
      Markdown.text(item.stays.joined(separator: "; ")),
      item.actors.map { $0 == .adobe ? "Adobe" : "you" }.joined(separator: " and "),
      item.ticket.map(Markdown.code) ?? "",
    ]
  }

  private static func values(_ item: Change) -> String {
    guard item.mark == .changed, item.before != nil || item.after != nil else { return "" }
    return ": \(value(item.before)) to \(value(item.after))"
  }

  /// A list of values, each as code; an empty one in words.
  private static func value(_ text: String?) -> String {
    text.map { $0.split(separator: ", ").map { Markdown.code(String($0)) }.joined(separator: ", ") } ?? "nothing"
  }

  private static func item(_ item: Change) -> String {
    let place = item.environment.map { Markdown.text($0) + ": " } ?? ""
    let interruption = item.interrupts ? "; disruption: \(Markdown.text(item.interruption))" : ""
    let step = item.customerStep.map { "; \($0.markdown)" } ?? ""
    return "- `\(item.mark.rawValue)` \(place)\(Markdown.text(item.summary))\(values(item))\(interruption)\(step)\n"
  }

  private static func step(_ item: Change) -> String {
    let place = item.environment.map { Markdown.text($0) + ", " } ?? ""
    return "- \(place)\(Markdown.text(item.summary)): \(item.customerStep?.markdown ?? "")\n"
  }

  /// A note whose backticks mark code.
  private static func phrase(_ note: String) -> String {
    let pieces = note.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    guard pieces.count % 2 == 1 else { return Markdown.text(note) }
    return pieces.enumerated().map { $0.offset % 2 == 1 ? Markdown.code($0.element) : Markdown.text($0.element) }
      .joined()
  }
}
