import ManifestModel

// What an editor offers in `when` and `require`: the keys that the table of things has.
extension PolicyThing {
  /// The keys that conditions on it take, as a mapping. `areAround`: those of what it is in as well.
  package func conditions(areAround: Bool) -> MappingDeclaration {
    PolicyThing.declarations[self]?[areAround ? 1 : 0] ?? PolicyKey.mapping
  }

  private static let declarations: [PolicyThing: [MappingDeclaration]] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, [$0.declaration(areAround: false), $0.declaration(areAround: true)]) }
  )

  private func declaration(areAround: Bool) -> MappingDeclaration {
    let context = areAround ? around.map(\.field) : []
    return MappingDeclaration(
      areAround ? "condition" : "requirement",
      doc: areAround ? "When the policy applies" : "What the values must be",
      fields: (fields + context).map(PolicyThing.condition)
    )
  }

  /// A key as a condition: nobody has to name it, and collections are only counted, or asked whether they are there.
  private static func condition(_ field: FieldDeclaration) -> FieldDeclaration {
    let type: ValueType =
      switch field.type {
      case .list(.mapping), .mapping, .named, .table, .conditions: .word
      case .list(let element): element
      default: field.type
      }
    return FieldDeclaration(
      field.key,
      type,
      cloud: field.cloud,
      field.doc,
      example: field.example,
      suggestion: .presence
    )
  }
}
