import Diagnostics
import YAMLTree

/// Compares a file that was edited with what it was: the same nodes, anchors, aliases and comments, but for what was
/// expected to change.
struct Proof {
  private let old: YAMLTree
  private let new: YAMLTree
  private var replaced: [NodeID: NewValue] = [:]
  private var inserted: [NodeID: [NewValue.Entry]] = [:]
  private var appended: [NodeID: [NewValue]] = [:]
  private var removed: Set<NodeID> = []
  /// Anchored nodes of the old file, and what they are in the new one.
  private var anchored: [NodeID: NodeID] = [:]

  /// Whether the edits make of the old file one that has just the expected differences.
  static func holds(_ changes: [PlannedChange], by edits: [Edit], in old: YAMLTree) -> Bool {
    let source = Source(path: old.source.path, contents: Edit.apply(edits, to: old.source.bytes))
    var limits = ReadingBounds()
    limits.bytes = max(limits.bytes, source.bytes.count)
    let new = YAMLTree.read(source, limits: limits)
    guard !new.isPartial, new.problems.count <= old.problems.count, new.roots.count == old.roots.count else {
      return false
    }
    var proof = Proof(from: old, to: new, expecting: changes)
    for (before, after) in zip(old.roots, new.roots) where !proof.isSame(before, as: after) { return false }
    return proof.hasSameComments(edits, changes)
  }

  private init(from old: YAMLTree, to new: YAMLTree, expecting changes: [PlannedChange]) {
    self.old = old
    self.new = new
    for change in changes {
      switch change.expectation {
      case .replaced(let node, let value): replaced[node] = value
      case .inserted(let mapping, let entry): inserted[mapping, default: []].append(entry)
      case .appended(let list, let items): appended[list, default: []] += items
      case .removed(let entry): removed.insert(entry)
      }
    }
  }

  // MARK: Nodes

  private mutating func isSame(_ before: NodeID, as after: NodeID) -> Bool {
    let (left, right) = (old[before], new[after])
    if left.flags.contains(.anchor) { anchored[before] = after }
    guard left.flags.contains(.anchor) == right.flags.contains(.anchor) else { return false }
    if let value = replaced[before] { return Proof.matches(value, after, in: new) }
    guard left.kind == right.kind, left.flags == right.flags else { return false }
    switch left.kind {
    case .alias: return anchored[old.resolve(before)] == new.resolve(after) || left.flags.contains(.unusable)
    case .scalar: return left.style == right.style && old.text(before) == new.text(after)
    case .mapping: return hasSameStyle(before, as: after) && areSameEntries(before, as: after)
    case .sequence: return hasSameStyle(before, as: after) && areSameItems(before, as: after)
    }
  }

  /// A collection whose only entry goes becomes `{}` or `[]`.
  private func hasSameStyle(_ before: NodeID, as after: NodeID) -> Bool {
    old[before].style == new[after].style || (new.next(after) == after + 1 && removed.contains(before + 1))
  }

  private mutating func areSameEntries(_ before: NodeID, as after: NodeID) -> Bool {
    var added = inserted[before] ?? []
    var left = Array(old.children(of: before))[...]
    var right = Array(new.children(of: after))[...]
    while right.count >= 2 {
      let (key, value) = (right[right.startIndex], right[right.startIndex + 1])
      while let gone = left.first, removed.contains(gone) { left = left.dropFirst(2) }
      if let index = added.firstIndex(where: { new.text(key).equals($0.key) }) {
        guard new[key].kind == .scalar, !new[key].isLeftOut, Proof.matches(added[index].value, value, in: new) else {
          return false
        }
        added.remove(at: index)
      } else {
        guard left.count >= 2, isSame(left[left.startIndex], as: key), isSame(left[left.startIndex + 1], as: value)
        else {
          return false
        }
        left = left.dropFirst(2)
      }
      right = right.dropFirst(2)
    }
    while let gone = left.first, removed.contains(gone) { left = left.dropFirst(2) }
    return left.isEmpty && right.isEmpty && added.isEmpty
  }

  private mutating func areSameItems(_ before: NodeID, as after: NodeID) -> Bool {
    let left = old.children(of: before).filter { !removed.contains($0) }
    let right = Array(new.children(of: after))
    let added = appended[before] ?? []
    guard right.count == left.count + added.count else { return false }
    for (one, other) in zip(left, right) where !isSame(one, as: other) { return false }
    return zip(added, right[left.count...]).allSatisfy { Proof.matches($0, $1, in: new) }
  }

  /// Whether a node says what was to be written.
  private static func matches(_ value: NewValue, _ node: NodeID, in tree: YAMLTree) -> Bool {
    switch value {
    case .text(let text):
      return tree[node].kind == .scalar && tree.text(node).equals(text)
        && (tree[node].style != .plain || PlainText.isSafe(text, inFlow: false))
    case .plain(let text): return tree[node].kind == .scalar && tree.text(node).equals(text)
    case .list(let items):
      guard tree[node].kind == .sequence else { return false }
      let children = Array(tree.children(of: node))
      return children.count == items.count && zip(items, children).allSatisfy { matches($0, $1, in: tree) }
    case .mapping(let entries), .inline(let entries):
      guard tree[node].kind == .mapping else { return false }
      let children = Array(tree.children(of: node))
      return children.count == entries.count * 2
        && entries.enumerated().allSatisfy { index, entry in
          tree[children[index * 2]].kind == .scalar && tree.text(children[index * 2]).equals(entry.key)
            && matches(entry.value, children[index * 2 + 1], in: tree)
        }
    }
  }

  // MARK: Comments

  /// Whether every comment outside the removed text is where it was, and no other text has become one.
  private func hasSameComments(_ edits: [Edit], _ changes: [PlannedChange]) -> Bool {
    var expected: [UInt32] = []
    var next = 0
    var shift = 0
    for comment in old.comments {
      while next < edits.count, edits[next].span.end <= comment.span.start {
        shift += edits[next].text.utf8.count - edits[next].span.range.count
        next += 1
      }
      let isRemoved = next < edits.count && edits[next].span.start < comment.span.end
      if !isRemoved { expected.append(UInt32(Int(comment.span.start) + shift)) }
    }
    let written = changes.reduce(0) { $0 + $1.expectation.commentCount }
    guard new.comments.count == expected.count + written else { return false }
    return written > 0 || zip(expected, new.comments).allSatisfy { $0 == $1.span.start }
  }
}

extension Expectation {
  /// How many comments the new text brings.
  fileprivate var commentCount: Int {
    switch self {
    case .replaced(_, let value): value.commentCount
    case .inserted(_, let entry): entry.commentCount
    case .appended(_, let items): items.reduce(0) { $0 + $1.commentCount }
    case .removed: 0
    }
  }
}

extension NewValue {
  fileprivate var commentCount: Int {
    switch self {
    case .text, .plain, .inline: 0
    case .list(let items): items.reduce(0) { $0 + $1.commentCount }
    case .mapping(let entries): entries.reduce(0) { $0 + $1.commentCount }
    }
  }
}

extension NewValue.Entry {
  fileprivate var commentCount: Int { (comment == nil ? 0 : 1) + value.commentCount }
}
