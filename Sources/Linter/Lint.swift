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
  package var readingLimits = ReadingBounds()
  /// The most threads; nil: one for each core that the process may use.
  package var jobs: Int?
  /// The settings of each path that has any; the defaults apply elsewhere.
  package var settings: [ByteKey: Settings] = [:]
  /// What was collected of the cloud, to compare with; nil: nothing.
  package var cloud: CloudState?
  /// `--no-ignores`.
  package var obeysIgnores = true

  package init(today: CivilDate) { self.today = today }
}

/// The text of a manifest to check.
package struct LintText: Sendable {
  let source: Source
  /// The first place at which the bytes are no text.
  let problem: YAMLProblem?
  /// How many bytes there were, before they became UTF-8.
  let size: Int

  package var path: String { source.path }

  package init(path: String, _ contents: [UInt8]) {
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: contents.count)
    _ = block.initialize(from: contents)
    self.init(path: path, adopting: block)
  }

  init(path: String, adopting block: UnsafeMutableBufferPointer<UInt8>) {
    size = block.count
    // Transcoding takes the block.
    (source, problem) = Transcoding.source(path: path, contents: block)
  }

  func tree(_ limits: ReadingBounds) -> YAMLTree {
    YAMLTree.read(source, limits: limits, problem: problem, size: size)
  }
}

/// A checked file, its findings settled and in order of position.
package struct CheckedFile: Sendable {
  package let file: ManifestFile
  package internal(set) var diagnostics: [Diagnostic]
  /// What ignores let through, with the reason.
  package internal(set) var suppressed: [Diagnostic] = []
  /// What is not shown because a finding that is shown says the same mistake better.
  package internal(set) var hidden: [Diagnostic] = []
  /// Findings beyond the limit on those that are kept.
  package internal(set) var unshown = 0
  /// The file beside what was collected of the cloud.
  package fileprivate(set) var audit: Audit?
}

/// What a run found.
package struct LintOutcome: Sendable {
  /// In order of path.
  package var files: [CheckedFile]
  package var problems: [InputProblem]

  /// What is said of the policies that were applied, in order of their IDs; of one ID that several settings define, the
  /// first.
  package var policies: [RuleAbout] = []

  package init(files: [CheckedFile], problems: [InputProblem] = [], policies: [RuleAbout] = []) {
    (self.files, self.problems, self.policies) = (files, problems, policies)
  }

  package var workspace: Workspace { Workspace(files: files.map(\.file)) }
}

