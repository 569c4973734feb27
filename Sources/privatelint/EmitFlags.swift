import Files
import ArgumentParser
import Diagnostics
import Emitters
import ManifestModel
import Linter

/// What every compiling command takes: what to read, which projects and environments to emit, where to.
struct EmitFlags: ParsableArguments {
  @OptionGroup var input: InputFlags

  @Option(help: ArgumentHelp("Emit this project only; repeatable.", valueName: "id"))
  var project: [String] = []

  @Option(help: ArgumentHelp("Emit this environment only; repeatable.", valueName: "id"))
  var environment: [String] = []

  @Flag(help: "Count warnings as errors.")
  var strict = false

  var least: Severity { strict ? .warning : .error }
  var environments: Set<String> { Set(environment) }

  /// Checks the whole workspace, tells on standard error what is wrong, and gives what can be compiled.
  func compile(tolerating isTolerable: (Diagnostic) -> Bool = { _ in false }) throws -> Result {
    let inputs = try input.discover()
    let outcome = Lint.run(inputs.files, input.options(inputs))
    let compilation = Compilation(outcome, least: least, isTolerable: isTolerable)
    tell(Report(outcome))
    for problem in inputs.problems + outcome.problems { Terminal.problem(problem.message) }
    if inputs.files.isEmpty && inputs.problems.isEmpty {
      _ = input.nothingToCheck(inputs)
      throw ExitStatus.impossible
    }
    let all = EffectiveBuilder.projects(of: outcome.workspace)
    try checkNames(among: all)
    let projects = project.isEmpty ? compilation.projects : compilation.projects.filter { project.contains($0.id) }
    let status: ExitStatus =
      !(inputs.problems + outcome.problems).isEmpty || inputs.hasBadSettings
      ? .impossible : compilation.isBlocked ? .failure : .success
    return Result(projects: projects, all: all, exceptions: compilation.exceptions, status: status)
  }

  struct Result {
    let projects: [EffectiveProject]
    /// Every project of the manifests, whether it is asked for or not, with errors or without.
    let all: [EffectiveProject]
    let exceptions: [RequestedException]
    /// The status to end with, once everything is emitted.
    let status: ExitStatus

    func finish() -> Never { Terminal.finish(status) }
  }

  /// The findings that matter to somebody who compiles: errors and warnings.
  private func tell(_ report: Report) {
    var report = report
    report.diagnostics.removeAll { $0.severity == .note }
    guard !report.diagnostics.isEmpty else { return }
    Terminal.writeErrorText(TextRenderer.render(report, style: ColorChoice.auto.style(for: STDERR_FILENO)))
  }

  /// A project or environment that is asked for has to be there.
  func checkNames(among projects: @autoclosure () -> [EffectiveProject]) throws {
    if project.isEmpty, environment.isEmpty { return }
    let projects = projects()
    try checkName(project, among: projects.map(\.id), "project")
    let asked = projects.filter { project.isEmpty || project.contains($0.id) }
    try checkName(environment, among: asked.flatMap(\.environments).map(\.id), "environment")
  }

  private func checkName(_ names: [String], among known: [String], _ what: String) throws {
    for name in names where !known.contains(name) {
      let nearest = NearestName.of(name, among: known).map { "; perhaps \(Display.quoted(SecretMask.mask($0)))" } ?? ""
      Terminal.problem("there is no \(what) \(Display.quoted(name)) in these manifests\(nearest)")
      throw ExitStatus.impossible
    }
  }
}
