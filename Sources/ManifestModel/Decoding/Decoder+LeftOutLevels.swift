import Diagnostics
import YAMLTree

// A level of the manifest that was left out: its keys are one level too high. One finding, where the level is missing.

extension Decoder {
  /// `environments: { connection: … }`: the keys of one entry where names are expected. True if that was reported.
  mutating func reportNamesLeftOut(of mapping: Place, _ slot: WrittenField, _ field: FieldDeclaration) -> Bool {
    guard case .named(let format, let declaration) = field.type, !tree.isPartial,
      let keys = keysOfEntry(in: mapping.node, declaration)
    else { return false }
    let places = keys.map { Place(node: $0, use: mapping.use) }
    if let name = emptyName(above: keys[0], in: mapping.node, declaration) {
      EmptyValue.report(Place(node: name, use: mapping.use), declaration, keysBeside: places, to: &findings)
    } else {
      MissingKey.report(nameOf: declaration, format: format, above: places, in: slot, as: field, to: &findings)
    }
    return true
  }

  /// The first key of a mapping, where it is a name with nothing under it: what it names was not indented.
  private func emptyName(above first: NodeID, in mapping: NodeID, _ declaration: MappingDeclaration) -> NodeID? {
    let name = mapping + 1
    if tree.text(tree.resolve(name)).hasPrefix("x-") { return nil }
    let isEmpty = name < first && !isKey(name, of: declaration) && tree.isNull(tree.resolve(tree.next(name)))
    return isEmpty && !tree[name].isLeftOut ? name : nil
  }

  /// The keys in a mapping that belong to one entry of it; nil where at least half of them are names, or one has an
  /// entry under it.
  private func keysOfEntry(in mapping: NodeID, _ declaration: MappingDeclaration) -> [NodeID]? {
    var own: [NodeID] = []
    var count = 0
    let hasNames = hasEntry(mapping) { key, value in
      count += 1
      // By far the most usual: a name, and under it what an entry has.
      if !isKey(key, of: declaration), isMapping(value, withKeyOf: declaration) { return true }
      guard let field = declaration.field(tree.text(tree.resolve(key))), suits(value, field.type) else {
        return resembles(value, declaration)
      }
      own.append(key)
      return false
    }
    return hasNames || own.isEmpty || own.count * 2 < count ? nil : own
  }

  /// Whether a key and its value in a mapping match; merges and `x-` keys do not count.
  private func hasEntry(_ mapping: NodeID, where matches: (_ key: NodeID, _ value: NodeID) -> Bool) -> Bool {
    var key = mapping + 1
    let end = tree.next(mapping)
    while key < end {
      let value = tree.next(key)
      let text = tree.text(tree.resolve(key))
      let counts = !tree[key].isLeftOut && !text.hasPrefix("x-") && !(text == "<<")
      if counts, matches(key, tree.resolve(value)) { return true }
      key = tree.next(value)
    }
    return false
  }

  /// Whether it is a key of the declaration, by its own name.
  private func isKey(_ key: NodeID, of declaration: MappingDeclaration) -> Bool {
    declaration.table.index(of: tree.text(tree.resolve(key))) != nil
  }

  private func isMapping(_ value: NodeID, withKeyOf declaration: MappingDeclaration) -> Bool {
    tree[value].kind == .mapping && hasEntry(value) { key, _ in isKey(key, of: declaration) }
  }

  /// Whether a value is a mapping with a key that the declaration requires, on one cloud at least.
  func isMapping(_ value: NodeID, withRequiredKeyOf declaration: MappingDeclaration) -> Bool {
    tree[value].kind == .mapping
      && hasEntry(value) { key, _ in
        declaration.table.index(of: tree.text(tree.resolve(key))).map { declaration.fields[$0].need != .optional }
          ?? false
      }
  }

  /// Whether a value is of the kind that a key takes.
  func suits(_ value: NodeID, _ type: ValueType) -> Bool {
    switch type {
    case .list(let element):
      tree[value].kind == .sequence && tree.next(value) > value + 1
        && tree.children(of: value).allSatisfy { (tree[tree.resolve($0)].kind == .mapping) == element.isOfKeys }
    case .mapping(let declaration): tree[value].kind == .mapping && resembles(value, declaration)
    case .named(_, let declaration):
      tree[value].kind == .mapping && hasEntry(value) { resembles($1, declaration) }
    case .table, .conditions: tree[value].kind == .mapping
    case .integer: tree[value].kind == .scalar && tree.text(value).isDigits
    case .boolean: tree[value].kind == .scalar && ["true", "false"].contains(tree.text(value).string)
    default: tree[value].kind == .scalar && !tree.isNull(Place(node: value, use: 0))
    }
  }

  /// Whether a value is a mapping with a key of the declaration.
  private func resembles(_ value: NodeID, _ declaration: MappingDeclaration) -> Bool {
    tree[value].kind == .mapping
      && hasEntry(value) { key, _ in declaration.field(tree.text(tree.resolve(key))) != nil }
  }

  /// Takes out of the unknown keys those that belong one level deeper, under a required key that is not written. Gives
  /// them by the bit of that key.
  mutating func takeKeysOfLevelsLeftOut<Key: MappingKey>(_ unknown: inout [Place], _ slots: WrittenFields<Key>) -> [Int:
    [Place]]
  {
    var found: [Int: [Place]] = [:]
    for key in Key.allCases where key.field.need == .required && !slots.isWritten(key) && !tree.isPartial {
      let belong = unknown.filter { belongs($0, under: key.field.type) }
      // One key alone may be misspelt rather than misplaced.
      guard !belong.isEmpty else { continue }
      found[key.rawValue] = belong
      unknown.removeAll { belong.contains($0) }
    }
    return found
  }

  /// `x-ray` as the name of an endpoint service: it begins like a key of one's own, and would be passed over without a
  /// word. Where an anchor is on it, it is there for others. `signs`: the keys by which an entry is recognized.
  mutating func noteExtensionsLikeEntries(of mapping: Place, _ declaration: MappingDeclaration, signs: [String]) {
    var key = mapping.node + 1
    let end = tree.next(mapping.node)
    while key < end {
      let value = tree.next(key)
      defer { key = tree.next(value) }
      let text = tree.text(tree.resolve(key))
      guard text.hasPrefix("x-"), tree[value].kind == .mapping, !tree[value].flags.contains(.anchor) else { continue }
      let isEntry = hasEntry(value) { key, _ in signs.contains { tree.text(tree.resolve(key)).equals($0) } }
      if isEntry {
        UnknownKey.report(
          extension: text.string,
          like: declaration,
          at: Place(node: key, use: mapping.use),
          to: &findings
        )
      }
    }
  }

  private func belongs(_ key: Place, under type: ValueType) -> Bool {
    let value = tree.resolve(tree.next(key.node))
    switch type {
    case .mapping(let declaration):
      guard let field = declaration.field(tree.text(tree.resolve(key.node))) else { return false }
      return suits(value, field.type)
    case .named(_, let declaration): return resembles(value, declaration)
    default: return false
    }
  }
}

extension MappingDeclaration {
  /// The declaration of a key, also by another name that it is known under.
  fileprivate func field(_ written: Text) -> FieldDeclaration? {
    if let index = table.index(of: written) { return fields[index] }
    return KeySynonyms.key(for: written.string, in: name, on: nil).flatMap { key in fields.first { $0.key == key } }
  }
}
