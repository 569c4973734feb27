import Diagnostics
import YAMLTree

// `{subscriptionId}`: a placeholder to people, and a mapping to YAML.

extension YAMLTree {
  /// The placeholder a node is as a whole; `{subscriptionId}` is a mapping of one key without a value to YAML.
  func placeholder(at place: Place) -> String? {
    let node = self[place.node]
    if node.kind == .scalar { return Placeholders.whole(text(place.node)) }
    let (key, value) = (place.node + 1, place.node + 2)
    guard node.kind == .mapping, node.style == .flow, next(place.node) == value + 1, self[value].span.isEmpty,
      self[value].flags.isDisjoint(with: [.tag, .unusable]),
      !isPartial || source.bytes[Int(node.end) - 1] == UInt8(ascii: "}")
    else { return nil }
    return "{" + text(key).string + "}"
  }
}

extension ValueType {
  /// Whether a mapping under the key may well have this name as a key, without a value so far.
  fileprivate func mayHold(key: Text) -> Bool {
    switch self {
    case .mapping(let mapping): mapping.fields.contains { key.equals($0.key) }
    case .named(.projectID, _): ProjectID.isOne(key)
    case .named(.environmentID, _): EnvironmentID.type(of: key) != nil
    default: false
    }
  }
}

extension Decoder {
  /// `"{ service: SFTP, port: 2222 }"`: braces with a key of the declaration first, in quotes.
  func isQuotedMapping(_ place: Place, _ declaration: MappingDeclaration) -> Bool {
    guard tree[place.node].kind == .scalar, tree[place.node].style != .plain else { return false }
    let text = tree.text(place.node).string
    guard text.hasPrefix("{"), text.hasSuffix("}") else { return false }
    let key = text.dropFirst().drop { $0 == " " }.prefix { $0 != ":" }
    return declaration.fields.contains { $0.key == key }
  }

  /// Reports `{customer}` where a mapping is wanted; false if it is one.
  mutating func reportBraces(at place: Place, of field: FieldDeclaration?, insteadOf type: ValueType) -> Bool {
    guard let placeholder = tree.placeholder(at: place), !type.mayHold(key: tree.text(place.node + 1)) else {
      return false
    }
    PlaceholderLeft.report(placeholder, at: place, as: field, on: cloud, to: &findings)
    return true
  }
}
