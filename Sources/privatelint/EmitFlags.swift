import Files
import ArgumentParser
import Diagnostics
import Emitters
import ManifestModel
import Linter

/// What every compiling command takes: what to read, which projects and environments to emit, where to.
struct EmitFlags: ParsableArguments {
  @OptionGroup var scope: ScopeFlags

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Option(help: ArgumentHelp("When to use color.", valueName: "when"))
  var color = ColorChoice.auto

  @OptionGroup var input: InputFlags

  var least: Severity { strict ? .warning : .error }
  var project: [String] { scope.project }
  var environments: Set<String> { scope.environments }

  /// Checks the whole workspace, reports on standard error what is wrong, and returns what can be compiled.
  func compile(tolerating isTolerable: (Diagnostic) -> Bool = { _ in false }) throws -> Result {
    let inputs = try input.discover()
    let outcome = Lint.run(inputs.files, input.options(inputs))
    let compilation = Compilation(outcome, least: least, isTolerable: isTolerable)
    show(Report(outcome))
    Terminal.write(problems: inputs.problems + outcome.problems)
    if inputs.files.isEmpty && inputs.problems.isEmpty {
      _ = input.nothingToCheck(inputs)
      throw ExitStatus.impossible
    }
    let all = EffectiveBuilder.projects(of: outcome.workspace)
    try scope.checkNames(among: all)
    let projects = project.isEmpty ? compilation.projects : compilation.projects.filter { project.contains($0.id) }
    return Result(
      projects: projects,
      all: all,
      outcome: outcome,
      exceptions: compilation.exceptions,
      status: ExitStatus(inputs, problems: outcome.problems, fails: compilation.isBlocked),
      flags: self,
      inputs: inputs,
      blocked: Set(all.map(\.id)).subtracting(compilation.projects.map(\.id))
    )
  }

  struct Result {
    let projects: [EffectiveProject]
    /// Every project of the manifests, whether it is asked for or not, with errors or without.
    let all: [EffectiveProject]
    let outcome: LintOutcome
    let exceptions: [RequestedException]
    /// The status to end with, once everything is emitted.
    let status: ExitStatus
    let flags: EmitFlags
    let inputs: InputFlags.Inputs
    /// The projects that an error keeps back.
    let blocked: Set<String>

    func finish() -> Never { Terminal.finish(status) }
  }

  /// The findings that matter to somebody who compiles: errors and warnings.
  private func show(_ report: Report) {
    var report = report
    report.diagnostics.removeAll { $0.severity == .note }
    guard !report.diagnostics.isEmpty else { return }
    Terminal.writeErrorText(TextRenderer.render(report, style: color.style(for: STDERR_FILENO)))
  }
}
