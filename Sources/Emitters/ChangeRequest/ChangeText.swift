import Diagnostics
import ManifestModel

/// Changes as plain text: the letters to send, and a summary of what changes for those who send them.
package enum ChangeText {
  /// The letters of some changes, separated by lines of dashes; empty if nothing is to be sent.
  package static func letters(_ changes: [ProjectChange]) -> String {
    changes.flatMap { letters($0) }.joined(separator: "\n" + String(repeating: "-", count: 72) + "\n\n")
  }

  /// The change request, and the enablement ticket of what is new.
  private static func letters(_ change: ProjectChange) -> [String] {
    [ChangeRequest(change)?.text, change.ticket.map(TicketText.render)].compactMap { $0 }
  }

  /// What changes, with its marks; a total last.
  package static func summary(_ report: ChangeReport, style: TextStyle = .plain) -> String {
    var text = ""
    for change in report.changes {
      text += "Changes in \(change.project.displayName)\n"
      var before: Change?
      for item in change.changes where !item.documents.isEmpty {
        text += line(item, after: before, style)
        before = item
      }
      if !change.withoutTicket.isEmpty {
        text += "  Changes that need no ticket\n" + change.withoutTicket.map { line($0, after: nil, style) }.joined()
      }
      if !change.bookkeeping.isEmpty {
        text +=
          """
            \(Display.count(change.bookkeeping.count, "bookkeeping change")): \
          \(Words.shortList(names(change.bookkeeping)))

          """
      }
      text += "\n"
    }
    for note in report.notes { text += note + "\n" }
    return text + ChangeTotal(report).text + "\n"
  }

  /// What stays connected is not said again of the same environment.
  private static func line(_ item: Change, after before: Change?, _ style: TextStyle) -> String {
    let place = item.environment.map { "\($0): " } ?? ""
    let marked = "\(item.mark.rawValue) \(place)\(item.summary)"
    let painted =
      item.mark == .added ? style.added(marked) : item.mark == .removed ? style.removed(marked) : style.changed(marked)
    var text = "  \(painted)\n"
    if item.mark == .changed, item.before != nil || item.after != nil {
      text += "      \(item.before ?? "nothing") -> \(item.after ?? "nothing")\n"
    }
    if item.isPartOfMove { return text + "      part of the move\n" }
    if !item.documents.isEmpty {
      text += "      sent as: \(item.documents.map(name).joined(separator: " and "))\n"
    }
    if !item.documents.isEmpty || item.interrupts { text += "      disruption: \(item.disruption)\n" }
    let isSaid = before.map { $0.environment == item.environment && $0.stays == item.stays } ?? false
    if !item.stays.isEmpty, !isSaid { text += "      stays connected: \(item.stays.joined(separator: "; "))\n" }
    let actors = item.actors.map { $0 == .adobe ? "Adobe" : "you" }
    if !actors.isEmpty { text += "      who acts: \(actors.joined(separator: " and "))\n" }
    if let step = item.customerStep { text += "      your step: \(step.textWithBackticks)\n" }
    return text
  }

  static func name(_ document: Change.Document) -> String {
    document == .changeRequest ? "change request" : "enablement ticket"
  }

  /// What the bookkeeping is of, each once.
  static func names(_ changes: [Change]) -> [String] {
    var seen: Set<String> = []
    return changes.map { change in change.summary + (change.environment.map { " (\($0))" } ?? "") }.filter {
      seen.insert($0).inserted
    }
  }
}
