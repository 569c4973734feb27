import Diagnostics
import ManifestModel

/// A word of an answer, its place, and what is around it.
struct ReplyWord: Sendable {
  /// The word without the marks that a sentence puts around it.
  let text: String
  /// The word with them: they belong to a name that the end of a line cuts.
  let raw: String
  /// The lines (from 1) of the text that say it: several where a mail program has cut them.
  let lines: ClosedRange<Int>
  /// It is a part of a web or mail address, or of an assignment.
  let isInAddress: Bool
  var isLastOfLine: Bool
  var endsSentence: Bool
  /// What separates it from the next word inside a sentence.
  var separation = Separation.none
  /// Nothing but an apostrophe separates it from the next word: the first half of `don't`.
  var endsAtApostrophe = false
  /// It is the first word of an item of a list.
  var beginsItem = false

  enum Separation { case none, opening, stop }

  /// The word in lower case, as vocabularies have it.
  let plain: String

  /// Whether a colon follows.
  var endsLabel: Bool { raw.utf8.last == UInt8(ascii: ":") }
}

/// The words of an answer as it was pasted, in paragraphs. Quoted older mail does not count.
struct ReplyText: Sendable {
  private(set) var paragraphs: [[ReplyWord]] = []
  /// The line (from 1) at which an earlier mail begins, which is not read.
  private(set) var earlierMail: Int?

  init(_ text: String) {
    var paragraph: [ReplyWord] = []
    var pending: (text: String, first: Int)?
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in all.enumerated() {
      if ReplyText.beginsOlderMail(line) {
        earlierMail = index + 1
        break
      }
      // Above any words it is the header of the answer itself, pasted with it.
      let isAfterWords = !(paragraphs.isEmpty && paragraph.isEmpty)
      if isAfterWords, ReplyText.beginsOlderMail(all[index..<min(index + 4, all.count)]) {
        earlierMail = index + 1
        break
      }
      if ReplyText.isQuoted(line) {
        append([], to: &paragraph, of: "")
        continue
      }
      let whole = (pending?.text ?? "") + line
      let lines = (pending?.first ?? index + 1)...index + 1
      pending = nil
      if ReplyText.isCut(line) {
        pending = (String(whole.dropLast()), lines.lowerBound)
      } else {
        append(ReplyText.words(of: whole, lines), to: &paragraph, of: whole)
      }
    }
    if let pending {
      append(ReplyText.words(of: pending.text, pending.first...pending.first), to: &paragraph, of: pending.text)
    }
    if !paragraph.isEmpty { paragraphs.append(paragraph) }
  }

  /// A line without words ends a paragraph; an item of a list, a row of a table and the label of an environment begin a
  /// sentence.
  private mutating func append(_ words: [ReplyWord], to paragraph: inout [ReplyWord], of line: String) {
    guard var first = words.first else {
      if !paragraph.isEmpty { paragraphs.append(paragraph) }
      paragraph = []
      return
    }
    var words = words
    first.beginsItem = ReplyText.isItem(line)
    words[0] = first
    let isLabelled = line.utf8.contains(UInt8(ascii: ":")) && ReplyText.isLabelled(words)
    if let last = paragraph.indices.last {
      let isOfEnvironment =
        (isLabelled || line.utf8.contains(UInt8(ascii: "\t"))
          || words.count > 1 && ReplyText.dashes.contains(words[1].text))
        && (ReplyPlaces.environment(first) != nil || ReplyNames.project(first) != nil)
      if first.beginsItem || ReplyText.isRow(line) || isOfEnvironment {
        paragraph[last].endsSentence = true
      }
      if isLabelled { paragraph[last].separation = .stop }
    }
    if isLabelled { words[words.count - 1].separation = .stop }
    paragraph += words
  }

  // MARK: Lines

  private static func isQuoted(_ line: Substring) -> Bool {
    line.unicodeScalars.first { !$0.properties.isWhitespace } == ">"
  }

  /// Whether a mail program has cut a line, as quoted-printable text has it: after at most 75 bytes, wherever that is.
  private static func isCut(_ line: Substring) -> Bool {
    line.utf8.last == UInt8(ascii: "=") && (60...76).contains(line.utf8.count)
  }

  private static func isItem(_ line: String) -> Bool {
    line.unicodeScalars.first { !$0.properties.isWhitespace }.map { "-*+•–—".unicodeScalars.contains($0) } ?? false
  }

  private static func isRow(_ line: String) -> Bool {
    line.unicodeScalars.first { !$0.properties.isWhitespace } == "|" || line.contains(" | ")
  }

  /// Whether a line has a label and a value, such as `Service name: …`.
  private static func isLabelled(_ words: [ReplyWord]) -> Bool {
    words.dropLast().prefix(5).contains(where: \.endsLabel)
  }

