import ManifestModel
import Diagnostics
import Emitters
import Files

/// Both sides of a change, checked at the same time.
package struct ChangeSides: Sendable {
  package let old: Side
  package let new: Side
  /// What whoever reads the changes has to know first.
  package let notes: [String]

  /// One version of a workspace.
  package struct Side: Sendable {
    package let outcome: LintOutcome
    package fileprivate(set) var projects: [EffectiveProject]
    package let exceptions: [RequestedException]

    init(_ inputs: [LintInput], _ options: LintOptions) {
      outcome = Lint.run(inputs, options)
      projects = Compilation.projects(of: outcome)
      exceptions = outcome.files.flatMap(Compilation.exceptions)
    }

    /// Takes credentials out of what is shown of it: unlike a new side, an old one with a credential is not refused.
    mutating func mask() {
      guard outcome.files.contains(where: { !$0.file.secrets.isEmpty }) else { return }
      projects = projects.map(\.masked)
      EffectiveProject.makeDistinct(&projects, \.id)
      projects.sort { $0.id.precedesByBytes($1.id) }
    }

    /// The findings of at least this severity that keep it from being compared; and how many more there are.
    package func faults(_ least: Severity) -> Report {
      var report = Report(outcome)
      report.diagnostics.removeAll { $0.severity < least || ChangeSides.meansNoConnection($0) }
      return report
    }

    /// Whether it says something of connections: that there are some, or that there are none.
    var saysSomething: Bool {
      !projects.isEmpty || outcome.files.contains { $0.diagnostics.contains(where: ChangeSides.meansNoConnection) }
    }
  }

  /// - Parameters:
  ///   - base: the old side.
  ///   - name: what it was given as; nil: there was none.
  ///   - inputs: the manifests of the new side that are on disk.
  ///   - options: how these are checked.
  /// - Throws: what keeps the old side from being read.
  package init(_ base: BaseSide, named name: String?, new inputs: [LintInput], _ options: LintOptions)
    throws(InputProblem)
  {
    var (oldOptions, newOptions) = (options, options)
    oldOptions.settings = base.settings
    newOptions.settings.merge(base.hidden.settings) { known, _ in known }
    let sides = [(base.inputs, oldOptions), (inputs + base.hidden.inputs, newOptions)]
    var checked = [Side?](repeating: nil, count: 2)
    Parallel.forEach(2, jobs: options.jobs, into: &checked) { Side(sides[$0].0, sides[$0].1) }
    guard var old = checked[0], let new = checked[1] else { throw InputProblem(name ?? "", reason: "was not read") }
    if let problem = old.outcome.problems.first { throw problem }
    old.projects = base.projects(old.projects, of: old.outcome, beside: new.projects)
    old.mask()
    if let name, !old.saysSomething {
      throw InputProblem(
        name,
        reason: "no manifest found to compare with; if there was none, add `--from-nothing`"
      )
    }
    (self.old, self.new, notes) = (old, new, base.notes)
  }

  /// What has changed.
  package var changes: [ProjectChange] {
    Comparison.compare(old.projects, with: new.projects, exceptions: new.exceptions, earlier: old.exceptions)
  }

  /// `environments: {}` and `projects: {}` take the last connection away.
  package static func meansNoConnection(_ finding: Diagnostic) -> Bool {
    guard finding.about.id == "empty-value" else { return false }
    let parts = finding.address.split(separator: "/")
    return parts == ["projects"] || (parts.count == 3 && parts[0] == "projects" && parts[2] == "environments")
  }
}
