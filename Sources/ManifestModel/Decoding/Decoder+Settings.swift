import YAMLTree

// The values of a manifest that settings may supply as defaults, read and reported by the same means.
extension Decoder {
  /// The text of a scalar, repaired where it had to be.
  package func text(at place: Place) -> String { text(of: place).string }

  package mutating func edition(_ slot: WrittenField, _ field: FieldDeclaration) -> Field<Edition> {
    identifier(
      slot,
      field,
      isRequired: false,
      parse: { text in Edition.all.first { $0.id.utf8.elementsEqual(text.bytes) } },
      explain: { UnknownValue.report($0, at: $1, field, to: &$2) }
    )
  }

  /// The name and the address of each contact.
  package mutating func contacts(_ slot: WrittenField, _ field: FieldDeclaration, isRequired: Bool) -> [(
    name: TextField, email: TextField
  )] {
    items(of: list(slot, field, isRequired: isRequired)).compactMap { item in
      itemMapping(item, ContactKey.mapping).map { contact(of: $0) }
    }
  }

  /// An account, and the cloud that it is of.
  package mutating func customerAccount(_ slot: WrittenField) -> (TextField, cloud: Cloud?) {
    let account = account(slot, nil)
    return (TextField(state: account.state, place: account.place), account.present?.cloud)
  }

  /// A region, and the cloud whose form it has. One that the list of regions does not have is reported where it is
  /// used.
  package mutating func customerRegion(_ slot: WrittenField) -> (field: TextField, cloud: Cloud?) {
    guard slot.isWritten else { return (TextField(), nil) }
    let place = place(slot)
    let form = tree[place.node].kind == .scalar ? Region.shape(of: tree.text(place.node)) : nil
    let region = region(slot, CustomerKey.region.field, isRequired: true, cloud: form ?? .aws)
    return (TextField(state: region.state, place: region.place), region.isPresent ? form : nil)
  }

  package mutating func subscription(item: Entry) -> Field<GUID> {
    subscription(item, CustomerKey.subscriptions.field, isRequired: true)
  }
}
