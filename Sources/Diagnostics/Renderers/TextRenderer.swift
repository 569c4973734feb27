/// `text`: what a person reads. The headline, the lines with carets under them, where the limit comes from, what to do.
package struct TextRenderer {
  private let report: Report
  private let style: TextStyle
  private let isQuiet: Bool
  private var indices = LineIndices()
  private var text = ""

  private init(_ report: Report, _ style: TextStyle, isQuiet: Bool) {
    self.report = report
    self.style = style
    self.isQuiet = isQuiet
  }

  /// The report as text; a quiet one lacks the last line, which counts.
  package static func render(_ report: Report, style: TextStyle = .plain, isQuiet: Bool = false) -> String {
    var renderer = TextRenderer(report, style, isQuiet: isQuiet)
    for finding in report.diagnostics { renderer.write(finding) }
    if !isQuiet { renderer.writeSummary() }
    return renderer.text
  }

  // MARK: A finding

  private struct Mark {
    let location: Location
    let line: Int
    let column: Int
    let label: String
    let isPrimary: Bool
  }

  private mutating func write(_ finding: Diagnostic) {
    let primary = mark(finding.location, finding.label ?? "", isPrimary: true)
    let others = finding.related.map { mark($0.location, $0.message, isPrimary: false) }
    let gutter = (others.map(\.line) + [primary.line]).map { String($0).count }.max() ?? 1
    let indent = String(repeating: " ", count: gutter)
    text +=
      style.severity(finding.severity, "\(finding.severity.rawValue)[\(finding.about.id)]")
      + style.bold(": \(Shown.oneLine(finding.message))") + "\n"
    text += "\(indent)\(style.frame("-->")) \(path(primary))\n"
    write(marks: [primary] + others.filter { $0.location.source === primary.location.source }, finding.severity, gutter)
    for other in others where other.location.source !== primary.location.source {
      text += "\(indent)\(style.frame(":::")) \(path(other))\n"
      write(marks: [other], finding.severity, gutter)
    }
    text += "\(indent) \(style.frame("|"))\n"
    if let citation = finding.citation {
      if case .service = finding.about.basis {
        note("limit", citation, indent)
      } else {
        note("source", citation, indent)
      }
    }
    if let help = finding.help { note("help", help, indent) }
    if let page = report.page(of: finding.about) { note("page", page, indent) }
    if let fix = finding.fix { write(fix, finding.location.source, indent) }
    text += "\n"
  }

  private mutating func mark(_ location: Location, _ label: String, isPrimary: Bool) -> Mark {
    let position = indices.index(location.source).position(location.span.start)
    return Mark(location: location, line: position.line, column: position.column, label: label, isPrimary: isPrimary)
  }

  private func path(_ mark: Mark) -> String {
    "\(Shown.oneLine(mark.location.source.path)):\(mark.line):\(mark.column)"
  }

  private mutating func write(marks: [Mark], _ severity: Severity, _ gutter: Int) {
    let indent = String(repeating: " ", count: gutter)
    text += "\(indent) \(style.frame("|"))\n"
    var previous: Int?
    var shown = ""
    for mark in marks.sorted(by: { ($0.line, $0.column) < ($1.line, $1.column) }) {
      if let previous, mark.line > previous + 1 { text += style.frame("...") + "\n" }
      let index = indices.index(mark.location.source)
      let secrets = report.secrets[ExactText(mark.location.source.path)] ?? []
      let line = SnippetLine(
        mark.location.source,
        line: index.range(ofLine: mark.line),
        span: mark.location.span,
        secrets: secrets
      )
      // A long line is cut to a window, and may be shown once for each of its marks.
      if mark.line != previous || line.text != shown {
        let number = String(mark.line)
        text += style.frame(String(repeating: " ", count: gutter - number.count) + number + " |") + " \(line.text)\n"
      }
      let underline =
        String(repeating: mark.isPrimary ? "^" : "-", count: line.width)
        + (mark.label.isEmpty ? "" : " " + Shown.oneLine(mark.label))
      let drawn = mark.isPrimary ? style.severity(severity, underline) : style.frame(underline)
      text += "\(indent) \(style.frame("|")) \(String(repeating: " ", count: line.column))\(drawn)\n"
      previous = mark.line
      shown = line.text
    }
  }

  private mutating func note(_ name: String, _ words: String, _ indent: String) {
    text += "\(indent) \(style.frame("=")) \(style.bold(name)): \(Shown.oneLine(words))\n"
  }

  // MARK: A fix

  private mutating func write(_ fix: Fix, _ source: Source, _ indent: String) {
    note("fix", "\(fix.title) (\(fix.safety.rawValue))", indent)
    let secrets = report.secrets[ExactText(source.path)] ?? []
    let index = indices.index(source)
    for line in FixedLine.lines(of: fix, source, index)
    where secrets.touching(line.span).isEmpty {
      text +=
        "\(indent)   \(style.removed("- " + Shown.oneLine(line.before)))\n\(indent)   \(style.added("+ " + Shown.oneLine(line.after)))\n"
    }
  }

  // MARK: The last line

  private mutating func writeSummary() {
    let counts = [
      Shown.count(report.count(.error), "error"), Shown.count(report.count(.warning), "warning"),
      Shown.count(report.count(.note), "note"),
      "\(report.ignoredCount) ignored",
    ]
    let fixes = report.fixableCount == 0 ? "" : "; `--fix` would mend \(report.fixableCount)"
    let rest = report.unshown == 0 ? "" : "; \(report.unshown) more not shown (`--max-findings`)"
    text +=
      "\(Shown.count(report.files, "file")), \(Shown.count(report.documents, "document")): \(counts.joined(separator: ", "))\(fixes)\(rest)\n"
  }
}

