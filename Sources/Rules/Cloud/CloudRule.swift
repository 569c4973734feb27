import Diagnostics
import ManifestModel

/// A rule that compares a manifest with what was collected of the cloud.
package protocol CloudRule: Sendable {
  static var about: RuleAbout { get }
  static func check(_ audit: Audit, to findings: inout Findings)
}
