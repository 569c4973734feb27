import Diagnostics
import ManifestModel

/// Changes as plain text: the letters to send, parted by lines of dashes; then what changes, with its marks; a total last.
package enum ChangeText {
  package static func render(_ changes: [ProjectChange], oldErrors: Int, style: TextStyle = .plain)
    -> String
  {
    let letters = changes.flatMap { ChangeText.letters($0) }
    let rule = "\n" + String(repeating: "-", count: 72) + "\n\n"
    return (letters + [summary(changes, oldErrors, style)]).joined(separator: rule)
  }

  /// The change request, and the enablement ticket of what is new.
  static func letters(_ change: ProjectChange) -> [String] {
    [ChangeRequest(change)?.text, change.ticket.map(TicketText.render)].compactMap { $0 }
  }

  private static func summary(_ changes: [ProjectChange], _ oldErrors: Int, _ style: TextStyle) -> String {
    var text = ""
    for change in changes {
      text += "Changes in \(change.project.displayName)\n"
      for item in change.changes where !item.documents.isEmpty { text += line(item, style) }
      if !change.withoutTicket.isEmpty {
        text += "  No ticket is needed for\n" + change.withoutTicket.map { line($0, style) }.joined()
      }
      if !change.bookkeeping.isEmpty {
        text +=
          "  \(Shown.count(change.bookkeeping.count, "change")) of bookkeeping: \(names(change.bookkeeping).joined(separator: ", "))\n"
      }
      text += "\n"
    }
    if let note = note(oldErrors) { text += note + "\n" }
    return text + ChangeTotal(changes).text + "\n"
  }

  /// What a faulty old side means for the comparison.
  static func note(_ oldErrors: Int) -> String? {
    oldErrors == 0
      ? nil
      : "The old side has \(Shown.count(oldErrors, "error")): it was compared as far as it can be read, without the values at fault."
  }

  private static func line(_ item: Change, _ style: TextStyle) -> String {
    let place = item.environment.map { "\($0): " } ?? ""
    let marked = "\(item.mark.rawValue) \(place)\(item.summary)"
    let painted =
      item.mark == .added ? style.added(marked) : item.mark == .removed ? style.removed(marked) : style.changed(marked)
    var text = "  \(painted)\n"
    if item.mark == .changed, item.before != nil || item.after != nil {
      text += "      \(item.before ?? "nothing") -> \(item.after ?? "nothing")\n"
    }
    if !item.documents.isEmpty {
      text += "      sent as: \(item.documents.map(name).joined(separator: " and "))\n"
      text += "      interrupted: \(item.interruption)\n"
    }
    if let stays = item.stays { text += "      stays connected: \(stays)\n" }
    let actors = item.actors.map { $0 == .adobe ? "Adobe" : "you" }
    if !actors.isEmpty { text += "      who acts: \(actors.joined(separator: " and "))\n" }
    if let step = item.customerStep { text += "      your step: \(step.text)\n" }
    return text
  }

  static func name(_ document: Change.Document) -> String {
    document == .changeRequest ? "change request" : "enablement ticket"
  }

  /// What the bookkeeping is of, each once.
  static func names(_ changes: [Change]) -> [String] {
    var seen: Set<String> = []
    return changes.map { change in (change.environment.map { "\($0): " } ?? "") + change.summary }.filter {
      seen.insert($0).inserted
    }
  }
}
