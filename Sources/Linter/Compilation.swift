import Diagnostics
import Emitters
import ManifestModel
import Files

/// A checked workspace, and the projects that nothing keeps from being compiled.
package struct Compilation: Sendable {
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
    var blocked: Set<String> = []
    var isBlocked = false
    for checked in outcome.files {
      let findings = checked.diagnostics.filter { $0.severity >= least && !isTolerable($0) }
      // Findings beyond the limit were only counted: nobody knows what they are of.
      isBlocked = isBlocked || !findings.isEmpty || checked.unshown > 0
      if !findings.isEmpty || checked.unshown > 0 { blocked.formUnion(Compilation.blocked(by: findings, in: checked)) }
    }
    self.isBlocked = isBlocked
    projects = Compilation.projects(of: outcome) { !blocked.contains($0) }
    exceptions = outcome.files.flatMap(Compilation.exceptions)
  }

  /// The projects of a run, their manifests named by paths that say nothing of the machine. Values whose findings were
  /// let through are as written.
  package static func projects(of outcome: LintOutcome, where isWanted: (String) -> Bool = { _ in true })
    -> [EffectiveProject]
  {
    let errors = outcome.files.map { checked in
      (checked.file.path, (checked.diagnostics + checked.hidden).filter { $0.severity == .error }.map(\.origin))
    }
    return projects(of: outcome.workspace, accepting: AcceptedValues(errors: errors), where: isWanted)
  }

  /// The projects of a workspace of which no findings are known: values at fault are left out.
  package static func projects(
    of workspace: Workspace,
    accepting accepted: AcceptedValues? = nil,
    where isWanted: (String) -> Bool = { _ in true }
  ) -> [EffectiveProject] {
    var projects = EffectiveBuilder.projects(of: workspace, accepting: accepted, where: isWanted)
    for index in projects.indices { projects[index].paths = projects[index].paths.map(DisplayPath.of) }
    return projects
  }

  /// An error inside a project blocks the project, one outside blocks all of its file.
  private static func blocked(by findings: [Diagnostic], in checked: CheckedFile) -> Set<String> {
    let all = Set(checked.file.projects.map { EffectiveBuilder.id(of: $0, in: checked.file) })
    if checked.unshown > 0 { return all }
    var reach = AffectedProjects(checked.file)
    var blocked: Set<String> = []
    for finding in findings where blocked.count < all.count {
      let (uses, isInsideProject) = reach.uses(of: finding)
      blocked.formUnion(isInsideProject ? Set(uses.map(\.project)) : all)
    }
    return blocked
  }

  // MARK: Exceptions

  /// What ignores let through of the documented limits, once for each environment to which it applies.
  package static func exceptions(of checked: CheckedFile) -> [RequestedException] {
    let ignored = checked.suppressed.filter { $0.about.group == .limits && $0.suppression?.kind == .ignore }
    guard !ignored.isEmpty else { return [] }
    let reach = AffectedProjects(checked.file)
    return ignored.flatMap { finding in
      Set(([finding.location.span] + finding.uses).compactMap(reach.use)).sorted().map {
        RequestedException(
          project: $0.project,
          environment: $0.environment,
          rule: finding.about.id,
          finding: Display.oneLine(finding.message),
          value: value(of: finding, in: checked.file),
          reason: EffectiveBuilder.line(finding.suppression?.reason ?? ""),
          until: finding.suppression?.until
        )
      }
    }
  }

  /// What the manifest says at the place of a finding, without quotes; through an alias, what is written at its anchor.
  private static func value(of finding: Diagnostic, in file: ManifestFile) -> String {
    if let supplied = finding.supplied { return EffectiveBuilder.line(supplied.text) }
    let bytes = file.tree.source.bytes[finding.origin.range]
    let text = EffectiveBuilder.line(String(decoding: bytes, as: UTF8.self))
    guard let quote = text.utf8.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), text.utf8.count > 1,
      text.utf8.last == quote
    else { return text }
    return String(text.dropFirst().dropLast())
  }
}

/// Paths as documents name them: the same on every machine.
package enum DisplayPath {
  /// A path as seen from the current folder; only the name if it is elsewhere and was given in full.
  package static func of(_ path: String) -> String {
    var path = path
    while path.hasPrefix("./") { path = String(path.dropFirst(2).drop { $0 == "/" }) }
    guard path.hasPrefix("/") else { return Display.oneLine(path) }
    let absolute = (try? AbsolutePath.of(path)) ?? path
    if let folder = try? AbsolutePath.of("."), absolute.hasPrefix(folder == "/" ? "/" : folder + "/") {
      return Display.oneLine(String(absolute.dropFirst(folder == "/" ? 1 : folder.count + 1)))
    }
    return Display.oneLine(path.split(separator: "/").last.map(String.init) ?? path)
  }
}
