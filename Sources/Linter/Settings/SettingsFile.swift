import Diagnostics
import ManifestModel
import Rules
import YAMLTree

/// One settings file by itself, with the places of what may clash with the file that it extends.
struct SettingsFile {
  var settings = Settings()
  var policies: [Policy] = []
  /// The file that it extends, as it is written.
  private(set) var extended: (path: String, location: Location)?
  private(set) var levelPlaces: [String: Location] = [:]
  private(set) var policyPlaces: [String: Location] = [:]
  private(set) var locks: [(id: String, location: Location)] = []
  private(set) var ignoresPlace: Location?
  private(set) var diagnostics: [Diagnostic] = []
  private let lines: LineIndex

  init(_ source: Source, _ problem: YAMLProblem?) {
    let tree = YAMLTree.read(source, problem: problem)
    SecretInManifest.remember(tree)
    lines = LineIndex(source)
    settings.path = source.path
    settings.texts = [ByteKey(source.text(Span(0..<source.bytes.count)))]
    settings.folder = Settings.folder(of: source.path)
    diagnostics = Decoder.decode(tree, SettingsKey.self) { decoder, slots in decode(slots, with: &decoder) }
    // The list of regions has a date: a default that is not in it is reported where it is used, as it would be in a
    // manifest.
    diagnostics.removeAll { $0.about.id == UnknownRegion.about.id }
    if tree.roots.count > 1 {
      diagnostics.append(
        Diagnostic(
          YAMLUnsupported.about,
          at: Location(source, tree[tree.roots[1]].span),
          message: "settings are one document, but this is a second one",
          label: "not read",
          help: "put it into the first document, or remove it with the `---` before it"
        )
      )
    }
  }

  private func location(_ place: Place, _ decoder: borrowing Decoder) -> Location {
    Location(decoder.tree.source, decoder.tree[place.node].span)
  }

  private func origin(_ place: Place, _ decoder: borrowing Decoder) -> SettingsOrigin {
    SettingsOrigin(
      path: decoder.tree.source.path,
      line: lines.position(decoder.tree[place.node].span.start).line
    )
  }

  private mutating func decode(_ slots: WrittenFields<SettingsKey>, with decoder: inout Decoder) {
    let version = decoder.integer(slots[.version], SettingsKey.version.declaration, isRequired: false)
    if let number = version.present, number != 1 {
      decoder.findings.add(
        UnsupportedVersion.about,
        at: FindingPlace(version.place),
        "version `\(number)` of the settings is not supported",
        label: "this tool supports version 1",
        help: "write `version: 1`"
      )
    }
    let limits = SettingsKey.limits.declaration
    let edition: Field<Edition> = decoder.identifier(
      slots[.limits],
      limits,
      isRequired: false,
      parse: { Edition.named($0.string) },
      explain: { UnknownValue.report($0, at: $1, limits, to: &$2) }
    )
    var defaults = DefaultsReader()
    if slots[.defaults].isWritten { defaults.read(slots[.defaults], beside: edition, with: &decoder) }
    settings.defaults = defaults.defaults
    let named = edition.isPresent ? edition : defaults.edition
    settings.edition = named.present
    if named.isPresent { settings.editionOrigin = origin(named.place, decoder) }
    settings.include = patterns(slots[.include], as: SettingsKey.include.declaration, with: &decoder)
    settings.exclude = patterns(slots[.exclude], as: SettingsKey.exclude.declaration, with: &decoder)
    decodeExtends(slots[.extends], with: &decoder)
    decodePolicies(slots[.policies], with: &decoder)
    decodeLocks(slots[.locked], with: &decoder)
    decodeIgnores(slots[.ignores], with: &decoder)
    guard let rules = decoder.mapping(slots[.rules], SettingsKey.rules.declaration, isRequired: false) else { return }
    for entry in decoder.entries(of: rules) { decodeLevel(entry, with: &decoder) }
  }

  /// Each path is compared with each pattern.
  private static let mostPatterns = 1_000

  private func patterns(_ slot: WrittenField, as field: FieldDeclaration, with decoder: inout Decoder) -> [GlobPattern]
  {
    let list = decoder.list(slot, field, isRequired: false)
    let items = decoder.items(of: list)
    if items.count > SettingsFile.mostPatterns {
      decoder.findings.add(
        UnknownValue.about,
        at: FindingPlace(list.place),
        "`\(field.key)` has \(items.count) patterns, but takes at most \(SettingsFile.mostPatterns)",
        label: "the rest is ignored",
        help: "name folders rather than files, as in `archive/**`"
      )
    }
    return items.prefix(SettingsFile.mostPatterns).compactMap { item in
      guard case .text(let text, let place) = decoder.scalar(item, field, isRequired: true) else { return nil }
      do throws(PatternFault) { return try GlobPattern(text.string) } catch {
        decoder.findings.add(
          UnknownValue.about,
          at: FindingPlace(place),
          "\(Display.quoted(text.string)) is not a valid pattern: \(error.reason)",
          label: "not a pattern",
          help: error.help
        )
        return nil
      }
    }
  }

