import Diagnostics
import YAMLTree

/// The entries under a name or in a list: each has to be a mapping, with keys for the right cloud.
extension Decoder {
  /// The mapping that a list item has to be.
  package mutating func itemMapping(_ item: Entry, _ declaration: MappingDeclaration) -> Place? {
    let place = place(item)
    if tree[place.node].flags.contains(.unusable) || tree.isCutOff(place) { return nil }
    if tree.isNull(place) || (tree[place.node].kind == .mapping && tree.next(place.node) == place.node + 1) {
      EmptyValue.report(itemAt: place, declaration, to: &findings)
      return nil
    }
    guard tree[place.node].kind == .mapping else {
      if isQuotedMapping(place, declaration) {
        WrongType.report(quotedMappingAt: place, declaration, to: &findings)
      } else if let placeholder = tree.placeholder(at: place) {
        PlaceholderLeft.report(placeholder, at: place, as: nil, on: cloud, to: &findings)
      } else {
        WrongType.report(itemAt: place, declaration, to: &findings)
      }
      return nil
    }
    if let placeholder = tree.placeholder(at: place) {
      PlaceholderLeft.report(placeholder, at: place, as: nil, on: cloud, to: &findings)
      return nil
    }
    return declaration.name == PortKey.mapping.name && reportServiceAsKey(place) ? nil : place
  }

  /// `- SFTP: 2222`: a service and its port as key and value. Gives whether it is that.
  private mutating func reportServiceAsKey(_ port: Place) -> Bool {
    let (key, value) = (port.node + 1, port.node + 2)
    guard tree.next(port.node) == value + 1, tree[key].kind == .scalar, tree[value].kind == .scalar,
      tree.text(value).isDigits, case let name = tree.text(key).string,
      PortKey.table.index(of: tree.text(key)) == nil, !name.hasPrefix("x-"),
      KeySynonyms.key(for: name, in: PortKey.mapping.name, on: nil) == nil,
      NearestName.of(name, among: PortKey.table.names) == nil, PlainText.isSafe(tree.text(key), inFlow: true)
    else { return false }
    let form = "{ service: \(name), port: \(tree.text(value).string) }"
    WrongType.report(serviceAsKey: form, at: port, Span(tree[key].span.start, tree[value].span.end), to: &findings)
    return true
  }

  private func neededKeys(_ declaration: MappingDeclaration) -> String {
    let fields = declaration.fields.filter { field in
      field.need == .required || (cloud.map { field.need == .requiredOn($0) } ?? false)
    }
    return Display.list(fields.map { "`\($0.key)`" }, "and")
  }

  /// The mapping under a name; the name's own troubles are reported at the name.
  mutating func namedMapping(_ entry: Entry, _ declaration: MappingDeclaration) -> Place? {
    let place = place(entry)
    if tree[place.node].flags.contains(.unusable) || tree.isCutOff(place) { return nil }
    if tree[place.node].kind == .mapping, tree.next(place.node) > place.node + 1 {
      return reportBraces(at: place, of: nil, insteadOf: .mapping(declaration)) ? nil : place
    }
    let isEmpty =
      tree[place.node].kind == .mapping || tree.isNull(place)
      || (tree[place.node].kind == .scalar && tree.text(place.node).isBlank)
    if isEmpty {
      EmptyValue.report(entry, declaration, neededKeys: neededKeys(declaration), to: &findings)
    } else if let placeholder = tree.placeholder(at: place) {
      PlaceholderLeft.report(placeholder, at: place, as: nil, on: cloud, to: &findings)
    } else {
      let name = tree.text(tree.resolve(entry.key)).string
      WrongType.report(place, of: name, declaration, neededKeys: neededKeys(declaration), to: &findings)
    }
    return nil
  }

  /// Reports a key of the other cloud; true if it did, and the value is not looked into.
  mutating func reportOtherCloud(_ slot: WrittenField, as field: FieldDeclaration, on cloud: Cloud?) -> Bool {
    let place = place(slot)
    guard let cloud, slot.isWritten, let keyCloud = field.cloud, keyCloud != cloud, !tree.isNull(place),
      !tree[place.node].flags.contains(.unusable)
    else { return false }
    let key = Place(node: slot.key, use: slot.use)
    CloudMismatch.report(field, of: keyCloud, at: place, key: key, cloud, to: &findings)
    return true
  }
}
