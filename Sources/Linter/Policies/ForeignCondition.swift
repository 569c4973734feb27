import Diagnostics

/// A condition in the notation of another tool: policies have neither a "not" nor operators, and would compare it as a
/// text that no manifest has.
enum ForeignCondition {
  case negation, comparison, alternatives, wildcard

  /// The notation of a value; nil: a value.
  init?(_ text: String) {
    if ["!", "<>", "^(?!", "not ", "NOT "].contains(where: text.hasPrefix) {
      self = .negation
    } else if text.hasPrefix("<") || text.hasPrefix(">") || text.hasPrefix("=") {
      self = .comparison
    } else if text.contains("|") {
      self = .alternatives
    } else if text.hasPrefix("*") || text.hasSuffix("*") {
      self = .wildcard
    } else {
      return nil
    }
  }

  /// The notation of a key that stands for an operator; nil: another key.
  init?(key: String) {
    switch key {
    case "not", "none_of", "not_in", "except", "none": self = .negation
    case "any", "any_of", "one_of", "or", "in", "anyOf", "oneOf": self = .alternatives
    default: return nil
    }
  }

  /// The same for a key whose values may be any text.
  var helpInText: String {
    self == .wildcard ? help : help + "; write a pattern if you mean that exact text, such as `/^!x$/`"
  }

  /// What to write instead.
  var help: String {
    switch self {
    case .negation:
      """
      policies have no `not`: list what is allowed, or name the value in `when` and require a key of your own, such \
      as `x-approval: present`
      """
    case .comparison: "write a range such as `8000-8099`, or a mapping such as `{ at_least: 1024 }`"
    case .alternatives:
      """
      write a list of the values; for one of two keys, ask in `when` for the first to be `absent` and require the \
      second
      """
    case .wildcard: "write a pattern, such as `/^web/i`"
    }
  }
}
