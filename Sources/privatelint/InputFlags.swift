import ArgumentParser
import Diagnostics
import Driver
import ManifestModel

/// What is checked: shared by every command that reads manifests.
struct InputFlags: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Files, folders, or `-` for standard input; the current folder where none is given.", valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Option(help: ArgumentHelp("The path by which standard input is named.", valueName: "path"))
  var stdinName = "standard input"

  @Option(help: ArgumentHelp("The edition of the documented limits; beats what manifests say.", valueName: "edition"))
  var limits: Edition?

  @Option(
    help: ArgumentHelp(
      "The day from which lead times and `until` dates count; the UTC date of today where it is not given.", valueName: "date"))
  var today: CivilDate?

  @Option(help: ArgumentHelp("Threads at most; one for each core where it is not given.", valueName: "number"))
  var jobs: Int?

  mutating func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
  }

  /// The inputs of the run, and what went wrong on the way.
  struct Inputs {
    var files: [LintInput] = []
    var problems: [InputProblem] = []
    var leftOut: [(path: String, reason: String)] = []
  }

  func discover() throws -> Inputs {
    let discovery = FileDiscovery.find(paths.isEmpty ? ["."] : paths.filter { $0 != "-" })
    var inputs = Inputs(files: discovery.files.map { .file($0) }, problems: discovery.problems, leftOut: discovery.leftOut)
    if paths.contains("-") {
      do throws(InputProblem) {
        let block = try FileReading.readStandardInput(limit: options().readingLimits.bytes)
        defer { block.deallocate() }
        inputs.files.append(.contents(path: stdinName, Array(block)))
      } catch {
        inputs.problems.append(error)
      }
      inputs.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
    return inputs
  }

  func options() -> LintOptions {
    var options = LintOptions(today: today ?? CivilDate(days: utcDaysSinceEpoch()))
    options.editionOverride = limits
    options.jobs = jobs
    return options
  }

  func list(_ inputs: Inputs) throws {
    Terminal.write(inputs.files.map { Shown.oneLine($0.path) + "\n" }.joined())
    for (path, reason) in inputs.leftOut { Terminal.writeError("left out: \(Shown.oneLine(path)): \(reason)") }
    for problem in inputs.problems { Terminal.problem(problem.message) }
    if !inputs.problems.isEmpty { throw ExitStatus.impossible }
    if inputs.files.isEmpty { throw nothingToCheck(inputs) }
  }

  /// Ends a run with the status it deserves: 2 wins over 1.
  func finish(_ inputs: Inputs, _ outcome: LintOutcome, _ report: Report, strict: Bool) throws {
    let problems = inputs.problems + outcome.problems
    for problem in problems { Terminal.problem(problem.message) }
    if !problems.isEmpty { throw ExitStatus.impossible }
    if inputs.files.isEmpty { throw nothingToCheck(inputs) }
    let least = strict ? Severity.warning : .error
    if report.diagnostics.contains(where: { $0.severity >= least }) { throw ExitStatus.failure }
  }

  func nothingToCheck(_ inputs: Inputs) -> ExitStatus {
    let left = inputs.leftOut.isEmpty ? "" : "; `--list-files` says what was left out"
    Terminal.problem("no manifest found to check: looked for privatelink.yaml, privatelink.yml and *.privatelink.yaml\(left)")
    return .impossible
  }
}

extension Edition: ExpressibleByArgument {
  public init?(argument: String) {
    guard let edition = Edition.named(argument) else { return nil }
    self = edition
  }

  public var defaultValueDescription: String { id }
  public static var allValueStrings: [String] { all.map(\.id) }
}

extension CivilDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
  public var defaultValueDescription: String { text }
}
