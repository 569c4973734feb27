import Diagnostics
import Files
import ManifestModel
import Rules
import YAMLTree

/// A settings file and those that it extends, put together: what a file sets beats what it starts from, except what is
/// locked there.
struct SettingsChain {
  typealias Load = (String) throws(InputProblem) -> (Source, YAMLProblem?)

  /// Reads a file that is extended.
  private let load: Load
  private var diagnostics: [Diagnostic] = []
  /// The files on the way, by what identifies a file.
  private var way: [String] = []

  /// The longest chain of files.
  private static let mostFiles = 20

  init(load: @escaping Load) { self.load = load }

  func read(_ source: Source, _ problem: YAMLProblem?) -> Settings.Reading {
    var chain = self
    let settings = chain.settings(of: source, problem)
    return Settings.Reading(
      settings: settings,
      diagnostics: chain.diagnostics
    )
  }

  private mutating func settings(of source: Source, _ problem: YAMLProblem?) -> Settings {
    let file = SettingsFile(source, problem)
    var found = file.diagnostics
    way.append(SettingsChain.identity(of: source.path))
    var base = Settings()
    if let extended = file.extended {
      switch loadBase(extended.path, from: source.path) {
      case .success(let loaded): base = settings(of: loaded.0, loaded.1)
      case .failure(let fault):
        found.append(
          Diagnostic(
            UnknownValue.about,
            at: extended.location,
            message: fault.reason,
            label: "not read",
            help: fault.help
          )
        )
      }
    }
    let merged = SettingsMerge(file, over: base)
    diagnostics += (found + merged.diagnostics).sorted { $0.location.span < $1.location.span }
    return merged.settings
  }

  private func loadBase(_ written: String, from path: String) -> Result<(Source, YAMLProblem?), PatternFault> {
    let help = "name a settings file by its path relative to the folder of this one"
    let folder = Settings.folder(of: path)
    if written.contains("://") {
      return .failure(
        PatternFault(
          "\(Display.quoted(written)) is a URL, and privatelint downloads nothing",
          help: "keep a local copy or a checkout, and give its path"
        )
      )
    }
    let file = SettingsChain.join(folder, with: written)
    if way.contains(SettingsChain.identity(of: file)) {
      return .failure(
        PatternFault(
          "\(Display.quoted(written)) extends this file, which creates a cycle",
          help: "remove one `extends` to break the cycle"
        )
      )
    }
    guard way.count < SettingsChain.mostFiles else {
      return .failure(
        PatternFault("more than \(SettingsChain.mostFiles) files extend each other", help: "merge some of them")
      )
    }
    do throws(InputProblem) { return .success(try load(file)) } catch {
      return .failure(PatternFault("\(Display.quoted(written)) cannot be extended: \(error.message)", help: help))
    }
  }

  /// What identifies a file: its real path if it is on disk.
  private static func identity(of path: String) -> String { (try? AbsolutePath.of(path)) ?? normalized(path) }

  /// A path from a folder. `..` stays where it leads out of what is known.
  static func join(_ folder: String, with path: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? normalized(path) : normalized(folder + "/" + path)
  }

  private static func normalized(_ path: String) -> String {
    var names: [Substring] = []
    for name in path.split(separator: "/") where name != "." {
      if name == "..", let last = names.last, last != ".." { names.removeLast() } else { names.append(name) }
    }
    return (path.hasPrefix("/") ? "/" : "") + names.joined(separator: "/")
  }
}

/// A settings file over the one that it extends. What weakens something that is locked there is a fault of this file,
/// and counts for nothing.
private struct SettingsMerge {
  private(set) var settings: Settings
  private(set) var diagnostics: [Diagnostic] = []
  private let file: SettingsFile
  private let base: Settings

  init(_ file: SettingsFile, over base: Settings) {
    self.file = file
    self.base = base
    settings = file.settings
    settings.texts += base.texts
    settings.bases = base.path.map { [$0] + base.bases } ?? []
    if settings.edition == nil { (settings.edition, settings.editionOrigin) = (base.edition, base.editionOrigin) }
    if settings.include.isEmpty { settings.include = base.include }
    if settings.exclude.isEmpty { settings.exclude = base.exclude }
    settings.defaults = settings.defaults.completed(by: base.defaults)
    mergePolicies()
    mergeLevels()
    mergeIgnores()
    mergeLocks()
  }

