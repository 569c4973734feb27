import Files
import YAMLTree

/// What is to be checked, before it is read: a file on disk, or a text that is in memory already.
package enum LintInput: Sendable {
  case file(InputFile)
  case contents(path: String, [UInt8])

  package var path: String {
    switch self {
    case .file(let file): file.path
    case .contents(let path, _): path
    }
  }

  func text(_ limits: ReadingBounds) throws(InputProblem) -> LintText {
    switch self {
    case .file(let file): LintText(path: path, adopting: try FileReading.read(file.path, limit: limits.bytes))
    case .contents(_, let bytes): LintText(path: path, bytes)
    }
  }

  /// The text, or why it cannot be read.
  func read(_ limits: ReadingBounds) -> Result<LintText, InputProblem> {
    do throws(InputProblem) { return .success(try text(limits)) } catch { return .failure(error) }
  }
}

extension Lint {
  /// Reads what is on disk, in parallel, and checks it. The outcome has what could not be read as problems.
  package static func run(_ inputs: [LintInput], _ options: LintOptions) -> LintOutcome {
    var results = [Result<LintText, InputProblem>?](repeating: nil, count: inputs.count)
    Parallel.forEach(inputs.count, jobs: options.jobs, into: &results) { inputs[$0].read(options.readingLimits) }
    var texts: [LintText] = []
    var problems: [InputProblem] = []
    for result in results {
      switch result {
      case .success(let text): texts.append(text)
      case .failure(let problem): problems.append(problem)
      case nil: break
      }
    }
    var outcome = run(texts, options)
    outcome.problems = problems
    return outcome
  }
}
