import Diagnostics
import YAMLTree

// The keys of a mapping that are not in the language, and those that are not there.

extension Decoder {
  /// Reports a key the mapping does not have. A key that is a known one but for invisible characters is taken for it.
  mutating func takeUnknownKey<Key: MappingKey>(_ place: Place, in slots: inout WrittenFields<Key>) {
    // The search for the nearest key is for a finding that is shown.
    if findings.isFull { return findings.countUnshown() }
    let text = tree.text(tree.resolve(place.node)).string
    // A no-break space indents it, and that is where the parser has stopped.
    if tree.isPartial, let first = text.unicodeScalars.first, !first.isASCII, first.properties.isWhitespace { return }
    if let repaired = InvisibleCharacters.repair(text, isFreeText: false),
      let index = Key.table.names.firstIndex(of: repaired.text),
      !slots.isWritten(at: index)
    {
      InvisibleCharacter.report(repaired, in: text, at: place, isFreeText: false, to: &findings)
      slots.fill(index, key: place.node, value: tree.next(place.node), use: place.use)
      return
    }
    // `ports: [9200, 9300]` in a port: the finding about the numbers shows the entries.
    if Key.self == PortKey.self, text == "ports", !slots.isWritten(at: PortKey.port.rawValue) {
      let slot = WrittenField(key: place.node, value: tree.next(place.node), use: place.use)
      if severalPorts(slot) != nil {
        return slots.fill(PortKey.port.rawValue, key: slot.key, value: slot.value, use: slot.use)
      }
    }
    if takeValueAsKey(place, text, in: &slots) { return }
    let joined = JoinedKey(place.node, in: tree, among: Key.table.names)
    var meaning = UnknownKey.Meaning.unclear
    if let nearest = joined?.name ?? keyMeant(by: text, place.node, Key.self, slots),
      let index = Key.table.names.firstIndex(of: nearest)
    {
      if slots.isWritten(at: index) {
        meaning = .written(nearest)
      } else if let cloud, let other = Key.table.fields[index].cloud, other != cloud {
        meaning = .ofOtherCloud(nearest, other)
        slots.meant |= 1 << UInt16(index)
      } else {
        meaning = meaningOfKey(place.node, as: Key.table.fields[index], joined: joined)
        slots.meant |= 1 << UInt16(index)
      }
    }
    if case .unclear = meaning, tree[tree.next(place.node)].flags.contains(.anchor) { meaning = .anchorOfTheirOwn }
    UnknownKey.report(text, at: place, meaning, in: Key.mapping, to: &findings)
  }

  /// What a key is meant for that `field` is not written for yet. A value that the key does not take is corrected with
  /// it, or no fix is offered.
  private func meaningOfKey(_ key: NodeID, as field: FieldDeclaration, joined: JoinedKey?) -> UnknownKey.Meaning {
    let node = tree.next(key)
    let value = tree.resolve(node)
    guard joined == nil, tree[value].kind == .scalar, !tree.isNull(value) else {
      return .absent(field.key, joined: joined, suits: suits(value, field.type))
    }
    let written = tree.text(value).string
    var meant: String?
    switch field.type {
    case .enumeration(let values):
      if values.contains(written) { return .absent(field.key, joined: nil, suits: true) }
      let word = written.lowercased()
      meant = values.contains(word) ? word : ValueSynonyms.value(for: written, of: field.key)
    case .identifier(.account):
      let digits = written.filter { $0 != "-" && $0 != " " }
      guard digits != written, digits.count == 12, digits.isDigits else {
        return .absent(field.key, joined: nil, suits: true)
      }
      meant = "\"\(digits)\""
    default: return .absent(field.key, joined: nil, suits: suits(value, field.type))
    }
    guard let meant, node == value else { return .absent(field.key, joined: nil, suits: false) }
    return .absentWithValue(field.key, Edit(tree[value].span, meant))
  }

