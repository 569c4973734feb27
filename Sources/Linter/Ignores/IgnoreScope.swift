import Formatter
import Diagnostics
import YAMLTree

/// What the ignores of a file cover, compared with what they cover in another layout of it.
struct IgnoreScope {
  private let tree: YAMLTree

  /// Where the first ignore is in the old layout that covers other scalars or aliases in the new one; nil: all cover
  /// the same.
  ///
  /// `become`: the new node of each old one. Collections begin with their first entry, which the order of keys may
  /// change.
  static func firstChange(from old: YAMLTree, to new: YAMLTree, _ become: [NodeID: NodeID]) -> UInt32? {
    let (before, after) = (IgnoreScope(tree: old), IgnoreScope(tree: new))
    var wanted: [String: [Set<NodeID>]] = [:]
    for ignore in Ignores(new).comments {
      wanted[new.source.text(ignore.comment), default: []].append(after.nodes(ignore))
    }
    for ignore in Ignores(old).comments {
      let covered = Set(before.nodes(ignore).compactMap { become[$0] })
      let text = old.source.text(ignore.comment)
      guard let index = wanted[text]?.firstIndex(of: covered) else { return ignore.comment.start }
      wanted[text]?.remove(at: index)
    }
    return nil
  }

  /// The nodes that begin in the range of an ignore.
  private func nodes(_ ignore: IgnoreComment) -> Set<NodeID> {
    guard let range = ignore.range else { return [] }
    let found = tree.nodes[tree.firstNode(from: range.lowerBound)...].prefix { $0.start < range.upperBound }
    return Set(
      found.indices.map { NodeID($0) }.filter {
        tree[$0].kind == .alias || (tree[$0].kind == .scalar && !tree.isUnwritten($0))
      }
    )
  }
}
