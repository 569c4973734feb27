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
    for folder in folders + Array(loose.values) {
      for path in folder.check() { unpublished.insert(ByteKey(path)) }
    }
  }

  /// Publishes what is new, once there is nothing more to read: a text that changes again meanwhile costs one check.
  package func settle() {
    guard isChanged || !unpublished.isEmpty else { return }
    refresh()
    let paths = unpublished
    unpublished = []
    guard !client.pullsDiagnostics else { return }
    var writer = DiagnosticWriter(self)
    let findings = findings(of: paths)
    for path in paths.sorted() {
      guard let (uri, version, own) = findings[path] else { continue }
      let isAwaited = version != nil && isManifest(path)
      if own.isEmpty, published[path] == nil, !isAwaited { continue }
      publish(own, path, uri, version, &writer)
    }
    publishSettings(&writer)
  }

  private func publish(
    _ findings: [Diagnostic],
    _ path: ByteKey,
    _ uri: String,
    _ version: Int?,
    _ diagnostics: inout DiagnosticWriter
  ) {
    published[path] = findings.isEmpty ? nil : uri
    notify("textDocument/publishDiagnostics") { writer in
      writer.field("uri", uri)
      if let version { writer.field("version", version) }
      writer.array("diagnostics", findings) { diagnostics.write($1, to: &$0) }
    }
  }

  /// Whether an open text is checked as a manifest.
  func isManifest(_ path: ByteKey) -> Bool {
    texts[path].map { home(of: $0).session.contains($0.path) } ?? false
  }

  /// The findings of paths, with the URI and the version of those that are open.
  private func findings(of paths: Set<ByteKey>) -> [ByteKey: (uri: String, version: Int?, [Diagnostic])] {
    var result: [ByteKey: (String, Int?, [Diagnostic])] = [:]
    for folder in folders + Array(loose.values) {
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
    return Settings.read(Source(path: text.path, contents: text.bytes), nil).diagnostics
  }

  /// What is wrong with settings files that are not open.
  private func publishSettings(_ writer: inout DiagnosticWriter) {
    var found: [ByteKey: [Diagnostic]] = [:]
    for folder in folders + Array(loose.values) {
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
      if findings.isEmpty || published[path] == nil { publish(findings, path, uri, nil, &writer) }
    }
  }
}

/// Writes findings as diagnostics of the protocol; the lines of each text are counted once.
struct DiagnosticWriter {
  private let client: ClientCapabilities
  private let encoding: PositionEncoding
  private let documentation: String
  private let texts: [ByteKey: OpenText]
  private var lines: [ObjectIdentifier: TextLines] = [:]

  init(_ server: Server) {
    client = server.client
    encoding = server.encoding
    documentation = server.options.documentation
    texts = server.texts
  }

  mutating func range(_ location: Location) -> PositionRange {
    lines(of: location.source).range(of: location.span)
  }

  private mutating func lines(of source: Source) -> TextLines {
    if let known = lines[ObjectIdentifier(source)] { return known }
    let text = texts[ByteKey(source.path)]
    // The text may have changed since it was checked, and then its lines are not those of the finding.
    let isSame = text.map { source.bytes.elementsEqual($0.bytes) } ?? false
    let own: TextLines
    if isSame, let text {
      own = text.lines
    } else {
      own = text == nil ? TextLines(source, encoding) : TextLines(Array(source.bytes), encoding)
    }
    lines[ObjectIdentifier(source)] = own
    return own
  }

  func uri(of source: Source) -> String { texts[ByteKey(source.path)]?.uri ?? FileURI.uri(of: source.path) }

  mutating func write(_ finding: Diagnostic, to writer: inout JSONWriter) {
    let range = range(finding.location)
    let related = client.takesRelatedInformation ? finding.related.map { ($0, self.range($0.location)) } : []
    writer.object { writer in
      writer.key("range")
      range.write(to: &writer)
      writer.field("severity", DiagnosticWriter.number(of: finding.severity))
      writer.field("code", finding.about.id)
      if client.takesCodeDescription, !documentation.isEmpty {
        writer.object("codeDescription") { $0.field("href", RulePage.address(of: finding.about, documentation)) }
      }
      writer.field("source", Tool.name)
      writer.field("message", DiagnosticWriter.message(of: finding))
      if client.takesUnnecessaryTag, finding.about.id == UnnecessaryRule.id {
        writer.array("tags", [1]) { $0.number($1) }
      }
      if !related.isEmpty {
        writer.array("relatedInformation", related) { writer, place in
          writer.object { writer in
            writer.object("location") { writer in
              writer.field("uri", uri(of: place.0.location.source))
              writer.key("range")
              place.1.write(to: &writer)
            }
            writer.field("message", place.0.message)
          }
        }
      }
    }
  }

  /// The headline, and what to do.
  static func message(of finding: Diagnostic) -> String {
    finding.message + (finding.help.map { "\nhelp: \($0)" } ?? "")
  }

  private static func number(of severity: Severity) -> Int {
    switch severity {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }
}