/// Decodes and checks texts in parallel; what comes out depends on them and the options alone, its order on paths and
/// positions.
package enum Lint {
  package static func run(_ texts: [LintText], _ options: LintOptions) -> LintOutcome {
    var results = [FirstPass?](repeating: nil, count: texts.count)
    Parallel.forEach(texts.count, jobs: options.jobs, into: &results) { firstPass(texts[$0], options) }
    let passes = results.compactMap { $0 }
    var outcome = LintOutcome(files: settle(passes, options))
    outcome.policies = policies(of: passes, options)
    return outcome
  }

  private static func policies(of passes: [FirstPass], _ options: LintOptions) -> [RuleAbout] {
    var sets: [ObjectIdentifier: PolicySet] = [:]
    if options.settings.isEmpty { return [] }
    for pass in passes {
      guard let set = options.settings[ByteKey(pass.file.path)]?.policies, !set.isEmpty else { continue }
      sets[ObjectIdentifier(set)] = set
    }
    let abouts = sets.values.flatMap(\.policies).sorted {
      ($0.origin.path, $0.origin.line) < ($1.origin.path, $1.origin.line)
    }
    let byID = Dictionary(abouts.map { ($0.about.id, $0.about) }, uniquingKeysWith: { first, _ in first })
    return byID.values.sorted { $0.id < $1.id }
  }

  /// One file by itself.
  struct FirstPass: Sendable {
    let file: ManifestFile
    let findings: Findings
  }

  static func firstPass(_ text: LintText, _ options: LintOptions) -> FirstPass {
    let settings = options.settings.isEmpty ? nil : options.settings[ByteKey(text.path)]
    var (file, findings) = Decoder.decode(
      text.tree(options.readingLimits),
      editionOverride: options.editionOverride,
      editionDefault: settings?.edition ?? .standard,
      defaults: settings?.defaults ?? ManifestDefaults(),
      findingsLimit: options.readingLimits.findings
    )
    Catalog.check(file, today: options.today, to: &findings)
    if let policies = settings?.policies { PolicyCheck.check(file, against: policies, to: &findings) }
    return FirstPass(file: file, findings: findings)
  }

  /// Adds what only the whole workspace shows, and settles each file.
  private static func settle(_ passes: [FirstPass], _ options: LintOptions) -> [CheckedFile] {
    let files = passes.map(\.file)
    let found = acrossFiles(passes)
    var settled = [CheckedFile?](repeating: nil, count: passes.count)
    let estate = options.cloud.map { Estate(Workspace(files: files), $0) }
    let holdsSecrets = files.contains { !$0.secrets.isEmpty }
    // Where nothing was found, a thread would take longer to start than the files to settle.
    let jobs = estate != nil || found.contains { !$0.items.isEmpty } ? options.jobs : 1
    Parallel.forEach(files.count, jobs: jobs, into: &settled) {
      var findings = found[$0]
      var audit: Audit?
      if let cloud = options.cloud, let estate {
        let own = Audit(files[$0], cloud, estate: estate, today: options.today)
        Catalog.check(own, to: &findings)
        audit = own
      }
      var checked = settle(files[$0], findings: findings, with: options, masks: holdsSecrets)
      checked.audit = audit
      return checked
    }
    return settled.compactMap { $0 }
  }

  /// What was found in each file, with what only all of them together tell.
  static func acrossFiles(_ passes: [FirstPass]) -> [Findings] {
    var findings = passes.map(\.findings)
    Catalog.check(Workspace(files: passes.map(\.file)), to: &findings)
    return findings
  }

  /// The settings' severities, then the ignores, then one finding for each mistake: what does not count hides nothing.
  static func settle(_ file: ManifestFile, findings found: Findings, with options: LintOptions, masks: Bool)
    -> CheckedFile
  {
    let settings = options.settings.isEmpty ? nil : options.settings[ByteKey(file.path)]
    func withLevels(_ findings: [Diagnostic]) -> [Diagnostic] {
      settings.map { settings in findings.compactMap { withSeverity($0, settings) } } ?? findings
    }
    let limit = options.readingLimits.findings
    var outcome = Ignores.Outcome(kept: withLevels(found.items))
    if options.obeysIgnores {
      outcome = Ignores(file).apply(
        to: Precedence.inOrder(outcome.kept),
        today: options.today,
        limit: limit,
        isEditionOverridden: options.editionOverride != nil,
        settings: settings ?? Settings()
      )
    }
    let settled = Precedence.settle(outcome.kept + withLevels(outcome.about))
    var checked = CheckedFile(file: file, diagnostics: settled.shown, unshown: found.unshown + outcome.unshown)
    if checked.diagnostics.count > limit {
      checked.unshown += checked.diagnostics.count - limit
      checked.diagnostics.removeLast(checked.diagnostics.count - limit)
    }
    guard !settled.shown.isEmpty || !outcome.suppressed.isEmpty else { return checked }
    let details = FindingDetails(file, masks: masks)
    checked.diagnostics = details.complete(checked.diagnostics)
    checked.hidden = details.complete(settled.hidden)
    checked.suppressed = details.complete(outcome.suppressed)
    return checked
  }

  /// The finding with the severity the settings give it; nil if they turn it off.
  private static func withSeverity(_ finding: Diagnostic, _ settings: Settings) -> Diagnostic? {
    guard let severity = settings.severity(of: finding) else { return nil }
    var finding = finding
    finding.severity = severity
    if settings.locked[finding.about.id] != nil { finding.about = finding.about.locked }
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
    hidden = outcome.files.flatMap(\.hidden)
    unshown = outcome.files.reduce(0) { $0 + $1.unshown }
    rules = Catalog.all + outcome.policies
    checkedPaths = outcome.files.map(\.file.path)
    for checked in outcome.files where !checked.file.secrets.isEmpty {
      secrets[ByteKey(checked.file.path)] = checked.file.secrets
    }
  }

  /// Takes over what is left to count of this run's findings: what others hid may appear.
  package mutating func settle(_ findings: [Diagnostic]) {
    let byFile = Dictionary(grouping: findings) { ByteKey($0.location.source.path) }
    let settled = checkedPaths.compactMap { byFile[ByteKey($0)].map(Precedence.settle) }
    diagnostics = settled.flatMap(\.shown)
    hidden = settled.flatMap(\.hidden)
  }
}
