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
  package var levels: [String: RuleLevel] = [:]
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

  /// Reads a settings file.
  package static func read(_ path: String) throws(InputProblem) -> Reading {
    let block = try FileReading.read(path, limit: longestFile)
    try FileReading.refuse(
      block,
      path,
      beyond: longestFile,
      "remove what is no setting, name another file with `--config`, or use none with `--no-config`"
    )
    let (source, problem) = Transcoding.source(path: path, contents: block)
    return read(source, problem)
  }

  /// Reads settings from the contents of a file.
  static func read(contents: [UInt8], path: String) -> Reading {
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: contents.count)
    _ = block.initialize(from: contents)
    let (source, problem) = Transcoding.source(path: path, contents: block)
    return read(source, problem)
  }

  /// Reads the text of a settings file. `problem` is what transcoding has already found.
  package static func read(_ source: Source, _ problem: YAMLProblem?) -> Reading {
    let tree = YAMLTree.read(source, problem: problem)
    var settings = Settings()
    settings.path = source.path
    settings.folder = folder(of: source.path)
    var found = Decoder.decode(tree, SettingsKey.self) { decoder, slots in settings.decode(&decoder, slots) }
    if tree.roots.count > 1 {
      found.append(
        Diagnostic(
          YAMLUnsupported.about,
          at: Location(source, tree[tree.roots[1]].span),
          message: "settings are one document, and this is a second one",
          label: "not read",
          help: "put it into the first document, or remove it with the `---` before it"
        )
      )
    }
    return Reading(settings: settings, diagnostics: found.sorted { $0.location.span < $1.location.span })
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  private mutating func decode(_ decoder: inout Decoder, _ slots: WrittenFields<SettingsKey>) {
    let version = decoder.integer(slots[.version], SettingsKey.version.declaration, isRequired: false)
    if let number = version.present, number != 1 {
      decoder.findings.add(
        UnsupportedVersion.about,
        at: FindingPlace(version.place),
        "version `\(number)` of the settings is not known here",
        label: "this tool knows version 1",
        help: "write `version: 1`"
      )
    }
    let limits = SettingsKey.limits.declaration
    let edition: Field<Edition> = decoder.identifier(
      slots[.limits],
      limits,
      isRequired: false,
      parse: { Edition.named($0.string) },
      explain: { UnknownValue.report($0, at: $1, limits, &$2) }
    )
    self.edition = edition.present
    include = patterns(&decoder, slots[.include], SettingsKey.include.declaration)
    exclude = patterns(&decoder, slots[.exclude], SettingsKey.exclude.declaration)
    guard let rules = decoder.mapping(slots[.rules], SettingsKey.rules.declaration, isRequired: false) else { return }
    for entry in decoder.entries(of: rules) { decodeLevel(&decoder, entry) }
  }

  /// Each path is held against each pattern.
  private static let mostPatterns = 1_000

  private func patterns(_ decoder: inout Decoder, _ slot: WrittenField, _ field: FieldDeclaration) -> [GlobPattern] {
    let list = decoder.list(slot, field, isRequired: false)
    let items = decoder.items(of: list)
    if items.count > Settings.mostPatterns {
      decoder.findings.add(
        UnknownValue.about,
        at: FindingPlace(list.place),
        "`\(field.key)` holds \(items.count) patterns, and takes \(Settings.mostPatterns)",
        label: "the rest counts for nothing",
        help: "name folders rather than files, as in `archive/**`"
      )
    }
    return items.prefix(Settings.mostPatterns).compactMap { item in
      guard case .text(let text, let place) = decoder.scalar(item, field, isRequired: true) else { return nil }
      do throws(PatternFault) { return try GlobPattern(text.string) } catch {
        decoder.findings.add(
          UnknownValue.about,
          at: FindingPlace(place),
          "\(Display.quoted(text.string)) is not a pattern: \(error.reason)",
          label: "not a pattern",
          help: error.help
        )
        return nil
      }
    }
  }

  private mutating func decodeLevel(_ decoder: inout Decoder, _ entry: Entry) {
    let name = decoder.tree.text(decoder.tree.resolve(entry.key)).string
    guard let rule = Catalog.rule(name) else {
      let nearest = NearestName.of(name, among: Catalog.ids)
      decoder.findings.add(
        UnknownRule.about,
        at: FindingPlace(entry.keyPlace),
        "there is no rule \(Display.quoted(name))",
        label: nearest.map { "perhaps `\($0)`" } ?? "not a rule",
        help: "`privatelint rules` lists the rules"
      )
      return
    }
    let field = FieldDeclaration(name, .enumeration(RuleLevel.allCases.map(\.rawValue)), "", example: "error")
    // YAML 1.1 readers take `off` for a boolean; here it is a word like the others.
    guard case .text(let text, let place) = decoder.scalar(entry, field, isRequired: true) else { return }
    guard let level = RuleLevel(rawValue: text.string) else {
      return UnknownValue.report(text, at: place, field, &decoder.findings)
    }
    if let objection = Settings.objection(to: level, for: rule) {
      decoder.findings.add(
        UnknownValue.about,
        at: FindingPlace(place),
        objection,
        label: "lower than \(rule.severity.rawValue)",
        help: Settings.adviceForFixed(rule)
      )
    } else {
      levels[name] = level
    }
  }

  /// Why a rule cannot be set to a level; nil where it can.
  package static func objection(to level: RuleLevel, for rule: RuleAbout) -> String? {
    let isFixed = rule.group == .limits || !rule.isIgnorable
    guard isFixed, level.severity ?? .note < rule.severity || level == .off else { return nil }
    return "`\(rule.id)` is \(kind(of: rule)), which cannot be \(level == .off ? "turned off" : "lowered")"
  }

  private static func kind(of rule: RuleAbout) -> String {
    switch rule.group {
    case .limits: "a documented limit"
    case .ignores: "a rule about ignores"
    case .yaml, .language: "a rule of the language"
    case .direction, .values, .consistency, .cloud: "a safeguard"
    }
  }

  package static func adviceForFixed(_ rule: RuleAbout) -> String {
    rule.isIgnorable
      ? "ignore it in place, with a reason that goes into the ticket: `# privatelint: ignore[\(rule.id)] -- reason`"
      : "mend what it finds"
  }

  // MARK: Use

  /// The severity a finding has under these settings; nil: it is turned off.
  package func severity(of finding: Diagnostic) -> Severity? {
    guard let level = levels[finding.about.id] else { return finding.severity }
    return level.severity
  }
}

extension RuleLevel {
  package var severity: Severity? { Severity(rawValue: rawValue) }
}
