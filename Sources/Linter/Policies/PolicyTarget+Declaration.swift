import ManifestModel

// What an editor offers in `when` and `require`: the keys that the table of targets has.
extension PolicyTarget {
  /// The keys that conditions on it take, as a mapping. `withContext`: those of what it is in as well.
  package func conditions(withContext: Bool) -> MappingDeclaration {
    PolicyTarget.declarations[self]?[withContext ? 1 : 0] ?? PolicyKey.mapping
  }

  private static let declarations: [PolicyTarget: [MappingDeclaration]] = Dictionary(
    uniqueKeysWithValues: allCases.map {
      ($0, [$0.declaration(withContext: false), $0.declaration(withContext: true)])
    }
  )

  private func declaration(withContext: Bool) -> MappingDeclaration {
    let context = withContext ? contexts.map(\.field) : []
    return MappingDeclaration(
      withContext ? "condition" : "requirement",
      doc: withContext ? "When the policy applies" : "What the values must be",
      fields: (fields + context).map(PolicyTarget.condition)
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
