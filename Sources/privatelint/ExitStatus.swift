import ArgumentParser
import Diagnostics
import Files
import Linter

/// The three exit statuses there are, and which of them a run that reads manifests ends with.
enum ExitStatus: Int32, Error {
  /// The job is done and nothing fails.
  case success = 0
  /// Findings that fail, changes found, a failed test.
  case failure = 1
  /// The job could not be done.
  case impossible = 2

  /// The status of a run: what could not be read, and a bad setting, win over what fails.
  init(_ inputs: InputFlags.Inputs, problems: [InputProblem] = [], fails: Bool = false) {
    let isDone = inputs.problems.isEmpty && problems.isEmpty && !inputs.hasBadSettings
    self = !isDone ? .impossible : fails ? .failure : .success
  }

  /// The status of what the argument parser throws: help that was asked for, or bad usage.
  init(of error: any Error) {
    self = PrivateLint.exitCode(for: error).isSuccess ? .success : .impossible
  }

  /// A job that cannot be done, for a reason that is reported here.
  static func impossible(because problem: InputProblem) -> ExitStatus {
    Terminal.problem(problem.message)
    return .impossible
  }
}

extension InputFlags {
  /// Ends a check of manifests by what could not be read and what was found. `isIncomplete`: an audit that had to
  /// compare everything did not.
  func finish(_ inputs: Inputs, _ outcome: LintOutcome, reporting report: Report, isIncomplete: Bool = false) -> Never {
    Terminal.write(problems: inputs.problems + outcome.problems)
    if inputs.hasBadSettings { Terminal.problem("the settings have errors, so this result is incomplete") }
    let fails = isIncomplete || report.unshown > 0 || report.diagnostics.contains { $0.severity >= report.leastFailing }
    Terminal.finish(status(inputs, problems: outcome.problems, fails: fails))
  }

  /// The status of a run over manifests, those of `ExitStatus.init` and that of a run that had none.
  func status(
    _ inputs: Inputs,
    problems: [InputProblem] = [],
    fails: Bool = false,
    isListed: Bool = false
  ) -> ExitStatus {
    let status = ExitStatus(inputs, problems: problems, fails: fails)
    return status != .impossible && inputs.files.isEmpty ? nothingToCheck(inputs, isListed: isListed) : status
  }

  /// A hook or an editor hands over whatever was edited: where everything it names is left out on purpose, there is
  /// nothing to do, which is done. Paths that match nothing are an error. `isListed`: the files left out have been
  /// listed.
  func nothingToCheck(_ inputs: Inputs, isListed: Bool = false) -> ExitStatus {
    let named = inputs.leftOutByName
    if !isListed { report(named.map { "\(Display.oneLine($0.path)) is \($0.reason)" }) }
    if !named.isEmpty, named.count == paths.count { return .success }
    if !isListed { reportNearlyNamed(inputs) }
    let left = inputs.leftOut.isEmpty || isListed ? "" : "; `--list-files` says what was left out"
    Terminal.problem(
      """
      no manifest found to check: looked for privatelink.yaml, privatelink.yml, *.privatelink.yaml and \
      *.privatelink.yml\(left)
      """
    )
    Terminal.problem("`privatelint init` writes a manifest to start from")
    return .impossible
  }
}
