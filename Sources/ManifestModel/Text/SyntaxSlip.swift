import Diagnostics
import YAMLTree

/// A mistake for which libyaml complains somewhere else or in other words: reported where it was made.
struct SyntaxSlip {
  let span: Span
  let what: String
  let label: String
  let help: String
  var related: (span: Span, words: String)?
  var fix: Fix?

  /// Nil: none that is known.
  init?(_ problem: YAMLProblem, _ words: String, in tree: YAMLTree) {
    let source = tree.source
    guard
      let slip = SyntaxSlip(at: problem.span, source) ?? SyntaxSlip(quoteBefore: problem, words, tree)
        ?? SyntaxSlip(between: problem, words, source) ?? SyntaxSlip(markBefore: problem, words, source)
        ?? SyntaxSlip(templateNear: problem.span, source)
    else { return nil }
    self = slip
  }

  /// What the place alone shows.
  private init?(at span: Span, _ source: Source) {
    guard
      let slip = SyntaxSlip(tabAt: span, source) ?? SyntaxSlip(tabIn: span, source)
        ?? SyntaxSlip(dashNear: span, source) ?? SyntaxSlip(commaAt: span, source)
    else { return nil }
    self = slip
  }

  /// Keys and values without a separator.
  private init?(between problem: YAMLProblem, _ words: String, _ source: Source) {
    guard
      let slip = SyntaxSlip(spaceMissing: problem, words, source) ?? SyntaxSlip(spacesMissing: problem, words, source)
        ?? SyntaxSlip(dashesBefore: problem, words, source) ?? SyntaxSlip(colonMissing: problem, words, source)
    else { return nil }
    self = slip
  }

  init(
    _ span: Span,
    _ what: String,
    label: String,
    help: String,
    related: (span: Span, words: String)? = nil,
    fix: Fix? = nil
  ) {
    (self.span, self.what, self.label, self.help) = (span, what, label, help)
    (self.related, self.fix) = (related, fix)
  }

  /// A tab in the indentation of the line.
  private init?(tabAt span: Span, _ source: Source) {
    let line = SyntaxSlip.line(around: Int(span.start), source)
    let indentation = line.prefix { source.bytes[$0].isWhite }
    guard Int(span.start) <= indentation.endIndex,
      let tab = indentation.first(where: { source.bytes[$0] == UInt8(ascii: "\t") })
    else {
      return nil
    }
    self.init(Span(tab..<tab + 1), "this line is indented with a tab", label: "a tab", help: "indent with spaces")
  }

  /// A tab where a value begins, for example after the dash of an item.
  private init?(tabIn span: Span, _ source: Source) {
    let start = Int(span.start)
    guard start < source.bytes.count, source.bytes[start] == UInt8(ascii: "\t") else { return nil }
    self.init(Span(start..<start + 1), "a tab comes before a value", label: "a tab", help: "replace it with a space")
    fix = Fix(.suggested, "write a space", edits: [Edit(Span(start..<start + 1), " ")])
  }

  /// A dash of typography where a list item begins, on the line or the one before it.
  private init?(dashNear span: Span, _ source: Source) {
    let line = SyntaxSlip.line(around: Int(span.start), source)
    let before = line.lowerBound > 0 ? SyntaxSlip.line(around: line.lowerBound - 1, source) : line
    for line in [line, before] {
      let start = line.first { !source.bytes[$0].isWhite } ?? line.upperBound
      if SyntaxSlip.lacksSpaceAfterDash(source.bytes[start..<line.upperBound]) {
        self.init(
          Span(start..<start + 1),
          "there is no space after the `-` that begins a list item",
          label: "a space is missing after the dash",
          help: "write `- ` before the item"
        )
        fix = Fix(.suggested, "add the space", edits: [Edit(Span(start + 1..<start + 1), " ")])
        return
      }
      for (dash, name) in SyntaxSlip.otherDashes {
        let bytes = Array((dash + " ").utf8)
        guard start + bytes.count <= line.upperBound, source.bytes[start..<start + bytes.count].elementsEqual(bytes)
        else {
          continue
        }
        let span = Span(start..<start + bytes.count - 1)
        self.init(
          span,
          "\(name) instead of the `-` that begins a list item",
          label: "not a `-`",
          help: "write an ordinary `-`"
        )
        fix = Fix(.suggested, "write `-`", edits: [Edit(span, "-")])
        return
      }
    }
    return nil
  }

