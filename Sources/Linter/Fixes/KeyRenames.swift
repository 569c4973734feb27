import Diagnostics
import ManifestModel
import YAMLTree

/// The names that the keys of a file have or are about to get: a fix that gives a key the name of another one would
/// make the file worse.
struct KeyRenames {
  private let tree: YAMLTree
  private let addresses: AddressBook
  /// The names in a mapping, the new ones included.
  private var names: [NodeID: Set<String>] = [:]

  init(_ tree: YAMLTree) {
    self.tree = tree
    addresses = AddressBook(tree)
  }

  /// Whether edits leave every key of a mapping with a name of its own; the new name counts from then on.
  mutating func take(_ edits: [Edit]) -> Bool {
    guard let first = edits.first, let key = key(around: first.span), let mapping = addresses.parent(of: key) else {
      return true
    }
    let name = name(of: key, with: edits)
    if name == tree.text(tree.resolve(key)).string { return true }
    if names[mapping] == nil { names[mapping] = written(in: mapping) }
    return names[mapping, default: []].insert(name).inserted
  }

  private func key(around span: Span) -> NodeID? {
    let node = tree.nodes.prefixCount { $0.start <= span.start } - 1
    guard node >= 0, tree.nodes[node].span.contains(span), addresses.isKey(NodeID(node)) else { return nil }
    return NodeID(node)
  }

  private func written(in mapping: NodeID) -> Set<String> {
    var names: Set<String> = []
    var children = tree.children(of: mapping)
    while let key = children.next(), children.next() != nil { names.insert(tree.text(tree.resolve(key)).string) }
    return names
  }

  /// The key as the edits leave it, without the quotes around it and what a new colon makes the value.
  private func name(of key: NodeID, with edits: [Edit]) -> String {
    let span = tree[key].span
    var text = ""
    var offset = span.start
    for edit in edits where span.contains(edit.span) {
      text += tree.source.text(Span(offset, edit.span.start)) + edit.text
      offset = edit.span.end
    }
    text += tree.source.text(Span(offset, span.end))
    if edits.contains(where: { $0.text == ": " }), let colon = text.firstIndex(of: ":") {
      return String(text[..<colon])
    }
    guard text.count > 1, let quote = text.first, quote == "\"" || quote == "'", text.last == quote else { return text }
    return String(text.dropFirst().dropLast())
  }
}
