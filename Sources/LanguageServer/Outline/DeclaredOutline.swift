import Linter
import ManifestModel

/// An outline with what the language declares for its places.
struct DeclaredOutline {
  let outline: Outline
  /// What the text is by its name: a manifest or settings.
  let language: MappingDeclaration

  /// What is at a node by the declaration, and the key it belongs to; nothing below a key of one's own.
  struct Declared {
    var type: ValueType?
    var field: FieldDeclaration?
  }

  func declared(_ node: Int) -> Declared {
    let parent = outline.nodes[node].parent
    guard parent >= 0 else { return Declared(type: .mapping(language)) }
    let around = declared(parent)
    guard let key = outline.key(of: node) else {
      if case .list(let element)? = around.type { return Declared(type: element, field: around.field) }
      // One of several values that a policy allows.
      return around.field?.suggestion == .presence ? around : Declared()
    }
    let own = declared(key, in: around)
    guard case .conditions(let withContext)? = own.type, let target = target(ofPolicy: parent) else { return own }
    return Declared(type: .mapping(target.conditions(withContext: withContext)), field: own.field)
  }

  /// What the policy at a node is about; nil: it does not say so yet.
  private func target(ofPolicy node: Int) -> PolicyTarget? {
    value(PolicyKey.on.field.key, of: node).flatMap(PolicyTarget.init)
  }

  /// The IDs of the policies that settings define, as rules name them.
  var policyIDs: [String] {
    guard language.name == SettingsKey.mapping.name else { return [] }
    let key = SettingsKey.policies.field.key
    let lists = outline.nodes.indices.filter {
      outline.key(of: $0) == key && outline.nodes[$0].parent >= 0 && outline.nodes[outline.nodes[$0].parent].parent < 0
    }
    return lists.flatMap { outline.nodes[$0].children }.compactMap { value(PolicyKey.id.field.key, of: $0) }
      .filter { !$0.isEmpty }.map { Policy.prefix + $0 }
  }

  /// What is under a key of a collection.
  func declared(_ key: String, in around: Declared) -> Declared {
    switch around.type {
    case .mapping(let mapping)?:
      guard let field = mapping.fields.first(where: { $0.key == key }) else { return Declared() }
      return Declared(type: field.type, field: field)
    case .named(_, let mapping)? where !key.hasPrefix("x-"): return Declared(type: .mapping(mapping))
    case .table(let names, let element)? where names.contains(key): return Declared(type: element)
    default: return Declared()
    }
  }

  // MARK: What is around a place

  /// The node of a mapping of the language around a node, or the node itself.
  func around(_ node: Int, _ mapping: MappingDeclaration) -> Int? {
    ([node] + outline.ancestors(of: node)).first { candidate in
      if case .mapping(let own)? = declared(candidate).type { own.name == mapping.name } else { false }
    }
  }

  private func value(_ key: String, of node: Int?) -> String? {
    node.flatMap { outline.entry(key, of: $0) }.map { outline.text(of: $0) }
  }

  /// The cloud of the project around a node; nil if it is not written yet.
  func cloud(around node: Int) -> Cloud? {
    value(ProjectKey.cloud.field.key, of: around(node, ProjectKey.mapping)).flatMap(Cloud.init)
  }

  /// The region of the project around a node.
  func projectRegion(around node: Int) -> String? {
    value(ProjectKey.region.field.key, of: around(node, ProjectKey.mapping))
  }

  /// The edition of the limits that the document names.
  func edition(around node: Int) -> Edition? {
    let root = outline.ancestors(of: node).last ?? node
    return value(ManifestKey.limits.field.key, of: root).flatMap(Edition.named)
  }

  /// Whether a port at a node is one toward Adobe Commerce; nil if it is not a port.
  func isTowardCommerce(_ node: Int) -> Bool? {
    guard around(node, PortKey.mapping) != nil || declared(node).field?.key == EnvironmentKey.ports.field.key else {
      return nil
    }
    return around(node, EndpointServiceKey.mapping) == nil
  }

  /// The ID of the environment around a node.
  func environmentID(around node: Int) -> String? { around(node, EnvironmentKey.mapping).flatMap(outline.key) }
}
