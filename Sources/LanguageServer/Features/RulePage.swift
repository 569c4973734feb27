import Diagnostics
import Rules

/// Where a rule is explained on the web.
enum RulePage {
  static func rule(_ id: String) -> RuleAbout? { Catalog.rule(id) }

  static func address(of rule: RuleAbout, _ documentation: String) -> String { "\(documentation)/rules/\(rule.id).md" }
}

/// The rule whose findings editors show as text that is not needed.
enum UnnecessaryRule {
  static let id = UnusedIgnore.about.id
}
