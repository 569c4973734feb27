import Diagnostics
import ManifestModel

/// A word of an answer, where it stands, and what is around it.
struct ReplyWord: Sendable {
  /// The word without the marks that a sentence puts around it.
  let text: String
  /// The word with them: they belong to a name that the end of a line cuts.
  let raw: String
  /// The lines (from 1) of the text that say it: several where a mail program has cut them.
  let lines: ClosedRange<Int>
  /// It is a part of a web or mail address, or of an assignment.
  let isInAddress: Bool
  let isLastOfLine: Bool
  var endsSentence: Bool
}

/// The words of an answer as it was pasted, in paragraphs. Quoted older mail does not count.
struct ReplyText: Sendable {
  private(set) var paragraphs: [[ReplyWord]] = []

  init(_ text: String) {
    var paragraph: [ReplyWord] = []
    var pending: (text: String, first: Int)?
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in all.enumerated() {
      if ReplyText.beginsOlderMail(line) { break }
      // Above any words it is the header of the answer itself, pasted with it.
      let isAfterWords = !(paragraphs.isEmpty && paragraph.isEmpty)
      if isAfterWords, ReplyText.beginsOlderMail(all[index..<min(index + 4, all.count)]) { break }
      if ReplyText.isQuoted(line) {
        append([], to: &paragraph, isItem: false)
        continue
      }
      let whole = (pending?.text ?? "") + line
      let lines = (pending?.first ?? index + 1)...index + 1
      pending = nil
      if ReplyText.isCut(line) {
        pending = (String(whole.dropLast()), lines.lowerBound)
      } else {
        append(ReplyText.words(of: whole, lines), to: &paragraph, isItem: ReplyText.isItem(whole))
      }
    }
    if let pending {
      append(ReplyText.words(of: pending.text, pending.first...pending.first), to: &paragraph, isItem: false)
    }
    if !paragraph.isEmpty { paragraphs.append(paragraph) }
  }

  /// A line without words ends a paragraph, and an item of a list begins a sentence.
  private mutating func append(_ words: [ReplyWord], to paragraph: inout [ReplyWord], isItem: Bool) {
    if words.isEmpty {
      if !paragraph.isEmpty { paragraphs.append(paragraph) }
      paragraph = []
      return
    }
    if isItem, !paragraph.isEmpty { paragraph[paragraph.count - 1].endsSentence = true }
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

  /// The lines that mail programs put above the mail that is answered.
  private static func beginsOlderMail(_ line: Substring) -> Bool {
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
    guard let first = lines.first.map(plain) else { return false }
    if begins(first, with: senders) { return lines.dropFirst().contains { begins(plain($0), with: sent) } }
    guard introductions.contains(where: first.hasPrefix) else { return false }
    // A mail program may cut the line.
    let line = first.hasSuffix(":") ? first : lines.prefix(2).map(plain).joined(separator: " ")
    return line.hasSuffix(":") && wrote.contains(where: line.contains)
  }

  /// In lower case, with one space between words, whatever the mail program writes (French has a no-break space before a colon).
  private static func plain(_ line: Substring) -> String {
    line.lowercased().unicodeScalars.split { $0.properties.isWhitespace }.map(String.init).joined(separator: " ")
  }

  private static func begins(_ line: String, with names: [String]) -> Bool {
    let name = line.prefix { $0 != ":" }
    return name.utf8.count < line.utf8.count && names.contains(String(name.filter { $0 != " " && $0 != "*" }))
  }

  private static let senders = ["from", "von", "de", "da", "van", "från", "fra", "od"]
  private static let sent = [
    "sent", "date", "gesendet", "datum", "envoyé", "enviado", "inviato", "fecha", "data", "verzonden",
  ]
  private static let introductions = ["on ", "am ", "le ", "el ", "il ", "op ", "em "]
  private static let wrote = ["wrote", "schrieb", "a écrit", "escribió", "ha scritto", "schreef", "escreveu"]

  // MARK: Words

  private static func words(of line: String, _ lines: ClosedRange<Int>) -> [ReplyWord] {
    let pieces = line.unicodeScalars.split { $0.properties.isWhitespace }
    let raw = pieces.flatMap { piece in
      let isInAddress = piece.contains { $0 == "=" || $0 == "@" } || String(piece).contains("://")
      return piece.split { isSeparator($0) }.map { (word: $0, isInAddress: isInAddress) }
    }
    return raw.enumerated().map { index, piece in
      let text = trimmed(piece.word)
      return ReplyWord(
        text: String(String.UnicodeScalarView(text)),
        raw: String(String.UnicodeScalarView(piece.word)),
        lines: lines,
        isInAddress: piece.isInAddress,
        isLastOfLine: index == raw.count - 1,
        endsSentence: piece.word[text.endIndex...].contains { ".!?".unicodeScalars.contains($0) }
      )
    }
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    "\"'`<>()[]{}|,;=*#„“”‟«»‹›‚‘’".unicodeScalars.contains(scalar)
  }

  /// Without the marks that a sentence puts around a word.
  static func trimmed(_ word: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    var word = word.drop { ":.".unicodeScalars.contains($0) }
    while let last = word.last, ".:!?".unicodeScalars.contains(last) { word.removeLast() }
    return word
  }
}