  /// What somebody writes, or an editor makes, of the `-` of a list.
  /// `-{ service: SFTP }`, `-service: SFTP`: no key of the language begins so, and no number.
  private static func lacksSpaceAfterDash(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard bytes.first == UInt8(ascii: "-"), let next = bytes.dropFirst().first else { return false }
    return next.isSmallLetter || next.isCapitalLetter || "{[\"'".utf8.contains(next)
  }

  private static let otherDashes = [
    ("\u{2013}", "an en dash (U+2013)"), ("\u{2014}", "an em dash (U+2014)"), ("\u{2212}", "a minus sign (U+2212)"),
    ("\u{2022}", "a bullet (U+2022)"), ("\u{00B7}", "a middle dot (U+00B7)"), ("*", "an asterisk"),
  ]

  /// Whether a text begins with what somebody wrote for the `- ` of a list.
  static func beginsWithOtherDash(_ text: Text) -> Bool {
    lacksSpaceAfterDash(text.bytes[...])
      || otherDashes.contains { dash, _ in text.bytes.starts(with: (dash + " ").utf8) }
  }

  /// A comma at the end of a line outside of brackets, as lines of JSON have it.
  private init?(commaAt span: Span, _ source: Source) {
    let start = Int(span.start)
    let line = SyntaxSlip.line(around: start, source)
    guard start < line.upperBound, source.bytes[start] == UInt8(ascii: ","),
      case let rest = source.bytes[start + 1..<line.upperBound].drop(while: \.isWhite),
      rest.isEmpty || rest.first == UInt8(ascii: "\r")
        || rest.first == UInt8(ascii: "#") && rest.startIndex > start + 1,
      let last = source.bytes[line.lowerBound..<start].last(where: { !$0.isWhite }), "\"'}]".utf8.contains(last)
    else { return nil }
    self.init(
      Span(start..<start + 1),
      "a comma at the end of the line, as in JSON",
      label: "not needed between the lines of a manifest",
      help: "remove the comma; in a manifest, commas belong only inside `{ }` and `[ ]`"
    )
    fix = Fix(.suggested, "remove the comma", edits: [Edit(Span(start..<start + 1), "")])
  }

  /// A quote that is closed nowhere, or by the next one in the file.
  private init?(quoteBefore problem: YAMLProblem, _ words: String, _ tree: YAMLTree) {
    let help = "close the quote at the end of the text"
    if words == "found unexpected end of stream", let context = problem.context, context.words.contains("quoted scalar")
    {
      let start = Int(context.span.start)
      self.init(Span(start..<start + 1), "the quote that opens here is not closed", label: "opens here", help: help)
      return
    }
    guard
      words == SyntaxAdvice.unexpectedKey || words == SyntaxAdvice.misplacedColon || words.contains("expected ','"),
      let last = tree.nodes.indices.last(where: { tree.nodes[$0].kind == .scalar })
    else { return nil }
    let node = tree.nodes[last]
    let bytes = tree.source.bytes
    guard node.style == .singleQuoted || node.style == .doubleQuoted, node.span.end <= problem.span.start,
      bytes[node.span.range].contains(UInt8(ascii: "\n")),
      !bytes[Int(node.span.end)..<Int(problem.span.start)].contains(where: { !$0.isWhite })
    else { return nil }
    let start = Int(node.span.start)
    self.init(
      Span(start..<start + 1),
      "the quote that opens here closes only on a later line",
      label: "opens here",
      help: help
    )
    let end = Int(node.span.end)
    related = (Span(end - 1..<end), "closes here")
  }