  /// `misplaced`: the keys that belong under a required key which is not written, by that key.
  mutating func reportMissingKeys<Key: MappingKey>(
    _ slots: WrittenFields<Key>,
    mapping: Place,
    owner: FindingPlace,
    cloud: Cloud?,
    misplaced: [Int: [Place]]
  ) {
    let required = Key.table.required(on: cloud)
    let otherTwin = Key.allCases.first { key in
      guard let cloud, slots.isWritten(key) || slots.isMeant(key) else { return false }
      return key.field.need == .requiredOn(cloud.other)
    }
    for key in Key.allCases
    where required & (1 << UInt16(key.rawValue)) != 0 && !slots.isWritten(key) && !slots.isMeant(key) {
      let field = key.field
      var cause: Diagnostic.Cause?
      if let otherTwin, case .requiredOn = field.need {
        // It is there for the other cloud: that is the mistake, unless it is let through.
        guard slots.isWritten(otherTwin) else { continue }
        cause = .finding(CloudMismatch.about, at: span(ofValue: slots[otherTwin]))
      }
      var reason: MissingKey.Reason?
      if case .requiredOn(let cloud) = field.need { reason = .cloud(cloud) }
      reportMissing(
        field,
        of: Key.mapping,
        mapping: mapping,
        owner: owner,
        cloud: cloud,
        reason: reason,
        misplaced: misplaced[key.rawValue] ?? [],
        cause: cause
      )
    }
  }

  mutating func reportMissingType(_ entry: Entry, _ mapping: Place) {
    let id = Place(node: tree.resolve(entry.key), use: entry.use)
    let written = text(of: id).string
    if let nearest = EnvironmentID.nearest(to: written) ?? EnvironmentID.inFull(written) {
      return MissingKey.report(typeOf: id, perhaps: nearest, at: FindingPlace(entry.keyPlace), to: &findings)
    }
    reportMissing(
      EnvironmentKey.type.field,
      of: EnvironmentKey.mapping,
      mapping: mapping,
      owner: FindingPlace(entry.keyPlace),
      cloud: cloud,
      reason: .unclearType
    )
  }

  private mutating func reportMissing(
    _ field: FieldDeclaration,
    of declaration: MappingDeclaration,
    mapping: Place,
    owner: FindingPlace,
    cloud: Cloud?,
    reason: MissingKey.Reason?,
    misplaced: [Place] = [],
    cause: Diagnostic.Cause? = nil
  ) {
    let name = declaration.name
    // The same mapping under another key lacks it for the same reason: one mistake.
    let mistake = MissingFrom(mapping: mapping.node, key: field.key)
    if let earlier = missing[mistake] { return findings.addUse(mapping.use, to: earlier) }
    defer { if reason == nil, findings.unshown == 0 { missing[mistake] = findings.items.count - 1 } }
    let count = findings.items.count
    let isNamed = ["project", "environment", "endpoint service"].contains(name)
    let wanted = KeyOfMapping(mapping: name, key: field.key)
    let which =
      isNamed
      ? "\(name) \(Display.quoted(text(node: tree.resolve(owner.place.node)).string))"
      : name == "manifest" ? "the manifest" : name == "customer" ? "`customer`" : "this \(name)"
    MissingKey.report(
      field,
      of: mapping,
      named: declaration.phrase,
      which: which,
      at: owner,
      on: cloud,
      reason: reason,
      misplaced: misplaced,
      // What one cloud requires is missing because of the cloud, where that is the mistake.
      cause: cause != nil ? cause : reason == nil || name == "environment" && field.key == "type" ? nil : cloudCause,
      to: &findings
    )
    if findings.items.count > count { lastMissing[wanted] = (mapping.node, count) }
    // Through an alias the key would be written for every use of the mapping.
    guard misplaced.isEmpty, mapping.use == 0, findings.items.count > count else { return }
    missingKeyFixes.add(field, to: mapping.node, order: declaration.table.names, cloud, finding: count)
  }
}

extension Decoder {
  /// Where a finding about the value under a key is reported, seen from the key.
  private func span(ofValue slot: WrittenField) -> Span {
    // An alias is outside of what the key is in.
    tree[slot.value].span
  }
}

/// A key that a mapping lacks.
struct MissingFrom: Hashable {
  let mapping: NodeID
  let key: String
}
