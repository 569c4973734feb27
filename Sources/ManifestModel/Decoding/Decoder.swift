import Diagnostics
import YAMLTree

/// Turns a tree into the typed manifest. Whatever is wrong becomes a finding and leaves the value "at fault"; decoding
/// itself never fails.
///
/// Not copyable: it contains the whole model, and a copy on the way to a method would cost more than most methods do.
package struct Decoder: ~Copyable {
  package let tree: YAMLTree
  var file = ManifestDraft()
  package var findings: Findings
  /// The findings about absent keys, so that a mapping that is used twice is reported once.
  var missing: [MissingFrom: Int] = [:]
  /// The last finding about each absent key, with the mapping that lacks it.
  var lastMissing: [KeyOfMapping: (mapping: NodeID, finding: Int)] = [:]
  /// The keys that are written in a mapping which does not have them, with the last such mapping.
  var misplacedKeys: [KeyOfMapping: NodeID] = [:]
  /// The keys that are empty because what belongs under them is beside them, with the finding that says so.
  var keysBeside: [NodeID: Span] = [:]
  var missingKeyFixes = MissingKeyFixes()
  /// For each document what it is if it is not a manifest.
  var foreign: [ForeignDocument?] = []
  /// The defaults that the settings supply; nil: none.
  var supplied: SuppliedDefaults?

  /// Decodes a file and gives what was found on the way.
  package static func decode(
    _ tree: YAMLTree,
    editionOverride: Edition? = nil,
    editionDefault: Edition = .standard,
    defaults: ManifestDefaults = ManifestDefaults(),
    findingsLimit: Int = 100_000
  ) -> (
    file: ManifestFile, findings: Findings
  ) {
    let (tree, supplied) = self.tree(tree, with: defaults)
    var decoder = Decoder(tree: tree, findings: Findings(tree, limit: findingsLimit))
    decoder.supplied = supplied
    decoder.file.reserveCapacity(nodes: tree.nodes.count)
    decoder.foreign = tree.roots.map { ForeignDocument($0, in: tree) }
    decoder.reportYAMLProblems()
    decoder.file.secrets = SecretInManifest.report(to: &decoder.findings)
    InvisibleCharacter.reportInComments(to: &decoder.findings)
    decoder.decodeDocuments()
    decoder.missingKeyFixes.attach(to: &decoder.findings, tree)
    return decoder.finish(editionOverride: editionOverride, editionDefault: editionDefault)
  }

  /// Reads a file in another language of the same kind, such as the settings: one document with one mapping at its
  /// root.
  package static func decode<Key: MappingKey>(
    _ tree: YAMLTree,
    _: Key.Type,
    _ body: (inout Decoder, WrittenFields<Key>) -> Void
  ) -> [Diagnostic] {
    var decoder = Decoder(tree: tree, findings: Findings(tree, limit: 1000))
    decoder.reportYAMLProblems()
    if let root = tree.roots.first, tree[root].kind == .mapping {
      body(&decoder, decoder.slots(of: Place(node: root, use: 0), Key.self, owner: FindingPlace(Span(0, 0))))
    } else if let root = tree.roots.first, !decoder.tree.isNull(Place(node: root, use: 0)) {
      WrongType.report(rootAt: Place(node: root, use: 0), Key.mapping, keys: Key.table.names, to: &decoder.findings)
    }
    return decoder.findings.items
  }

  private consuming func finish(editionOverride: Edition?, editionDefault: Edition) -> (
    file: ManifestFile, findings: Findings
  ) {
    let decoded = ManifestFile(file, tree, editionOverride: editionOverride, editionDefault: editionDefault)
    return (decoded, findings)
  }

  private mutating func decodeDocuments() {
    if tree.roots.isEmpty, !tree.isPartial { EmptyValue.reportNoManifest(to: &findings) }
    // A file that is not a manifest at all gets only the parser's findings.
    if tree.isPartial, ForeignText(tree.source)?.isWholeFile == true { return }
    for (root, foreign) in zip(tree.roots, foreign) where foreign == nil { decodeManifest(root) }
    // More of the same in one file is the same mistake.
    if let first = foreign.lazy.compactMap({ $0 }).first { WrongType.report(first, to: &findings) }
  }

  /// The text of a scalar, repaired where it had to be. Inlined for the same reason as the questions to the tree below.
  @inline(__always)
  func text(of place: Place) -> Text { text(node: place.node) }

  @inline(__always)
  func text(node: NodeID) -> Text {
    file.replacedTexts.isEmpty ? tree.text(node) : file.replacedTexts[node]?.text ?? tree.text(node)
  }

  /// Keeps a repaired text for a node.
  mutating func keep(_ text: String, for place: Place) -> Text {
    // A text that aliases use is repaired once: others may point to the repaired one already.
    if let known = file.replacedTexts[place.node] {
      if known.text.equals(text) { return known.text }
      file.supersededTexts.append(known)
    }
    let replaced = ReplacedText(text)
    file.replacedTexts[place.node] = replaced
    findings.markRepaired(place.node)
    return replaced.text
  }

  /// The cloud of the project that is being decoded, if it is known.
  var cloud: Cloud? { file.projects.last?.cloud.present }

  // MARK: Mappings

  /// Follows an alias, and keeps the way.
  package mutating func place(_ slot: WrittenField) -> Place {
    guard tree[slot.value].kind == .alias else { return Place(node: slot.value, use: slot.use) }
    findings.uses.append(AliasUse(alias: slot.value, parent: slot.use))
    return Place(node: tree.resolve(slot.value), use: UInt32(findings.uses.count - 1))
  }

  /// The slots of a mapping, merges resolved; unknown and missing keys are reported.
  ///
  /// `owner` is where a missing key is reported: the mapping's own key, the list item, or the start of the file.
  package mutating func slots<Key: MappingKey>(of mapping: Place, _: Key.Type, owner: FindingPlace, cloud: Cloud? = nil)
    -> WrittenFields<Key>
  { slots(of: mapping, Key.self, owner: owner, cloud: cloud, supply: nil) }

  /// The same with what the settings supply.
  mutating func slots<Key: MappingKey>(
    of mapping: Place,
    _: Key.Type,
    owner: FindingPlace,
    cloud: Cloud? = nil,
    supply: SupplyOfMapping<Key>?
  ) -> WrittenFields<Key> {
    var slots = WrittenFields<Key>()
    var unknown: [Place] = []
    gather(from: mapping, into: &slots, unknown: &unknown)
    let required = Key.table.required(on: cloud)
    var misplaced: [Int: [Place]] = [:]
    takeConnectionType(in: &slots)
    if !unknown.isEmpty {
      takeFurtherPorts(&unknown, in: mapping, slots)
      if slots.written & required != required { misplaced = takeKeysOfLevelsLeftOut(&unknown, slots) }
      takeMisplacedKeys(&unknown, in: mapping, &slots)
      for place in unknown { takeUnknownKey(place, in: &slots) }
    }
    if let supply { fill(&slots, from: supply, misplaced: misplaced) }
    if !misplacedKeys.isEmpty { markKeysWrittenOutside(&slots, of: mapping) }
    if slots.written & required != required {
      reportMissingKeys(slots, mapping: mapping, owner: owner, cloud: cloud, misplaced: misplaced)
    }
    return slots
  }

  private mutating func gather<Key: MappingKey>(
    from mapping: Place,
    into slots: inout WrittenFields<Key>,
    unknown: inout [Place]
  ) {
    var merges: [NodeID] = []
    var key = mapping.node + 1
    let end = tree.next(mapping.node)
    while key < end {
      let value = tree.next(key)
      defer { key = tree.next(value) }
      let named = tree.resolve(key)
      if tree[key].isLeftOut {
        // A second `<<` is reported as what it is; what it brings in is not missing as well.
        if tree[key].flags.contains(.duplicateKey), tree.isMerge(named) { merges.append(value) }
        continue
      }
      if let index = Key.table.index(of: tree.text(named)) {
        slots.fill(index, key: key, value: value, use: mapping.use)
      } else if tree.isMerge(named) {
        merges.append(value)
      } else if tree.text(named).hasPrefix("x-") {
        examineExtension(value, use: mapping.use)
      } else {
        unknown.append(Place(node: key, use: mapping.use))
      }
    }
    for merge in merges {
      let slot = WrittenField(key: 0, value: merge, use: mapping.use)
      let bases = mergedMappings(slot)
      // What was to be merged may have contained anything; an empty list contains nothing.
      let value = place(slot).node
      if bases.isEmpty, tree[value].kind != .sequence || tree.next(value) > value + 1 { slots.meant = .max }
      for base in bases { gather(from: base, into: &slots, unknown: &unknown) }
    }
  }

  /// The mappings that a `<<` brings in, the strongest first.
  private mutating func mergedMappings(_ slot: WrittenField) -> [Place] {
    let value = place(slot)
    switch tree[value.node].kind {
    case .mapping: return [value]
    case .sequence:
      return tree.children(of: value.node).flatMap { item -> [Place] in
        let item = place(WrittenField(key: 0, value: item, use: value.use))
        if tree[item.node].kind == .mapping { return [item] }
        WrongType.report(mergedAt: item, to: &findings)
        return []
      }
    default:
      if !tree[value.node].flags.contains(.unusable) { WrongType.report(mergedAt: value, to: &findings) }
      return []
    }
  }

  /// The entries of a mapping from names, merges resolved, in document order; `x-` keys left out unless they are
  /// wanted.
  package mutating func entries(of mapping: Place, withExtensions: Bool = false) -> [Entry] {
    var entries: [Entry] = []
    var merges: [NodeID] = []
    var key = mapping.node + 1
    let end = tree.next(mapping.node)
    while key < end {
      let value = tree.next(key)
      defer { key = tree.next(value) }
      if tree[key].isLeftOut { continue }
      let named = tree.resolve(key)
      if tree.isMerge(named) {
        merges.append(value)
      } else if tree.text(named).hasPrefix("x-"), !withExtensions {
        examineExtension(value, use: mapping.use)
      } else {
        entries.append(Entry(key: key, value: value, use: mapping.use))
      }
    }
    guard !merges.isEmpty else { return entries }
    var names = Set(entries.map { tree.text(tree.resolve($0.key)) })
    for merge in merges {
      for base in mergedMappings(WrittenField(key: 0, value: merge, use: mapping.use)) {
        for entry in self.entries(of: base, withExtensions: withExtensions)
        where names.insert(tree.text(tree.resolve(entry.key))).inserted {
          entries.append(entry)
        }
      }
    }
    return entries
  }

  // MARK: Collections

  /// The mapping under a key; nil if there is none, which is reported unless the key is optional and empty.
  package mutating func mapping(_ slot: WrittenField, _ declaration: FieldDeclaration, isRequired: Bool) -> Place? {
    guard slot.isWritten else { return nil }
    let place = place(slot)
    guard collection(place, kind: .mapping, from: slot, as: declaration, isRequired: isRequired) else { return nil }
    if isRequired, tree.next(place.node) == place.node + 1 {
      reportEmptyValue(slot, declaration)
      return nil
    }
    return reportBraces(at: place, of: declaration, insteadOf: declaration.type) ? nil : place
  }

  /// The list under a key. `allowsEmpty`: `[]` is a value of its own.
  package mutating func list(
    _ slot: WrittenField,
    _ declaration: FieldDeclaration,
    isRequired: Bool,
    allowsEmpty: Bool = false
  )
    -> TextField
  {
    guard slot.isWritten else { return TextField() }
    let place = place(slot)
    if tree.isNull(place), !isRequired { return TextField() }
    guard collection(place, kind: .sequence, from: slot, as: declaration, isRequired: isRequired) else {
      return TextField(state: .faulty, place: place)
    }
    if isRequired, !allowsEmpty, tree.next(place.node) == place.node + 1 {
      reportEmptyValue(slot, declaration)
      return TextField(state: .faulty, place: place)
    }
    return TextField(state: .present, place: place)
  }

  /// The items of a list that is present.
  package func items(of list: TextField) -> [Entry] {
    guard list.isPresent else { return [] }
    return tree.children(of: list.place.node).map { Entry(key: 0, value: $0, use: list.place.use) }
  }

  private mutating func collection(
    _ place: Place,
    kind: Node.Kind,
    from slot: WrittenField,
    as declaration: FieldDeclaration,
    isRequired: Bool
  )
    -> Bool
  {
    if tree[place.node].flags.contains(.unusable) || tree.isCutOff(place) { return false }
    if tree[place.node].kind == kind { return true }
    // The items begin with another dash, and that is where the parser has stopped.
    if tree.isPartial, kind == .sequence, tree[place.node].kind == .mapping,
      SyntaxSlip.beginsWithOtherDash(tree.text(place.node + 1))
    {
      return false
    }
    if tree.isNull(place) || (tree[place.node].kind == .scalar && tree.text(place.node).isBlank) {
      if isRequired { reportEmptyValue(slot, declaration) }
      return false
    }
    if let placeholder = tree.placeholder(at: place) {
      PlaceholderLeft.report(placeholder, at: place, as: declaration, on: cloud, to: &findings)
    } else {
      WrongType.report(place, declaration, to: &findings)
    }
    return false
  }
}

extension KeyTable {
  /// A bit for each key that is required without looking further.
  func required(on cloud: Cloud?) -> UInt16 {
    switch cloud {
    case nil: required
    case .aws: required | requiredOnAWS
    case .azure: required | requiredOnAzure
    }
  }
}
