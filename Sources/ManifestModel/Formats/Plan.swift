/// The plan of a project: PrivateLink is for Pro.
package enum Plan: String, Sendable, CaseIterable { case pro, starter }
