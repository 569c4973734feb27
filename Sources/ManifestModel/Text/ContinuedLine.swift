import Diagnostics
import YAMLTree

/// A line with a key that YAML reads as the end of the text on the line above: that one lacks its colon, or has a value
/// and is less deep.
struct ContinuedLine {
  /// What is wrong with the line above.
  private enum Fault {
    /// A key without its colon.
    case noColon
    /// A key and a value, separated by no colon or by one without a space after it; as they have to be written, and the
    /// bytes between them.
    case noSeparator(String, gap: Span)
    /// A key and a value, less deep than the line that goes on with it.
    case lessDeep
  }

  /// The text of the line above.
  let above: Span
  private let text: String
  private let fault: Fault

  /// `problem`: the colon that libyaml did not expect. Nil if the line contains another one before it, where there is
  /// no text above, and where that is the middle of a longer text or is in quotes.
  init?(_ problem: Span, in source: Source) {
    guard let line = Line(before: Int(problem.start), in: source, isWhole: false), !line.holdsColon,
      let above = Line(before: line.lineStart - 1, in: source), !above.isMarkerOrQuoted
    else { return nil }
    self.above = above.span
    text = source.text(above.span)
    if above.holdsColon {
      fault = .lessDeep
    } else if above.goesOn(from: Line(before: above.lineStart - 1, in: source)) {
      return nil
    } else if let (parted, gap) = ContinuedLine.parted(text, above.span),
      above.column == line.column || text.contains(":")
    {
      fault = .noSeparator(parted, gap: gap)
    } else {
      fault = .noColon
    }
  }

  /// A line without a colon above the key that libyaml did not expect: a comment after it ends its text, so that the
  /// key is not read as part of it.
  init?(aboveKey problem: Span, in source: Source) {
    let start = source.bytes[..<Int(problem.start)].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    guard let above = Line(before: start - 1, in: source), !above.isMarkerOrQuoted, !above.holdsColon,
      above.column == Int(problem.start) - start, !above.goesOn(from: Line(before: above.lineStart - 1, in: source)),
      let (parted, gap) = ContinuedLine.parted(source.text(above.span), above.span)
    else { return nil }
    (self.above, text, fault) = (above.span, source.text(above.span), .noSeparator(parted, gap: gap))
  }

  /// What to do where this line is at fault and not the one above.
  var advice: SyntaxAdvice.Words {
    ("read as part of the line above", "indent this line like the key that it belongs next to")
  }

  static let related = "its value continues below"

  /// The mistake on the line above; nil if that line is as it should be.
  func slip(before problem: Span, _ words: String = "so this is read as part of it") -> SyntaxSlip? {
    let related = (problem, words)
    switch fault {
    case .lessDeep: return nil
    case .noColon:
      return SyntaxSlip(
        above,
        "this line has no colon",
        label: "a colon is missing",
        help: "end the line with a colon: `\(Display.oneLine(text, limit: 80)):`",
        related: related
      )
    case .noSeparator(let parted, let gap):
      let help = "write `\(Display.oneLine(parted, limit: 80))`"
      let value = parted.drop { $0 != " " }.dropFirst().unicodeScalars
      let isQuoted = value.first.map(InvisibleCharacters.isQuote) ?? true
      let isKey = KeyHomes.isKey(parted.prefix { $0 != ":" }) && !isQuoted
      let fix = isKey ? Fix(.suggested, "write it with a colon and a space", edits: [Edit(gap, ": ")]) : nil
      return text.contains(":")
        ? SyntaxSlip(
          above,
          "there is no space after the colon in \(Display.quoted(text))",
          label: "a space is missing after the colon",
          help: help,
          related: related,
          fix: fix
        )
        : SyntaxSlip(
          above,
          "this line has no `: ` between key and value",
          label: "a colon is missing",
          help: help,
          related: related,
          fix: fix
        )
    }
  }

  /// `version 1`, `plan:pro` as `version: 1`, `plan: pro`; nil for one word.
  private static func parted(_ text: String, _ span: Span) -> (String, gap: Span)? {
    let word = text.prefix { !" \t:=".contains($0) }
    let rest = text[word.endIndex...].drop { " \t:=".contains($0) }
    guard !word.isEmpty, !rest.isEmpty else { return nil }
    let gap = Span(span.start + UInt32(word.utf8.count), span.end - UInt32(rest.utf8.count))
    return ("\(word): \(rest)", gap)
  }
}

/// A line of a file, from its first character after indentation and the dashes of list items to its last before spaces.
private struct Line {
  let lineStart: Int
  private let text: Slice<UnsafeBufferPointer<UInt8>>
  private let isWhole: Bool

  var span: Span { Span(text.startIndex..<text.endIndex) }
  /// Bytes before the text.
  var column: Int { text.startIndex - lineStart }
  /// Whether a colon parts a key from its value.
  var holdsColon: Bool {
    isWhole && text.last == UInt8(ascii: ":")
      || zip(text, text.dropFirst()).contains { $0 == UInt8(ascii: ":") && $1.isWhite }
  }
  /// Whether a document begins here, or a text in quotes begins or ends.
  var isMarkerOrQuoted: Bool {
    text.starts(with: "--".utf8) || text.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
  }

  /// The line that ends at or before an offset and is not blank; of a line that is not whole, as much as is before the
  /// offset. Lines end at a line feed, with or without a carriage return before it.
  init?(before offset: Int, in source: Source, isWhole: Bool = true) {
    let bytes = source.bytes
    var end = offset
    while end >= source.byteOrderMarkLength {
      let start = bytes[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? source.byteOrderMarkLength
      guard start <= end else { return nil }
      var text = bytes[start..<end].drop(while: \.isWhite)
      if isWhole { text = Line.withoutComment(text) }
      while isWhole, let last = text.last, last.isWhite || last == UInt8(ascii: "\r") { text = text.dropLast() }
      while text.first == UInt8(ascii: "-"), text.dropFirst().first?.isWhite ?? true {
        text = text.dropFirst().drop(while: \.isWhite)
      }
      if !text.isEmpty {
        lineStart = start
        self.text = text
        self.isWhole = isWhole
        return
      }
      guard isWhole else { return nil }
      end = start - 1
    }
    return nil
  }

  /// Up to a `#` that begins the line or has a space before it.
  private static func withoutComment(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
    let mark = text.indices.first {
      text[$0] == UInt8(ascii: "#") && ($0 == text.startIndex || text[$0 - 1].isWhite)
    }
    return mark.map { text[..<$0] } ?? text
  }

  /// Whether this is more of the text on the line before it.
  func goesOn(from before: Line?) -> Bool {
    guard let before, before.text.last != UInt8(ascii: ":") else { return false }
    return column > before.column || !before.holdsColon
  }
}
