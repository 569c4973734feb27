import Diagnostics
import Files
import Linter
import ManifestModel

/// Texts that are checked together: those of a workspace folder, open ones as the editor has them and the rest from disk; or one text that lies in
/// no folder.
final class CheckedFolder {
  /// The absolute path of the folder; nil: one text by itself.
  let path: String?
  private(set) var session: LintSession
  private(set) var settings: SettingsFinder
  /// What is open, by path.
  private var openTexts: Set<ByteKey> = []
  /// Manifests on disk.
  private var onDisk: Set<ByteKey> = []
  private let choice: Choice

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

  /// Looks for the manifests of the folder, by the settings there are now, and reads all that are not open; gives the paths that are gone.
  func discover() -> [String] {
    settings = choice.finder()
    guard let path else { return [] }
    let discovery = FileDiscovery.find([path], settings: settings)
    settings = discovery.settings
    let found = discovery.files.map(\.path)
    onDisk = Set(found.map { ByteKey($0) })
    let gone = session.paths.filter { !onDisk.contains(ByteKey($0)) && !openTexts.contains(ByteKey($0)) }
    session.remove(gone)
    takeSettings(of: found)
    session.set(discovery.files.filter { !openTexts.contains(ByteKey($0.path)) }.map { .file($0) })
    return gone
  }

  /// Reads a file of the folder again that has changed on disk; whether it is one that is checked.
  func reread(_ path: String) -> Bool {
    guard onDisk.contains(ByteKey(path)) else { return false }
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
    openTexts.insert(ByteKey(text.path))
    if text.isFile { takeSettings(of: [text.path]) }
    session.set([.contents(path: text.path, text.bytes)])
  }

  /// The text of the editor is gone: what is on disk counts again.
  func close(_ path: String) {
    guard openTexts.remove(ByteKey(path)) != nil else { return }
    if onDisk.contains(ByteKey(path)) { session.set([.file(InputFile(path))]) } else { session.remove([path]) }
  }

  func isOpen(_ path: String) -> Bool { openTexts.contains(ByteKey(path)) }

  func check() -> [String] { session.check() }

  /// What is wrong with the settings files that were read.
  var settingsDiagnostics: [Diagnostic] { settings.diagnostics }
}
