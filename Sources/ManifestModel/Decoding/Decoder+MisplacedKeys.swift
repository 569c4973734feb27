import Diagnostics
import YAMLTree

// Keys of the language that are written in a mapping which does not have them. One finding for all that belong
// together, which explains what is missing where they belong.

/// A key that is missing, or written elsewhere, by the mapping that has it.
struct KeyOfMapping: Hashable {
  let mapping: String
  let key: String
}

/// A key in a mapping that does not have it, with the mappings that do.
struct MisplacedKey {
  let place: Place
  let text: String
  let homes: [KeyHomes.Home]
}

extension Decoder {
  /// Takes the misplaced keys out of the unknown ones and reports them.
  mutating func takeMisplacedKeys<Key: MappingKey>(
    _ unknown: inout [Place],
    in mapping: Place,
    _ slots: inout WrittenFields<Key>
  ) {
    // The search is for findings that are shown.
    if findings.isFull { return }
    var misplaced: [MisplacedKey] = []
    unknown.removeAll { place in
      let text = tree.text(tree.resolve(place.node)).string
      // `service:` above endpoint services is a key of this mapping, whatever the word is elsewhere.
      if KeyHomes.isKey(text), keyMeant(byValueOf: place.node, Key.self, slots) != nil { return false }
      guard let homes = homes(of: text, at: place, Key.self, &slots) else { return false }
      misplaced.append(MisplacedKey(place: place, text: text, homes: homes))
      return true
    }
    while let home = commonest(misplaced) {
      let together = misplaced.filter { $0.homes.contains { $0.container == home } }
      misplaced.removeAll { key in together.contains { $0.place == key.place } }
      let isEmpty = isWrittenEmpty(home, slots)
      UnknownKey.report(misplaced: together, besideEmpty: isEmpty ? home : nil, in: Key.mapping, to: &findings)
      for key in together { explainMissing(key, by: together[0].place, in: mapping, &slots) }
    }
  }

  /// Where a key belongs; nil if it is one of this mapping, by another name or misspelt.
  private func homes<Key: MappingKey>(
    of text: String,
    at place: Place,
    _: Key.Type,
    _ slots: inout WrittenFields<Key>
  ) -> [KeyHomes.Home]? {
    if KeySynonyms.key(for: text, in: Key.mapping.name, on: cloud) != nil { return nil }
    // There are two mappings of that name, so the message says which one is meant.
    if Key.self == ServiceEnablementKey.self, EnablementKey.table.names.contains(text) { return nil }
    let homes = KeyHomes.of(text, from: Key.mapping.name)
    if !homes.isEmpty { return homes }
    let value = tree.resolve(tree.next(place.node))
    // A value that is used through its anchor is here on purpose; defaults are a key of the settings.
    if Key.self == ManifestKey.self, text == "defaults" { return nil }
    if tree[tree.next(place.node)].flags.contains(.anchor) { return nil }
    for key in Key.allCases {
      guard case .named(_, let declaration) = key.field.type, tree[value].kind == .mapping,
        NearestName.of(text, among: Key.table.names) == nil, isMapping(value, withRequiredKeyOf: declaration)
      else { continue }
      slots.meant |= 1 << UInt16(key.rawValue)
      return [
        KeyHomes.Home(
          mapping: declaration,
          container: key.field.key,
          phrase: "under `\(key.field.key)`",
          structure: { names in
            let entries = names.map { "\(Display.oneLine($0, limit: 40)): { … }" }
            return "\(key.field.key): { \(entries.joined(separator: ", ")) }"
          }
        )
      ]
    }
    return nil
  }

  /// Whether a key of this mapping is written and has nothing under it, so that what belongs there is not indented.
  private func isWrittenEmpty<Key: MappingKey>(_ key: String, _ slots: WrittenFields<Key>) -> Bool {
    guard let index = Key.table.names.firstIndex(of: key), slots.isWritten(at: index) else { return false }
    return tree.isNull(tree.resolve(slots[index].value))
  }

  /// The key above the home that most of the misplaced keys share.
  private func commonest(_ misplaced: [MisplacedKey]) -> String? {
    var counts: [String: Int] = [:]
    var best: (name: String, count: Int)?
    for name in misplaced.flatMap({ $0.homes.map(\.container) }) {
      counts[name, default: 0] += 1
      if counts[name, default: 0] > best?.count ?? 0 { best = (name, counts[name, default: 0]) }
    }
    return best?.name
  }

  /// What is missing in a mapping around the key follows from it; so does what will be missing in a mapping within
  /// `mapping`.
  private mutating func explainMissing<Key: MappingKey>(
    _ key: MisplacedKey,
    by first: Place,
    in mapping: Place,
    _ slots: inout WrittenFields<Key>
  ) {
    for home in key.homes {
      if let index = Key.table.names.firstIndex(of: home.container) {
        slots.meant |= 1 << UInt16(index)
        if isWrittenEmpty(home.container, slots) { keysBeside[slots[index].key] = tree[first.node].span }
      }
      let wanted = KeyOfMapping(mapping: home.mapping.name, key: key.text)
      misplacedKeys[wanted] = mapping.node
      if let missing = lastMissing[wanted], contains(missing.mapping, key.place) {
        findings.explain(missing.finding, by: .finding(UnknownKey.about, at: tree[first.node].span))
      }
    }
  }

  /// Marks the keys of a mapping that are written in a mapping around it: they are not missing as well.
  func markKeysWrittenOutside<Key: MappingKey>(_ slots: inout WrittenFields<Key>, of mapping: Place) {
    for key in Key.allCases where !slots.isWritten(key) {
      let wanted = KeyOfMapping(mapping: Key.mapping.name, key: key.field.key)
      if let outer = misplacedKeys[wanted], contains(outer, mapping) { slots.meant |= 1 << UInt16(key.rawValue) }
    }
  }

  /// Whether a place is in a mapping, as it is written or through an alias or merge that is.
  private func contains(_ outer: NodeID, _ inner: Place) -> Bool {
    var (node, use) = (inner.node, inner.use)
    while !(outer <= node && node < tree.next(outer)) {
      if use == 0 { return false }
      let alias = findings.uses[Int(use)]
      (node, use) = (alias.alias, alias.parent)
    }
    return true
  }
}
