import Diagnostics
import ManifestModel
import YAMLTree

/// A policy of an organization, ready to be applied.
package struct Policy: Sendable {
  /// Without `policy/`.
  package let id: String
  package let target: PolicyTarget
  /// What findings say, with `{names}` in it; nil: what was found and what is allowed.
  let message: PolicyText?
  let help: PolicyText?
  /// What `when` asks for.
  let conditions: [PolicyCondition]
  let requirements: [PolicyCondition]
  /// Where it is written.
  package let origin: SettingsOrigin
  package let about: RuleAbout

  package var ruleID: String { about.id }

  /// What begins the ID of a finding.
  package static let prefix = "policy/"

  /// The outermost mapping that its conditions depend on; nil: they ask nothing of what the target is in.
  var decidedIn: PolicyLevel? {
    conditions.compactMap { condition in
      switch condition.field.source {
      case .context(let context): context.holder
      case .own: target.mapping == nil ? nil : target.level.outer
      case .key: nil
      }
    }.min()
  }

  /// Its conditions about the target itself, and those about what it is in.
  var ownConditions: [PolicyCondition] { conditions.filter { $0.field.context == nil } }
}
