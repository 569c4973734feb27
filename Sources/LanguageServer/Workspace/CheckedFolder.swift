import Diagnostics
import Files
import Linter
import ManifestModel

/// Texts that are checked together: those of a workspace folder, open ones as the editor has them and the rest from
/// disk; or one text that lies in no folder.
final class CheckedFolder {
  /// The absolute path of the folder; nil: one text by itself.
  let path: String?
  private(set) var session: LintSession
  private(set) var settings: SettingsFinder
  /// What is open, by path.
  private var openTexts: Set<ByteKey> = []
  /// Manifests on disk.
  private var onDisk: Set<ByteKey> = []
  /// Manifests on disk that are open under another name, which counts instead; with that name.
  private var openUnderOtherName: [ByteKey: String] = [:]
  private let choice: Choice
  /// Folders that are looked into: an editor that opens a home folder, or all of a disk, does not wait for its end.
  static let mostFolders = 20_000
  /// Whether there are more.
  private(set) var isCutShort = false

  /// What the server was started with.
  struct Choice {
    var options: LintOptions
    var settings: SettingsFinder.Choice
    var levels: [String: RuleLevel]

    func finder() -> SettingsFinder { SettingsFinder(settings, flags: SettingsFinder.Flags(levels: levels)) }
  }

  init(_ path: String?, _ choice: Choice) {
    self.path = path
    self.choice = choice
    session = LintSession(choice.options)
    settings = choice.finder()
  }

  // MARK: Files on disk

  /// Looks for the manifests of the folder, by the settings there are now, and reads all that are not open; gives the
  /// paths that are gone.
  func discover() -> [String] {
    settings = choice.finder()
    guard let path else { return [] }
    let discovery = FileDiscovery.find([path], settings: settings, mostFolders: CheckedFolder.mostFolders)
    settings = discovery.settings
    isCutShort = discovery.isCutShort
    let found = discovery.files.map(\.path)
    onDisk = Set(found.map { ByteKey($0) })
    findOtherNames(among: found)
    let gone = session.paths.filter { !isOnDisk($0) && !openTexts.contains(ByteKey($0)) }
    session.remove(gone)
    takeSettings(of: found)
    session.set(discovery.files.filter { !openTexts.contains(ByteKey($0.path)) && isOnDisk($0.path) }.map { .file($0) })
    return gone
  }

  /// Whether it is a manifest on disk that counts under this name.
  private func isOnDisk(_ path: String) -> Bool {
    onDisk.contains(ByteKey(path)) && openUnderOtherName[ByteKey(path)] == nil
  }

  private func findOtherNames(among paths: [String]) {
    openUnderOtherName = [:]
    for name in openTexts where !onDisk.contains(name) {
      if let path = other(name: name.string, among: paths) { openUnderOtherName[ByteKey(path)] = name.string }
    }
  }

  private func other(name: String, among paths: [String]) -> String? {
    guard let identity = FileIdentity(name) else { return nil }
    return paths.first { FileIdentity($0) == identity }
  }

  /// Reads a file of the folder again that has changed on disk; whether it is one that is checked.
  func reread(_ path: String) -> Bool {
    guard isOnDisk(path) else { return false }
    guard !openTexts.contains(ByteKey(path)) else { return true }
    session.set([.file(InputFile(path))])
    return true
  }

  private func takeSettings(of paths: [String]) {
    for path in paths {
      let own = settings.settings(for: path)
      session.options.settings[ByteKey(path)] = own.isDefault ? nil : own
    }
  }

  // MARK: Open texts

  /// Whether a text is a manifest by its name, by the settings or by its language, and is not left out.
  func takes(_ text: OpenText) -> Bool {
    if onDisk.contains(ByteKey(text.path)) { return true }
    if text.isFile, settings.exclusion(of: text.path) != nil { return false }
    return FileDiscovery.isManifestName(text.name) || text.languageID == "privatelink"
      || (text.isFile && settings.isIncluded(text.path))
  }

  func set(_ text: OpenText) {
    let isNew = openTexts.insert(ByteKey(text.path)).inserted
    if text.isFile { takeSettings(of: [text.path]) }
    if isNew, text.isFile, !onDisk.contains(ByteKey(text.path)), let path = other(name: text.path, among: session.paths)
    {
      openUnderOtherName[ByteKey(path)] = text.path
      session.remove([path])
    }
    session.set([.contents(path: text.path, text.bytes)])
  }

  /// The text of the editor is gone: what is on disk counts again.
  func close(_ path: String) {
    guard openTexts.remove(ByteKey(path)) != nil else { return }
    if isOnDisk(path) { session.set([.file(InputFile(path))]) } else { session.remove([path]) }
    guard let original = openUnderOtherName.first(where: { ByteKey($0.value) == ByteKey(path) })?.key else { return }
    openUnderOtherName[original] = nil
    session.set([.file(InputFile(original.string))])
  }

  /// Everything that is checked, to be checked once more: open texts as they are, the rest from disk.
  func inputs(open: [OpenText]) -> [LintInput] {
    let texts = Dictionary(open.map { (ByteKey($0.path), $0.bytes) }) { first, _ in first }
    return session.paths.map { path in
      texts[ByteKey(path)].map { .contents(path: path, $0) } ?? .file(InputFile(path))
    }
  }

  func isOpen(_ path: String) -> Bool { openTexts.contains(ByteKey(path)) }

  func check() -> [String] { session.check() }

  /// What is wrong with the settings files that were read.
  var settingsDiagnostics: [Diagnostic] { settings.diagnostics }
}