/// A line before and after a fix.
private struct FixedLine {
  let before: String
  let after: String
  let span: Span

  /// Bytes of a line that is shown; longer ones say less than the title.
  private static let longest = 200

  /// The lines that a fix touches, each with all of its edits made; an edit over several lines is not shown.
  static func lines(of fix: Fix, _ source: Source, _ index: LineIndex) -> [FixedLine] {
    var edits: [Int: [Edit]] = [:]
    for edit in fix.edits {
      let line = index.position(edit.span.start).line
      let range = index.range(ofLine: line)
      if range.upperBound >= Int(edit.span.end), range.count <= FixedLine.longest {
        edits[line, default: []].append(edit)
      }
    }
    return edits.sorted { $0.key < $1.key }.map { line, edits in
      let range = index.range(ofLine: line)
      let shifted = edits.map {
        Edit(Span($0.span.start - UInt32(range.lowerBound), $0.span.end - UInt32(range.lowerBound)), $0.text)
      }
      let after = Edit.apply(shifted, to: UnsafeBufferPointer(rebasing: source.bytes[range]))
      return FixedLine(
        before: trimmed(source.text(Span(range))),
        after: trimmed(String(decoding: after, as: UTF8.self)),
        span: Span(range)
      )
    }
  }

  private static func trimmed(_ line: String) -> String {
    String(line.drop { $0 == " " || $0 == "\t" }).replacing("\t", with: " ")
  }
}

/// Colours, or none.
package struct TextStyle: Sendable {
  private let hasColour: Bool

  package static let plain = TextStyle(hasColour: false)
  package static let colour = TextStyle(hasColour: true)

  func severity(_ severity: Severity, _ text: String) -> String {
    paint(text, severity == .error ? "1;31" : severity == .warning ? "1;33" : "1;36")
  }
  func bold(_ text: String) -> String { paint(text, "1") }
  func frame(_ text: String) -> String { paint(text, "34") }
  package func added(_ text: String) -> String { paint(text, "32") }
  package func removed(_ text: String) -> String { paint(text, "31") }
  package func changed(_ text: String) -> String { paint(text, "33") }

  private func paint(_ text: String, _ code: String) -> String { hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
