import Diagnostics
import YAMLTree

/// Compares a file with its new layout: the same nodes with the same text, however their keys are ordered, and every
/// comment.
package struct SameMeaning {
  private let old: YAMLTree
  private let new: YAMLTree
  private var become: [NodeID: NodeID] = [:]

  /// The node of the new tree that each node of the old one has become; nil if the two do not mean the same.
  package static func find(from old: YAMLTree, to new: YAMLTree) -> [NodeID: NodeID]? {
    var comparison = SameMeaning(old: old, new: new)
    let holds =
      new.problems.isEmpty && old.roots.count == new.roots.count && old.anchors.count == new.anchors.count
      && comments(old) == comments(new) && zip(old.roots, new.roots).allSatisfy { comparison.isSame($0, as: $1) }
    return holds ? comparison.become : nil
  }

  private mutating func isSame(_ left: NodeID, as right: NodeID) -> Bool {
    guard old[left].kind == new[right].kind, properties(old, left) == properties(new, right) else { return false }
    become[left] = right
    switch old[left].kind {
    case .scalar: return old.text(left) == new.text(right) && isPlainNothing(old, left) == isPlainNothing(new, right)
    // Anchors come before their aliases, so the old target has been met.
    case .alias: return become[old.resolve(left)] == new.resolve(right)
    case .sequence:
      let (items, others) = (Array(old.children(of: left)), Array(new.children(of: right)))
      return items.count == others.count && zip(items, others).allSatisfy { isSame($0, as: $1) }
    case .mapping: return hasSamePairs(left, as: right)
    }
  }

  private mutating func hasSamePairs(_ left: NodeID, as right: NodeID) -> Bool {
    let others = Dictionary(new.pairs(of: right).map { (new.text(new.resolve($0.key)).string, $0) }) { first, _ in first
    }
    let pairs = old.pairs(of: left)
    return pairs.count == others.count
      && pairs.allSatisfy { pair in
        guard let other = others[old.text(old.resolve(pair.key)).string] else { return false }
        return isSame(pair.key, as: other.key) && isSame(pair.value, as: other.value)
      }
  }

  private func isPlainNothing(_ tree: YAMLTree, _ id: NodeID) -> Bool {
    tree[id].style == .plain && ["", "~", "null", "Null", "NULL", "<<"].contains(tree.text(id).string)
  }

  private func properties(_ tree: YAMLTree, _ id: NodeID) -> Node.Flags {
    tree[id].flags.intersection([.anchor, .tag])
  }

  private static func comments(_ tree: YAMLTree) -> [String] {
    tree.comments.map { comment in
      var text = tree.source.bytes[comment.span.range]
      while let last = text.last, last.isWhite { text.removeLast() }
      return String(decoding: text, as: UTF8.self)
    }.sorted()
  }
}
