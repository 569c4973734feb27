import Diagnostics
import ManifestModel

/// Compares two versions of a workspace by name: order, comments, quoting, anchors and file layout do not matter.
package enum Comparison {
  /// The changes by project, in order of project ID. A project on only one side means "no connection" on the other.
  ///
  /// Exceptions are the requested ones of either side; those of the old side have been asked for already.
  package static func compare(
    _ old: [EffectiveProject],
    with new: [EffectiveProject],
    exceptions: [RequestedException] = [],
    earlier: [RequestedException] = []
  ) -> [ProjectChange] {
    let exceptions = Dictionary(grouping: exceptions, by: \.project)
    let earlier = Dictionary(grouping: earlier, by: \.project)
    return pairs(from: old.map(\.id), to: new.map(\.id)).compactMap { pair in
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

  /// What two sides call by one name, as indices of each; nil: not there. Both are in order of name, and of those with
  /// one name the first counts.
  static func pairs(from old: [String], to new: [String]) -> [(name: String, old: Int?, new: Int?)] {
    var pairs: [(name: String, old: Int?, new: Int?)] = []
    var (before, after) = (0, 0)
    while before < old.count || after < new.count {
      let isOld = before < old.count && (after == new.count || !new[after].precedesByBytes(old[before]))
      let isNew = after < new.count && (before == old.count || !old[before].precedesByBytes(new[after]))
      let name = isOld ? old[before] : new[after]
      pairs.append((name, isOld ? before : nil, isNew ? after : nil))
      while before < old.count, old[before].utf8.elementsEqual(name.utf8) { before += 1 }
      while after < new.count, new[after].utf8.elementsEqual(name.utf8) { after += 1 }
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
    let pairs = Comparison.pairs(from: before.map(\.id), to: after.map(\.id))
    let moved = pairs.count { $0.old != nil && $0.new != nil }
    let moves = moved > 0 ? projectMoves(of: moved) : []
    let around = surroundings(isMoved: !moves.isEmpty)
    let both = pairs.compactMap { pair in
      pair.old.flatMap { old in
        pair.new.map { EnvironmentComparison(around, old: before[old], new: after[$0]) }
      }
    }
    let changed = both.map { $0.changes() }
    let removed = pairs.filter { $0.new == nil }.compactMap { $0.old.map { before[$0] } }
    let added = pairs.filter { $0.old == nil }.compactMap { $0.new.map { after[$0] } }
    let stays = staying(both, changed, isMoved: !moves.isEmpty)
    // What is new comes before what is removed.
    return moves + projectBookkeeping()
      + added.map { enablement(of: $0, stays: removed.isEmpty && stays.isEverything ? nil : stays.words) }
      + changed.flatMap { $0 } + removed.map { removal(of: $0, stays: stays.words) }
  }

  private func surroundings(isMoved: Bool) -> EnvironmentComparison.Surroundings {
    let clouds = [old?.cloud, new?.cloud].compactMap { $0 }
    return EnvironmentComparison.Surroundings(
      project: id,
      cloud: new?.cloud ?? old?.cloud ?? .aws,
      isMoved: isMoved,
      isOtherCloud: Set(clouds).count > 1,
      editions: [old?.edition, new?.edition].compactMap { $0 }
    )
  }

  // MARK: What stays of the other environments

  private func staying(_ both: [EnvironmentComparison], _ changed: [[Change]], isMoved: Bool) -> (
    words: [String], isEverything: Bool
  ) {
    var whole: [String] = []
    var parts: [String] = []
    var moved: [String] = []
    for (comparison, changes) in zip(both, changed) {
      if isMoved || changes.contains(where: { $0.kind == .move }) {
        moved.append(comparison.new.id)
      } else if comparison.staying.isEverything {
        whole.append(comparison.new.id)
      } else if !comparison.staying.lines.isEmpty {
        parts.append(comparison.new.id)
      }
    }
    var words: [String] = []
    if !whole.isEmpty { words.append("the \(noun(whole)) of \(Words.shortList(whole))") }
    if !parts.isEmpty { words.append("the unchanged part of the \(noun(parts)) of \(Words.shortList(parts))") }
    if !moved.isEmpty {
      let until = moved.count == 1 ? "it is removed" : "they are removed"
      words.append("the old \(noun(moved)) of \(Words.shortList(moved)), until \(until)")
    }
    return (words.isEmpty ? ["nothing; the project has no other connections"] : words, whole.count == both.count)
  }

  private func noun(_ names: [String]) -> String { names.count == 1 ? "connection" : "connections" }

  /// "bidirectional connection for production".
  private func connection(of environment: EffectiveEnvironment) -> String {
    let type = environment.connection.map { "\($0.rawValue) " } ?? ""
    return "\(type)connection for \(environment.id)"
  }

  private func removal(of environment: EffectiveEnvironment, stays: [String]) -> Change {
    var change = Change(
      project: id,
      environment: environment.id,
      kind: .removeConnection,
      mark: .removed,
      summary: "remove the \(connection(of: environment))"
    )
    change.interruption = "all traffic over this connection"
    change.stays = stays
    change.ticket = environment.ticket
    let services =
      environment.endpointServices.isEmpty ? "" : "your \((old?.cloud ?? .aws).serviceNoun)s that nothing else uses"
    let leftovers = [environment.ports.isEmpty ? "" : "your endpoints", services].filter { !$0.isEmpty }
    if !leftovers.isEmpty { change.customerStep = "once Adobe confirms, delete \(Words.list(leftovers))" }
    return change
  }

  /// `stays` is nil if nothing is interrupted.
  private func enablement(of environment: EffectiveEnvironment, stays: [String]?) -> Change {
    var change = Change(
      project: id,
      environment: environment.id,
      kind: .enable,
      mark: .added,
      summary: "enable a \(connection(of: environment))"
    )
    change.stays = stays ?? ["everything that is connected now"]
    change.customerStep = "follow \(code: EnvironmentComparison.runbook(id, environment.id))"
    return change
  }

  // MARK: The project as a whole

  /// A project on another cloud, in another region or on another plan is a new one to Adobe.
  /// `count`: the environments that move.
  private func projectMoves(of count: Int) -> [Change] {
    guard let old, let new else { return [] }
    return [
      ("cloud", old.cloud?.rawValue, new.cloud?.rawValue), ("region", old.region, new.region),
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
      let (old, until) =
        count == 1 ? ("the old connection", "it is removed") : ("the old connections", "they are removed")
      change.interruption = "traffic that still uses \(old) when \(until)"
      change.stays = ["\(old), until \(until)"]
      change.customerStep =
        "follow \(code: EnvironmentComparison.runbook(id)), and delete your old endpoints once Adobe confirms"
      return change
    }
  }

  private func projectBookkeeping() -> [Change] {
    guard let old, let new else { return [] }
    var changes: [Change] = []
    func note(_ key: String, from before: String?, to after: String?) {
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
    note("title", from: old.title, to: new.title)
    note("company", from: old.company, to: new.company)
    note("limits", from: old.edition, to: new.edition)
    note("contacts", from: contacts(old), to: contacts(new))
    return changes
  }

  private func contacts(_ project: EffectiveProject) -> String? {
    let all = project.contacts.map { $0.name + ($0.email.map { " <\($0)>" } ?? "") }
    return all.isEmpty ? nil : all.joined(separator: ", ")
  }
}
