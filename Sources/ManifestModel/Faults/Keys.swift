import Diagnostics
import YAMLTree

/// `unknown-key`: a key the language does not have.
package enum UnknownKey {
  package static let about = RuleAbout(
    "unknown-key",
    .language,
    .error,
    .unknownKey,
    summary: "A key that the manifest language does not have.",
    why: "A misspelt key would be read by nobody, and what stands under it would be missing from the ticket.",
    remedy: "Take the nearest key of the language, or begin the key with `x-` if it is your own.",
    isIgnorable: false,
    example: .init(.aws, bad: [("    region: eu-west-1\n    environments", "    regoin: eu-west-1\n    environments")])
  )
}

/// `missing-key`: a required key is absent.
package enum MissingKey {
  package static let about = RuleAbout(
    "missing-key",
    .language,
    .error,
    summary: "A key is absent that is always required, or required on this cloud.",
    why: "Each required key is a datum that Adobe asks for; a ticket without it comes back.",
    remedy: "Add the key; the help says who knows its value.",
    isIgnorable: false,
    reportsAbsence: true,
    example: .init(.aws, bad: [("        connection: unidirectional\n", "")])
  )
}

/// `empty-value`: nothing where a value is required.
package enum EmptyValue {
  package static let about = RuleAbout(
    "empty-value",
    .language,
    .error,
    .emptyValue,
    summary: "Nothing, an empty text, an empty list or an empty mapping where a value is required.",
    why: "The key is there, but what Adobe asks for is not.",
    remedy: "Write the value, or remove the key where it is optional.",
    isIgnorable: false,
    reportsAbsence: true,
    example: .init(.aws, bad: [("company: Northwind Outfitters", "company:")])
  )
}

extension Decoder {
  /// Reports a key the mapping does not have. A key that only hides a known one behind invisible characters is taken for it.
  mutating func reportUnknownKey<Key: MappingKey>(_ place: Place, in slots: inout Slots<Key>) {
    // The search for the nearest key is for a finding that is shown.
    if findings.isFull { return findings.countUnshown() }
    let text = tree.text(tree.resolve(place.node)).string
    let value = tree.next(place.node)
    if let repaired = InvisibleCharacters.repair(text, isFreeText: false),
      let index = Key.table.names.firstIndex(of: repaired.text),
      !slots.isWritten(at: index)
    {
      addInvisible(repaired, in: text, place, isFreeText: false)
      slots.fill(index, key: place.node, value: value, use: place.use)
      return
    }
    var label = "not in the language"
    var fix: Fix?
    let joined = JoinedKey(place.node, in: tree, among: Key.table.names)
    if let nearest = joined?.name ?? NearestName.of(text, among: Key.table.names),
      let index = Key.table.names.firstIndex(of: nearest)
    {
      if slots.isWritten(at: index) {
        label = "`\(nearest)` is there already"
      } else {
        label = "perhaps `\(joined.map { Shown.oneLine($0.text, limit: 80) } ?? nearest)`"
        fix = joined.map(\.fix) ?? Fix(.suggested, "rename it to `\(nearest)`", [Edit(tree[place.node].span, nearest)])
        slots.meant |= 1 << UInt16(index)
      }
    }
    let name = Shown.withArticle(Key.mapping.name)
    findings.add(
      UnknownKey.about,
      at: Spot(place),
      "\(Shown.quoted(text)) is not a key of \(name)",
      label: label,
      help: UnknownKey.advice(text, in: Key.mapping.name)
        ?? "\(name) \(name.hasSuffix("s") ? "take" : "takes") \(Shown.list(Key.table.names.map { "`\($0)`" }, "and")); keys of your own begin with `x-`",
      fix: fix
    )
  }

