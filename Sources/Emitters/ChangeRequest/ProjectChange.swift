import Diagnostics
import ManifestModel

/// The changes of one project.
package struct ProjectChange: Sendable {
  package let id: String
  /// The older side; nil: the project is new.
  package let old: EffectiveProject?
  /// The newer side; nil: the project is gone.
  package let new: EffectiveProject?
  package let changes: [Change]
  /// The exceptions that the new side asks for, and those that the old side did.
  let exceptions: [RequestedException]
  let earlierExceptions: [RequestedException]

  /// The side that letters are written from.
  package var project: EffectiveProject { new ?? old ?? EffectiveProject(id: id, edition: Edition.standard.id) }

  /// The ticket numbers that what changes was enabled under.
  package var tickets: [String] {
    let sent = changes.filter { !$0.documents.isEmpty }
    // With the project all of its connections move.
    let all = sent.contains { $0.environment == nil } ? (old?.environments ?? []).compactMap(\.ticket) : []
    return Set(all + sent.compactMap(\.ticket)).sorted { $0.precedesByBytes($1) }
  }

  package var withoutTicket: [Change] { changes.filter { $0.documents.isEmpty && $0.kind != .bookkeeping } }
  package var bookkeeping: [Change] { changes.filter { $0.kind == .bookkeeping } }

  /// Whether it asks Adobe to change something, and neither side knows anything of an enablement: then there may be
  /// nothing yet to change.
  package var isEnabledNowhere: Bool {
    changes.contains { $0.documents.contains(.changeRequest) }
      && ![old, new].compactMap { $0 }.flatMap(\.environments).contains(where: \.hasEnablement)
  }

  /// The environments that an enablement ticket is needed for.
  private var enabled: Set<String> {
    let changes = self.changes.filter { $0.documents.contains(.enablementTicket) }
    if changes.contains(where: { $0.environment == nil }) { return Set(new?.environments.map(\.id) ?? []) }
    return Set(changes.compactMap(\.environment))
  }

  /// The enablement ticket that a new or moved environment needs; nil if there is none.
  package var ticket: Ticket? {
    let enabled = self.enabled
    guard let new, !enabled.isEmpty else { return nil }
    let left = (old?.environments ?? []).compactMap { environment in
      environment.adobeService.map { (environment.id, $0) }
    }
    return Ticket(
      new,
      named: enabled,
      exceptions: exceptions,
      left: Dictionary(left, uniquingKeysWith: { first, _ in first })
    )
  }

  /// Without the changes that do not count; nil if none are left.
  package func without(_ isLeftOut: (Change) -> Bool) -> ProjectChange? { keeping { !isLeftOut($0) } }

  /// The changes of some environments, and those of the project as a whole, which concern each of them; nil if none are
  /// left.
  package func restricted(to environments: Set<String>) -> ProjectChange? {
    keeping { $0.environment.map(environments.contains) ?? true }
  }

  private func keeping(_ isKept: (Change) -> Bool) -> ProjectChange? {
    let kept = changes.filter(isKept)
    return kept.isEmpty
      ? nil
      : ProjectChange(
        id: id,
        old: old,
        new: new,
        changes: kept,
        exceptions: exceptions,
        earlierExceptions: earlierExceptions
      )
  }
}
