import ArgumentParser
import Diagnostics
import Driver
import Emitters
import ManifestModel

/// `privatelint change`.
struct ChangeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "change", abstract: "Compile the change request between two versions of the manifests.",
    discussion: "Both versions are compared by name and meaning: order, comments, quoting, anchors and file layout do not matter.")

  @Option(
    help: ArgumentHelp(
      "The old version: an existing file or folder, else a git revision such as main, HEAD~3 or a tag.", valueName: "ref-or-path"))
  var from: String

  @OptionGroup var emit: EmitFlags

  @Option(help: ArgumentHelp("The format: text, markdown or json.", valueName: "format"))
  var format = DocumentFormat.text

  @Flag(help: "End with status 1 if anything but bookkeeping changed.")
  var exitCode = false

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  func run() throws {
    let old = try oldSide()
    let new = try newSide(isOldSideEmpty: old.isEmpty)
    let wanted = Set(emit.project)
    let isWanted = { (project: EffectiveProject) in wanted.contains(project.id) }
    var changes = wanted.isEmpty ? Comparison.compare(old, new) : Comparison.compare(old.filter(isWanted), new.filter(isWanted))
    if !emit.environment.isEmpty { changes = changes.compactMap { $0.restricted(to: emit.environments) } }
    switch format {
    case .text: Terminal.write(ChangeText.render(changes, style: color.style(for: STDOUT_FILENO)))
    case .markdown: Terminal.write(ChangeMarkdown.render(changes))
    case .json: Terminal.write(ChangeJSON.render(changes))
    }
    let hasChanged = changes.contains { $0.changes.contains { $0.kind != .bookkeeping } }
    Terminal.finish(exitCode && hasChanged ? .failure : .success)
  }

  /// The old side need only decode: what is wrong with it is counted, not shown.
  private func oldSide() throws -> [EffectiveProject] {
    do throws(InputProblem) {
      let outcome = Lint.run(try OldSide.inputs(from, paths: emit.input.paths), emit.input.options(InputFlags.Inputs()))
      if let problem = outcome.problems.first { throw problem }
      let errors = outcome.files.reduce(0) { $0 + $1.diagnostics.count { $0.severity == .error && !ChangeCommand.meansNoConnection($0) } }
      if errors > 0 { Terminal.problem("the old side has \(Shown.count(errors, "error")); it is compared as far as it can be read") }
      return EffectiveBuilder.projects(of: outcome.workspace)
    } catch {
      Terminal.problem(error.message)
      throw ExitStatus.impossible
    }
  }

  /// The new side has to be free of errors. A folder without a manifest stands for "no connection".
  ///
  /// So does a path that is gone, if the old side knew it.
  private func newSide(isOldSideEmpty: Bool) throws -> [EffectiveProject] {
    var flags = emit.input
    if !isOldSideEmpty { flags.paths.removeAll { $0 != "-" && !FileReading.exists($0) } }
    let isGone = flags.paths.isEmpty && !emit.input.paths.isEmpty
    let inputs = isGone ? InputFlags.Inputs() : try flags.discover()
    let outcome = Lint.run(inputs.files, emit.input.options(inputs))
    let problems = (inputs.problems + outcome.problems)
    for problem in problems { Terminal.problem(problem.message) }
    if !problems.isEmpty || inputs.hasBadSettings { throw ExitStatus.impossible }
    var report = Report(outcome)
    report.diagnostics.removeAll { $0.severity < emit.least || ChangeCommand.meansNoConnection($0) }
    if !report.diagnostics.isEmpty {
      Terminal.writeErrorText(TextRenderer.render(report, style: color.style(for: STDERR_FILENO)))
      Terminal.problem("the new side has to be free of errors before a change request is written from it")
      throw ExitStatus.failure
    }
    return EffectiveBuilder.projects(of: outcome.workspace)
  }

  /// `environments: {}` and `projects: {}` take the last connection away.
  private static func meansNoConnection(_ finding: Diagnostic) -> Bool {
    guard finding.about.id == "empty-value" else { return false }
    let parts = finding.address.split(separator: "/")
    return parts == ["projects"] || (parts.count == 3 && parts[0] == "projects" && parts[2] == "environments")
  }
}
