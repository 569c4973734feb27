import Diagnostics
import YAMLTree

// The number of a port, and the several numbers that people write in its place.

extension Decoder {
  /// `entry` is the mapping of the port, `slots` its keys.
  mutating func portNumber(_ slots: WrittenFields<PortKey>, of entry: Place) -> Field<UInt16> {
    let slot = slots[.port]
    if let several = severalPorts(slot) {
      let place = place(slot)
      WrongType.report(several, at: place, service: serviceName(in: entry), to: &findings)
      return .faulty(at: place)
    }
    if let port = portWithWord(slot) {
      let place = place(slot)
      let keys = [PortKey.transport, .applicationProtocol].filter { slots.isWritten($0) }.map(\.field.key)
      WrongType.report(port, written: tree.text(place.node), at: place, hasKey: keys.contains, to: &findings)
      return .faulty(at: place)
    }
    let number = integer(slot, PortKey.port.field, isRequired: true)
    guard let value = number.present else { return .faulty(at: number.place) }
    if let port = UInt16(exactly: value), port > 0 { return Field(port, at: number.place) }
    PortOutOfRange.report(at: number.place, to: &findings)
    return .faulty(at: number.place)
  }

  private func portWithWord(_ slot: WrittenField) -> PortWithWord? {
    let node = tree.resolve(slot.value)
    guard slot.isWritten, tree[node].kind == .scalar, tree[node].flags.isDisjoint(with: [.unusable, .tag]) else {
      return nil
    }
    return PortWithWord(tree.text(node))
  }

  func severalPorts(_ slot: WrittenField) -> SeveralPorts? {
    let node = tree.resolve(slot.value)
    guard slot.isWritten, !tree[node].flags.contains(.unusable) else { return nil }
    switch tree[node].kind {
    case .scalar:
      let text = tree.text(node)
      return text.isDigits || text.count > 200 ? nil : SeveralPorts(text.string)
    case .sequence:
      var numbers: [String] = []
      for item in tree.children(of: node) {
        let item = tree.resolve(item)
        guard tree[item].kind == .scalar, tree.text(item).isDigits, numbers.count < 100 else { return nil }
        numbers.append(tree.text(item).string)
      }
      return SeveralPorts(numbers.joined(separator: ","))
    default: return nil
    }
  }

  /// The service of a port entry as it can be shown, whatever is wrong with it.
  private func serviceName(in entry: Place) -> String {
    var key = entry.node + 1
    let end = tree.next(entry.node)
    while key < end {
      let value = tree.next(key)
      defer { key = tree.next(value) }
      guard tree.text(tree.resolve(key)) == "service", tree[tree.resolve(value)].kind == .scalar else { continue }
      let name = Display.oneLine(tree.text(tree.resolve(value)).string, limit: 40)
      return name.isEmpty || name.contains(where: "`{}[],:#".contains) ? "…" : name
    }
    return "…"
  }

  /// `{ port: 80,443 }`: to YAML the second number is a key. Takes such keys out of the unknown ones; they are one
  /// finding.
  mutating func takeFurtherPorts<Key: MappingKey>(
    _ unknown: inout [Place],
    in mapping: Place,
    _ slots: WrittenFields<Key>
  ) {
    guard Key.self == PortKey.self, tree[mapping.node].style == .flow else { return }
    let port = tree.resolve(slots[PortKey.port.rawValue].value)
    guard slots.isWritten(at: PortKey.port.rawValue), tree[port].kind == .scalar, tree.text(port).isDigits else {
      return
    }
    let further = unknown.filter { place in
      let value = tree.next(place.node)
      return tree.text(tree.resolve(place.node)).isDigits && tree[value].kind == .scalar
        && tree[value].start == tree[value].end
    }
    guard let first = further.first else { return }
    unknown.removeAll { place in further.contains(place) }
    let numbers = [tree.text(port).string] + further.prefix(100).map { tree.text(tree.resolve($0.node)).string }
    UnknownKey.report(
      furtherPorts: SeveralPorts(numbers.joined(separator: ",")),
      at: first,
      service: serviceName(in: mapping),
      to: &findings
    )
  }
}
