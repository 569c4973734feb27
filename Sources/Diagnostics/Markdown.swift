/// Writes values into Markdown so that they stay text: no value makes a heading, a link, markup or a cell of its own.
package enum Markdown {
  /// A value as running text.
  ///
  /// GitHub takes escapes away before it looks for e-mail addresses, `@people` and `#12`: words with these are shown as
  /// code, where it looks for none.
  ///
  /// `isLineStart`: whether it may begin a line, where more characters are markup.
  package static func text(_ value: String, isLineStart: Bool = true) -> String {
    let hasLink = holdsLink(value)
    var isStart = isLineStart
    return value.parts(between: " ").map { word in
      defer { isStart = isStart && word.isEmpty }
      guard isReference(word) else { return escaped(word, isStart: isStart, hasLink: hasLink) }
      // A bar would end the cell of a table, in code too.
      return word.parts(between: "|").map(code).joined(separator: "\\|")
    }.joined(separator: " ")
  }

  /// `www.` in any letter case.
  private static func holdsLink(_ value: String) -> Bool {
    let bytes = value.utf8.map { $0 | 0x20 }
    return bytes.indices.contains { bytes[$0...].starts(with: "www.".utf8) }
  }

  private static func isReference(_ word: String) -> Bool {
    let letters = Array(word.lowercased().unicodeScalars)
    guard letters.allSatisfy({ $0.value >= 0x20 }) else { return false }
    if letters.contains("@") { return true }
    return letters.indices.contains { index in
      let before = letters[..<index]
      return ("0"..."9").contains(letters[index])
        && (before.last == "#" || before.suffix(3).elementsEqual("gh-".unicodeScalars))
    }
  }

  private static func escaped(_ word: String, isStart: Bool, hasLink: Bool) -> String {
    var result = ""
    let numbering = isStart ? word.unicodeScalars.prefix { $0.properties.numericType != nil }.count : 0
    let letters = Array(word.unicodeScalars)
    for (index, scalar) in letters.enumerated() {
      let isMarkup = "\\`*_[]<&|~#:@$!".unicodeScalars.contains(scalar) && !isPlain(index, in: letters)
      let isListMark = isStart && index == 0 && "-+=>".unicodeScalars.contains(scalar)
      // `1.` at the start begins a list, `www.` a link.
      let isNumbering = (scalar == "." || scalar == ")") && index == numbering && numbering > 0
      if isMarkup || isListMark || isNumbering || (scalar == "." && hasLink) { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// Whether a character means nothing where it is: an underscore between letters, a colon that ends a word (no link),
  /// an ampersand that begins no entity, an angle bracket that begins no tag, an exclamation mark (a bracket after it
  /// is escaped), a number sign after a letter.
  private static func isPlain(_ index: Int, in letters: [Unicode.Scalar]) -> Bool {
    switch letters[index] {
    case ":": index == letters.count - 1
    case "_": isLetter(index - 1, in: letters) && isLetter(index + 1, in: letters)
    case "&": index == letters.count - 1
    case "<": index == letters.count - 1
    case "!": true
    case "#": isLetter(index - 1, in: letters) && index == letters.count - 1
    default: false
    }
  }

  private static func isLetter(_ index: Int, in letters: [Unicode.Scalar]) -> Bool {
    letters.indices.contains(index) && letters[index].isASCII && letters[index].properties.isAlphabetic
  }

  /// An identifier to copy, as code; as text where it would end the cell of a table.
  package static func code(_ value: String) -> String {
    guard !value.isEmpty, !value.holds("|"), value.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) else {
      return text(value)
    }
    // The delimiters have more backticks than any run inside, and a space, which is not shown, separates them from
    // adjacent ones.
    let fence = String(repeating: "`", count: longestRunOfBackticks(value) + 1)
    let needsBlank = value.starts(withMark: "`") || value.ends(withMark: "`") || value.starts(withMark: " ")
    return needsBlank ? "\(fence) \(value) \(fence)" : "\(fence)\(value)\(fence)"
  }

  /// A sentence whose backticks mark code. A value may contain backticks too: whichever way they pair, each piece is
  /// text or code and nothing else.
  package static func sentence(_ sentence: String) -> String {
    let pieces = sentence.parts(between: "`")
    guard pieces.count % 2 == 1 else { return text(sentence) }
    var result = ""
    for (index, piece) in pieces.enumerated() {
      let isMeant = index % 2 == 1
      let canBeCode =
        !piece.isEmpty && !piece.holds("|") && !piece.holds("\\") && !piece.starts(withMark: " ")
        && !piece.ends(withMark: " ")
      let next = isMeant && canBeCode ? "`\(piece)`" : text(isMeant ? "`\(piece)`" : piece)
      // Backticks that touch would be one run.
      if result.ends(withMark: "`"), next.starts(withMark: "`") { return text(sentence) }
      result += next
    }
    return result
  }

  /// A fenced block; the fence is longer than any run of backticks in it.
  package static func block(_ language: String, containing text: String) -> String {
    let fence = String(repeating: "`", count: max(3, longestRunOfBackticks(text) + 1))
    return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)\n"
  }

  private static func longestRunOfBackticks(_ text: String) -> Int {
    text.unicodeScalars.split { $0 != "`" }.map(\.count).max() ?? 0
  }

  package static func table(_ header: [String], _ rows: [[String]]) -> String {
    let lines = [header, header.map { _ in "---" }] + rows
    return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }
}