  /// A byte-order mark at the start of a line, as joined files have: it moves the line by a column. Twice at the start
  /// of the file it is one too many.
  private init?(markBefore problem: YAMLProblem, _ words: String, _ source: Source) {
    let bytes = source.bytes
    let here = SyntaxSlip.line(around: Int(problem.span.start), source)
    var start = here.lowerBound
    while !bytes[start...].starts(with: SyntaxSlip.byteOrderMark) {
      guard SyntaxSlip.isAboutColumns(words), start > source.byteOrderMarkLength else { return nil }
      start = SyntaxSlip.line(around: start - 1, source).lowerBound
    }
    let end = start + SyntaxSlip.byteOrderMark.count
    // A line of its own, a comment or `---` after it stays where it is.
    let isInPlace = bytes[end...].first.map { "#\r\n-".utf8.contains($0) } ?? true
    guard start == here.lowerBound || !isInPlace else { return nil }
    let span = Span(start..<end)
    self.init(
      span,
      "a byte-order mark (U+FEFF) inside the file",
      label: "a byte-order mark",
      help: "remove it: joining files leaves one inside the result, but it belongs only at the start of a file"
    )
    fix = Fix(.suggested, "remove the byte-order mark", edits: [Edit(span, "")])
  }

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Whether the parser complains of a key or a document that begins in the wrong column.
  private static func isAboutColumns(_ words: String) -> Bool {
    [
      SyntaxAdvice.missingDocumentStart, SyntaxAdvice.unexpectedKey, SyntaxAdvice.misplacedColon,
      SyntaxAdvice.missingColon,
    ].contains(words)
  }

  /// `{{ name }}` with more text beside it, which YAML takes for a mapping.
  private init?(templateNear span: Span, _ source: Source) {
    let line = Array(SyntaxSlip.line(around: Int(span.start), source))
    let brace = UInt8(ascii: "{")
    guard
      let start = line.dropLast().first(where: { source.bytes[$0] == brace && source.bytes[$0 + 1] == brace }),
      let end = line.dropLast().first(where: {
        $0 > start + 1 && source.bytes[$0] == UInt8(ascii: "}") && source.bytes[$0 + 1] == UInt8(ascii: "}")
      }),
      start <= Int(span.start)
    else { return nil }
    let token = Span(start..<end + 2)
    self.init(
      token,
      "the placeholder \(Display.quoted(source.text(token))) is not filled in",
      label: "fill this in",
      help: "check what the template tool writes, not the template"
    )
  }

  /// A key and a value as one word: `region:us-east-1`.
  private init?(spaceMissing problem: YAMLProblem, _ words: String, _ source: Source) {
    guard words == SyntaxAdvice.missingColon, let context = problem.context else { return nil }
    self.init(joinedIn: SyntaxSlip.line(around: Int(context.span.start), source), source)
  }

  /// Lines of key and value as one word each: the parser takes them for one text, and complains of the key that
  /// follows.
  private init?(spacesMissing problem: YAMLProblem, _ words: String, _ source: Source) {
    guard words == SyntaxAdvice.misplacedColon else { return nil }
    func indentation(_ line: Range<Int>) -> Int { line.prefix { source.bytes[$0] == UInt8(ascii: " ") }.count }
    var line = SyntaxSlip.line(around: Int(problem.span.start), source)
    let column = indentation(line)
    var slips: [SyntaxSlip] = []
    while line.lowerBound > 0 {
      line = SyntaxSlip.line(around: line.lowerBound - 1, source)
      guard indentation(line) == column, source.bytes[line].allSatisfy({ $0 < 0x80 }),
        let slip = SyntaxSlip(joinedIn: line, source)
      else { break }
      slips.append(slip)
    }
    // One line alone is read as the beginning of the next (`ContinuedLine`).
    guard slips.count > 1, let first = slips.last else { return nil }
    self = first
  }

