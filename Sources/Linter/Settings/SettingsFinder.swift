import Diagnostics
import ManifestModel
import Files
import YAMLTree

/// Which settings apply to a file: those given by `--config`, none with `--no-config`, else the nearest
/// `.privatelint.yaml` from the file's folder up to the root of its repository. Flags beat files.
package struct SettingsFinder {
  package enum Choice: Sendable, Equatable {
    case search, none
    case file(String)
  }

  private let choice: Choice
  private let flags: Flags
  /// By the folder of the manifest.
  private var found: [ByteKey: Settings] = [:]
  /// The settings file of a folder or one above it; nil if there is none.
  private var nearest: [ByteKey: String?] = [:]
  private var readings: [ByteKey: Settings.Reading] = [:]
  package private(set) var problems: [InputProblem] = []
  /// What is wrong with settings files that were used.
  package private(set) var diagnostics: [Diagnostic] = []
  /// The contents of settings files that a sparse checkout keeps off the disk, by their absolute path.
  private var hidden: [ByteKey: [UInt8]] = [:]
  /// Files beside or above manifests that were meant as settings, by their names, and are not read.
  package private(set) var misnamed: [String] = []

  /// What the command line sets.
  package struct Flags: Sendable {
    package var levels: [String: RuleLevel] = [:]
    package var exclude: [GlobPattern] = []
    /// Whether walks leave out what git ignores.
    package var honoursGitIgnore = true

    package init(levels: [String: RuleLevel] = [:], exclude: [GlobPattern] = [], honoursGitIgnore: Bool = true) {
      self.levels = levels
      self.exclude = exclude
      self.honoursGitIgnore = honoursGitIgnore
    }
  }

  package init(_ choice: Choice, flags: Flags = Flags()) {
    self.choice = choice
    self.flags = flags
  }

  /// The settings for a file, or for the files of a folder (a path that ends in `/`).
  package mutating func settings(for path: String) -> Settings {
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    if let known = found[ByteKey(folder)] { return known }
    let file = file(for: folder).map { read($0) } ?? Settings()
    refuseFlags(under: file)
    let settings = flagged(file)
    found[ByteKey(folder)] = settings
    return settings
  }

  /// With settings files that are not on disk but apply all the same, by their absolute path. To be set before the
  /// first question.
  package func with(hidden files: [ByteKey: [UInt8]]) -> SettingsFinder {
    var finder = self
    finder.hidden.merge(files) { known, _ in known }
    return finder
  }

  /// Settings with what the command line sets.
  func flagged(_ settings: Settings) -> Settings {
    var settings = settings
    for (id, level) in flags.levels where settings.locked[id] == nil || !isWeaker(level, for: id, in: settings) {
      settings.levels[id] = level
    }
    return settings
  }

  /// What is locked cannot be weakened by a flag either.
  private mutating func refuseFlags(under settings: Settings) {
    for (id, level) in flags.levels.sorted(by: { $0.key < $1.key }) {
      guard let lock = settings.locked[id], isWeaker(level, for: id, in: settings) else { continue }
      let problem = InputProblem(
        "--severity \(id)=\(level.rawValue)",
        reason: "this would weaken what is locked in \(Display.oneLine(lock.path)):\(lock.line)"
      )
      if !problems.contains(where: { $0.message == problem.message }) { problems.append(problem) }
    }
  }

  private func isWeaker(_ level: RuleLevel, for id: String, in settings: Settings) -> Bool {
    (settings.levels[id] ?? settings.rule(id).map { RuleLevel($0.severity) }).map(level.isWeaker) ?? false
  }

  /// The policies that `--severity` names and that no settings which were used define.
  package var unknownPolicies: [String] {
    let known = Set(found.values.flatMap(\.policies.ruleIDs))
    return flags.levels.keys.filter { $0.hasPrefix(Policy.prefix) && !known.contains($0) }.sorted()
  }

  /// Whether each file has the settings nearest to it.
  var isSearching: Bool { choice == .search }

  var honoursGitIgnore: Bool { flags.honoursGitIgnore }

  /// Why a path is left out; nil if it is not.
  package mutating func exclusion(of path: String) -> String? {
    if isSettingsFile(path) { return "a settings file" }
    if !flags.exclude.isEmpty {
      let inner = AbsolutePath.below("", path: path) ?? path
      if let pattern = flags.exclude.first(where: { $0.matches(inner) }) {
        return "left out by --exclude \(pattern.text)"
      }
    }
    let settings = settings(for: path.hasSuffix("/") ? String(path.dropLast()) : path)
    guard let source = settings.path, let inner = AbsolutePath.below(settings.folder, path: path) else { return nil }
    guard let pattern = settings.exclude.first(where: { $0.matches(inner) }) else { return nil }
    return "left out by exclude: \(pattern.text) in \(source)"
  }

  /// Settings are no manifest, however widely patterns reach.
  package func isSettingsFile(_ path: String) -> Bool {
    if path == Settings.fileName || path.hasSuffix("/" + Settings.fileName) { return true }
    guard case .file(let config) = choice else { return false }
    return FileReading.isOneFile(path, as: config)
  }

  /// Whether settings name a file of any name as a manifest.
  package mutating func isIncluded(_ path: String) -> Bool {
    let settings = settings(for: path)
    guard !settings.include.isEmpty, let inner = AbsolutePath.below(settings.folder, path: path) else { return false }
    return settings.include.contains { $0.matches(inner) }
  }

  // MARK: Finding the file

  /// The most frequent mistake.
  private static let misnamedFile = ".privatelint.yml"

  private mutating func file(for folder: String) -> String? {
    switch choice {
    case .none: return nil
    case .file(let path): return path
    case .search: break
    }
    var current = folder
    var passed: [ByteKey] = []
    var file: String?
    while true {
      if let known = nearest[ByteKey(current)] {
        file = known
        break
      }
      passed.append(ByteKey(current))
      let candidate = SettingsFinder.join(current, with: Settings.fileName)
      if access(candidate, F_OK) == 0 || hiddenContents(of: candidate) != nil {
        file = candidate
        break
      }
      let misnamed = SettingsFinder.join(current, with: SettingsFinder.misnamedFile)
      if access(misnamed, F_OK) == 0 { self.misnamed.append(misnamed) }
      if access(SettingsFinder.join(current, with: ".git"), F_OK) == 0 { break }
      guard let parent = SettingsFinder.parent(of: current) else { break }
      current = parent
    }
    for folder in passed { nearest[folder] = .some(file) }
    return file
  }

  /// The folder above; relative paths become absolute once they leave the current folder.
  private static func parent(of folder: String) -> String? {
    if folder == "/" { return nil }
    if folder.isEmpty || folder == "." || folder.hasSuffix("..") {
      guard let absolute = try? AbsolutePath.of(folder.isEmpty ? "." : folder), absolute != "/" else { return nil }
      return parent(of: absolute)
    }
    guard let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return slash == folder.startIndex ? "/" : String(folder[..<slash])
  }

  private static func join(_ folder: String, with name: String) -> String {
    folder.isEmpty ? name : folder == "/" ? "/" + name : folder + "/" + name
  }

  private func hiddenContents(of path: String) -> [UInt8]? {
    guard !hidden.isEmpty, let place = try? AbsolutePath.of(path), access(path, F_OK) != 0 else { return nil }
    return hidden[ByteKey(place)]
  }

  /// Settings as they are on disk, or kept off it by a sparse checkout.
  private func load(_ path: String) throws(InputProblem) -> (Source, YAMLProblem?) {
    if let contents = hiddenContents(of: path) { return Settings.source(contents: contents, path: path) }
    return try Settings.load(path)
  }

  private mutating func read(_ path: String) -> Settings {
    if let known = readings[ByteKey(path)] { return known.settings }
    do throws(InputProblem) {
      let (source, problem) = try load(path)
      let reading = Settings.read(source, problem) { [self] path throws(InputProblem) in try load(path) }
      readings[ByteKey(path)] = reading
      diagnostics += reading.diagnostics
      return reading.settings
    } catch {
      problems.append(error)
      readings[ByteKey(path)] = Settings.Reading(settings: Settings(), diagnostics: [])
      return Settings()
    }
  }
}