  private mutating func decodeLevel(_ entry: Entry, with decoder: inout Decoder) {
    let name = decoder.tree.text(decoder.tree.resolve(entry.key)).string
    let rule = Catalog.rule(name)
    // Whether there is a policy of that name is known once the file that is extended has been read.
    let isPolicy = name.hasPrefix(Policy.prefix)
    guard rule != nil || isPolicy else {
      UnknownRule.report(
        name,
        inSettingsAt: FindingPlace(entry.keyPlace),
        nearest: NearestName.of(name, among: Catalog.ids),
        to: &decoder.findings
      )
      return
    }
    levelPlaces[name] = location(entry.keyPlace, decoder)
    let field = FieldDeclaration(name, .enumeration(RuleLevel.allCases.map(\.rawValue)), "", example: "error")
    // YAML 1.1 readers take `off` for a boolean; here it is a word like the others.
    guard case .text(let text, let place) = decoder.scalar(entry, field, isRequired: true) else { return }
    guard let level = RuleLevel(rawValue: text.string) else {
      return UnknownValue.report(text, at: place, field, to: &decoder.findings)
    }
    if let rule, let objection = Settings.objection(to: level, for: rule) {
      decoder.findings.add(
        UnknownValue.about,
        at: FindingPlace(place),
        objection,
        label: "lower than \(rule.severity.rawValue)",
        help: Settings.adviceForFixed(rule)
      )
    } else {
      settings.levels[name] = level
      settings.levelOrigins[name] = origin(place, decoder)
    }
  }
  // MARK: Files that are extended, policies, locks

  private mutating func decodeExtends(_ slot: WrittenField, with decoder: inout Decoder) {
    let field = decoder.text(slot, SettingsKey.extends.declaration, isRequired: false)
    guard field.isPresent else { return }
    extended = (decoder.tree.text(field.place.node).string, location(field.place, decoder))
  }

  private mutating func decodePolicies(_ slot: WrittenField, with decoder: inout Decoder) {
    guard slot.isWritten else { return }
    var reader = PolicyReader(decoder.tree)
    for (policy, place) in reader.read(slot, with: &decoder) {
      policies.append(policy)
      policyPlaces[policy.about.id] = location(place, decoder)
    }
  }

  private mutating func decodeLocks(_ slot: WrittenField, with decoder: inout Decoder) {
    let field = SettingsKey.locked.declaration
    for item in decoder.items(of: decoder.list(slot, field, isRequired: false)) {
      guard case .text(let text, let place) = decoder.scalar(item, field, isRequired: true) else { continue }
      locks.append((text.string, location(place, decoder)))
      settings.locked[text.string] = origin(place, decoder)
    }
  }

  private mutating func decodeIgnores(_ slot: WrittenField, with decoder: inout Decoder) {
    guard let place = decoder.mapping(slot, SettingsKey.ignores.declaration, isRequired: false) else { return }
    let slots = decoder.slots(of: place, IgnoresKey.self, owner: FindingPlace(slot.keyPlace))
    let field = IgnoresKey.maxDays.field
    let days = decoder.integer(slots[.maxDays], field, isRequired: false)
    settings.ignoreTerms.requiresUntil = decoder.boolean(slots[.requireUntil], IgnoresKey.requireUntil.field).present
    settings.ignoreTerms.origin = origin(slot.keyPlace, decoder)
    ignoresPlace = location(slot.keyPlace, decoder)
    if let number = days.present, case .integer(let range) = field.type, !range.contains(number) {
      decoder.findings.add(
        UnknownValue.about,
        at: FindingPlace(days.place),
        "`max_days` must be from \(range.lowerBound) to \(range.upperBound), not `\(number)`",
        label: "out of range",
        help: "write the number of days that an exception may last"
      )
    } else {
      settings.ignoreTerms.maxDays = days.present
    }
    if settings.ignoreTerms.maxDays == nil, settings.ignoreTerms.requiresUntil == nil, days.isAbsent {
      decoder.findings.add(
        UnknownValue.about,
        at: FindingPlace(slot.keyPlace),
        "`ignores` requires nothing",
        label: "no condition",
        help: "write `max_days`, `require_until` or both"
      )
    }
  }
}
