import Diagnostics
import ManifestModel
import Rules
import YAMLTree
import Files

/// How manifests are checked: from a settings file, from flags, or by default.
package struct Settings: Sendable {
  /// The file they come from; nil: no file.
  package var path: String?
  /// The folder that patterns are taken from.
  package var folder = ""
  package var edition: Edition?
  package var editionOrigin: SettingsOrigin?
  package var levels: [String: RuleLevel] = [:]
  /// Where each level is written; a level without one comes from the command line.
  package var levelOrigins: [String: SettingsOrigin] = [:]
  package var policies = PolicySet.empty
  /// The rules and policies that nothing below can weaken, each with the place that says so.
  package var locked: [String: SettingsOrigin] = [:]
  package var ignoreTerms = IgnoreTerms()
  /// What manifests do not have to write.
  package var defaults = ManifestDefaults()
  /// What the file and those that it starts from contain, to see whether they have changed.
  var texts: [ByteKey] = []
  /// The files that it starts from, the nearest first.
  package var bases: [String] = []
  package var include: [GlobPattern] = []
  package var exclude: [GlobPattern] = []

  package init() {}

  /// Whether neither a file nor a flag sets anything.
  package var isDefault: Bool { path == nil && levels.isEmpty }

  package static let fileName = ".privatelint.yaml"

  /// Settings, and what is wrong with them: a bad setting ends a run with status 2.
  package struct Reading: Sendable {
    package var settings: Settings
    package var diagnostics: [Diagnostic]
  }

  /// The largest settings file that is read, in bytes.
  private static let longestFile = 1 << 20

  /// Reads the text of a settings file. `problem` is what transcoding has already found; `load` reads a file that it
  /// extends.
  package static func read(
    _ source: Source,
    _ problem: YAMLProblem?,
    extending load: @escaping (String) throws(InputProblem) -> (Source, YAMLProblem?)
  ) -> Reading { SettingsChain(load: load).read(source, problem) }

  package static func load(_ path: String) throws(InputProblem) -> (Source, YAMLProblem?) {
    let block = try FileReading.read(path, limit: longestFile)
    try FileReading.refuse(
      block,
      path: path,
      beyond: longestFile,
      advice: "remove what is not a setting, name another file with `--config`, or use none with `--no-config`"
    )
    return Transcoding.source(path: path, contents: block)
  }

  /// The source of a settings file from its contents.
  static func source(contents: [UInt8], path: String) -> (Source, YAMLProblem?) {
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: contents.count)
    _ = block.initialize(from: contents)
    return Transcoding.source(path: path, contents: block)
  }

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// Why a rule cannot be set to a level; nil if it can.
  package static func objection(to level: RuleLevel, for rule: RuleAbout) -> String? {
    let isFixed = rule.group == .limits || !rule.isIgnorable
    guard isFixed, level.severity ?? .note < rule.severity || level == .off else { return nil }
    return level == .off
      ? "`\(rule.id)` cannot be turned off: it is \(kind(of: rule))"
      : "the severity of `\(rule.id)` cannot be lowered: it is \(kind(of: rule))"
  }

  private static func kind(of rule: RuleAbout) -> String {
    switch rule.group {
    case .limits: "a documented limit"
    case .ignores: "a rule about ignores"
    case .yaml, .language: "a rule of the manifest language"
    case .direction, .values, .consistency, .cloud, .policies: "a safeguard"
    }
  }

  package static func adviceForFixed(_ rule: RuleAbout) -> String {
    rule.isIgnorable
      ? "ignore it in place, with a reason that goes into the ticket: `# privatelint: ignore[\(rule.id)] -- reason`"
      : "fix the findings instead"
  }

  // MARK: Use

  /// The severity a finding has under these settings; nil: it is turned off.
  package func severity(of finding: Diagnostic) -> Severity? {
    guard let level = levels[finding.about.id] else { return finding.severity }
    return level.severity
  }

  /// What is said of a rule or policy by its ID; one that is locked cannot be ignored. Nil: there is none.
  package func rule(_ id: String) -> RuleAbout? {
    guard let about = Catalog.rule(id) ?? policies[id]?.about else { return nil }
    return locked[id] == nil ? about : about.locked
  }

  /// The IDs of every rule and policy.
  package var ruleIDs: [String] { policies.isEmpty ? Catalog.ids : Catalog.ids + policies.ruleIDs }
}

extension RuleLevel {
  package var severity: Severity? { Severity(rawValue: rawValue) }
}
