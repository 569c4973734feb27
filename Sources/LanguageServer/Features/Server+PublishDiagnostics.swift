import Diagnostics
import Linter
import ManifestModel
import YAMLTree

/// Findings as diagnostics, sent when they have changed.
extension Server {
  /// Checks what has changed.
  func refresh() {
    guard isChanged else { return }
    isChanged = false
    // Numbers of results grow, so that no two results of a path have the same one.
    var count = generations.values.max() ?? 0
    for folder in homes {
      for path in folder.check() {
        unpublished.insert(ByteKey(path))
        count += 1
        generations[ByteKey(path)] = count
      }
    }
  }

  /// Publishes what is new, once there is nothing more to read: a text that changes again meanwhile costs one check.
  package func settle() {
    guard isChanged || !unpublished.isEmpty else { return }
    refresh()
    let paths = unpublished
    unpublished = []
    if client.pullsDiagnostics {
      if hasChangedOnDisk, client.refreshesDiagnostics { request("workspace/diagnostic/refresh") }
      hasChangedOnDisk = false
      return
    }
    var writer = DiagnosticWriter(self)
    let findings = findings(of: paths)
    for path in paths.sorted() {
      guard let (uri, version, own) = findings[path] else { continue }
      let isAwaited = version != nil && isManifest(path)
      if own.isEmpty, published[path] == nil, !isAwaited { continue }
      publish(own, path: path, uri: uri, version: version, &writer)
    }
    publishSettings(&writer)
  }

  private func publish(
    _ findings: [Diagnostic],
    path: ByteKey,
    uri: String,
    version: Int?,
    _ diagnostics: inout DiagnosticWriter
  ) {
    published[path] = findings.isEmpty ? nil : uri
    notify("textDocument/publishDiagnostics") { writer in
      writer.field("uri", uri)
      if let version { writer.field("version", version) }
      writer.array("diagnostics", of: findings) { diagnostics.write($1, to: &$0) }
    }
  }

  /// Whether an open text is checked as a manifest.
  func isManifest(_ path: ByteKey) -> Bool {
    texts[path].map { home(of: $0).session.contains($0.path) } ?? false
  }

  /// The findings of paths, with the URI and the version of those that are open.
  func findings(of paths: Set<ByteKey>) -> [ByteKey: (uri: String, version: Int?, findings: [Diagnostic])] {
    var result: [ByteKey: (uri: String, version: Int?, findings: [Diagnostic])] = [:]
    for folder in homes {
      for path in folder.session.paths where paths.contains(ByteKey(path)) {
        guard let checked = folder.session.checked(path) else { continue }
        let text = texts[ByteKey(path)]
        result[ByteKey(path)] = (text?.uri ?? FileURI.uri(of: path), text?.version, checked.diagnostics)
      }
    }
    for path in paths where result[path] == nil {
      if let text = texts[path] {
        result[path] = (text.uri, text.version, settingsFindings(of: text))
      } else if let uri = published[path] {
        result[path] = (uri, nil, [])
      }
    }
    return result
  }

  /// What is wrong with an open settings file.
  private func settingsFindings(of text: OpenText) -> [Diagnostic] {
    guard text.name == Settings.fileName else { return [] }
    return Settings.read(Source(path: text.path, contents: text.bytes), nil, extending: Settings.load).diagnostics
      .filter {
        $0.location.source.path == text.path
      }
  }

  /// What is wrong with settings files that are not open.
  private func publishSettings(_ writer: inout DiagnosticWriter) {
    var found: [ByteKey: [Diagnostic]] = [:]
    for folder in homes {
      for finding in folder.settingsDiagnostics {
        let path = ByteKey(finding.location.source.path)
        if texts[path] == nil { found[path, default: []].append(finding) }
      }
    }
    for (path, uri) in published where uri.utf8.reversed().starts(with: Settings.fileName.utf8.reversed()) {
      if found[path] == nil, texts[path] == nil { found[path] = [] }
    }
    for (path, findings) in found.sorted(by: { $0.key < $1.key }) {
      let uri = findings.first.map { FileURI.uri(of: $0.location.source.path) } ?? published[path] ?? ""
      if findings.isEmpty || published[path] == nil { publish(findings, path: path, uri: uri, version: nil, &writer) }
    }
  }
}
