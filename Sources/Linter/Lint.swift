import CloudState
import Diagnostics
import ManifestModel
import Rules
import YAMLTree
import Files

/// What a run is asked to check, and how.
package struct LintOptions: Sendable {
  /// `--limits`: beats what manifests and settings say.
  package var editionOverride: Edition?
  package var today: CivilDate
  package var readingLimits = ReadingLimits()
  /// Threads at most; nil: one for each core that the process may use.
  package var jobs: Int?
  /// The settings of each path that has any; elsewhere the defaults hold.
  package var settings: [ExactText: Settings] = [:]
  /// What was collected of the cloud, to compare with; nil: nothing.
  package var cloud: CloudState?
  /// `--no-ignores`.
  package var obeysIgnores = true

  package init(today: CivilDate) { self.today = today }
}

/// A text to check: a file on disk, or one that is in memory already.
package enum LintInput: Sendable {
  case file(InputFile)
  case contents(path: String, [UInt8])

  package var path: String {
    switch self {
    case .file(let file): file.path
    case .contents(let path, _): path
    }
  }
}

/// A checked file, its findings settled and in order of position.
package struct CheckedFile: Sendable {
  package let file: ManifestFile
  package internal(set) var diagnostics: [Diagnostic]
  /// What ignores let through, with the reason.
  package internal(set) var suppressed: [Diagnostic] = []
  /// Findings beyond the limit on those that are kept.
  package internal(set) var unshown = 0
}

/// What a run found.
package struct LintOutcome: Sendable {
  /// In order of path.
  package var files: [CheckedFile]
  package var problems: [InputProblem]

  package var workspace: Workspace { Workspace(files: files.map(\.file)) }
}

/// Reads, decodes and checks files in parallel; the order of what comes out depends on paths and positions alone.
package enum Lint {
  package static func run(_ inputs: [LintInput], _ options: LintOptions) -> LintOutcome {
    var results = [Result<FirstPass, InputProblem>?](repeating: nil, count: inputs.count)
    Parallel.forEach(inputs.count, jobs: options.jobs, into: &results) { index in firstPass(inputs[index], options) }
    var outcome = LintOutcome(files: [], problems: [])
    var passes: [FirstPass] = []
    for result in results {
      switch result {
      case .success(let pass): passes.append(pass)
      case .failure(let problem): outcome.problems.append(problem)
      case nil: break
      }
    }
    outcome.files = settle(passes, options)
    return outcome
  }

  /// One file by itself.
  private struct FirstPass: Sendable {
    let file: ManifestFile
    let findings: Findings
  }

  private static func firstPass(_ input: LintInput, _ options: LintOptions) -> Result<FirstPass, InputProblem> {
    do throws(InputProblem) {
      let tree = try read(input, options.readingLimits)
      let edition = (options.settings.isEmpty ? nil : options.settings[ExactText(input.path)])?.edition ?? .standard
      var (file, findings) = Decoder.decode(
        tree,
        editionOverride: options.editionOverride,
        editionDefault: edition,
        findingsLimit: options.readingLimits.findings
      )
      Catalog.check(file, today: options.today, &findings)
      return .success(FirstPass(file: file, findings: findings))
    } catch {
      return .failure(error)
    }
  }

  static func read(_ input: LintInput, _ limits: ReadingLimits) throws(InputProblem) -> YAMLTree {
    let block: UnsafeMutableBufferPointer<UInt8>
    switch input {
    case .file(let file): block = try FileReading.read(file.path, limit: limits.bytes)
    case .contents(_, let bytes):
      block = .allocate(capacity: bytes.count)
      _ = block.initialize(from: bytes)
    }
    // Transcoding takes the block.
    let size = block.count
    let (source, problem) = Transcoding.source(path: input.path, contents: block)
    return YAMLTree.read(source, limits: limits, problem: problem, size: size)
  }

  /// Adds what only the whole workspace tells, and settles each file.
  private static func settle(_ passes: [FirstPass], _ options: LintOptions) -> [CheckedFile] {
    let files = passes.map(\.file)
    var findings = passes.map(\.findings)
    Catalog.check(Workspace(files: files), &findings)
    var settled = [CheckedFile?](repeating: nil, count: passes.count)
    let found = findings
    let estate = options.cloud.map { Estate(Workspace(files: files), $0) }
    let holdsSecrets = files.contains { !$0.secrets.isEmpty }
    // Where nothing was found, a thread would take longer to start than the files to settle.
    let jobs = estate != nil || found.contains { !$0.items.isEmpty } ? options.jobs : 1
    Parallel.forEach(files.count, jobs: jobs, into: &settled) {
      var findings = found[$0]
      if let cloud = options.cloud, let estate {
        Catalog.check(Audit(files[$0], cloud, estate, today: options.today), &findings)
      }
      return settle(files[$0], findings, options, masks: holdsSecrets)
    }
    return settled.compactMap { $0 }
  }

  /// One mistake, one finding; then the settings' severities, then the ignores.
  private static func settle(_ file: ManifestFile, _ found: Findings, _ options: LintOptions, masks: Bool)
    -> CheckedFile
  {
    var findings = Settling.settle(found.items, in: file, masks: masks)
    if !options.settings.isEmpty, let settings = options.settings[ExactText(file.path)] {
      findings = findings.compactMap { withSeverity($0, settings) }
    }
    guard options.obeysIgnores else { return CheckedFile(file: file, diagnostics: findings, unshown: found.unshown) }
    let outcome = Ignores(file.tree).apply(
      to: findings,
      today: options.today,
      limit: options.readingLimits.findings,
      isEditionOverridden: options.editionOverride != nil
    )
    guard !outcome.about.isEmpty else {
      return CheckedFile(file: file, diagnostics: outcome.kept, suppressed: outcome.suppressed, unshown: found.unshown)
    }
    let about = Settling.settle(outcome.about, in: file, masks: masks).compactMap { finding in
      options.settings[ExactText(file.path)].map { withSeverity(finding, $0) } ?? finding
    }
    let all = (outcome.kept + about).enumerated().sorted { left, right in
      left.element.location.span != right.element.location.span
        ? left.element.location.span < right.element.location.span : left.offset < right.offset
    }
    let shown = all.prefix(options.readingLimits.findings)
    return CheckedFile(
      file: file,
      diagnostics: shown.map(\.element),
      suppressed: outcome.suppressed,
      unshown: found.unshown + outcome.unshown + all.count - shown.count
    )
  }

  /// The finding with the severity the settings give it; nil where they turn it off.
  private static func withSeverity(_ finding: Diagnostic, _ settings: Settings) -> Diagnostic? {
    guard let severity = settings.severity(of: finding) else { return nil }
    var finding = finding
    finding.severity = severity
    return finding
  }
}

extension Report {
  /// The report of a run.
  package init(_ outcome: LintOutcome) {
    self.init(
      diagnostics: outcome.files.flatMap(\.diagnostics),
      files: outcome.files.count,
      documents: outcome.files.reduce(0) { $0 + $1.file.manifests.count }
    )
    suppressed = outcome.files.flatMap(\.suppressed)
    unshown = outcome.files.reduce(0) { $0 + $1.unshown }
    rules = Catalog.all
    checkedPaths = outcome.files.map(\.file.path)
    for checked in outcome.files where !checked.file.secrets.isEmpty {
      secrets[ExactText(checked.file.path)] = checked.file.secrets
    }
  }
}
