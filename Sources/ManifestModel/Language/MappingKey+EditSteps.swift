import Editing

extension MappingKey {
  /// The step to the value of this key; a new key is inserted at its place among the keys of the mapping.
  package var step: Step { .key(field.key, order: Self.table.names) }
}
