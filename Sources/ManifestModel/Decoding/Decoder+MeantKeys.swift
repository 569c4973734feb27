import Diagnostics
import YAMLTree

// Keys that are recognized by their values: `services:` over a list of ports is `ports`, whatever word its author uses.

extension Decoder {
  /// The key that an unknown one means: a synonym or the correct spelling of it, unless its value is of another kind
  /// and shows which.
  func keyMeant<Key: MappingKey>(by text: String, _ key: NodeID, _: Key.Type, _ slots: WrittenFields<Key>) -> String? {
    let byName =
      KeySynonyms.key(for: text, in: Key.mapping.name, on: cloud) ?? NearestName.of(text, among: Key.table.names)
    let value = tree.resolve(tree.next(key))
    if let byName, let field = Key.table.fields.first(where: { $0.key == byName }), suits(value, field.type) {
      return byName
    }
    return keyMeant(byValueOf: key, Key.self, slots) ?? byName
  }

  /// The key that an unknown one surely means, because only that key takes such a value and it is not written.
  func keyMeant<Key: MappingKey>(byValueOf key: NodeID, _: Key.Type, _ slots: WrittenFields<Key>) -> String? {
    let value = tree.resolve(tree.next(key))
    let name =
      switch tree[value].kind {
      case .scalar: scalarKey(tree.text(value), in: Key.mapping.name)
      case .sequence: listKey(value, in: Key.mapping.name)
      case .mapping: mappingKey(value, in: Key.mapping.name)
      case .alias: nil as String?
      }
    guard let name, let index = Key.table.names.firstIndex(of: name), !slots.isWritten(at: index),
      slots.meant & (1 << UInt16(index)) == 0, Key.table.fields[index].cloud.map({ $0 == cloud }) ?? true
    else { return nil }
    return name
  }

  private func scalarKey(_ text: Text, in mapping: String) -> String? {
    switch mapping {
    case "environment": Connection(rawValue: text.string) == nil ? nil : "connection"
    case "customer": Account(text) != nil ? "account" : isRegion(text) ? "region" : nil
    case "project":
      Cloud(rawValue: text.string) != nil
        ? "cloud" : Plan(rawValue: text.string) != nil ? "plan" : isRegion(text) ? "region" : nil
    case "endpoint service", "enablement":
      ServiceName(text) != nil
        ? "service_name" : ResourceID(text)?.kind == .privateLinkService ? "resource_id" : nil
    case "endpoint": EndpointDNS.isEndpointID(text) ? "id" : nil
    default: nil
    }
  }

  private func isRegion(_ text: Text) -> Bool { RegionList.known[text.string] != nil }

  private func listKey(_ list: NodeID, in mapping: String) -> String? {
    guard let first = tree.children(of: list).first(where: { _ in true }).map({ tree.resolve($0) }) else { return nil }
    if tree[first].kind == .mapping {
      if ["environment", "endpoint service"].contains(mapping), has("port", in: first) { return "ports" }
      return mapping == "environment" && isEndpointService(first) ? "endpoint_services" : nil
    }
    guard mapping == "endpoint service", tree[first].kind == .scalar else { return nil }
    let text = tree.text(first)
    if LoadBalancerName(text) != nil { return "load_balancers" }
    return text.hasPrefix("arn:") && Principal(text) != nil ? "allowed_principals" : nil
  }

  private func mappingKey(_ node: NodeID, in mapping: String) -> String? {
    if mapping == "environment", has("account", in: node) { return "customer" }
    if mapping == "environment", isEndpointService(node) { return "endpoint_services" }
    let entries = Array(tree.children(of: node))
    guard entries.count > 1, case let first = tree.resolve(entries[1]), tree[first].kind == .mapping else { return nil }
    return switch mapping {
    case "environment": isEndpointService(first) ? "endpoint_services" : nil
    case "project": has("connection", in: first) ? "environments" : nil
    case "manifest": has("environments", in: first) ? "projects" : nil
    default: nil
    }
  }

  /// Whether a mapping names an endpoint service, under whatever key.
  private func isEndpointService(_ mapping: NodeID) -> Bool {
    tree.children(of: mapping).enumerated().contains { index, child in
      if index.isMultiple(of: 2) {
        return tree[child].kind == .scalar && ["service_name", "resource_id"].contains { tree.text(child).equals($0) }
      }
      guard case let value = tree.resolve(child), tree[value].kind == .scalar else { return false }
      let text = tree.text(value)
      return ServiceName(text) != nil || ResourceID(text)?.kind == .privateLinkService
    }
  }

  /// Whether a mapping has a key; keys and values take turns among its children.
  private func has(_ key: String, in mapping: NodeID) -> Bool {
    tree.children(of: mapping).enumerated().contains { index, child in
      index.isMultiple(of: 2) && tree[child].kind == .scalar && tree.text(child).equals(key)
    }
  }

  /// `bidirectional: true`: a value of a key that is not written, as a key of its own. Gives whether it is one.
  mutating func takeValueAsKey<Key: MappingKey>(_ place: Place, _ text: String, in slots: inout WrittenFields<Key>)
    -> Bool
  {
    let word = text.lowercased().filter { !"-_ ".contains($0) }
    let value = tree.resolve(tree.next(place.node))
    guard tree[value].kind == .scalar, case let answer = tree.text(value).string.lowercased() else { return false }
    for key in Key.allCases where !slots.isWritten(key) {
      guard case .enumeration(let values) = key.field.type, values.contains(word) else { continue }
      let isTrue = ["true", "yes", "on", ""].contains(answer)
      let isFalse = ["false", "no", "off"].contains(answer)
      guard isTrue || isFalse else { continue }
      // Of two values, one that is denied leaves the other.
      let others = values.filter { $0 != word }
      let meant = isTrue ? word : others.count == 1 ? others[0] : nil
      slots.meant |= 1 << UInt16(key.rawValue)
      UnknownKey.report(
        text,
        at: place,
        valueOf: key.field,
        meant: meant,
        upTo: tree.next(place.node),
        in: Key.mapping,
        to: &findings
      )
      return true
    }
    return false
  }

  /// `type: bidirectional`: what the source document calls the connection type, under the key for the kind of
  /// environment.
  mutating func takeConnectionType<Key: MappingKey>(in slots: inout WrittenFields<Key>) {
    guard Key.mapping.name == EnvironmentKey.mapping.name,
      case let (type, connection) = (EnvironmentKey.type.rawValue, EnvironmentKey.connection.rawValue),
      slots.isWritten(at: type), !slots.isWritten(at: connection), case let slot = slots[type],
      case let value = tree.resolve(slot.value), tree[value].kind == .scalar,
      Connection(rawValue: tree.text(value).string) != nil
    else { return }
    UnknownValue.report(
      connectionType: tree.text(value),
      at: Place(node: value, use: slot.use),
      key: tree[slot.key].span,
      to: &findings
    )
    slots.clear(type)
    slots.meant |= 1 << UInt16(connection)
  }
}
