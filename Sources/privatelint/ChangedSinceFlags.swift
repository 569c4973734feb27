import ArgumentParser
import Diagnostics
import Files
import Linter

/// `--changed-since`: only what a change brings.
struct ChangedSinceFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      List only findings that are new since this git revision; older ones are only counted, even if their lines \
      moved. `REV...` means the merge base of REV and HEAD.
      """,
      valueName: "revision"
    ),
    completion: NameCompletion.revisions
  )
  var changedSince: String?

  func refuse(beside fixing: FixFlags) throws {
    if changedSince != nil, fixing.fix || fixing.diff {
      throw ValidationError("--changed-since cannot be combined with --fix or --diff")
    }
  }

  /// Takes what the revision has out of what counts. `isWanted`: what the command reports at all.
  func divide(
    _ report: inout Report,
    of input: InputFlags,
    _ options: LintOptions,
    isQuiet: Bool,
    where isWanted: (Diagnostic) -> Bool = { _ in true }
  ) throws {
    guard let changedSince else { return }
    do throws(InputProblem) {
      let paths = input.paths.filter { $0 != "-" }
      let known = try RevisionFindings(changedSince, paths: paths, settings: input.finder, options)
      let parts = known.divide((report.diagnostics + report.hidden).filter(isWanted))
      report.settle(parts.new)
      report.suppressed += parts.old
      for note in known.notes { Terminal.problem(note) }
      guard !isQuiet, !parts.old.isEmpty else { return }
      let count = Display.count(parts.old.count, "finding")
      Terminal.writeError(
        "\(count) already in `\(Display.oneLine(changedSince))` \(parts.old.count == 1 ? "is" : "are") not listed"
      )
    } catch {
      throw ExitStatus.impossible(because: error)
    }
  }
}
