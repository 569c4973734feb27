import Diagnostics
import ManifestModel
import YAMLTree

/// The canonical order of a mapping's keys: merges, the declared keys as declared, then all others in their old order.
///
/// An anchor always stays before its aliases. The `x-` keys whose anchors the mapping uses are kept together before the
/// first key that uses one. A mapping keeps its order where a secret reaches over several of its nodes, such as a
/// private key that begins in one value and ends in another: what lies inside the secret must not move out of it.
struct KeyOrder {
  typealias Pair = (key: NodeID, value: NodeID)

  private let tree: YAMLTree
  private let types: DeclaredTypes
  private let aliases: [NodeID]
  /// Nodes that keep the mappings around them in their order: anchored ones whose name another node of the document
  /// has, too, so that which one an alias means depends on its position, and those that a secret has in common.
  private let fixed: [NodeID]

  init(_ tree: YAMLTree, _ types: DeclaredTypes) {
    self.tree = tree
    self.types = types
    aliases = tree.nodes.indices.filter { tree.nodes[$0].kind == .alias }.map { NodeID($0) }
    fixed = (KeyOrder.repeatedAnchors(tree) + KeyOrder.nodesOfWideSecrets(tree)).sorted()
  }

  func pairs(of mapping: NodeID) -> [Pair] {
    let pairs = tree.pairs(of: mapping)
    guard let ranks = types.ranks[mapping], !holdsAny(of: fixed, mapping..<tree.next(mapping)) else { return pairs }
    let needs = needs(of: pairs, in: mapping)
    let preferred = pairs.indices.sorted { (rank(pairs[$0].key, ranks), $0) < (rank(pairs[$1].key, ranks), $1) }
    let shared = pairs.indices.filter { index in isExtension(pairs[index].key) && needs.contains { $0.contains(index) }
    }
    let order = [shared, []].lazy.map { KeyOrder.settle(preferred, needs, together: $0) }.first {
      KeyOrder.holds($0, needs)
    }
    return (order ?? Array(pairs.indices)).map { pairs[$0] }
  }

  private func rank(_ key: NodeID, _ ranks: [String: Int]) -> Int {
    if tree.isMerge(key) { return -1 }
    return ranks[tree.text(tree.resolve(key)).string] ?? .max
  }

  private func isExtension(_ key: NodeID) -> Bool { tree.text(tree.resolve(key)).hasPrefix("x-") }

  /// For each pair, the pairs of the same mapping that contain an anchor it uses.
  private func needs(of pairs: [Pair], in mapping: NodeID) -> [[Int]] {
    var needs = [[Int]](repeating: [], count: pairs.count)
    var next = KeyOrder.firstIndex(of: aliases, from: mapping)
    while next < aliases.count, aliases[next] < tree.next(mapping) {
      let target = tree.resolve(aliases[next])
      if target > mapping {
        let (user, owner) = (index(of: aliases[next], in: pairs), index(of: target, in: pairs))
        if user != owner, !needs[user].contains(owner) { needs[user].append(owner) }
      }
      next += 1
    }
    return needs
  }

  /// The pair that contains a node.
  private func index(of node: NodeID, in pairs: [Pair]) -> Int {
    (pairs.firstIndex { $0.key > node } ?? pairs.count) - 1
  }

  /// The preferred order, but everything after what it needs; the first need of one of `together` brings all of them.
  private static func settle(_ preferred: [Int], _ needs: [[Int]], together: [Int]) -> [Int] {
    var order: [Int] = []
    var taken = Set<Int>()
    func take(_ index: Int) {
      guard taken.insert(index).inserted else { return }
      for need in needs[index].sorted() {
        if together.contains(need) { together.forEach(take) } else { take(need) }
      }
      order.append(index)
    }
    preferred.forEach(take)
    return order
  }

  private static func holds(_ order: [Int], _ needs: [[Int]]) -> Bool {
    var seen = Set<Int>()
    for index in order {
      guard seen.isSuperset(of: needs[index]) else { return false }
      seen.insert(index)
    }
    return true
  }

  private func holdsAny(of nodes: [NodeID], _ range: Range<NodeID>) -> Bool {
    let first = KeyOrder.firstIndex(of: nodes, from: range.lowerBound)
    return first < nodes.count && nodes[first] < range.upperBound
  }

  /// The index of the first of some sorted nodes that is not before a node.
  private static func firstIndex(of nodes: [NodeID], from node: NodeID) -> Int {
    nodes.prefixCount { $0 < node }
  }

  private static func repeatedAnchors(_ tree: YAMLTree) -> [NodeID] {
    var repeated: [NodeID] = []
    var document = 0
    var byName: [String: NodeID] = [:]
    for anchor in tree.anchors {
      while document + 1 < tree.roots.count, tree.roots[document + 1] <= anchor.node {
        document += 1
        byName = [:]
      }
      if let first = byName.updateValue(anchor.node, forKey: tree.source.text(anchor.span)) {
        repeated += [first, anchor.node]
      }
    }
    return repeated
  }

  /// The scalars that secrets touch, of each secret that touches several.
  private static func nodesOfWideSecrets(_ tree: YAMLTree) -> [NodeID] {
    let secrets = Secrets.find(in: tree.source.bytes)
    guard !secrets.isEmpty else { return [] }
    let scalars = tree.nodes.indices.filter { tree.nodes[$0].kind == .scalar }.map { NodeID($0) }
    return secrets.flatMap { secret in
      let first = scalars.prefixCount { tree[$0].span.end <= secret.span.start }
      let touched = scalars[first...].prefix { tree[$0].span.start < secret.span.end }
      return touched.count > 1 ? Array(touched) : []
    }
  }
}
