import ManifestModel
import YAMLTree

/// What the language says of the nodes of a tree: which mapping each is, and which texts it wants quoted. Aliases and
/// merges are followed, so that an anchored customer under an `x-` key is known for one.
struct DeclaredTypes {
  private let tree: YAMLTree
  /// The place of each key, for the mappings whose keys are declared.
  private(set) var ranks: [NodeID: [String: Int]] = [:]
  /// Plain scalars that other YAML readers would take for a number.
  private var digits: Set<NodeID> = []
  /// Scalars under a key that takes no text: quotes would change what they are.
  private var untextual: Set<NodeID> = []
  private var visited: Set<NodeID> = []

  init(_ tree: YAMLTree) {
    self.tree = tree
    for root in tree.roots { visit(root, .mapping(ManifestKey.mapping)) }
  }

  func wantsQuotes(_ id: NodeID) -> Bool { digits.contains(id) && !untextual.contains(id) }

  private mutating func visit(_ id: NodeID, _ type: ValueType) {
    let id = tree.resolve(id)
    switch (type, tree[id].kind) {
    case (.mapping(let declaration), .mapping): visitMapping(id, declaration)
    case (.named(let format, let declaration), .mapping): visitNames(id, format: format, declaration: declaration)
    case (.list(let element), .sequence):
      guard visited.insert(id).inserted else { return }
      for item in tree.children(of: id) { visit(item, element) }
    case (.text, .scalar): visitText(id, isAccount: false)
    case (.identifier(let format), .scalar): visitText(id, isAccount: format == .account)
    case (_, .scalar): untextual.insert(id)
    default: break
    }
  }

  private mutating func visitMapping(_ id: NodeID, _ declaration: MappingDeclaration) {
    guard visited.insert(id).inserted else { return }
    ranks[id] = Dictionary(uniqueKeysWithValues: declaration.fields.enumerated().map { ($1.key, $0) })
    for (key, value) in tree.pairs(of: id) {
      if tree.isMerge(key) {
        visitMerge(value, .mapping(declaration))
      } else {
        let name = tree.text(tree.resolve(key)).string
        if let field = declaration.fields.first(where: { $0.key == name }) { visit(value, field.type) }
      }
    }
  }

  private mutating func visitNames(_ id: NodeID, format: ValueType.Format, declaration: MappingDeclaration) {
    guard visited.insert(id).inserted else { return }
    for (key, value) in tree.pairs(of: id) {
      let name = tree.resolve(key)
      if tree.isMerge(key) {
        visitMerge(value, .named(format, declaration))
      } else if !tree.text(name).hasPrefix("x-") {
        if NumberLike.isName(tree.text(name)) || (format == .projectID && tree.text(name).isDigits) {
          digits.insert(name)
        }
        visit(value, .mapping(declaration))
      }
    }
  }

  private mutating func visitMerge(_ value: NodeID, _ type: ValueType) {
    let value = tree.resolve(value)
    if tree[value].kind == .sequence {
      for item in tree.children(of: value) { visit(item, type) }
    } else {
      visit(value, type)
    }
  }

  private mutating func visitText(_ id: NodeID, isAccount: Bool) {
    let text = tree.text(id)
    if text.isDigits, isAccount || (text.count > 1 && text.bytes[0] == UInt8(ascii: "0")) { digits.insert(id) }
  }
}
