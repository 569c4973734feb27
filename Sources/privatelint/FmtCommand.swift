import ArgumentParser
import Diagnostics
import Files
import Linter

/// `privatelint fmt`.
struct FmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Rewrite manifests in the canonical layout.",
    discussion:
      """
      With `-`, standard input is formatted and written to standard output. A file that is not YAML, or that \
      contains a key twice, is left as it is. Examples: `privatelint fmt`, `privatelint fmt --check --diff infra`.
      """
  )

  @Flag(help: "Write nothing; list the files whose layout differs, and exit with status 1 if there are any.")
  var check = false

  @Flag(help: "Write nothing; show what would change.")
  var diff = false

  @Flag(help: "Do not list the files that were formatted.")
  var quiet = false

  @OptionGroup var input: InputFlags

  func run() throws {
    let inputs = try input.discover()
    var tally = Tally()
    Terminal.write(problems: inputs.problems)
    let options = input.options(inputs)
    for file in inputs.files { format(file, with: options, tally: &tally) }
    if inputs.isStandardInputLeftOut, !check, !diff { try input.copyStandardInput() }
    let isFilter = inputs.files.allSatisfy { if case .contents = $0 { true } else { false } }
    if !quiet, !isFilter { Terminal.writeError(summary(tally)) }
    let fails = tally.refused > 0 || (check && tally.changed > 0)
    Terminal.finish(input.status(inputs, problems: tally.problems, fails: fails))
  }

  /// What came of the files.
  private struct Tally {
    var changed = 0
    var unchanged = 0
    var refused = 0
    var problems: [InputProblem] = []

    mutating func fail(_ problem: InputProblem) {
      Terminal.problem(problem.message)
      problems.append(problem)
    }
  }

  private func format(_ file: LintInput, with options: LintOptions, tally: inout Tally) {
    do throws(InputProblem) {
      let formatted = try FormattedInput.read(file, options)
      switch formatted {
      case .refused(let report):
        Terminal.writeError(String(ShortRenderer.render(report).dropLast()))
        tally.refused += 1
      case .unchanged(let bytes):
        if !check, !diff, case .contents = file { Terminal.write(manifest: bytes) }
        tally.unchanged += 1
      case .changed(let source, let bytes):
        if diff {
          Terminal.write(ColorChoice.auto.style(for: STDOUT_FILENO).diff(formatted.diff))
        } else if check {
          Terminal.write(Display.oneLine(file.path) + "\n")
        }
        if !diff, !check { try write(bytes, insteadOf: Array(source.bytes), file) }
        tally.changed += 1
      }
    } catch {
      tally.fail(error)
    }
  }

  private func write(_ bytes: [UInt8], insteadOf before: [UInt8], _ file: LintInput) throws(InputProblem) {
    switch file {
    case .file(let file): try OutputFile.replace(before, by: bytes, at: file.path)
    case .contents: Terminal.write(manifest: bytes)
    }
  }

  private func summary(_ tally: Tally) -> String {
    let total = tally.changed + tally.unchanged + tally.refused
    let refused = tally.refused > 0 ? ", \(tally.refused) skipped because of errors" : ""
    let isReport = check || diff
    let done =
      switch tally.changed {
      case 0: isReport ? "no \(tally.refused > 0 ? "other " : "")files need formatting" : "nothing to format"
      case 1: isReport ? "1 file needs formatting" : "1 file formatted"
      default: "\(tally.changed) files \(isReport ? "need formatting" : "formatted")"
      }
    return "\(done) (\(total) checked\(refused))"
  }
}
