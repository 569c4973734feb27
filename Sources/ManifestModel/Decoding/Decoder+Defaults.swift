import Diagnostics
import YAMLTree

/// Values for keys of a mapping that does not write them.
struct SupplyOfMapping<Key: MappingKey> {
  var values: [(key: Key, node: NodeID)] = []
  /// The key of the mapping, or its root: where it is reported what a supplied value is wrong for.
  let owner: NodeID
  /// How the owner was reached.
  let use: UInt32

  init(owner: NodeID, use: UInt32, _ values: [(key: Key, node: NodeID?)]) {
    (self.owner, self.use) = (owner, use)
    self.values = values.compactMap { value in value.node.map { (value.key, $0) } }
  }
}

// What the settings supply where a manifest writes nothing. A supplied value is reached like one that an alias brings,
// through the key of what lacks it.
extension Decoder {
  /// The tree with the defaults beside its nodes, and which nodes they are.
  static func tree(_ tree: YAMLTree, with defaults: ManifestDefaults) -> (YAMLTree, SuppliedDefaults?) {
    // A value that is missing from a partly read file may be in the rest of it.
    guard !defaults.isEmpty, !tree.isPartial, !tree.roots.isEmpty else { return (tree, nil) }
    var supply = YAMLSupply()
    let supplied = SuppliedDefaults(defaults, from: tree.nodes.count, &supply)
    supply.seal()
    return (YAMLTree(tree, with: supply), supplied)
  }

  func supply(toManifest root: NodeID) -> SupplyOfMapping<ManifestKey>? {
    guard let supplied else { return nil }
    return SupplyOfMapping(owner: root, use: 0, [(.company, supplied.company), (.contacts, supplied.contacts)])
  }

  func supply(toEnvironment entry: Entry, _ cloud: Cloud?) -> SupplyOfMapping<EnvironmentKey>? {
    guard let supplied, supplied.suits(cloud) else { return nil }
    return SupplyOfMapping(owner: entry.key, use: entry.use, [(.customer, supplied.customer)])
  }

  /// For a `customer` that is written; one that is supplied has everything.
  func supply(toCustomer slot: WrittenField, _ cloud: Cloud?) -> SupplyOfMapping<CustomerKey>? {
    guard let supplied, supplied.suits(cloud), !tree.isSupplied(slot.value) else { return nil }
    return SupplyOfMapping(owner: slot.key, use: slot.use, [(.account, supplied.account), (.region, supplied.region)])
  }

  /// Fills in what is neither written nor meant by another key. `misplaced`: keys that are written a level too high.
  mutating func fill<Key: MappingKey>(
    _ slots: inout WrittenFields<Key>,
    from supply: SupplyOfMapping<Key>,
    misplaced: [Int: [Place]]
  ) {
    var use: UInt32 = 0
    for (key, node) in supply.values where !slots.isMeant(key) && misplaced[key.rawValue] == nil {
      if slots.isWritten(key) {
        // Nothing under an optional key is the same as no key.
        guard key.field.need == .optional, tree.isNull(tree.resolve(slots[key].value)) else { continue }
        slots.clear(key.rawValue)
      }
      if node == SuppliedDefaults.atFault {
        slots.meant |= 1 << UInt16(key.rawValue)
        continue
      }
      if use == 0 {
        findings.uses.append(AliasUse(alias: supply.owner, parent: supply.use))
        use = UInt32(findings.uses.count - 1)
      }
      slots.fill(key.rawValue, key: supply.owner, value: node, use: use)
    }
  }

  /// The subscriptions of an account that is supplied.
  func takeSubscriptions(_ slots: inout WrittenFields<CustomerKey>) {
    guard slots.isWritten(.account), let list = supplied?.subscriptions, tree.isSupplied(slots[.account].value),
      !slots.isWritten(.subscriptions),
      !slots.isMeant(.subscriptions)
    else { return }
    slots.fill(
      CustomerKey.subscriptions.rawValue,
      key: slots[.account].key,
      value: list,
      use: slots[.account].use
    )
  }

  /// Adds to the finding about a missing customer that there is a default, for the other cloud.
  mutating func noteUnfitDefault(findingsFrom start: Int, _ cloud: Cloud?) {
    guard let supplied, let cloud, let other = supplied.cloud, other != cloud, let location = supplied.customerLocation
    else { return }
    MissingKey.relate(defaultAt: location, for: other, on: cloud, findingsFrom: start, to: &findings)
  }
}

extension SuppliedDefaults {
  func suits(_ cloud: Cloud?) -> Bool { self.cloud == nil || cloud == nil || self.cloud == cloud }
}
