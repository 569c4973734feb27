import Diagnostics
import Emitters
import ManifestModel

extension OverviewBuilder {
  /// An overview of checked manifests: what is at fault in them is shown as what it is, and keeps nothing back.
  package init(_ outcome: LintOutcome, today: CivilDate) {
    self.init(
      projects: Compilation.projects(of: outcome),
      findings: OverviewBuilder.findings(of: outcome),
      exceptions: outcome.files.flatMap(Compilation.exceptions),
      today: today
    )
    for checked in outcome.files where checked.unshown > 0 {
      notes.append("\(DisplayPath.of(checked.file.path)) has \(checked.unshown) more findings than are kept.")
    }
    guard outcome.files.contains(where: { !$0.file.secrets.isEmpty }) else { return }
    mask()
  }

  fileprivate static func findings(of outcome: LintOutcome) -> [OverviewFinding] {
    var indices = LineIndices()
    return outcome.files.flatMap { findings(of: $0, &indices) }
  }

  /// The errors and warnings of a file, once for each project and environment to which they apply.
  private static func findings(of checked: CheckedFile, _ indices: inout LineIndices) -> [OverviewFinding] {
    let shown = checked.diagnostics.filter { $0.severity > .note }
    guard !shown.isEmpty else { return [] }
    var reach = AffectedProjects(checked.file)
    return shown.flatMap { finding in
      let (uses, isInsideProject) = reach.uses(of: finding)
      let line = indices.index(finding.location.source).position(finding.location.span.start).line
      func found(_ project: String?, environment: String?) -> OverviewFinding {
        OverviewFinding(
          project: project,
          environment: environment,
          severity: finding.severity,
          rule: finding.about.id,
          message: Display.oneLine(finding.message),
          path: DisplayPath.of(checked.file.path),
          line: line
        )
      }
      return isInsideProject
        ? uses.sorted().map { found($0.project, environment: $0.environment) } : [found(nil, environment: nil)]
    }
  }

  /// Takes credentials out of all that is shown.
  private mutating func mask() {
    projects = projects.map(\.masked)
    EffectiveProject.makeDistinct(&projects, \.id)
    projects.sort { $0.id.precedesByBytes($1.id) }
    findings = findings.map { finding in
      OverviewFinding(
        project: finding.project.map(SecretMask.mask),
        environment: finding.environment.map(SecretMask.mask),
        severity: finding.severity,
        rule: finding.rule,
        message: SecretMask.mask(finding.message),
        path: SecretMask.mask(finding.path),
        line: finding.line
      )
    }
    exceptions = exceptions.map { exception in
      RequestedException(
        project: SecretMask.mask(exception.project),
        environment: exception.environment.map(SecretMask.mask),
        rule: exception.rule,
        finding: SecretMask.mask(exception.finding),
        value: SecretMask.mask(exception.value),
        reason: SecretMask.mask(exception.reason),
        until: exception.until
      )
    }
  }
}

extension OverviewBuilder {
  /// Compares with the old side, as far as both can be read: what cannot be read on the new side is not called removed.
  ///
  /// `isWhole`: every path of the new side was read.
  package mutating func compare(with old: ChangeSides.Side, isWhole: Bool) {
    let faulty = Dictionary(grouping: findings.filter { $0.severity == .error && $0.project != nil }) {
      $0.project ?? ""
    }
    .mapValues { Set($0.map(\.environment)) }
    let unread = Set(findings.filter { $0.project == nil && $0.severity == .error }.map(\.path))
    let partly = Set(projects.filter { !unread.isDisjoint(with: $0.paths) }.map(\.id))
    let changes = Comparison.compare(old.projects, with: projects).filter { change in
      !partly.contains(change.id) && (change.new != nil || isWhole && unread.isEmpty)
    }.compactMap { change in
      // A value at fault is not a value that was taken away.
      guard let places = faulty[change.id] else { return change }
      return change.without { item in
        let isAtFault = places.contains(nil) || item.environment.map { places.contains($0) } ?? false
        return isAtFault && item.kind != .removeConnection
          && (item.mark == .removed || item.mark == .changed && item.after == nil)
      }
    }
    let errors = old.outcome.files.reduce(0) { count, checked in
      count + checked.unshown
        + checked.diagnostics.count { $0.severity == .error && !ChangeSides.meansNoConnection($0) }
    }
    comparison = ChangeReport(changes, oldErrors: errors, isPartial: !unread.isEmpty || !isWhole || !faulty.isEmpty)
    if errors > 0 {
      notes.append("The old side has \(Display.count(errors, "error")): it was compared without the faulty values.")
    }
    if !unread.isEmpty || !isWhole {
      notes.append("What could not be read is not compared: nothing in it is shown as added, changed or removed.")
    }
    let compared = projects.map(\.id).filter { faulty[$0] != nil && !partly.contains($0) }
    if !compared.isEmpty {
      notes.append(
        "Compared without the faulty values, which are not shown as removed: \(Words.shortList(compared))."
      )
    }
  }
}

extension ManifestErrors {
  package init(_ outcome: LintOutcome) { self.init(OverviewBuilder.findings(of: outcome)) }
}
