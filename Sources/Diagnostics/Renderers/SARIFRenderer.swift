/// `sarif`: the exchange format of OASIS, version 2.1.0, with every rule and fix; with what was let through, if the
/// report is asked to show that.
package struct SARIFRenderer: ReportRenderer {
  private let report: Report
  private var indices = LineIndices()
  private var fingerprints = Fingerprints()
  private let ruleIndices: [String: Int]
  private let paths: [String]
  private let pathIndices: [ByteKey: Int]

  private init(_ report: Report) {
    self.report = report
    ruleIndices = Dictionary(report.rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let findings = report.showsSuppressed ? report.all : report.diagnostics
    let named = findings.map(\.location.source.path) + findings.flatMap { $0.related.map(\.location.source.path) }
    var seen: Set<ByteKey> = []
    paths = (report.checkedPaths + named).filter { seen.insert(ByteKey($0)).inserted }.sorted {
      $0.precedesByBytes($1)
    }
    pathIndices = Dictionary(paths.enumerated().map { (ByteKey($1), $0) }) { first, _ in first }
  }

  package static func render(_ report: Report, to output: inout OutputBuffer) {
    var renderer = SARIFRenderer(report)
    var writer = JSONWriter(into: output)
    renderer.write(&writer)
    writer.endLine()
    output = writer.output
  }

  // MARK: The run

  private mutating func write(_ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field(
        "$schema",
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
      )
      writer.field("version", "2.1.0")
      writer.array("runs", of: [report]) { writer, report in
        writer.object { writer in
          writer.object("tool") { SARIFRules.writeDriver(report, &$0) }
          if report.unshown > 0 { writeIncompleteness(&writer) }
          writer.field("columnKind", "unicodeCodePoints")
          writer.strings("newlineSequences", ["\r\n", "\n", "\r"])
          if let root = report.pathRoot { writeRoot(root, &writer) }
          writer.array("artifacts", of: paths) { writer, path in
            writer.object { writer in writer.object("location") { writeAddress(of: path, &$0) } }
          }
          writer.key("results")
          writeResults(&writer)
        }
      }
    }
  }

  /// The base of relative addresses: they start at the root of the repository.
  private static let rootID = "%SRCROOT%"

  private func writeRoot(_ root: String, _ writer: inout JSONWriter) {
    writer.object("originalUriBaseIds") { writer in
      writer.object(SARIFRenderer.rootID) { $0.field("uri", PlainPath.uri(root == "/" ? root : root + "/")) }
    }
  }

  private mutating func writeResults(_ writer: inout JSONWriter) {
    writer.array { writer in
      // What was let through is named too, so that letting one of several through does not rename the others.
      for finding in report.all {
        let fingerprint = fingerprints.next(finding, in: report)
        guard finding.suppression == nil || report.showsSuppressed else { continue }
        writer.element()
        write(finding, fingerprint: fingerprint, &writer)
      }
    }
  }

  /// Says that there is more, so that nobody takes what is missing for fixed.
  private func writeIncompleteness(_ writer: inout JSONWriter) {
    writer.array("invocations", of: [report.unshown]) { writer, unshown in
      writer.object { writer in
        writer.field("executionSuccessful", true)
        writer.array("toolExecutionNotifications", of: [unshown]) { writer, unshown in
          writer.object { writer in
            writer.field("level", "warning")
            writeMessage(
              "message",
              text: "\(Display.count(unshown, "more finding")) beyond the limit on those listed",
              &writer
            )
          }
        }
      }
    }
  }

  // MARK: A result

  private mutating func write(_ finding: Diagnostic, fingerprint: String, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("ruleId", finding.about.id)
      if let index = ruleIndices[finding.about.id] { writer.field("ruleIndex", index) }
      writer.field("level", finding.severity.rawValue)
      writeMessage("message", text: report.paragraph(finding).joined(separator: "\n"), &writer)
      writer.array("locations", of: [finding.location]) { writer, location in
        writer.object { writer in
          write(location, &writer)
          if !finding.address.isEmpty {
            writer.array("logicalLocations", of: [finding.address]) { writer, address in
              writer.object { $0.field("fullyQualifiedName", address) }
            }
          }
        }
      }
      if !finding.related.isEmpty {
        writer.array("relatedLocations", of: finding.related.enumerated()) { writer, related in
          writer.object { writer in
            writer.field("id", related.offset + 1)
            write(related.element.location, &writer)
            writeMessage("message", text: Display.oneLine(related.element.message), &writer)
          }
        }
      }
      writer.object("partialFingerprints") { $0.field("ruleAndAddress/v1", fingerprint) }
      if let fix = finding.fix, !fix.edits.isEmpty { write(fix, in: finding.location.source, to: &writer) }
      if report.showsSuppressed { write(finding.suppression, &writer) }
    }
  }

  private mutating func write(_ fix: Fix, in source: Source, to writer: inout JSONWriter) {
    writer.array("fixes", of: [fix]) { writer, fix in
      writer.object { writer in
        writeMessage("description", text: Display.oneLine(fix.title), &writer)
        writer.array("artifactChanges", of: [source]) { writer, source in
          writer.object { writer in
            writeArtifact(source, &writer)
            writer.array("replacements", of: fix.edits) { writer, edit in
              writer.object { writer in
                writeRegion(name: "deletedRegion", Location(source, edit.span), &writer)
                if !edit.text.isEmpty { writer.object("insertedContent") { $0.field("text", edit.text) } }
              }
            }
          }
        }
        writer.object("properties") { $0.field("safety", fix.safety.rawValue) }
      }
    }
  }

  /// The list is there for every finding, because a run gives it for all or for none.
  private func write(_ suppression: Diagnostic.Suppression?, _ writer: inout JSONWriter) {
    writer.array("suppressions", of: [suppression].compactMap { $0 }) { writer, suppression in
      writer.object { writer in
        writer.field("kind", suppression.kind == .ignore ? "inSource" : "external")
        if !suppression.reason.isEmpty { writer.field("justification", Display.oneLine(suppression.reason)) }
      }
    }
  }

  // MARK: Places

  private mutating func write(_ location: Location, _ writer: inout JSONWriter) {
    writer.object("physicalLocation") { writer in
      writeArtifact(location.source, &writer)
      writeRegion(name: "region", location, &writer)
    }
  }

  private func writeArtifact(_ source: Source, _ writer: inout JSONWriter) {
    writer.object("artifactLocation") { writer in
      writeAddress(of: source.path, &writer)
      if let index = pathIndices[ByteKey(source.path)] { writer.field("index", index) }
    }
  }

  private func writeAddress(of path: String, _ writer: inout JSONWriter) {
    let path = report.pathFromRoot(path)
    writer.field("uri", PlainPath.uri(path))
    if report.pathRoot != nil, !path.hasPrefix("/") { writer.field("uriBaseId", SARIFRenderer.rootID) }
  }

  private mutating func writeRegion(name: String, _ location: Location, _ writer: inout JSONWriter) {
    let index = indices.index(location.source)
    let start = index.position(location.span.start)
    let end = index.position(location.span.end)
    writer.object(name) { writer in
      writer.field("startLine", start.line)
      writer.field("startColumn", start.column)
      writer.field("endLine", end.line)
      writer.field("endColumn", end.column)
      // Of UTF-16 our offsets are those of its UTF-8 text, not of the file.
      if location.source.encoding == .utf8 {
        writer.field("byteOffset", Int(location.span.start))
        writer.field("byteLength", location.span.range.count)
      }
    }
  }

  // MARK: Words

  private func writeMessage(_ name: String, text: String, _ writer: inout JSONWriter) {
    writer.object(name) { $0.field("text", SARIFRenderer.escaped(text)) }
  }

  /// In a SARIF message `{0}` is a placeholder and `[words](address)` a link. Braces are doubled, and brackets escaped
  /// where a link would begin.
  private static func escaped(_ text: String) -> String {
    let hasBraces = text.utf8.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
    let hasLink = zip(text.utf8, text.utf8.dropFirst()).contains { $0 == UInt8(ascii: "]") && $1 == UInt8(ascii: "(") }
    guard hasBraces || hasLink else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "{", "}": result.unicodeScalars.append(scalar)
      case "[" where hasLink, "]" where hasLink: result += "\\"
      default: break
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