  private mutating func mergePolicies() {
    var own = file.policies
    own.removeAll { policy in
      guard let place = file.policyPlaces[policy.about.id], let lock = base.locked[policy.about.id] else {
        return false
      }
      refuse("policy `\(policy.id)` is locked in \(shown(lock)), so it cannot be replaced here", at: place)
      return true
    }
    let replaced = Set(own.map(\.about.id))
    settings.policies = PolicySet(base.policies.policies.filter { !replaced.contains($0.about.id) } + own)
  }

  private mutating func mergeLevels() {
    for (id, place) in file.levelPlaces.sorted(by: { $0.value.span < $1.value.span }) {
      guard let about = Catalog.rule(id) ?? settings.policies[id]?.about else {
        addUnknown(id, at: place)
        settings.levels[id] = nil
        continue
      }
      guard let level = settings.levels[id], let lock = base.locked[id] else { continue }
      let before = base.levels[id] ?? RuleLevel(about.severity)
      if level.isWeaker(than: before) {
        refuse(
          "`\(id)` is locked in \(shown(lock)), so it cannot be \(level == .off ? "turned off" : "lowered") here",
          at: place
        )
        settings.levels[id] = nil
      }
    }
    for (id, level) in base.levels where settings.levels[id] == nil {
      settings.levels[id] = level
      settings.levelOrigins[id] = base.levelOrigins[id]
    }
  }

  private mutating func mergeIgnores() {
    let own = settings.ignoreTerms
    if let place = file.ignoresPlace, let lock = base.locked[ExpiredIgnore.about.id] {
      let isLonger = own.maxDays.map { $0 > base.ignoreTerms.maxDays ?? .max } ?? false
      let isOpen = own.requiresUntil == false && base.ignoreTerms.needsEnd
      if isLonger || isOpen {
        refuse(
          """
          `\(ExpiredIgnore.about.id)` is locked in \(shown(lock)), so the requirements for ignores cannot be relaxed \
          here
          """,
          at: place
        )
        settings.ignoreTerms = base.ignoreTerms
        return
      }
    }
    settings.ignoreTerms.maxDays = own.maxDays ?? base.ignoreTerms.maxDays
    settings.ignoreTerms.requiresUntil = own.requiresUntil ?? base.ignoreTerms.requiresUntil
    settings.ignoreTerms.origin = own.origin ?? base.ignoreTerms.origin
  }

  private mutating func mergeLocks() {
    for (id, place) in file.locks where Catalog.rule(id) == nil && settings.policies[id] == nil {
      addUnknown(id, at: place)
    }
    settings.locked = settings.locked.filter { Catalog.rule($0.key) != nil || settings.policies[$0.key] != nil }
      .merging(base.locked) { $1 }
  }

  private mutating func addUnknown(_ id: String, at place: Location) {
    diagnostics.append(
      UnknownRule.finding(
        id,
        inSettingsAt: place,
        isPolicy: id.hasPrefix(Policy.prefix),
        nearest: NearestName.of(id, among: settings.ruleIDs)
      )
    )
  }

  private mutating func refuse(_ message: String, at place: Location) {
    diagnostics.append(
      Diagnostic(
        UnknownValue.about,
        at: place,
        message: message,
        label: "locked",
        help: "remove it, or ask the maintainers of that file"
      )
    )
  }

  private func shown(_ origin: SettingsOrigin) -> String { "\(Display.oneLine(origin.path)):\(origin.line)" }
}

extension RuleLevel {
  func isWeaker(than other: RuleLevel) -> Bool {
    guard let severity = other.severity else { return false }
    return self.severity.map { $0 < severity } ?? true
  }

  init(_ severity: Severity) {
    switch severity {
    case .error: self = .error
    case .warning: self = .warning
    case .note: self = .note
    }
  }
}
