import Diagnostics
import YAMLTree

/// One key of a mapping. A class, so that the decoder hands on a reference where it goes from value to value.
package final class FieldDeclaration: Sendable {
  package let key: String
  package let type: ValueType
  package let need: Need
  /// The cloud it belongs to; nil: both.
  package let cloud: Cloud?
  /// What applies if it is not written.
  package let defaultValue: String?
  /// One sentence, without a full stop at the end of a fragment.
  package let doc: Wording
  /// A value as it would be written.
  package let example: String
  /// Where the value is found or who can give it; it ends the help of `missing-key` and `placeholder-left`.
  package let origin: Wording?
  /// What an editor offers under it, beyond what the type says.
  package let suggestion: Suggestion?

  package init(
    _ key: String,
    _ type: ValueType,
    _ need: Need,
    cloud: Cloud? = nil,
    default defaultValue: String? = nil,
    _ doc: Wording,
    example: String,
    origin: Wording? = nil,
    suggestion: Suggestion? = nil
  ) {
    self.key = key
    self.type = type
    self.need = need
    self.cloud = cloud
    self.defaultValue = defaultValue
    self.doc = doc
    self.example = example
    self.origin = origin
    self.suggestion = suggestion
  }

  /// An optional key.
  package convenience init(
    _ key: String,
    _ type: ValueType,
    cloud: Cloud? = nil,
    default defaultValue: String? = nil,
    _ doc: Wording,
    example: String,
    origin: Wording? = nil,
    suggestion: Suggestion? = nil
  ) {
    self.init(
      key,
      type,
      .optional,
      cloud: cloud,
      default: defaultValue,
      doc,
      example: example,
      origin: origin,
      suggestion: suggestion
    )
  }

  /// Values that are usual under a key, and not the only ones.
  package enum Suggestion: Sendable {
    case serviceNames, protocols, portNumbers, today
    /// `present` and `absent`: of what a policy asks for.
    case presence
  }

  package enum Need: Sendable, Equatable {
    case required, optional
    /// Required where the project is on this cloud.
    case requiredOn(Cloud)
    /// Required where the environment's ID does not tell its type.
    case requiredForUntellingID
  }
}
