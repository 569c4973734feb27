/// How much a finding weighs.
package enum Severity: String, Sendable, Comparable, CaseIterable {
  case note, warning, error

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
  private var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
}
