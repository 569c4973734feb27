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
      let errors = checked.diagnostics.filter { $0.severity >= least && !isTolerable($0) }
      guard !errors.isEmpty else { continue }
      let projects = Set(checked.file.projects.map { EffectiveBuilder.line(checked.file.string($0.id)) })
      for finding in errors { blockedProjects.formUnion(Compilation.blocked(by: finding, among: projects)) }
    }
    let wanted = EffectiveBuilder.projects(of: outcome.workspace) { !blockedProjects.contains($0) }
    projects = wanted
    exceptions = outcome.files.flatMap { $0.suppressed.compactMap(Compilation.exception) }
    isBlocked =
      !blockedProjects.isEmpty
      || outcome.files.contains { checked in checked.diagnostics.contains { $0.severity >= least && !isTolerable($0) } }
  }

  /// An error inside a project blocks the project, one outside blocks all of its file.
  private static func blocked(by finding: Diagnostic, among projects: Set<String>) -> Set<String> {
    guard let written = project(in: finding.address) else { return projects }
    let id = EffectiveBuilder.line(written)
    if projects.contains(id) { return [id] }
    // Of an ID that was repaired nobody can say which project it became; an entry that is no project has nothing to block.
    return id == written ? [id] : projects
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
      project: EffectiveBuilder.line(project), environment: environment.map(EffectiveBuilder.line), rule: finding.about.id,
      finding: finding.message,
      reason: EffectiveBuilder.line(finding.suppression?.reason ?? ""))
  }

  private static func unescaped(_ name: Substring) -> String { String(name).replacing("~1", with: "/").replacing("~0", with: "~") }
}
