import Diagnostics

/// What is wrong with a file as YAML, before anybody asks what it means.
package struct YAMLProblem: Sendable {
  package var kind: Kind
  package var span: Span
  /// Where the construct began that could not be finished, or the first of two keys.
  package var context: (span: Span, words: String)?

  package enum Kind: Sendable {
    /// The reader's own words for why this is not YAML.
    case syntax(String)
    case invalidBytes(String)
    /// The name of a limit, its value and the unit it counts.
    case limit(name: String, value: Int, option: String)
    case undefinedAlias(String)
    case recursiveAlias(String)
    case customTag(String)
    /// What the key is: a mapping or a sequence.
    case nonScalarKey(Node.Kind)
    case duplicateKey(String)
  }
}
