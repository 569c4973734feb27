import Diagnostics
import YAMLTree

/// Names places of a file by the names on the way to them: `projects/ID/environments/production/ports/443`.
///
/// A port in a list is named by its number (`443`, `514-udp`), other items by their index from 0; in a name `~` is
/// written `~0` and `/` is `~1`.
package struct AddressBook {
  private let tree: YAMLTree
  /// For each node the collection it is in; the root's is itself.
  private var parents: [NodeID]
  /// For each node its step from the parent: a key node, or the index of an item.
  private var steps: [UInt32]

  package init(_ tree: YAMLTree) {
    self.tree = tree
    parents = [NodeID](repeating: 0, count: tree.nodes.count)
    steps = [UInt32](repeating: 0, count: tree.nodes.count)
    for root in tree.roots { parents[Int(root)] = root }
    for (index, node) in tree.nodes.enumerated() where node.kind == .mapping || node.kind == .sequence {
      enter(NodeID(index), node.kind)
    }
  }

  private mutating func enter(_ id: NodeID, _ kind: Node.Kind) {
    var child = id + 1
    let end = tree.next(id)
    var index: UInt32 = 0
    var key: NodeID = 0
    while child < end {
      if index % 2 == 0 { key = child }
      parents[Int(child)] = id
      steps[Int(child)] = kind == .mapping ? key : index
      index += 1
      child = tree.next(child)
    }
  }

  /// The address of the smallest node around a span; empty for the manifest itself.
  package func address(of span: Span) -> String {
    // What a whole manifest lacks is reported where it begins, whatever key comes first.
    if span.isEmpty, span.start == 0 || isStartOfRoot(span.start) { return "" }
    guard let node = node(around: span) else { return "" }
    return names(to: node, through: nil).joined(separator: "/")
  }

  /// The address that a text has where an alias stands for a collection around it, as if it were written there; nil:
  /// the alias stands for something else.
  package func address(of span: Span, through alias: NodeID) -> String? {
    guard let node = node(around: span) else { return nil }
    let anchored = tree.resolve(alias)
    guard anchored <= node, node < tree.next(anchored) else { return nil }
    return names(to: node, through: alias).joined(separator: "/")
  }

  /// The names on the way to a node, from the root; through an alias: to where that is, then on inside what it stands
  /// for.
  private func names(to node: NodeID, through alias: NodeID?) -> [String] {
    let anchored = alias.map { tree.resolve($0) }
    func place(_ node: NodeID) -> NodeID { node == anchored ? alias ?? node : node }
    var (names, current) = ([String](), place(node))
    while parents[Int(current)] != current {
      let parent = parents[Int(current)]
      // What is merged is written in the mapping itself, whatever its number in a list of merges.
      let isMerge = alias != nil && (isMergeKey(current, in: parent) || isMergeList(parent))
      if !isMerge, let name = component(of: current, in: parent, place) { names.append(name) }
      current = place(parent)
    }
    // In place: the optimizer compiles the copy one of two ways, and released binaries are to have the same bytes.
    names.reverse()
    return names
  }

  private func isMergeKey(_ node: NodeID, in parent: NodeID) -> Bool {
    tree[parent].kind == .mapping && tree.text(tree.resolve(steps[Int(node)])) == "<<"
  }

  private func isMergeList(_ node: NodeID) -> Bool {
    tree[node].kind == .sequence && parents[Int(node)] != node && isMergeKey(node, in: parents[Int(node)])
  }

  private func isStartOfRoot(_ offset: UInt32) -> Bool {
    let index = tree.roots.prefixCount { tree[$0].start < offset }
    return index < tree.roots.count && tree[tree.roots[index]].start == offset
  }

  /// The smallest node around a span.
  package func node(around span: Span) -> NodeID? {
    guard var node = lastNode(startingBy: span.start) else { return nil }
    while parents[Int(node)] != node, !tree[node].span.contains(span) { node = parents[Int(node)] }
    return node
  }

  /// The key that an entry of a mapping is under, of a key the key itself; nil for items and roots.
  package func key(of node: NodeID) -> NodeID? {
    parent(of: node).flatMap { tree[$0].kind == .mapping ? steps[Int(node)] : nil }
  }

  /// The collection a node is in; nil for a root.
  package func parent(of node: NodeID) -> NodeID? { parents[Int(node)] == node ? nil : parents[Int(node)] }

  /// Whether a node is a key of a mapping.
  package func isKey(_ node: NodeID) -> Bool {
    parent(of: node).map { tree[$0].kind == .mapping && steps[Int(node)] == node } ?? false
  }

  /// The name of a node in the collection around it; `place`: where a node counts as written.
  private func component(of node: NodeID, in parent: NodeID, _ place: (NodeID) -> NodeID) -> String? {
    if tree[parent].kind == .mapping {
      let key = tree.text(tree.resolve(steps[Int(node)])).string
      // The number names its port, so it adds nothing to the address of the port.
      return key == "port" && isPortItem(parent, place) ? nil : AddressBook.escaped(key)
    }
    if isPorts(place(parent)), let number = portName(tree.resolve(node)) { return number }
    return String(steps[Int(node)])
  }

  private func isPortItem(_ mapping: NodeID, _ place: (NodeID) -> NodeID) -> Bool {
    let item = place(mapping)
    return parents[Int(item)] != item && tree[parents[Int(item)]].kind == .sequence
      && isPorts(place(parents[Int(item)])) && portName(mapping) != nil
  }

  private func isPorts(_ sequence: NodeID) -> Bool {
    let holder = parents[Int(sequence)]
    return holder != sequence && tree[holder].kind == .mapping
      && tree.text(tree.resolve(steps[Int(sequence)])) == "ports"
  }

  private func portName(_ item: NodeID) -> String? {
    guard tree[item].kind == .mapping else { return nil }
    var number: String?
    var isUDP = false
    var key = item + 1
    let end = tree.next(item)
    while key < end {
      let value = tree.next(key)
      let name = tree.text(tree.resolve(key))
      let text = tree.text(tree.resolve(value))
      if name == "port", text.isDigits { number = text.string }
      if name == "transport", text == "udp" { isUDP = true }
      key = tree.next(value)
    }
    return number.map { isUDP ? $0 + "-udp" : $0 }
  }

  /// The last node in document order that begins at or before an offset.
  private func lastNode(startingBy offset: UInt32) -> NodeID? {
    let index = tree.nodes.prefixCount { $0.start <= offset }
    return index == 0 ? tree.roots.first : NodeID(index - 1)
  }

  package static func unescaped(_ name: String) -> String {
    name.holds("~")
      ? name.parts(between: "~").enumerated().map {
        $0 == 0 ? $1 : ($1.starts(withMark: "1") ? "/" : "~") + $1.dropFirst()
      }.joined() : name
  }

  package static func escaped(_ name: String) -> String {
    let isPlain = !name.utf8.contains { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }
    return isPlain ? name : name.replacing(mark: "~", with: "~0").replacing(mark: "/", with: "~1")
  }
}