  /// The lines that mail programs put above the mail that is answered.
  private static func beginsOlderMail(_ line: Substring) -> Bool {
    guard let first = line.utf8.first(where: { $0 != UInt8(ascii: " ") }),
      first >= 0x80 || first < UInt8(ascii: " ") || "-bBoO_".utf8.contains(first)
    else { return false }
    let text = line.unicodeScalars.drop { $0.properties.isWhitespace }
    let words = String(String.UnicodeScalarView(text)).lowercased()
    if words.hasPrefix("-----original message") || words.hasPrefix("---- original message")
      || words.hasPrefix("-------- forwarded message") || words.hasPrefix("begin forwarded message")
    {
      return true
    }
    let end = words.unicodeScalars.last { !$0.properties.isWhitespace }
    if words.hasPrefix("on "), end == ":", words.contains("wrote") { return true }
    // Outlook's rule above the header of the mail before.
    return words.utf8.count >= 20 && words.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isWhitespace }
  }

  /// The header or the introduction of the mail that is answered, which takes several lines.
  private static func beginsOlderMail(_ lines: ArraySlice<Substring>) -> Bool {
    // Each of them has a colon; most lines of an answer have none.
    guard lines.prefix(2).contains(where: { $0.utf8.contains(UInt8(ascii: ":")) }) else { return false }
    guard let first = lines.first.map(plain) else { return false }
    if begins(first, with: senders) { return lines.dropFirst().contains { begins(plain($0), with: sent) } }
    guard introductions.contains(where: first.hasPrefix) else { return false }
    // A mail program may cut the line.
    let line = first.hasSuffix(":") ? first : lines.prefix(2).map(plain).joined(separator: " ")
    return line.hasSuffix(":") && wrote.contains(where: line.contains)
  }

  /// In lower case, with one space between words, whatever the mail program writes (French has a no-break space before
  /// a colon).
  private static func plain(_ line: Substring) -> String {
    line.lowercased().unicodeScalars.split { $0.properties.isWhitespace }.map(String.init).joined(separator: " ")
  }

  private static func begins(_ line: String, with names: Set<String>) -> Bool {
    let name = line.prefix { $0 != ":" }
    return name.utf8.count < line.utf8.count && names.contains(String(name.filter { $0 != " " && $0 != "*" }))
  }

  private static let senders = Set(wordsOf: "from von de da van från fra od")
  private static let sent = Set(wordsOf: "sent date gesendet datum envoyé enviado inviato fecha data verzonden")
  private static let introductions = ["on ", "am ", "le ", "el ", "il ", "op ", "em "]
  private static let wrote = ["wrote", "schrieb", "a écrit", "escribió", "ha scritto", "schreef", "escreveu"]

  // MARK: Words

  private static func words(of line: String, _ lines: ClosedRange<Int>) -> [ReplyWord] {
    var words: [ReplyWord] = []
    for piece in line.unicodeScalars.split(whereSeparator: { $0.properties.isWhitespace }) {
      let isInAddress = piece.contains { $0 == "=" || $0 == "@" } || String(piece).contains("://")
      var end = piece.startIndex
      for raw in piece.split(whereSeparator: isSeparator) {
        let marks = piece[end..<raw.startIndex]
        separate(marks, after: &words)
        if end > piece.startIndex, marks.count == 1, let mark = marks.first, "'’".unicodeScalars.contains(mark) {
          words[words.count - 1].endsAtApostrophe = true
        }
        words.append(word(raw, lines, isInAddress: isInAddress))
        end = raw.endIndex
      }
      separate(piece[end...], after: &words)
    }
    if let last = words.indices.last { words[last].isLastOfLine = true }
    return words
  }

  private static func word(_ raw: Substring.UnicodeScalarView, _ lines: ClosedRange<Int>, isInAddress: Bool)
    -> ReplyWord
  {
    let trimmed = trimmed(raw)
    let text = String(String.UnicodeScalarView(trimmed))
    return ReplyWord(
      text: text,
      raw: String(String.UnicodeScalarView(raw)),
      lines: lines,
      isInAddress: isInAddress,
      isLastOfLine: false,
      endsSentence: raw[trimmed.endIndex...].contains { ".!?".unicodeScalars.contains($0) },
      separation: dashes.contains(text) ? .stop : .none,
      plain: text.lowercased()
    )
  }

  private static let dashes: Set<String> = ["-", "–", "—"]

  /// Notes the marks between two words.
  private static func separate(_ marks: Substring.UnicodeScalarView, after words: inout [ReplyWord]) {
    guard let last = words.indices.last else { return }
    if marks.contains(where: { ",;)]|".unicodeScalars.contains($0) }) {
      words[last].separation = .stop
    } else if marks.contains(where: { "([".unicodeScalars.contains($0) }), words[last].separation == .none {
      words[last].separation = .opening
    }
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    // Zero-width characters come with text that is copied from a page.
    "\u{200B}\u{2060}\u{FEFF}\"'`<>()[]{}|,;=*#„“”‟«»‹›‚‘’".unicodeScalars.contains(scalar)
  }

  /// Without the marks that a sentence puts around a word.
  static func trimmed(_ word: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    var word = word.drop { ":.".unicodeScalars.contains($0) }
    while let last = word.last, ".:!?".unicodeScalars.contains(last) { word.removeLast() }
    return word
  }
}
