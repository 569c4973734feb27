import ArgumentParser
import Diagnostics
import Emitters
import ManifestModel
import Files
import Linter

/// `privatelint change`.
struct ChangeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "change",
    abstract: "Compile a change request from the differences between two versions of the manifests.",
    discussion: """
      Items in the two versions are matched by name and compared by meaning; order, comments, quoting, anchors and \
      file layout do not matter. \
      The change request goes to \
      standard output, and a summary of the changes to standard error.

      A git revision is read with its own settings, and symbolic links are followed only within the repository. Both \
      versions omit files that \
      the current settings exclude, and manifests that are now untracked and ignored by git. Files that a sparse \
      checkout leaves out are read from the index. \
      `main...` compares with the merge base of main and HEAD, as in git: the commit where your branch started.

      Examples: `privatelint change --from main...`, `privatelint change --from HEAD~1 --format markdown`, \
      `privatelint change --from old.yaml new.yaml`.
      """
  )

  @Option(
    help: ArgumentHelp(
      """
      The old version: a file or folder, or a git revision such as main, HEAD~3 or a tag; `main...` is where HEAD \
      branched off main.
      """,
      valueName: "ref-or-path"
    ),
    completion: NameCompletion.revisions
  )
  var from: String?

  @Flag(
    help: "Treat everything as new, with no old version. With --from: accept an old version that contains no manifest."
  )
  var fromNothing = false

  @Option(help: ArgumentHelp("The output format.", valueName: "format"))
  var format = DocumentFormat.text

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write one file for each project to this folder.", valueName: "folder"),
    completion: .directory
  )
  var output: String?

  @Flag(
    name: .customLong("summary"),
    help: "Print only the summary of changes, on standard output; otherwise it goes to standard error."
  )
  var isSummary = false

  @Flag(
    help:
      """
      Exit with status 1 if anything that Adobe needs to know about has changed, or 2 if either version cannot be read \
      or compiled.
      """
  )
  var exitCode = false

  @OptionGroup var emit: EmitFlags

  func validate() throws {
    if from == nil, !fromNothing {
      throw ValidationError("name the old version with --from, or use --from-nothing if there was none")
    }
  }

  func run() throws {
    let missing = emit.input.paths.filter { $0 != "-" && !FileReading.exists($0) }
    let base = try baseSide()
    let inputs = try newInputs(without: missing, hidden: base.hidden)
    // Before anything is asked to be removed.
    for note in base.notes { Terminal.problem(note) }
    // A path that only the old side has means "no connection", and one that the index keeps off the disk for what the
    // index says.
    let lost = missing.filter { !base.gone.contains($0) && !base.hidden.paths.contains($0) }.map(InputProblem.missing)
    if !lost.isEmpty {
      Terminal.write(problems: lost)
      throw ExitStatus.impossible
    }
    let sides = try read(base, inputs)
    let problems = sides.new.outcome.problems
    Terminal.write(problems: inputs.problems + problems)
    if ExitStatus(inputs, problems: problems) == .impossible { throw ExitStatus.impossible }
    try refuse(sides.new)
    if sides.old.outcome.files.isEmpty, sides.new.outcome.files.isEmpty {
      throw emit.input.nothingToCheck(InputFlags.Inputs())
    }
    try emit.scope.checkNames(among: sides.old.projects + sides.new.projects)
    let changes = wanted(sides.changes)
    // The new side has none: it would have been refused.
    let holdsSecrets = sides.old.outcome.files.contains { !$0.file.secrets.isEmpty }
    let report = ChangeReport(
      changes,
      oldErrors: errors(of: sides.old),
      notes: sides.notes,
      isPartial: base.isPartial
    )
    try write(report) { holdsSecrets ? SecretMask.mask($0) : $0 }
    let hasChanged = changes.contains { $0.changes.contains { $0.kind != .bookkeeping } }
    guard exitCode else { Terminal.finish(.success) }
    Terminal.finish(isUnreadable(sides.old) ? .impossible : hasChanged ? .failure : .success)
  }

  /// Whether a file of a side was not read to its end: what it would have said is not known.
  private func isUnreadable(_ side: ChangeSides.Side) -> Bool {
    side.faults(.error).diagnostics.contains { ["yaml-syntax", "yaml-limit"].contains($0.about.id) }
  }

  /// The request goes to standard output or into files, the summary of changes to standard error; the other formats
  /// contain both.
  private func write(_ report: ChangeReport, masked: (String) -> String) throws {
    if let output {
      let documents = report.byProject.map { project, report in
        ("\(project).change.\(format.fileExtension)", masked(document(report)))
      }
      try OutputFolder(output).write(documents.filter { !$0.1.isEmpty })
    } else if !isSummary || format != .text {
      Terminal.write(masked(document(report)))
    }
    guard format == .text else { return }
    if isSummary {
      Terminal.write(masked(ChangeText.summary(report, style: emit.color.style(for: STDOUT_FILENO))))
    } else {
      // The notes are there already.
      let report = ChangeReport(report.changes, oldErrors: report.oldErrors, isPartial: report.isPartial)
      Terminal.writeErrorText(masked(ChangeText.summary(report, style: emit.color.style(for: STDERR_FILENO))))
    }
  }

  /// What is sent, in the format that is asked for.
  private func document(_ report: ChangeReport) -> String {
    switch format {
    case .text: ChangeText.letters(report.changes)
    case .markdown: ChangeMarkdown.render(report, hasLetters: !isSummary)
    case .json: ChangeJSON.render(report, hasLetters: !isSummary)
    }
  }

  private func wanted(_ changes: [ProjectChange]) -> [ProjectChange] {
    let ofProjects = changes.filter { emit.project.isEmpty || emit.project.contains($0.id) }
    return emit.environments.isEmpty ? ofProjects : ofProjects.compactMap { $0.restricted(to: emit.environments) }
  }

  // MARK: Reading

  /// The manifests of the new side. A folder without any means "no connection".
  private func newInputs(without missing: [String], hidden: HiddenManifests) throws -> InputFlags.Inputs {
    var flags = emit.input
    flags.paths.removeAll { missing.contains($0) }
    return flags.paths.isEmpty && !missing.isEmpty ? InputFlags.Inputs() : try flags.discover(hidden: hidden)
  }

  private func baseSide() throws -> BaseSide {
    guard let from else { return BaseSide() }
    do throws(InputProblem) {
      let paths = emit.input.paths.map { $0 == "-" ? emit.input.standardInputName : $0 }
      return try BaseSide(from, paths: paths, settings: emit.input.finder)
    } catch {
      throw ExitStatus.impossible(because: error)
    }
  }

  private func read(_ base: BaseSide, _ inputs: InputFlags.Inputs) throws -> ChangeSides {
    do throws(InputProblem) {
      let name = fromNothing ? nil : from
      return try ChangeSides(base, named: name, new: inputs.files, emit.input.options(inputs))
    } catch {
      throw ExitStatus.impossible(because: error)
    }
  }

  /// The old side need only decode: what is wrong with it is reported, and keeps nobody from comparing.
  private func errors(of side: ChangeSides.Side) -> Int {
    let report = side.faults(.error)
    let count = report.diagnostics.count + report.unshown
    if count > 0 {
      Terminal.writeErrorText(ShortRenderer.render(report))
      Terminal.problem(
        "the old version has \(Display.count(count, "error")); its invalid values are left out of the comparison"
      )
    }
    return count
  }

  /// The new side has to be free of errors.
  private func refuse(_ side: ChangeSides.Side) throws {
    let report = side.faults(emit.least)
    guard !report.diagnostics.isEmpty || report.unshown > 0 else { return }
    Terminal.writeErrorText(TextRenderer.render(report, style: emit.color.style(for: STDERR_FILENO)))
    Terminal.problem("the new version has errors; fix them before compiling a change request")
    // A caller that asks whether anything changed must not learn that it did.
    throw exitCode ? ExitStatus.impossible : ExitStatus.failure
  }
}
