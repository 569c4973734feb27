import Diagnostics
import ManifestModel
import YAMLTree
import Files
import Linter

/// The day of every run, so that an input finds the same fault tomorrow.
let fuzzOptions = {
  var options = LintOptions(today: CivilDate(days: 20_786))
  options.jobs = 1
  return options
}()

extension Surface {
  /// The tree: what libyaml says, spans in order and between characters, every scalar read alone gives its text.
  func checkTree(_ bytes: [UInt8]) {
    let comparison = TreeComparison(bytes)
    require(comparison.faults.isEmpty, comparison.faults.joined(separator: "\n"))
  }

  /// The lint, and its findings in every format.
  func checkLint(_ bytes: [UInt8]) {
    let outcome = Lint.run([LintText(path: "privatelink.yaml", bytes)], fuzzOptions)
    FindingChecks.check(outcome)
    OutputChecks.report(Report(outcome))
  }

  /// Settings: what is wrong with them, and what their patterns match.
  func checkSettings(_ bytes: [UInt8]) {
    let (source, problem) = Transcoding.source(path: ".privatelint.yaml", contents: copy(bytes))
    let reading = Settings.read(source, problem) { path throws(InputProblem) in
      throw InputProblem(path, reason: "is not read")
    }
    for finding in reading.diagnostics { FindingChecks(finding, source).check() }
    OutputChecks.report(Report(diagnostics: reading.diagnostics, files: 1, documents: 1))
    let path = (0..<100).map { "a\($0 % 3)" }.joined(separator: "/")
    for pattern in reading.settings.include + reading.settings.exclude { _ = pattern.matches(path) }
  }

  /// A baseline: what is refused is reported in harmless words; what is read is written as it was read.
  func checkBaseline(_ bytes: [UInt8]) {
    func read(_ bytes: [UInt8]) throws(InputProblem) -> Baseline {
      let block = copy(bytes)
      defer { block.deallocate() }
      return try Baseline(UnsafeBufferPointer(block), "baseline.json")
    }
    do throws(InputProblem) {
      let baseline = try read(bytes)
      let text = baseline.render()
      OutputChecks.json(text, "baseline")
      let again = try read(Array(text.utf8)).render()
      require(again == text, "a baseline that is not read as it was written: \(text)")
    } catch {
      OutputChecks.isHarmless(error.message, "a problem")
    }
  }

  func copy(_ bytes: [UInt8]) -> UnsafeMutableBufferPointer<UInt8> {
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = block.initialize(from: bytes)
    return block
  }
}
