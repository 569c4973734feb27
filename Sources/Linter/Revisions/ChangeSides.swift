import Emitters
import Files

/// Both sides of a change, read at the same time.
package struct ChangeSides: Sendable {
  package let old: Side
  package let new: Side
  /// The paths that the old side has and the new one no longer.
  package let gone: Set<String>

  /// One version of a workspace.
  package struct Side: Sendable {
    package let outcome: LintOutcome
    package fileprivate(set) var projects: [EffectiveProject]
    package let exceptions: [RequestedException]

    init(_ inputs: [LintInput], _ options: LintOptions) {
      outcome = Lint.run(inputs, options)
      projects = Compilation.projects(of: outcome.workspace)
      exceptions = outcome.files.flatMap(Compilation.exceptions)
    }
  }

  /// - Parameters:
  ///   - reference: what the old side is read from: an existing path, or a git revision.
  ///   - paths: the paths of the new side, as they were given.
  ///   - finder: where settings are looked for.
  ///   - inputs: the manifests of the new side.
  ///   - options: how these are checked.
  /// - Throws: what keeps the old side from being read.
  package init(
    _ reference: String,
    paths: [String],
    settings finder: SettingsFinder,
    new inputs: [LintInput],
    _ options: LintOptions
  )
    throws(InputProblem)
  {
    var halves = [Result<Half, InputProblem>?](repeating: nil, count: 2)
    Parallel.forEach(2, jobs: options.jobs, into: &halves) { index in
      index == 0 ? ChangeSides.readOld(reference, paths, finder, options) : .success(.new(Side(inputs, options)))
    }
    guard case .old(let source, var old)? = try halves[0]?.get(), case .new(let new)? = try halves[1]?.get() else {
      throw InputProblem(reference, "was not read")
    }
    old.projects = source.projects(old.projects, of: old.outcome, beside: new.projects)
    (self.old, self.new, gone) = (old, new, source.gone)
  }

  private enum Half: Sendable {
    case old(OldSide, Side)
    case new(Side)
  }

  private static func readOld(_ reference: String, _ paths: [String], _ finder: SettingsFinder, _ options: LintOptions)
    -> Result<Half, InputProblem>
  {
    do throws(InputProblem) {
      let source = try OldSide(reference, paths: paths, settings: finder)
      var options = options
      options.settings = source.settings
      let side = Side(source.inputs, options)
      if let problem = side.outcome.problems.first { throw problem }
      return .success(.old(source, side))
    } catch {
      return .failure(error)
    }
  }
}
