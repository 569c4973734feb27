import Diagnostics
import YAMLTree

/// The edits that make changes of a file, each proved: the edited text was read again, and is the old one plus the
/// change.
package enum EditPlan {
  /// For each change its edits in order of position, or why there are none. Each is independent; those that do not
  /// overlap can be made together.
  package static func edits(for changes: [Change], in tree: YAMLTree) -> [Result<[Edit], Refusal>] {
    guard !changes.isEmpty else { return [] }
    let planner = Planner(edited: EditedTree(tree))
    var results: [Result<[Edit], Refusal>] = []
    var planned: [(index: Int, change: PlannedChange)] = []
    for change in changes {
      do throws(Refusal) {
        var plan = try planner.plan(change)
        plan.edits.sort { $0.span < $1.span }
        planned.append((results.count, plan))
        results.append(.success(plan.edits))
      } catch {
        results.append(.failure(error))
      }
    }
    for index in unproved(planned, in: tree) { results[index] = .failure(.unproved) }
    return results
  }

  /// The edits of one change.
  package static func edits(for change: Change, in tree: YAMLTree) throws(Refusal) -> [Edit] {
    try edits(for: [change], in: tree)[0].get()
  }

  /// Makes changes one after the other, each in the text that the one before left. A change is asked of the tree as it
  /// is then; nil: nothing to do.
  package static func apply(_ changes: [(YAMLTree) -> Change?], to tree: YAMLTree) throws(Refusal) -> YAMLTree {
    var tree = tree
    for make in changes {
      guard let change = make(tree) else { continue }
      let edits = try edits(for: change, in: tree)
      tree = YAMLTree.read(Source(path: tree.source.path, contents: Edit.apply(edits, to: tree.source.bytes)))
    }
    return tree
  }

  /// What may be read again to prove changes of one place, in bytes; each of them is proved by itself.
  private static let mostBytes = 256 << 20

  /// Which of the changes cannot be proved. Changes that do not overlap are proved together, and by halves where that
  /// fails.
  private static func unproved(_ planned: [(index: Int, change: PlannedChange)], in tree: YAMLTree) -> [Int] {
    var failed: [Int] = []
    var groups = apart(planned, in: tree)
    var bytesLeft = max(mostBytes, tree.source.bytes.count * 4)
    while let group = groups.popLast() {
      bytesLeft -= tree.source.bytes.count
      guard bytesLeft >= 0 else {
        failed += group.map(\.index)
        continue
      }
      let edits = group.flatMap(\.change.edits).sorted { $0.span < $1.span }
      if Proof.holds(group.map(\.change), by: edits, in: tree) { continue }
      if group.count == 1 {
        failed.append(group[0].index)
      } else {
        groups += [Array(group[..<(group.count / 2)]), Array(group[(group.count / 2)...])]
      }
    }
    return failed
  }

  /// Groups of changes whose edits do not overlap.
  private static func apart(_ planned: [(index: Int, change: PlannedChange)], in tree: YAMLTree)
    -> [[(index: Int, change: PlannedChange)]]
  {
    let sorted = planned.filter { !$0.change.edits.isEmpty }.sorted { $0.change.start < $1.change.start }
    let byEnd = sorted.indices.sorted { sorted[$0].change.end < sorted[$1].change.end }
    var groups: [[(index: Int, change: PlannedChange)]] = []
    var groupOf = Array(repeating: 0, count: sorted.count)
    // Groups whose last change ends before the present one: it can go to any of them.
    var (free, ended) = ([Int](), 0)
    for (index, item) in sorted.enumerated() {
      while ended < byEnd.count, sorted[byEnd[ended]].change.end < item.change.start {
        free.append(groupOf[byEnd[ended]])
        ended += 1
      }
      groupOf[index] = free.popLast() ?? groups.count
      if groupOf[index] == groups.count { groups.append([item]) } else { groups[groupOf[index]].append(item) }
    }
    return groups
  }
}
