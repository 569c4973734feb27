import ArgumentParser
import Diagnostics
import Driver
import ManifestModel
import Rules

/// `privatelint lint`.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "lint", abstract: "Check manifests, and mend them where that is wanted.")

  @OptionGroup var input: InputFlags

  @Option(help: ArgumentHelp("The output format; repeatable, each with `=FILE` to a file.", valueName: "format"))
  var format: [OutputFormat] = []

  @Flag(help: "Count warnings as errors.")
  var strict = false

  @Flag(help: "Print findings only, without the last line that counts them.")
  var quiet = false

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  @Flag(help: "Say which files would be checked, and why others are left out.")
  var listFiles = false

  @Option(help: ArgumentHelp("Count the findings of this baseline, and fail on new ones only.", valueName: "file"), completion: .file())
  var baseline: String?

  @Option(help: ArgumentHelp("Write the findings of this run as a baseline.", valueName: "file"), completion: .file())
  var writeBaseline: String?

  @OptionGroup(title: "Mending") var fixing: FixFlags

  mutating func validate() throws {
    if fixing.fix || fixing.diff, baseline != nil || writeBaseline != nil {
      throw ValidationError("--fix and --diff do not go with a baseline")
    }
    if let twice = Dictionary(grouping: outputs, by: { $0 }).first(where: { $1.count > 1 })?.key {
      throw ValidationError("\(Shown.oneLine(twice)) cannot take two outputs")
    }
  }

  func run() throws {
    var inputs = try input.discover()
    if listFiles { return try input.list(inputs) }
    try spareManifests(inputs)
    let options = input.options(inputs)
    let outcome = fixing.fix || fixing.diff ? try fixing.run(&inputs, options) : Lint.run(inputs.files, options)
    var report = Report(outcome)
    report.documentationAddress = Tool.documentationAddress
    if let writeBaseline { inputs.problems += write(report, asBaseline: writeBaseline) }
    if let baseline { try divide(&report, by: baseline) }
    report.leastFailing = strict ? .warning : .error
    // Where standard output holds the fixed text or the difference, the report goes to files only.
    let formats = fixing.printsText(inputs) ? format.filter { $0.file != nil } : format
    if !fixing.printsText(inputs) || !formats.isEmpty {
      inputs.problems += OutputFormat.write(report, as: formats, color: color, isQuiet: quiet)
    }
    if writeBaseline != nil { report.diagnostics.removeAll(where: \.about.isIgnorable) }
    input.finish(inputs, outcome, report, strict: strict)
  }

  // MARK: Outputs

  /// The files this run writes, other than manifests.
  private var outputs: [String] { format.compactMap(\.file) + (writeBaseline.map { [$0] } ?? []) }

  /// A slip such as `--write-baseline privatelink.yaml` must not cost the manifest.
  private func spareManifests(_ inputs: InputFlags.Inputs) throws {
    for output in outputs {
      for case .file(let file) in inputs.files where FileReading.isOneFile(output, file.path) {
        Terminal.problem("\(Shown.oneLine(output)) is a manifest to check; nothing was written to it")
        throw ExitStatus.impossible
      }
    }
  }

  // MARK: Baseline

  private func write(_ report: Report, asBaseline path: String) -> [InputProblem] {
    do throws(InputProblem) {
      try OutputFile.write(Array(Baseline(of: report.diagnostics, at: path).render().utf8), to: path)
      return []
    } catch {
      return [error]
    }
  }

  private func divide(_ report: inout Report, by path: String) throws {
    do throws(InputProblem) {
      let parts = try Baseline(reading: path).divide(report.diagnostics, at: path)
      report.diagnostics = parts.new
      report.suppressed += parts.old
      if parts.stale > 0 {
        Terminal.problem(
          "\(Shown.count(parts.stale, "entry", "entries")) of the baseline no longer \(parts.stale == 1 ? "occurs" : "occur"); `--write-baseline` leaves \(parts.stale == 1 ? "it" : "them") out"
        )
      }
    } catch {
      Terminal.problem(error.message)
      throw ExitStatus.impossible
    }
  }
}

/// `--fix` and what goes with it.
struct FixFlags: ParsableArguments {
  @Flag(help: "Apply the safe fixes.")
  var fix = false

  @Flag(help: "Apply the suggested fixes too.")
  var suggested = false

  @Option(help: ArgumentHelp("Fix findings of this rule only; repeatable.", valueName: "rule"), completion: .list(Catalog.ids))
  var rule: [String] = []

  @Flag(help: "Show what would be fixed, and write nothing.")
  var diff = false

  mutating func validate() throws {
    if !fix, !diff, suggested || !rule.isEmpty { throw ValidationError("--suggested and --rule go with --fix or --diff") }
    for name in rule where Catalog.rule(name) == nil {
      let nearest = NearestName.of(name, among: Catalog.ids).map { "; perhaps `\($0)`" } ?? ""
      throw ValidationError("there is no rule \(Shown.quoted(name))\(nearest)")
    }
  }

  /// Whether standard output is taken by the fixed text of standard input, or by the difference.
  func printsText(_ inputs: InputFlags.Inputs) -> Bool {
    diff || (fix && inputs.files.contains { if case .contents = $0 { true } else { false } })
  }

  /// Fixes the files; gives what is left to find. Files that are not edited, or could not be written, are problems of the inputs.
  func run(_ inputs: inout InputFlags.Inputs, _ options: LintOptions) throws -> LintOutcome {
    let fixing = Fixing(inputs.files, options, Fixing.Choice(includesSuggested: suggested, rules: Set(rule)))
    let fixed = Dictionary(fixing.files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var unwritten: [Fixing.FixedFile] = []
    for input in inputs.files {
      let file = fixed[input.path]
      do throws(InputProblem) {
        if diff {
          if let file { show(file) }
        } else if case .contents(_, let bytes) = input {
          // Bytes rather than text, so that what is not UTF-8 comes out as it went in.
          try OutputFile.write(file?.after ?? bytes, to: "/dev/fd/1")
        } else if let file {
          try OutputFile.replace(file.before, by: file.after, at: file.path)
        }
      } catch {
        inputs.problems.append(error)
        if let file { unwritten.append(file) }
      }
    }
    inputs.problems += fixing.refused
    let written = fixing.files.filter { file in !unwritten.contains { $0.path == file.path } }
    if !diff { tell(written) }
    return unwritten.isEmpty ? fixing.outcome : remaining(fixing, without: unwritten, options)
  }

  private func show(_ file: Fixing.FixedFile) {
    Terminal.write(SecretMask.mask(UnifiedDiff.text(path: Shown.oneLine(file.path), before: file.before, after: file.after)))
  }

  private func tell(_ written: [Fixing.FixedFile]) {
    let count = written.reduce(0) { $0 + $1.fixCount }
    Terminal.writeError("fixed \(Shown.count(count, "finding")) in \(Shown.count(written.count, "file"))")
  }

  /// What is left to find where some files have stayed as they were.
  private func remaining(_ fixing: Fixing, without unwritten: [Fixing.FixedFile], _ options: LintOptions) -> LintOutcome {
    let texts = fixing.outcome.files.map { checked in
      let path = checked.file.path
      let old = unwritten.first { $0.path == path }?.before
      return LintInput.contents(path: path, old ?? Array(checked.file.tree.source.bytes))
    }
    var outcome = Lint.run(texts, options)
    outcome.problems += fixing.outcome.problems
    return outcome
  }
}