  /// More than three dashes above the first key, which make it part of a text.
  private init?(dashesBefore problem: YAMLProblem, _ words: String, _ source: Source) {
    guard words == SyntaxAdvice.misplacedColon || words == SyntaxAdvice.missingColon,
      case let own = SyntaxSlip.line(around: Int(problem.span.start), source), own.lowerBound > 0
    else { return nil }
    let line = SyntaxSlip.line(around: own.lowerBound - 1, source)
    let end = line.last { !source.bytes[$0].isWhite && !source.bytes[$0].isLineBreak }.map { $0 + 1 } ?? line.lowerBound
    guard end - line.lowerBound > 3, source.bytes[line.lowerBound..<end].allSatisfy({ $0 == UInt8(ascii: "-") }) else {
      return nil
    }
    let span = Span(line.lowerBound..<end)
    self.init(
      span,
      "a document begins with three dashes, not \(end - line.lowerBound)",
      label: "too many",
      help: "write `---`"
    )
    fix = Fix(.suggested, "write `---`", edits: [Edit(span, "---")])
  }

  /// A line with a key and its value as one word.
  private init?(joinedIn line: Range<Int>, _ source: Source) {
    let text = Array(line).drop { source.bytes[$0].isWhite }
    let name = text.prefix { source.bytes[$0].isKeyCharacter }
    guard let first = text.first, let colon = name.last.map({ $0 + 1 }), colon + 1 < line.upperBound,
      source.bytes[colon] == UInt8(ascii: ":"), !source.bytes[colon + 1].isWhite,
      source.bytes[colon + 1] != UInt8(ascii: "\r"),
      source.bytes[colon + 1] != UInt8(ascii: "/")
    else { return nil }
    let end = line.upperBound - (source.bytes[line.upperBound - 1] == UInt8(ascii: "\r") ? 1 : 0)
    let written = source.text(Span(first..<end))
    self.init(
      Span(first..<end),
      "there is no space after the colon in \(Display.quoted(written))",
      label: "a space is missing after the colon",
      help:
        """
        write `\(source.text(Span(first..<colon + 1))) \
        \(Display.oneLine(source.text(Span(colon + 1..<end)), limit: 60))`
        """
    )
    let gap = Span(colon + 1..<colon + 1)
    fix = Fix(.suggested, "put a space after the colon", edits: [Edit(gap, " ")])
  }

  /// A line with a key and no colon, above the one where libyaml misses it: `plan pro`, `plan = pro`.
  private init?(colonMissing problem: YAMLProblem, _ words: String, _ source: Source) {
    guard words == SyntaxAdvice.missingColon, let context = problem.context else { return nil }
    let line = SyntaxSlip.line(around: Int(context.span.start), source)
    guard line.upperBound < Int(problem.span.start) else { return nil }
    let comment = line.dropFirst().first { source.bytes[$0] == UInt8(ascii: "#") && source.bytes[$0 - 1].isWhite }
    let text = Array(line.prefix { $0 != comment }).drop { source.bytes[$0].isWhite }
    let key = text.prefix { source.bytes[$0].isKeyCharacter }
    guard let first = key.first, let last = key.last,
      let end = text.last(where: { !source.bytes[$0].isWhite && source.bytes[$0] != UInt8(ascii: "\r") })
    else { return nil }
    let rest = source.text(Span(last + 1..<end + 1))
    guard rest.isEmpty || " \t=".contains(rest.first ?? ":"), !rest.contains(":"), !rest.contains("#") else {
      return nil
    }
    let value = rest.drop { " \t=".contains($0) }
    self.init(
      Span(first..<end + 1),
      "this line has no `: ` between key and value",
      label: "a colon is missing",
      help:
        """
        write `\(source.text(Span(first..<last + 1))): \
        \(value.isEmpty ? "…" : Display.oneLine(String(value), limit: 60))`
        """
    )
    let gap = Span(last + 1..<end + 1 - value.utf8.count)
    if !value.isEmpty, KeyHomes.isKey(source.text(Span(first..<last + 1))) {
      fix = Fix(.suggested, "add the colon", edits: [Edit(gap, ": ")])
    }
  }

  /// The line that an offset is on, without its line break.
  private static func line(around offset: Int, _ source: Source) -> Range<Int> {
    let bytes = source.bytes
    let offset = min(offset, bytes.count)
    let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? source.byteOrderMarkLength
    return max(0, min(start, offset))..<(bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count)
  }
}
