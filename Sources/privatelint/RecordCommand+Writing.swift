import Diagnostics
import Editing
import Files
import Linter
import ManifestModel
import YAMLTree

/// Writes recordings into manifests: all of them or none.
extension RecordCommand {
  func write(_ recordings: [(Recording, RecordTarget)], in outcome: LintOutcome, with options: LintOptions) throws {
    var texts: [Int: [UInt8]] = [:]
    var files = outcome.workspace.files
    var lines: [String] = []
    for (recording, target) in recordings {
      let result = try record(recording, target, in: files[target.file])
      texts[target.file] = result.bytes
      files[target.file] = RecordCommand.decode(files[target.file].path, result.bytes)
      lines += result.unchanged.map { "already recorded: \(Display.oneLine($0)) (\(target.name))" }
      lines += result.written.map { "\(diff ? "would record" : "recorded") \(Display.oneLine($0)) (\(target.name))" }
    }
    try refuseNewErrors(in: texts, after: outcome, with: options)
    defer { for line in lines { Terminal.writeError(line) } }
    for (index, bytes) in texts.sorted(by: { $0.key < $1.key }) {
      let file = outcome.workspace.files[index]
      let before = Array(file.tree.source.bytes)
      guard before != bytes else { continue }
      if diff {
        Terminal.write(UnifiedDiff.text(path: Display.oneLine(file.path), before: before, after: bytes))
        continue
      }
      do throws(InputProblem) { try OutputFile.replace(before, by: bytes, at: file.path) } catch {
        throw ExitStatus.impossible(because: error)
      }
    }
  }

  private func record(_ recording: Recording, _ target: RecordTarget, in file: ManifestFile) throws
    -> RecordTarget.Outcome
  {
    do throws(RecordTarget.Objection) {
      return try target.record(recording, in: file, replaces: replace)
    } catch {
      switch error {
      case .differs(let what, let old, let new):
        Terminal.problem(
          """
          \(target.name): \(what) already recorded as \(Display.quoted(old)), not \(Display.quoted(new)); nothing was \
          written (use --replace to overwrite it)
          """
        )
      case .refused(let refusal):
        Terminal.problem("\(Display.oneLine(file.path)) cannot be edited: \(refusal.words); nothing was written")
      }
      throw ExitStatus.impossible
    }
  }

  private static func decode(_ path: String, _ bytes: [UInt8]) -> ManifestFile {
    Decoder.decode(YAMLTree.read(Source(path: path, contents: bytes))).file
  }

  /// What is written passes the linter: a recording that would add an error is refused with that finding.
  private func refuseNewErrors(in texts: [Int: [UInt8]], after outcome: LintOutcome, with options: LintOptions) throws {
    let inputs = outcome.files.enumerated().map { index, checked in
      LintInput.contents(path: checked.file.path, texts[index] ?? Array(checked.file.tree.source.bytes))
    }
    let after = Lint.run(inputs, options)
    func key(_ finding: Diagnostic) -> String {
      "\(finding.location.source.path)\n\(finding.about.id)\n\(finding.message)"
    }
    var known: [String: Int] = [:]
    for finding in outcome.files.flatMap(\.diagnostics) where finding.severity == .error {
      known[key(finding), default: 0] += 1
    }
    var added: [Diagnostic] = []
    for finding in after.files.flatMap(\.diagnostics) where finding.severity == .error {
      if let left = known[key(finding)], left > 0 { known[key(finding)] = left - 1 } else { added.append(finding) }
    }
    guard !added.isEmpty else { return }
    var report = Report(after)
    report.diagnostics = added
    report.suppressed = []
    Terminal.writeErrorText(
      TextRenderer.render(report, style: ColorChoice.auto.style(for: STDERR_FILENO), isQuiet: true)
    )
    Terminal.problem("the result would have \(Display.count(added.count, "new error")); nothing was written")
    throw ExitStatus.failure
  }
}
