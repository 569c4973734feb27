import ArgumentParser
import Diagnostics
import ManifestModel
import Rules
import Files
import Linter

/// `--fix` and what goes with it.
struct FixFlags: ParsableArguments {
  @Flag(help: "Apply the safe fixes.")
  var fix = false

  @Flag(help: "Also apply the suggested fixes.")
  var suggested = false

  @Option(
    help: ArgumentHelp("Fix only the findings of this rule; repeatable.", valueName: "rule"),
    completion: .list(Catalog.ids)
  )
  var rule: [String] = []

  @Flag(help: "Show what would be fixed, and write nothing.")
  var diff = false

  mutating func validate() throws {
    if !fix, !diff, suggested || !rule.isEmpty {
      throw ValidationError("--suggested and --rule require --fix or --diff")
    }
    for name in rule where Catalog.rule(name) == nil {
      let nearest = NearestName.of(name, among: Catalog.ids).map { "; did you mean `\($0)`?" } ?? ""
      throw ValidationError("there is no rule \(Display.quoted(name))\(nearest)")
    }
  }

  /// Whether standard output is taken by the fixed text of standard input, or by the difference.
  func printsText(_ inputs: InputFlags.Inputs) -> Bool {
    diff
      || (fix
        && (inputs.isStandardInputLeftOut || inputs.files.contains { if case .contents = $0 { true } else { false } }))
  }

  /// Fixes the files; gives what is left to find. Files that are not edited, or could not be written, are problems of
  /// the inputs.
  func run(_ inputs: inout InputFlags.Inputs, _ options: LintOptions, among rules: [String] = []) throws
    -> LintOutcome
  {
    let wanted = rule.isEmpty ? rules : rule
    let fixing = Fixing(
      inputs.files,
      with: options,
      choosing: Fixing.Choice(includesSuggested: suggested, rules: Set(wanted))
    )
    let fixed = Dictionary(fixing.files.map { (ByteKey($0.path), $0) }, uniquingKeysWith: { first, _ in first })
    var unwritten: [Fixing.FixedFile] = []
    for input in inputs.files {
      let file = fixed[ByteKey(input.path)]
      do throws(InputProblem) {
        if diff {
          if let file { show(file) }
        } else if case .contents(let path, let bytes) = input {
          // What is beyond the limit was not read, and would be lost.
          let limit = options.readingLimits.bytes
          if bytes.count > limit { throw InputProblem.tooLarge(path, limit) }
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
    let written = fixing.files.filter { file in !unwritten.contains { ByteKey($0.path) == ByteKey(file.path) } }
    if !diff { report(written) }
    return unwritten.isEmpty ? fixing.outcome : remaining(fixing, without: unwritten, options)
  }

  private func show(_ file: Fixing.FixedFile) {
    let diff = UnifiedDiff.text(path: Display.oneLine(file.path), before: file.before, after: file.after)
    Terminal.write(ColorChoice.auto.style(for: STDOUT_FILENO).diff(diff))
  }

  private func report(_ written: [Fixing.FixedFile]) {
    let count = written.reduce(0) { $0 + $1.fixCount }
    Terminal.writeError("fixed \(Display.count(count, "finding")) in \(Display.count(written.count, "file"))")
  }

  /// What is left to find where some files have stayed as they were.
  private func remaining(_ fixing: Fixing, without unwritten: [Fixing.FixedFile], _ options: LintOptions) -> LintOutcome
  {
    let texts = fixing.outcome.files.map { checked in
      let path = checked.file.path
      let old = unwritten.first { ByteKey($0.path) == ByteKey(path) }?.before
      return LintInput.contents(path: path, old ?? Array(checked.file.tree.source.bytes))
    }
    var outcome = Lint.run(texts, options)
    outcome.problems += fixing.outcome.problems
    return outcome
  }
}