  mutating func reportMissingKeys<Key: MappingKey>(_ slots: Slots<Key>, mapping: Place, owner: Spot, cloud: Cloud?) {
    let required = Key.table.required(on: cloud)
    let hasOtherTwin = Key.allCases.contains { key in
      guard let cloud, slots.isWritten(key) else { return false }
      return key.field.need == .requiredOn(cloud.other)
    }
    for key in Key.allCases
    where required & (1 << UInt16(key.rawValue)) != 0 && !slots.isWritten(key) && !slots.isMeant(key) {
      let field = key.field
      if hasOtherTwin, case .requiredOn = field.need { continue }
      var reason = ""
      if case .requiredOn(let cloud) = field.need { reason = ", which \(cloud.name) connections need" }
      reportMissing(field, of: Key.mapping.name, mapping: mapping, owner: owner, cloud: cloud, reason: reason)
    }
  }

  mutating func reportMissingType(_ entry: Entry, _ mapping: Place) {
    reportMissing(
      EnvironmentKey.type.field,
      of: "environment",
      mapping: mapping,
      owner: Spot(entry.keyPlace),
      cloud: cloud,
      reason: ", and its ID does not tell what it is"
    )
  }

  private mutating func reportMissing(
    _ field: FieldDeclaration,
    of name: String,
    mapping: Place,
    owner: Spot,
    cloud: Cloud?,
    reason: String
  ) {
    var related: [(spot: Spot, message: String)] = []
    if owner.place.use != mapping.use { related = [(Spot(mapping), "the anchored mapping")] }
    // The same mapping under another key lacks it for the same reason: one mistake.
    let mistake = MissingFrom(mapping: mapping.node, key: field.key)
    if let earlier = missing[mistake] { return findings.addUse(mapping.use, to: earlier) }
    defer { if reason.isEmpty, findings.unshown == 0 { missing[mistake] = findings.items.count - 1 } }
    let isNamed = ["project", "environment", "endpoint service"].contains(name)
    let which =
      isNamed
      ? "\(name) \(Shown.quoted(text(node: tree.resolve(owner.place.node)).string))"
      : name == "manifest" ? "the manifest" : name == "customer" ? "`customer`" : "this \(name)"
    findings.add(
      MissingKey.about,
      at: owner,
      "\(which) lacks `\(field.key)`\(reason)",
      label: "has no `\(field.key)`",
      related: related,
      help:
        "\(Shown.withArticle(name)) needs `\(field.key)`: \((field.origin ?? field.doc).on(cloud))"
    )
  }

  mutating func reportEmptyValue(_ slot: Slot, _ field: FieldDeclaration, but exception: String = "") {
    if slot.key == 0 {
      findings.add(
        EmptyValue.about,
        at: Spot(place(slot)),
        "an item of `\(field.key)` holds nothing",
        label: "needs a value",
        help: "write it, or take the item out of the list"
      )
    } else {
      findings.add(
        EmptyValue.about,
        at: Spot(slot.keyPlace),
        "`\(field.key)` holds nothing\(exception)",
        label: "needs a value",
        help: field.origin?.on(cloud) ?? "write a value, for example `\(field.example)`"
      )
    }
  }

  /// The cloud of the project that is being decoded, where it is known.
  var cloud: Cloud? { file.projects.last?.cloud.present }
}

extension Slots {
  func isWritten(at index: Int) -> Bool { written & (1 << UInt16(index)) != 0 }
}

extension UnknownKey {
  /// What people write who know the thing under another name.
  static func advice(_ key: String, in mapping: String) -> String? {
    switch (mapping, key) {
    case ("endpoint service's enablement", "ticket"), ("endpoint service's enablement", "service_name"):
      "this belongs into the environment's `enablement`; here only `endpoints` stands"
    case ("environment", "account"), ("environment", "subscriptions"): "it stands under `customer`"
    case ("manifest", "environments"): "environments stand under a project, and projects under `projects`"
    case ("environment", "load_balancers"), ("environment", "allowed_principals"): "it stands under an endpoint service"
    default: nil
    }
  }
}
