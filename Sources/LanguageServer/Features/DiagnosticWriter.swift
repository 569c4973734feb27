import Diagnostics
import Linter

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
        writer.array("tags", of: [1]) { $0.number($1) }
      }
      if !related.isEmpty {
        writer.array("relatedInformation", of: related) { writer, place in
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
