import ManifestModel

/// The keys of `defaults`.
package enum DefaultsKey: Int, MappingKey {
  case company, contacts, customer, limits

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "defaults",
    doc: "What manifests may leave out: if one lacks it, this applies",
    keys: DefaultsKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .company: DefaultsKey.optional(ManifestKey.company.field)
    case .contacts: DefaultsKey.optional(ManifestKey.contacts.field)
    case .customer:
      FieldDeclaration(
        "customer",
        .mapping(DefaultCustomerKey.mapping),
        """
        Your cloud account, used for projects on the same cloud; without a region, it only completes a `customer` \
        that has one
        """,
        example: "{ account: \"210987654321\", region: eu-west-1 }"
      )
    case .limits:
      FieldDeclaration(
        "limits",
        ManifestKey.limits.field.type,
        "The edition of the documented limits for manifests that name none; the same as `limits` beside `defaults`",
        example: "2023-03"
      )
    }
  }

  /// A key of a manifest as a default: nobody has to give it.
  static func optional(_ field: FieldDeclaration) -> FieldDeclaration {
    FieldDeclaration(field.key, field.type, cloud: field.cloud, field.doc, example: field.example)
  }
}

/// The keys of `customer` in `defaults`.
package enum DefaultCustomerKey: Int, MappingKey {
  case account, region, subscriptions

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "default customer",
    doc: "Your cloud account, for environments that name none",
    keys: DefaultCustomerKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .account: DefaultsKey.optional(CustomerKey.account.field)
    case .region: DefaultsKey.optional(CustomerKey.region.field)
    case .subscriptions: DefaultsKey.optional(CustomerKey.subscriptions.field)
    }
  }
}
