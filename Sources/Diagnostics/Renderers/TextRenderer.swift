/// `text`: what a person reads. The headline, the lines with carets under them, where the limit comes from, what to do.
package struct TextRenderer {
  private let report: Report
  private let style: TextStyle
  private let isQuiet: Bool
  private let repeats: RepeatedNotes
  private var indices = LineIndices()
  private var output: OutputBuffer

  private init(_ report: Report, style: TextStyle, isQuiet: Bool, to output: OutputBuffer) {
    self.report = report
    self.style = style
    self.isQuiet = isQuiet
    self.output = output
    repeats = RepeatedNotes(report.diagnostics)
  }

  /// Writes the report as text; a quiet one lacks the last line, which counts.
  package static func render(
    _ report: Report,
    style: TextStyle = .plain,
    isQuiet: Bool = false,
    to output: inout OutputBuffer
  ) {
    var renderer = TextRenderer(report, style: style, isQuiet: isQuiet, to: output)
    for (index, finding) in report.diagnostics.enumerated() where !renderer.repeats.isRepeat(index) {
      renderer.write(finding, alsoAt: renderer.repeats.places(of: index, in: report.diagnostics))
      renderer.output.handOn()
    }
    if !isQuiet { renderer.writeSummary() }
    output = renderer.output
  }

  /// The whole report at once.
  package static func render(_ report: Report, style: TextStyle = .plain, isQuiet: Bool = false) -> String {
    var output = OutputBuffer()
    render(report, style: style, isQuiet: isQuiet, to: &output)
    return output.text
  }

  // MARK: A finding

  private struct Mark {
    let location: Location
    let line: Int
    let column: Int
    let label: String
    let isPrimary: Bool
  }

  private mutating func write(_ finding: Diagnostic, alsoAt places: [Location]) {
    let primary = mark(finding.location, finding.label ?? "", isPrimary: true)
    let others = finding.related.map { mark($0.location, $0.message, isPrimary: false) }
    let gutter = (others.map(\.line) + [primary.line]).map { String($0).count }.max() ?? 1
    let indent = String(repeating: " ", count: gutter)
    let page = report.page(of: finding.about)
    output.append(headline(finding, page))
    output.append("\(indent)\(style.frame("-->")) \(path(primary))\n")
    write(marks: [primary] + others.filter { $0.location.source === primary.location.source }, finding.severity, gutter)
    for other in others where other.location.source !== primary.location.source {
      output.append("\(indent)\(style.frame(":::")) \(path(other))\n")
      write(marks: [other], finding.severity, gutter)
    }
    output.append("\(indent) \(style.frame("|"))\n")
    if let citation = finding.citation { note(finding.about.basis.label, citation, indent: indent) }
    if !places.isEmpty { note("also at", list(places), indent: indent) }
    if let help = finding.help { note("help", help, indent: indent) }
    if let page, !style.hasLinks { note("page", page, indent: indent) }
    if let fix = finding.fix { write(fix, finding.location.source, indent: indent) }
    output.append("\n")
  }

  /// The severity, the rule and the message. On a terminal the message goes on below itself, a little indented.
  private func headline(_ finding: Diagnostic, _ page: String?) -> String {
    let id = page.map { style.link(finding.about.id, to: $0) } ?? finding.about.id
    let name = style.severity(finding.severity, "\(finding.severity.rawValue)[\(id)]")
    let message = Display.oneLine(finding.message)
    guard let width = style.width else { return name + style.bold(": \(message)") + "\n" }
    // The severity and the rule take a part of the first line.
    let taken = finding.severity.rawValue.utf8.count + finding.about.id.utf8.count + 3
    let indent = String(repeating: " ", count: TextRenderer.headlineIndent)
    let room = max(TextRenderer.leastLabel, width - indent.count)
    let lines = Prose.lines(of: message, width: room, taken: max(0, taken + 1 - indent.count))
    let first = name + style.bold(lines[0].isEmpty ? ":" : ": \(lines[0])")
    return ([first] + lines.dropFirst().map { indent + style.bold($0) }).map { $0 + "\n" }.joined()
  }

  /// The columns before the second line of a message.
  private static let headlineIndent = 4

  private mutating func mark(_ location: Location, _ label: String, isPrimary: Bool) -> Mark {
    let position = indices.index(location.source).position(location.span.start)
    return Mark(location: location, line: position.line, column: position.column, label: label, isPrimary: isPrimary)
  }

  private func path(_ mark: Mark) -> String {
    "\(Display.oneLine(mark.location.source.path)):\(mark.line):\(mark.column)"
  }

  /// Places that are listed; the rest is counted.
  private static let mostPlaces = 20

  private mutating func list(_ places: [Location]) -> String {
    var shown: [String] = []
    for place in places.prefix(TextRenderer.mostPlaces) { shown.append(path(mark(place, "", isPrimary: false))) }
    let rest = places.count - shown.count
    return rest > 0 ? shown.joined(separator: ", ") + " and \(rest) more" : Display.list(shown, "and")
  }

  // MARK: Lines of the source

  /// Columns of a line of the source where there is no terminal to ask.
  private static let usualWindow = 140
  /// However narrow a terminal is.
  private static let leastWindow = 20

  private mutating func write(marks: [Mark], _ severity: Severity, _ gutter: Int) {
    let indent = String(repeating: " ", count: gutter)
    let window = style.width.map { max(TextRenderer.leastWindow, $0 - gutter - 3) } ?? TextRenderer.usualWindow
    output.append("\(indent) \(style.frame("|"))\n")
    var previous: Int?
    var shown = ""
    for mark in marks.sorted(by: { ($0.line, $0.column) < ($1.line, $1.column) }) {
      if let previous, mark.line > previous + 1 { output.append(style.frame("...") + "\n") }
      let index = indices.index(mark.location.source)
      let secrets = report.secrets[ByteKey(mark.location.source.path)] ?? []
      let line = SnippetLine(
        mark.location.source,
        line: index.range(ofLine: mark.line),
        span: mark.location.span,
        secrets: secrets,
        window: window
      )
      // A long line is cut to a window, and may be shown once for each of its marks.
      if mark.line != previous || line.text != shown {
        let number = String(mark.line)
        let padding = String(repeating: " ", count: gutter - number.count)
        output.append(style.frame(padding + number + " |") + " \(line.text)\n")
      }
      for underline in underlines(of: mark, line, window) {
        let drawn = mark.isPrimary ? style.severity(severity, underline.text) : style.frame(underline.text)
        output.append("\(indent) \(style.frame("|")) \(String(repeating: " ", count: underline.column))\(drawn)\n")
      }
      previous = mark.line
      shown = line.text
    }
  }

  /// The narrowest column of words beside an underline.
  private static let leastLabel = 24

  /// The underline with its label: beside it if there is room, else below it.
  private func underlines(of mark: Mark, _ line: SnippetLine, _ window: Int) -> [(column: Int, text: String)] {
    let marks = String(repeating: mark.isPrimary ? "^" : "-", count: line.width)
    let label = Display.oneLine(mark.label)
    if label.isEmpty { return [(line.column, marks)] }
    let beside = line.column + line.width + 1
    if style.width == nil || beside + DisplayWidth.of(label) <= window { return [(line.column, "\(marks) \(label)")] }
    if window - beside >= TextRenderer.leastLabel {
      let lines = Prose.lines(of: label, width: window - beside)
      return [(line.column, "\(marks) \(lines[0])")] + lines.dropFirst().map { (beside, $0) }
    }
    let column = min(line.column, max(0, window - max(TextRenderer.leastLabel, DisplayWidth.of(label))))
    return [(line.column, marks)] + Prose.lines(of: label, width: window - column).map { (column, $0) }
  }

  private mutating func note(_ name: String, _ words: String, indent: String) {
    let lead = "\(indent) \(style.frame("=")) \(style.bold(name)): "
    let column = indent.count + name.count + 5
    guard let width = style.width, width - column >= TextRenderer.leastLabel else {
      return output.append("\(lead)\(Display.oneLine(words))\n")
    }
    let lines = Prose.lines(of: Display.oneLine(words), width: width - column)
    output.append(lead + lines.joined(separator: "\n" + String(repeating: " ", count: column)) + "\n")
  }

  // MARK: A fix

  private mutating func write(_ fix: Fix, _ source: Source, indent: String) {
    note("fix", "\(fix.title) (\(fix.safety.rawValue))", indent: indent)
    let secrets = report.secrets[ByteKey(source.path)] ?? []
    let index = indices.index(source)
    let window = style.width.map { max(TextRenderer.leastWindow, $0 - indent.count - 5) }
    for line in FixedLine.lines(of: fix, source, index) where secrets.touching(line.span).isEmpty {
      let differing = line.differing
      if let before = line.before {
        let shown = cut(before, to: window, around: differing?.before)
        output.append("\(indent)   \(style.removed("- " + shown))\n")
      }
      for after in line.after {
        let shown = cut(after, to: window, around: differing?.after)
        output.append("\(indent)   \(style.added("+ " + shown))\n")
      }
    }
  }

  /// A line of a fix as a terminal of that width shows it: cut with `…`, what changes in view.
  private func cut(_ line: String, to window: Int?, around part: Range<Int>?) -> String {
    guard let window else { return Display.oneLine(line) }
    let source = Source(path: "", contents: line.utf8)
    let span = part.map { Span($0) } ?? Span(0, 0)
    return SnippetLine(source, line: 0..<line.utf8.count, span: span, secrets: [], window: window).text
  }

  // MARK: The last line

  private mutating func writeSummary() {
    let counts = [
      Display.count(report.count(.error), "error"), Display.count(report.count(.warning), "warning"),
      Display.count(report.count(.note), "note"),
      "\(report.ignoredCount) ignored",
    ]
    let fixes = report.fixableCount == 0 ? "" : "; `--fix` would fix \(report.fixableCount)"
    let rest = report.unshown == 0 ? "" : "; \(report.unshown) more not shown (`--max-findings`)"
    let read = "\(Display.count(report.files, "file")), \(Display.count(report.documents, "document"))"
    let summary = "\(read): \(counts.joined(separator: ", "))\(fixes)\(rest)"
    let lines = style.width.map { Prose.lines(of: summary, width: max(TextRenderer.leastLabel, $0)) } ?? [summary]
    output.append(lines.joined(separator: "\n") + "\n")
  }
}

