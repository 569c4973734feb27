import Diagnostics
import Files
import Linter

/// Texts that are opened, changed, saved and closed.
extension Server {
  func didOpen(_ params: JSON) throws(ResponseError) {
    let text = try OpenText(params["textDocument"], encoding)
    if text.isFile, openName(of: text.path) != nil { secondNames.insert(ByteKey(text.path)) }
    texts[ByteKey(text.path)] = text
    keep(text)
    unpublished.insert(ByteKey(text.path))
  }

  func didChange(_ params: JSON) throws(ResponseError) {
    let path = try path(of: params)
    guard let changes = params["contentChanges"]?.elements else { throw .missing("contentChanges") }
    guard texts[path] != nil else { throw ResponseError(.invalidParams, "the text is not open") }
    let version = params["textDocument"]?["version"]?.integer
    texts[path]?.change(changes, version: version ?? (texts[path]?.version ?? 0) + 1)
    if let text = texts[path] { keep(text) }
  }

  /// What counts is what the editor shows, before and after it is saved; settings count from disk.
  func didSave(_ params: JSON) throws(ResponseError) {
    let path = try path(of: params)
    guard let text = texts[path], text.name == Settings.fileName else { return }
    try didChangeWatchedFiles(.object(["changes": .array([.object(["uri": .string(text.uri), "type": .integer(1)])])]))
  }

  func didClose(_ params: JSON) throws(ResponseError) {
    let path = try path(of: params)
    guard let text = texts.removeValue(forKey: path) else { return }
    home(of: text).close(text.path)
    loose[path] = nil
    unpublished.insert(path)
    isChanged = true
    if secondNames.remove(path) == nil, text.isFile { countSecondName(of: text.path) }
  }

  /// Another name under which a file is open and counts.
  private func openName(of path: String) -> ByteKey? {
    guard let identity = FileIdentity(path) else { return nil }
    return texts.first {
      $0.value.path != path && $0.value.isFile && !secondNames.contains($0.key)
        && FileIdentity($0.value.path) == identity
    }?.key
  }

  /// The name that counted is closed: another under which the file is open counts now.
  private func countSecondName(of path: String) {
    let identity = FileIdentity(path)
    guard identity != nil, let name = secondNames.first(where: { FileIdentity($0.string) == identity }),
      let text = texts[name]
    else { return }
    secondNames.remove(name)
    loose[name] = nil
    keep(text)
  }

  /// Hands a text to what it is checked with, or takes it from there where it is not a manifest.
  func keep(_ text: OpenText) {
    let home = home(of: text)
    if home.takes(text) {
      home.set(text)
    } else {
      home.close(text.path)
      if text.name == Settings.fileName || published[ByteKey(text.path)] != nil {
        unpublished.insert(ByteKey(text.path))
      }
    }
    isChanged = true
  }

  private func path(of params: JSON) throws(ResponseError) -> ByteKey {
    guard let uri = params["textDocument"]?["uri"]?.string else { throw .missing("textDocument.uri") }
    return ByteKey(FileURI.path(of: uri) ?? uri)
  }

  /// The open text that a request is about.
  func text(of params: JSON) throws(ResponseError) -> OpenText {
    guard let text = texts[try path(of: params)] else {
      throw ResponseError(.invalidParams, "the text is not open")
    }
    return text
  }
}
