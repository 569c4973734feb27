import YAMLTree

/// The canonical layout of a manifest.
package enum Formatting {
  /// The text of a tree in the canonical layout; nil if the file has a problem as YAML, and so cannot be formatted.
  package static func format(_ tree: YAMLTree) -> [UInt8]? {
    guard tree.problems.isEmpty, !tree.isPartial else { return nil }
    return CanonicalLayout.write(tree)
  }
}