/// A line before and after a fix.
private struct FixedLine {
  /// nil: the line stays, and others are added.
  let before: String?
  let after: [String]
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
      return FixedLine(before: source.text(Span(range)), after: String(decoding: after, as: UTF8.self), at: Span(range))
    }
  }

  /// A line that stays is not shown beside those that are added before or after it.
  private init(before: String, after: String, at span: Span) {
    self.span = span
    let parts = (after.utf8.contains(UInt8(ascii: "\r")) ? after.replacing("\r\n", with: "\n") : after).parts(
      between: "\n"
    )
    var added = parts
    if parts.count > 1, parts.last == before {
      added.removeLast()
    } else if parts.count > 1, parts.first == before {
      added.removeFirst()
    }
    let isKept = added.count < parts.count
    self.before = isKept ? nil : FixedLine.trimmed(before)
    let width = added.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    self.after = added.filter { !$0.isEmpty }.map {
      added.count == 1 ? FixedLine.trimmed($0) : String($0.dropFirst(width))
    }
  }

  /// The bytes that differ between the line before and the one line after; nil if the fix adds or removes lines.
  var differing: (before: Range<Int>, after: Range<Int>)? {
    guard let before, after.count == 1 else { return nil }
    let (old, new) = (Array(before.utf8), Array(after[0].utf8))
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
    return (start..<old.count - end, start..<new.count - end)
  }

  private static func trimmed(_ line: String) -> String {
    let text = String(line.drop { $0 == " " || $0 == "\t" })
    return text.utf8.contains(UInt8(ascii: "\t")) ? text.replacing("\t", with: " ") : text
  }
}
