import Diagnostics
import ManifestModel

/// Compares two versions of a workspace by name: order, comments, quoting, anchors and file layout do not matter.
package enum Comparison {
  /// The changes by project, in order of project ID. A project on one side only stands for "no connection" on the other.
  ///
  /// Exceptions are the requested ones of either side; those of the old side have been asked for already.
  package static func compare(
    _ old: [EffectiveProject],
    _ new: [EffectiveProject],
    exceptions: [RequestedException] = [],
    earlier: [RequestedException] = []
  ) -> [ProjectChange] {
    let exceptions = Dictionary(grouping: exceptions, by: \.project)
    let earlier = Dictionary(grouping: earlier, by: \.project)
    return pairs(old.map(\.id), new.map(\.id)).compactMap { pair in
      let (before, after) = (pair.old.map { old[$0] }, pair.new.map { new[$0] })
      let changes = ProjectComparison(id: pair.name, old: before, new: after).changes()
      guard !changes.isEmpty else { return nil }
      return ProjectChange(
        id: pair.name,
        old: before,
        new: after,
        changes: changes,
        exceptions: exceptions[pair.name] ?? [],
        earlierExceptions: earlier[pair.name] ?? []
      )
    }
  }

  /// What two sides call by one name, as indices of each; nil: not there. Both are in order of name, and of those with one name the first counts.
  static func pairs(_ old: [String], _ new: [String]) -> [(name: String, old: Int?, new: Int?)] {
    var pairs: [(name: String, old: Int?, new: Int?)] = []
    var (before, after) = (0, 0)
    while before < old.count || after < new.count {
      let isOld = before < old.count && (after == new.count || !new[after].precedesByBytes(old[before]))
      let isNew = after < new.count && (before == old.count || !old[before].precedesByBytes(new[after]))
      let name = isOld ? old[before] : new[after]
      pairs.append((name, isOld ? before : nil, isNew ? after : nil))
      while before < old.count, old[before] == name { before += 1 }
      while after < new.count, new[after] == name { after += 1 }
    }
    return pairs
  }
}

/// The comparison of one project.
private struct ProjectComparison {
  let id: String
  let old: EffectiveProject?
  let new: EffectiveProject?

  func changes() -> [Change] {
    let (before, after) = (old?.environments ?? [], new?.environments ?? [])
    let pairs = Comparison.pairs(before.map(\.id), after.map(\.id))
    let moves = pairs.contains { $0.old != nil && $0.new != nil } ? projectMoves() : []
    var changes = moves + projectBookkeeping()
    for pair in pairs {
      switch (pair.old.map { before[$0] }, pair.new.map { after[$0] }) {
      case (let old?, nil): changes.append(removal(of: old))
      case (nil, let new?): changes.append(enablement(of: new))
      case (let old?, let new?):
        changes += EnvironmentComparison(
          project: id,
          cloud: self.new?.cloud ?? .aws,
          isMoved: !moves.isEmpty,
          editions: [self.old?.edition, self.new?.edition].compactMap { $0 },
          old: old,
          new: new
        ).changes()
      case (nil, nil): break
      }
    }
    return changes
  }

  private func removal(of environment: EffectiveEnvironment) -> Change {
    let type = environment.connection.map { "\($0.rawValue) " } ?? ""
    var change = Change(
      project: id,
      environment: environment.id,
      kind: .removeConnection,
      mark: .removed,
      summary: "remove the \(type)connection of \(environment.id)"
    )
    let others = Set((old?.environments ?? []).map(\.id)).intersection((new?.environments ?? []).map(\.id)).sorted()
    change.stays = others.isEmpty ? "nothing in this project" : "the connection of \(Ticket.list(others))"
    change.customerStep =
      "once Adobe confirms, delete your endpoint, and your endpoint services if nothing else uses them"
    return change
  }

  private func enablement(of environment: EffectiveEnvironment) -> Change {
    let type = environment.connection.map { "\($0.rawValue) " } ?? ""
    var change = Change(
      project: id,
      environment: environment.id,
      kind: .enable,
      mark: .added,
      summary: "enable a \(type)connection of \(environment.id)"
    )
    change.stays = "everything that is connected now"
    change.customerStep = .runbook(id, environment.id)
    return change
  }

  /// A project on another cloud, in another region or on another plan is a new one to Adobe.
  private func projectMoves() -> [Change] {
    guard let old, let new else { return [] }
    return [
      ("region", old.region, new.region), ("cloud", old.cloud?.rawValue, new.cloud?.rawValue),
      ("plan", old.plan?.rawValue, new.plan?.rawValue),
    ].compactMap { what, before, after in
      guard before != after, let before, let after else { return nil }
      var change = Change(
        project: id,
        environment: nil,
        kind: .move,
        mark: .changed,
        summary: "move the project: its \(what) changes",
        before: before,
        after: after
      )
      change.stays = "the old connection, until it is removed"
      change.customerStep = .runbook(id, nil, ", and delete your old endpoints once Adobe confirms")
      return change
    }
  }

  private func projectBookkeeping() -> [Change] {
    guard let old, let new else { return [] }
    var changes: [Change] = []
    func note(_ key: String, _ before: String?, _ after: String?) {
      guard before != after else { return }
      changes.append(
        Change(
          project: id,
          environment: nil,
          kind: .bookkeeping,
          mark: .changed,
          summary: key,
          before: before,
          after: after
        )
      )
    }
    note("title", old.title, new.title)
    note("company", old.company, new.company)
    note("limits", old.edition, new.edition)
    note("contacts", contacts(old), contacts(new))
    return changes
  }

  private func contacts(_ project: EffectiveProject) -> String? {
    let all = project.contacts.map { $0.name + ($0.email.map { " <\($0)>" } ?? "") }
    return all.isEmpty ? nil : all.joined(separator: ", ")
  }
}
