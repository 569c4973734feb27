import Diagnostics
import YAMLTree

// Values by their keys, for callers that read the keys from data. Merges are resolved as in decoding: written values
// beat merged ones.

/// Names of keys that are looked for, as texts that live as long as this.
package final class KeyNames: @unchecked Sendable {
  package let texts: [Text]

  package init(_ names: [String]) {
    texts = names.map { name in
      let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: name.utf8.count)
      _ = bytes.initialize(from: name.utf8)
      return Text(UnsafeBufferPointer(bytes))
    }
  }

  deinit {
    for text in texts { text.bytes.deallocate() }
  }
}

extension YAMLTree {
  /// Fills in the value of each key that a mapping has, aliases followed; what is filled already stays.
  package func gather(_ keys: [Text], of mapping: NodeID, into values: inout [NodeID]) {
    guard self[mapping].kind == .mapping else { return }
    var merges: [NodeID] = []
    var key = mapping + 1
    let end = next(mapping)
    while key < end {
      let value = next(key)
      defer { key = next(value) }
      let named = resolve(key)
      if self[key].isLeftOut { continue }
      let name = text(named)
      if isMerge(named) {
        merges.append(value)
      } else if let index = keys.firstIndex(of: name), values[index] == 0 {
        values[index] = resolve(value)
      }
    }
    for merge in merges {
      for base in mergedMappings(merge) { gather(keys, of: base, into: &values) }
    }
  }

  /// The mappings that the value of a `<<` brings in, the strongest first.
  package func mergedMappings(_ value: NodeID) -> [NodeID] {
    let value = resolve(value)
    return self[value].kind == .sequence ? children(of: value).map { resolve($0) } : [value]
  }
}

extension Findings {
  /// A key and its value in a mapping, and the way to them: merges resolved, the alias of the value not yet followed.
  package mutating func entry(_ name: String, of mapping: Place) -> WrittenField? {
    guard tree[mapping.node].kind == .mapping else { return nil }
    var merges: [NodeID] = []
    var key = mapping.node + 1
    let end = tree.next(mapping.node)
    while key < end {
      let value = tree.next(key)
      defer { key = tree.next(value) }
      let named = tree.resolve(key)
      if tree[key].isLeftOut { continue }
      if tree.isMerge(named) {
        merges.append(value)
      } else if tree.text(named).equals(name) {
        return WrittenField(key: key, value: value, use: mapping.use)
      }
    }
    for merge in merges {
      let place = follow(merge, use: mapping.use)
      let bases =
        tree[place.node].kind == .sequence
        ? tree.children(of: place.node).map { follow($0, use: place.use) } : [place]
      for base in bases { if let found = entry(name, of: base) { return found } }
    }
    return nil
  }

  /// Follows an alias, and keeps the way.
  package mutating func follow(_ node: NodeID, use: UInt32) -> Place {
    guard tree[node].kind == .alias else { return Place(node: node, use: use) }
    uses.append(AliasUse(alias: node, parent: use))
    return Place(node: tree.resolve(node), use: UInt32(uses.count - 1))
  }
}
