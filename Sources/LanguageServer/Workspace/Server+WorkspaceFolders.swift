import Diagnostics
import Files
import Linter

/// Workspace folders, the files in them that change on disk, and the configuration of the client.
extension Server {
  // MARK: Folders

  func addFolders(ofInitialize params: JSON) {
    var uris = (params["workspaceFolders"]?.elements ?? []).compactMap { $0["uri"]?.string }
    if uris.isEmpty, let root = params["rootUri"]?.string { uris = [root] }
    var paths = uris.compactMap(FileURI.path)
    if uris.isEmpty, let root = params["rootPath"]?.string, root.hasPrefix("/") {
      paths = [FileURI.path(of: "file://" + FileURI.uri(of: root).dropFirst(7)) ?? root]
    }
    for path in paths { addFolder(path) }
  }

  private func addFolder(_ path: String) {
    guard !folders.contains(where: { $0.path.map { ByteKey($0) } == ByteKey(path) }) else { return }
    folders.append(CheckedFolder(path, choice))
    folders.sort { ($0.path?.utf8.count ?? 0) > ($1.path?.utf8.count ?? 0) }
  }

  private var choice: CheckedFolder.Choice {
    CheckedFolder.Choice(options: options.lint, settings: options.settings, levels: options.levels)
  }

  /// Everything that is checked together, in an order that stays.
  var homes: [CheckedFolder] { folders + loose.sorted { $0.key < $1.key }.map(\.value) }

  /// The innermost folder around a path.
  func folder(around path: String) -> CheckedFolder? {
    folders.first { folder in
      guard let root = folder.path else { return false }
      return root == "/" || path.utf8.starts(with: (root + "/").utf8)
    }
  }

  /// What a text is checked with.
  func home(of text: OpenText) -> CheckedFolder {
    if text.isFile, !secondNames.contains(ByteKey(text.path)), let folder = folder(around: text.path) { return folder }
    if let folder = loose[ByteKey(text.path)] { return folder }
    let folder = CheckedFolder(nil, choice)
    loose[ByteKey(text.path)] = folder
    return folder
  }

  func initialized(_ params: JSON) throws(ResponseError) {
    for folder in folders { discover(folder) }
    if client.registersWatchers { registerWatchers() }
    fetchConfiguration()
  }

  /// Looks at a folder anew; open texts in it are taken as the editor has them.
  private func discover(_ folder: CheckedFolder) {
    hasChangedOnDisk = true
    let wasCutShort = folder.isCutShort
    for path in folder.discover() { unpublished.insert(ByteKey(path)) }
    if folder.isCutShort, !wasCutShort, let path = folder.path {
      log(
        """
        \(Display.oneLine(path)) has more than \(CheckedFolder.mostFolders) folders: manifests in those further down \
        are checked when they are opened
        """
      )
    }
    for text in texts.values where home(of: text) === folder { keep(text) }
    isChanged = true
  }

  func didChangeWorkspaceFolders(_ params: JSON) throws(ResponseError) {
    let event = params["event"]
    let removed = (event?["removed"]?.elements ?? []).compactMap { $0["uri"]?.string }.compactMap(FileURI.path)
    let added = (event?["added"]?.elements ?? []).compactMap { $0["uri"]?.string }.compactMap(FileURI.path)
    let gone = Set(removed.map { ByteKey($0) })
    for folder in folders where folder.path.map({ gone.contains(ByteKey($0)) }) ?? false {
      for path in folder.session.paths { unpublished.insert(ByteKey(path)) }
    }
    folders.removeAll { $0.path.map { gone.contains(ByteKey($0)) } ?? false }
    let known = folders.count
    for path in added { addFolder(path) }
    // A text that lay in one folder may lie in another one now, or in none.
    loose = [:]
    if known < folders.count || !removed.isEmpty { for folder in folders { discover(folder) } }
    for text in texts.values { keep(text) }
  }

  // MARK: Files on disk

  private func registerWatchers() {
    request("client/registerCapability") { writer in
      writer.array("registrations", of: ["workspace/didChangeWatchedFiles"]) { writer, method in
        writer.object { writer in
          writer.field("id", "watched-files")
          writer.field("method", method)
          writer.object("registerOptions") { writer in
            writer.array("watchers", of: ["**/*.yaml", "**/*.yml", "**/.privatelint.yaml", "**/.gitignore"]) {
              writer,
              glob in
              writer.object { $0.field("globPattern", glob) }
            }
          }
        }
      }
    }
  }

  func didChangeWatchedFiles(_ params: JSON) throws(ResponseError) {
    var stale: [CheckedFolder] = []
    hasChangedOnDisk = true
    for change in params["changes"]?.elements ?? [] {
      guard let path = change["uri"]?.string.flatMap(FileURI.path) else { continue }
      let isChangeOfText = change["type"]?.integer == 2
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      let isSettings = name == Settings.fileName || name == GitIgnore.fileName
      guard let folder = folder(around: path) else {
        // Settings above a folder, or beside a text that lies in none.
        if isSettings { stale += homes }
        continue
      }
      if isSettings || !isChangeOfText || !folder.reread(path) { stale.append(folder) }
    }
    var seen: [CheckedFolder] = []
    for folder in stale where !seen.contains(where: { $0 === folder }) {
      seen.append(folder)
      discover(folder)
    }
    isChanged = true
  }

  // MARK: Configuration

  func didChangeConfiguration(_ params: JSON) throws(ResponseError) {
    if let settings = params["settings"] { take(Preferences(settings)) }
    fetchConfiguration()
  }

  private func fetchConfiguration() {
    guard client.answersConfiguration else { return }
    request("workspace/configuration") { writer in
      writer.array("items", of: ["privatelint"]) { writer, section in
        writer.object { $0.field("section", section) }
      }
    } then: { [weak self] answer in
      if let settings = answer?.elements?.first, settings.isObject { self?.take(Preferences(settings)) }
    }
  }

  private func take(_ new: Preferences) {
    guard new != preferences else { return }
    let old = preferences
    preferences = new
    if new.codeLenses != old.codeLenses, client.refreshesCodeLenses { request("workspace/codeLens/refresh") }
    if new.inlayHints != old.inlayHints, client.refreshesInlayHints { request("workspace/inlayHint/refresh") }
  }
}
