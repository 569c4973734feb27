import Diagnostics
import Emitters
import ManifestModel

/// A checked workspace, and the projects that nothing keeps from being compiled.
package struct Compilation: Sendable {
  package let outcome: LintOutcome
  /// In order of ID.
  package let projects: [EffectiveProject]
  /// The ignored documented limits, which tickets carry as requested exceptions.
  package let exceptions: [RequestedException]
  /// Whether something was kept back.
  package let isBlocked: Bool

  /// - Parameters:
  ///   - outcome: what the lint found.
  ///   - least: the least severity that blocks.
  ///   - isTolerable: says of a finding that this command can live with it.
  package init(_ outcome: LintOutcome, least: Severity, isTolerable: (Diagnostic) -> Bool = { _ in false }) {
    self.outcome = outcome
    var blockedProjects: Set<String> = []
    for checked in outcome.files {
      for finding in checked.diagnostics where finding.severity >= least && !isTolerable(finding) {
        // An error inside a project blocks the project, one outside blocks all of its file.
        if let id = Compilation.project(in: finding.address) {
          blockedProjects.insert(id)
        } else {
          blockedProjects.formUnion(checked.file.projects.map { checked.file.string($0.id) })
        }
      }
    }
    let wanted = EffectiveBuilder.projects(of: outcome.workspace) { !blockedProjects.contains($0) }
    projects = wanted
    exceptions = outcome.files.flatMap { $0.suppressed.compactMap(Compilation.exception) }
    isBlocked =
      !blockedProjects.isEmpty
      || outcome.files.contains { checked in checked.diagnostics.contains { $0.severity >= least && !isTolerable($0) } }
  }

  /// The project ID in `projects/ID/…`.
  static func project(in address: String) -> String? {
    let parts = address.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0] == "projects" else { return nil }
    return unescaped(parts[1])
  }

  private static func exception(_ finding: Diagnostic) -> RequestedException? {
    guard finding.about.group == .limits, finding.suppression?.kind == .ignore, let project = project(in: finding.address) else {
      return nil
    }
    let parts = finding.address.split(separator: "/", omittingEmptySubsequences: false)
    let environment = parts.count > 3 && parts[2] == "environments" ? unescaped(parts[3]) : nil
    return RequestedException(
      project: project, environment: environment, rule: finding.about.id, finding: finding.message,
      reason: finding.suppression?.reason ?? "")
  }

  private static func unescaped(_ name: Substring) -> String { String(name).replacing("~1", with: "/").replacing("~0", with: "~") }
}
