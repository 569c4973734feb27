import ArgumentParser
import Diagnostics
import ManifestModel
import Rules
import Files
import Linter

/// `privatelint lint`.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check manifests and, with --fix, correct them.",
    discussion:
      """
      Examples: `privatelint`, `privatelint lint infra --strict`, `privatelint --format github --format \
      sarif=out.sarif`.
      """
  ).withoutCompletionScript

  @Option(
    help: ArgumentHelp(
      """
      The output format; repeatable. Only one format can go to standard output; give each of the others a file \
      (`FORMAT=FILE`). With --diff, standard output is already in use.
      """,
      valueName: "format"
    )
  )
  var format: [OutputFormat] = []

  @Option(
    help: ArgumentHelp(
      "The lowest severity that fails the run (default: error).",
      valueName: "severity"
    )
  )
  var failOn: Severity?

  @Flag(help: "Fail on warnings too; short for --fail-on warning.")
  var strict = false

  @OptionGroup var comparison: ChangedSinceFlags

  @Option(
    help: ArgumentHelp(
      "Count the findings in this baseline in the summary, but show and fail on new ones only.",
      valueName: "file"
    ),
    completion: .file()
  )
  var baseline: String?

  @Option(
    help: ArgumentHelp("Write the findings of this run to this file, as a baseline.", valueName: "file"),
    completion: .file()
  )
  var writeBaseline: String?

  @Flag(help: "Print findings only, without the summary line.")
  var quiet = false

  @Flag(help: "List the files that would be checked, and say why others are left out.")
  var listFiles = false

  @Option(help: ArgumentHelp("When to use color.", valueName: "when"))
  var color = ColorChoice.auto

  @Flag(
    help:
      "In `sarif` output, include findings suppressed by ignore comments or the baseline, and mark them as suppressed."
  )
  var suppressed = false

  @Option(
    help: ArgumentHelp(
      """
      The folder to which file names in `github`, `gitlab` and `sarif` are relative (default: the root of the \
      repository).
      """,
      valueName: "folder"
    ),
    completion: .directory
  )
  var pathRoot: String?

  @OptionGroup(title: "Fixing") var fixing: FixFlags

  @OptionGroup var input: InputFlags

  mutating func validate() throws {
    if strict, let failOn, failOn != .warning {
      throw ValidationError(
        "--strict is short for --fail-on warning, and cannot be combined with --fail-on \(failOn.rawValue)"
      )
    }
    if suppressed, !format.contains(where: { $0.kind == .sarif }) {
      throw ValidationError("--suppressed requires --format sarif")
    }
    try comparison.refuse(beside: fixing)
    if comparison.changedSince != nil, writeBaseline != nil {
      throw ValidationError("--changed-since cannot be combined with --write-baseline, which records every finding")
    }
    if fixing.fix || fixing.diff, baseline != nil || writeBaseline != nil {
      throw ValidationError("--fix and --diff cannot be combined with a baseline")
    }
    if let twice = Dictionary(grouping: outputs, by: { ByteKey((try? AbsolutePath.of($0)) ?? $0) }).first(where: {
      $1.count > 1
    })?.value
      .last
    {
      throw ValidationError("\(Display.oneLine(twice)) cannot take two outputs")
    }
    try refuseMixture()
  }

  /// Standard output takes one thing.
  private func refuseMixture() throws {
    let printed = format.filter { $0.file == nil }
    guard let last = printed.last else { return }
    let taker =
      printed.count > 1
      ? "another format" : fixing.diff ? "--diff" : fixing.fix && input.paths.contains("-") ? "the fixed text" : nil
    guard let taker else { return }
    let name = "--format \(last.kind.rawValue)"
    throw ValidationError("\(taker) and \(name) both write to standard output; send one to a file, as in \(name)=FILE")
  }

  func run() throws {
    try refuseWords()
    var inputs = try input.discover(isQuiet: quiet || listFiles)
    if listFiles { return try input.list(inputs) }
    try input.spareManifests(inputs, from: outputs)
    let root = try namedRoot()
    if fixing.fix, !fixing.diff, inputs.isStandardInputLeftOut { try input.copyStandardInput() }
    let options = input.options(inputs)
    let outcome = fixing.fix || fixing.diff ? try fixing.run(&inputs, options) : Lint.run(inputs.files, options)
    var report = Report(outcome)
    report.documentationAddress = Version.documentation
    if let writeBaseline { inputs.problems += write(report, asBaseline: writeBaseline) }
    if let baseline { try divide(&report, by: baseline) }
    try comparison.divide(&report, of: input, options, isQuiet: quiet)
    report.currentFolderNames = currentFolderNames()
    report.showsSuppressed = suppressed
    report.leastFailing = leastFailing
    if format.contains(where: \.kind.namesFilesFromRoot) { report.name(filesFrom: root) }
    // If standard output takes the fixed text or the difference, the report goes to files only.
    let formats = fixing.printsText(inputs) ? format.filter { $0.file != nil } : format
    if !fixing.printsText(inputs) || !formats.isEmpty {
      inputs.problems += OutputFormat.write(report, as: formats, color: color, isQuiet: quiet || report.files == 0)
    }
    if fixing.printsText(inputs) { reportRest(report) }
    if writeBaseline != nil { report.diagnostics.removeAll(where: \.about.isIgnorable) }
    input.finish(inputs, outcome, reporting: report)
  }

  private var leastFailing: Severity { failOn ?? (strict ? .warning : .error) }

  private func namedRoot() throws -> PathRoot? {
    guard let pathRoot else { return nil }
    do throws(InputProblem) { return try PathRoot(named: pathRoot) } catch {
      throw ExitStatus.impossible(because: error)
    }
  }

  /// Without a command, a word that names no file was meant as one.
  private func refuseWords() throws {
    guard ProcessArguments.all.first != LintCommand._commandName else { return }
    let words = input.paths.filter { !$0.isEmpty && $0 != "-" && !$0.contains("/") && !$0.contains(".") }
    guard let word = words.first(where: { !FileReading.exists($0) }) else { return }
    let nearest = NearestName.of(word, among: PrivateLint.commandNames)
    let advice = nearest.map { "did you mean `\($0)`?" } ?? "`privatelint --help` lists the commands"
    let message = "\(Display.quoted(word)) is neither a command nor a file or folder that exists; \(advice)"
    if words.count == input.paths.count, !words.contains(where: { FileReading.exists($0) }) {
      Terminal.problem(message)
      throw ExitStatus.impossible
    }
    if nearest != nil { Terminal.problem(message) }
  }

  // MARK: Outputs

  /// What standard output had no room for.
  private func reportRest(_ report: Report) {
    let count = report.diagnostics.count + report.unshown
    guard count > 0 else { return }
    if fixing.diff { return Terminal.writeError("\(Display.count(count, "finding")) would be left") }
    Terminal.writeErrorText(TextRenderer.render(report, style: color.style(for: STDERR_FILENO), isQuiet: true))
  }

  /// The files this run writes, other than manifests.
  private var outputs: [String] { format.compactMap(\.file) + (writeBaseline.map { [$0] } ?? []) }

  // MARK: Baseline

  /// Writes what was found as a baseline; what an earlier one says of files that were not checked stays in it.
  private func write(_ report: Report, asBaseline path: String) -> [InputProblem] {
    do throws(InputProblem) {
      var baseline = Baseline(of: report.diagnostics + report.hidden, at: path)
      let count = baseline.count
      let rest = try Baseline.replaced(at: path).map { baseline.keep(of: $0, by: scope(of: path, report)) } ?? (0, 0)
      try ResultFile.write(baseline.render(), to: path)
      explain(report, count: count, kept: rest.0, leftOut: rest.1, path)
      return []
    } catch {
      return [error]
    }
  }

  private func explain(_ report: Report, count: Int, kept: Int, leftOut: Int, _ path: String) {
    let others = report.diagnostics.filter { !$0.about.isIgnorable }
    guard !quiet || !others.isEmpty else { return }
    var text = "\(Display.count(count, "finding")) written to \(Display.oneLine(path))"
    if kept > 0 { text += ", \(kept) kept for files that were not checked" }
    if leftOut > 0 { text += ", \(leftOut) that no longer \(leftOut == 1 ? "occurs" : "occur") left out" }
    if !others.isEmpty {
      let rules = Set(others.map(\.about.id)).sorted().joined(separator: ", ")
      text += "; \(others.count) cannot be baselined and \(others.count == 1 ? "has" : "have") to be fixed: \(rules)"
    }
    Terminal.problem(text)
  }

  private func divide(_ report: inout Report, by path: String) throws {
    do throws(InputProblem) {
      let parts = try Baseline(reading: path).divide(report.diagnostics + report.hidden, at: path)
      report.settle(parts.new)
      report.suppressed += parts.old
    } catch {
      throw ExitStatus.impossible(because: error)
    }
  }

  private func scope(of baseline: String, _ report: Report) -> BaselineScope {
    let roots = input.exclude.isEmpty ? (input.paths.isEmpty ? ["."] : input.paths.filter { $0 != "-" }) : []
    return BaselineScope(of: baseline, checkedPaths: report.checkedPaths, roots: roots)
  }
}

extension Report {
  /// Names files from the root of the repository, or from a folder that is named for it.
  mutating func name(filesFrom named: PathRoot?) {
    let root = named ?? PathRoot(around: checkedPaths)
    pathRoot = root.path
    for path in checkedPaths where path != InputFlags.unnamedInput {
      pathsFromRoot[ByteKey(path)] = root.path(of: path)
    }
  }
}

extension Severity: ExpressibleByArgument {}
