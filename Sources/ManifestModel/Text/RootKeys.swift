import YAMLTree

/// A mapping, or a list, as its keys are looked up. Each look passes over the keys once.
struct RootKeys {
  let node: NodeID
  let tree: YAMLTree

  init(_ node: NodeID, _ tree: YAMLTree) { (self.node, self.tree) = (tree.resolve(node), tree) }

  var isMapping: Bool { tree[node].kind == .mapping }

  /// The text of a scalar.
  var text: String? { tree[node].kind == .scalar ? tree.text(node).string : nil }

  /// A key by its name.
  subscript(name: String) -> NodeID? { key(name) { _ in true } }

  /// A key by its name and its value.
  func key(_ name: String, where matches: (RootKeys) -> Bool) -> NodeID? {
    first { key, value in tree.text(key).equals(name) && matches(RootKeys(value, tree)) }
  }

  /// The first key whose value is such a mapping.
  func key(where matches: (RootKeys) -> Bool) -> NodeID? {
    first { _, value in
      let value = RootKeys(value, tree)
      return value.isMapping && matches(value)
    }
  }

  /// Whether an entry has a key with such a text, or of any value where it is not text.
  func entry(where name: String, _ matches: (String) -> Bool) -> Bool {
    key { $0.key(name) { matches($0.text ?? "") } != nil } != nil
  }

  /// A key by its name, whose value is a list that begins with a mapping with such a key.
  func key(_ name: String, ofListWith keys: String...) -> NodeID? {
    key(name) { list in list.firstItem { item in keys.lazy.compactMap { item[$0] }.first } != nil }
  }

  /// What is found in the first item of a list.
  func firstItem(_ find: (RootKeys) -> NodeID?) -> NodeID? {
    guard tree[node].kind == .sequence, tree.next(node) > node + 1 else { return nil }
    let item = RootKeys(node + 1, tree)
    return item.isMapping ? find(item) : nil
  }

  func first(_ matches: (_ key: NodeID, _ value: NodeID) -> Bool) -> NodeID? {
    guard isMapping else { return nil }
    var key = node + 1
    let end = tree.next(node)
    while key < end {
      let value = tree.next(key)
      let named = tree.resolve(key)
      if tree[named].kind == .scalar, matches(named, value) { return key }
      key = tree.next(value)
    }
    return nil
  }
}
