/// What an environment is for: only some kinds are eligible.
package enum EnvironmentType: String, Sendable, CaseIterable {
  case production, staging, integration, development, local

  package var isEligible: Bool { self == .production || self == .staging }
}
