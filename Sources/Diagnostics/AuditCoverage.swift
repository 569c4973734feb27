/// How much of what manifests say an audit compared with the cloud.
package struct AuditCoverage: Sendable {
  /// The facts that the manifests speak of.
  package let facts: Int
  /// Those that were compared.
  package let audited: Int
  /// What was not collected, each with the reason if it is known.
  package let notCollected: [String]
  /// What was collected and could not be judged, each with the reason.
  package let notJudged: [String]

  package init(facts: Int, audited: Int, notCollected: [String], notJudged: [String]) {
    self.facts = facts
    self.audited = audited
    self.notCollected = notCollected
    self.notJudged = notJudged
  }

  package var isComplete: Bool { audited == facts }
}
