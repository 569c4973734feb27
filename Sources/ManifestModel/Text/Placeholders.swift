import Diagnostics
import YAMLTree

/// Finds what templates and documentation print for a value to be filled in.
package enum Placeholders {
  /// Whether a text that is to be the value of a key has a placeholder in it.
  package static func areIn(_ text: String, of field: FieldDeclaration) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      let text = Text(bytes)
      return whole(text) != nil || !inside(text).isEmpty || !inside(freeText: text, of: field.key).isEmpty
    }
  }

  /// The placeholder that the whole text is.
  static func whole(_ text: Text) -> String? {
    let inner = trimmed(text)
    guard let first = inner.bytes.first, let last = inner.bytes.last else { return nil }
    let isOne =
      switch first {
      case UInt8(ascii: "<"): last == UInt8(ascii: ">") && inner.count > 2 && !isValue(inner)
      case UInt8(ascii: "{"): last == UInt8(ascii: "}") && inner.count > 2 && !isValue(inner)
      case UInt8(ascii: "$"): isVariable(inner[1..<inner.count])
      case UInt8(ascii: "("): inner.hasPrefix("((") && inner.hasSuffix("))") && inner.count > 4
      case UInt8(ascii: "?"), UInt8(ascii: "-"), UInt8(ascii: "_"): inner.bytes.allSatisfy { $0 == first }
      default: false
      }
    return isOne || isWord(inner) || inner.equals("…")
      || tokens(in: inner).first == TextRange(0..<inner.count) ? text.string : nil
  }

  /// `TODO`, `TBD`, `CHANGE_ME`, `[to be defined]`, `XXX`: letters alone count. `N/A` as well.
  static func isWord(_ text: Text) -> Bool {
    isOneWord(text) || isTask(text) || isNotApplicable(text) || text.equals("...")
  }

  /// `N/A`, `n.a.`: the two letters alone may be a name.
  private static func isNotApplicable(_ text: Text) -> Bool {
    (3...5).contains(text.count) && notApplicable.contains { text.equalsIgnoringCase(Text($0)) }
  }

  private static let notApplicable: [StaticString] = ["n/a", "n/a.", "(n/a)", "[n/a]", "n / a", "n.a.", "n.a"]

  private static func isOneWord(_ text: Text) -> Bool {
    text.count >= 3 && text.bytes.allSatisfy { Text.fold($0) == UInt8(ascii: "x") }
      || words.contains { spells(text, $0) }
  }

  /// `TODO: ask Ben`, `TBD (Q3)`: such a word with more after a punctuation mark. `Todo Moda` and `TBD Studios` are
  /// names.
  private static func isTask(_ text: Text) -> Bool {
    guard
      ["todo", "tbd", "fixme"].contains(where: { text.bytes.prefix($0.utf8.count).map(Text.fold) == Array($0.utf8) })
    else { return false }
    let word = text.end(ofRunOf: .alphanumeric, from: 0)
    guard word < 6 else { return false }
    let mark = text.end(ofRunOf: Alphabet(" "), from: word)
    return mark < text.count && ":(=".utf8.contains(text.bytes[mark])
  }

  /// Whether the letters of a text are those of a word, whatever marks are between them.
  private static func spells(_ text: Text, _ word: StaticString) -> Bool {
    var letters = 0
    for byte in text.bytes {
      if letters < word.utf8CodeUnitCount, Text.fold(byte) == word.utf8Start[letters] {
        letters += 1
      } else if !wordMarks.contains(byte) {
        return false
      }
    }
    return letters == word.utf8CodeUnitCount
  }

  private static let wordMarks = Alphabet("_-. []()!:?*")

  private static let words: [StaticString] = [
    "todo", "tbd", "fixme", "changeme", "replaceme", "fillme", "fillmein", "tobedefined", "tobedetermined", "tobedone",
    "placeholder", "tba", "tbc", "tobeconfirmed", "tobeannounced", "tobedecided", "tobefilledin",
  ]

  /// Capitals, digits and `_` after a dollar sign.
  private static func isVariable(_ name: Text) -> Bool {
    guard let first = name.bytes.first, first.isCapitalLetter || first == UInt8(ascii: "_") else { return false }
    return name.bytes.allSatisfy { Alphabet.capitalsAndDigits.contains($0) || $0 == UInt8(ascii: "_") }
  }

  // MARK: Tokens of template tools

  /// What a template tool was to replace, in any text, in order: `${X}`, `$(X)`, `{{ x }}`, `<%= x %>`, `__X__`,
  /// `#{X}#`, `@@x@@`, `%X%`.
  static func tokens(in text: Text) -> [TextRange] {
    var parts: [TextRange] = []
    var offset = 0
    // Where a closing mark is not in the rest of the text, it is not looked for again.
    var absent: Set<Int> = []
    let opening = opening
    while offset < text.count {
      guard opening.contains(text.bytes[offset]), let end = token(at: offset, in: text, &absent) else {
        offset += 1
        continue
      }
      parts.append(TextRange(offset..<end))
      offset = end
    }
    return parts
  }

  private static let opening = Alphabet("$<{_#@%")

  private static let pairs: [(open: StaticString, close: StaticString, isName: Bool)] = [
    ("${", "}", false), ("$(", ")", false), ("{{", "}}", false), ("<%", "%>", false), ("#{", "}", false),
    ("@@", "@@", true), ("__", "__", true), ("%", "%", true),
  ]

  private static func token(at start: Int, in text: Text, _ absent: inout Set<Int>) -> Int? {
    for (index, pair) in pairs.enumerated() where text.contains(pair.open, at: start) && !absent.contains(index) {
      let inner = start + pair.open.utf8CodeUnitCount
      if pair.isName {
        let end = text.end(ofRunOf: Text(pair.close) == "__" ? underscoredName : name, from: inner)
        if let close = closing(pair.close, in: text, name: inner..<end, open: start) { return close }
        continue
      }
      guard let close = text.offset(of: pair.close, from: inner) else {
        absent.insert(index)
        continue
      }
      guard close > inner, isToken(text[inner..<close], pair.open) else { continue }
      let end = close + pair.close.utf8CodeUnitCount
      return text.contains("#", at: end) && text.contains("#", at: start) ? end + 1 : end
    }
    return nil
  }

  /// Whether a tool would replace it: `$(NAME)` and `#{NAME}` contain a name, `${NAME:-default}` begins with one.
  private static func isToken(_ inner: Text, _ open: StaticString) -> Bool {
    let first = inner.bytes[0]
    switch open.utf8Start.pointee {
    case UInt8(ascii: "$") where Text(open) == "${": return first.isLetter || first == UInt8(ascii: "_")
    case UInt8(ascii: "$"), UInt8(ascii: "#"): return inner.bytes.allSatisfy(name.contains)
    default: return true
    }
  }

  /// The end of a token of one word: `__X__` may have `_` inside, and stands for itself; `50%` opens none.
  private static func closing(_ mark: StaticString, in text: Text, name: Range<Int>, open: Int) -> Int? {
    let before = open > 0 ? text.bytes[open - 1] : UInt8(ascii: " ")
    guard !Alphabet.alphanumeric.contains(before), before != text.bytes[open] else { return nil }
    guard name.count > 0, text.bytes[name.lowerBound].isLetter else { return nil }
    let width = mark.utf8CodeUnitCount
    if mark.utf8Start.pointee == UInt8(ascii: "_") {
      return text[name].hasSuffix("__") && name.count > width ? name.upperBound : nil
    }
    let end = name.upperBound + width
    guard text.contains(mark, at: name.upperBound) else { return nil }
    return end < text.count && Alphabet.alphanumeric.contains(text.bytes[end]) ? nil : end
  }

  private static let name = Alphabet.alphanumeric.with("_.-")
  private static let underscoredName = Alphabet.alphanumeric.with("_")

  // MARK: Inside an identifier

  /// The placeholders inside an identifier, in order: tokens and `<…>`, `{…}`, else four or more `x` in a row.
  static func inside(_ text: Text, countingX: Bool = true) -> [TextRange] {
    let tokens = tokens(in: text)
    let found = bracketed(in: text).filter { part in !tokens.contains { $0.range.overlaps(part.range) } } + tokens
    if found.isEmpty { return countingX ? runsOfX(in: text) : [] }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private static func bracketed(in text: Text) -> [TextRange] {
    guard text.contains(UInt8(ascii: "<")) || text.contains(UInt8(ascii: "{")) else { return [] }
    var parts: [TextRange] = []
    var open: Int?
    for (offset, byte) in text.bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "<"), UInt8(ascii: "{"): open = offset
      case UInt8(ascii: ">"), UInt8(ascii: "}"):
        if let start = open, isPair(text.bytes[start], and: byte), !isValue(text[start..<offset + 1]) {
          parts.append(TextRange(start..<offset + 1))
        }
        open = nil
      default: break
      }
    }
    return parts
  }

  private static func isPair(_ open: UInt8, and close: UInt8) -> Bool {
    (open == UInt8(ascii: "<")) == (close == UInt8(ascii: ">"))
  }

  /// What is in brackets and is filled in all the same: Microsoft's tools print GUIDs in braces, and mail programs
  /// addresses between `<` and `>`.
  private static func isValue(_ text: Text) -> Bool {
    GUID(text[1..<text.count - 1]) != nil || text.bytes.contains(UInt8(ascii: "@"))
  }

  static func runsOfX(in text: Text) -> [TextRange] {
    guard text.contains(UInt8(ascii: "x")) || text.contains(UInt8(ascii: "X")) else { return [] }
    return text.bytes.split { Text.fold($0) != UInt8(ascii: "x") }.filter { $0.count >= 4 }.map {
      TextRange($0.startIndex..<$0.endIndex)
    }
  }

  /// `{projectId}`: one word in braces.
  static func isBracedWord(_ text: String) -> Bool {
    let name = text.dropFirst().dropLast()
    return text.first == "{" && !name.isEmpty
      && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
  }

  // MARK: In free text

  /// The placeholders inside a text that may say anything: tokens, brackets with the key's own word in them (`<company>
  /// GmbH`), `your-company`.
  static func inside(freeText text: Text, of key: String) -> [TextRange] {
    let tokens = tokens(in: text)
    if !tokens.isEmpty { return tokens }
    let bracketed = text.bytes.contains(where: brackets.contains) ? bracketed(in: text, ownWords(key)) : []
    if !bracketed.isEmpty { return bracketed }
    let yours = yours(text, key)
    return yours.isEmpty && isOwnName(text, of: key) ? [TextRange(0..<text.count)] : yours
  }

  /// `@company@`, `##COMPANY##`, `$env:COMPANY`, `COMPANY_NAME`, `company name`: nothing but the key's own name, as
  /// template tools mark it or spelt out; `COMPANY}` and `__company`: with half of such a mark.
  private static func isOwnName(_ text: Text, of key: String) -> Bool {
    guard text.count <= 48, let first = text.bytes.first, let last = text.bytes.last else { return false }
    let isMarked = tokenMarks.contains(first) || brokenMarks.contains(last)
    guard isMarked || key == "company" && mayBeGeneric(text) else { return false }
    var inner = text[text.end(ofRunOf: tokenMarks, from: 0)..<text.count]
    if isMarked, inner.hasPrefix("env:") { inner = inner[4..<inner.count] }
    let end = inner.bytes.lastIndex { !tokenMarks.contains($0) }.map { $0 + 1 } ?? 0
    let name = inner[0..<end].string
    // Without a mark a single word may be a name, and other keys than the company's take any words.
    let words = name.split { !($0.isLetter || $0.isNumber) }.count
    guard isMarked || words > 1 || name.lowercased() == key else { return false }
    return isGeneric(name, ownWords(key)) && (isMarked || words == 1 || !isPronoun(name))
  }

  /// Whether a company's name begins like nothing but generic words, which few do.
  private static func mayBeGeneric(_ text: Text) -> Bool {
    let word = text[0..<text.end(ofRunOf: .alphanumeric, from: 0)].string.lowercased()
    return word.isEmpty || companyWords.contains(word) || fillers.contains(word)
  }

  /// `My Company`, which somebody may be called.
  private static func isPronoun(_ name: String) -> Bool {
    ["my", "our", "the", "your"].contains(name.lowercased().prefix { $0.isLetter })
  }

  /// What comes before or after the name in the marks of a template tool; what is there after it, and after no name.
  private static let tokenMarks = brokenMarks.with("~|!&:^*;<{[(")
  private static let brokenMarks = Alphabet("$@#%_>}])")

  private static let brackets = Alphabet("<{[")

  /// Brackets with generic words in them.
  private static func bracketed(in text: Text, _ ownWords: Set<String>) -> [TextRange] {
    text.bytes.indices.filter { brackets.contains(text.bytes[$0]) }.compactMap { open in
      guard let close = text.bytes[open...].prefix(60).firstIndex(where: { ">}]".utf8.contains($0) }),
        isGeneric(text[open + 1..<close].string, ownWords)
      else { return nil }
      return TextRange(open..<close + 1)
    }
  }

  /// `your-company`, `YourCompany Ltd`: at the start of the text.
  private static func yours(_ text: Text, _ key: String) -> [TextRange] {
    guard text.count >= 5, text[0..<4].equalsIgnoringCase(Text("your")) else { return [] }
    let start = text.end(ofRunOf: separator, from: 4)
    let end = text.end(ofRunOf: .alphanumeric, from: start)
    return ownWords(key).contains(text[start..<end].string.lowercased()) ? [TextRange(0..<end)] : []
  }

  /// Whether all words say that something is to be filled in, and one of them what.
  private static func isGeneric(_ text: String, _ ownWords: Set<String>) -> Bool {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    return words.contains { ownWords.contains($0) || $0 == "placeholder" }
      && words.allSatisfy { ownWords.contains($0) || fillers.contains($0) }
  }

  private static func ownWords(_ key: String) -> Set<String> {
    key == "company" ? companyWords : Set(key.split(separator: "_").map(String.init))
  }

  private static let companyWords: Set<String> = ["company", "customer", "client", "organization", "organisation"]

  private static let fillers: Set<String> = [
    "your", "the", "my", "our", "insert", "enter", "add", "here", "name", "id", "value", "of", "placeholder", "goes",
  ]

  private static let separator = Alphabet(" _-.")

  private static func trimmed(_ text: Text) -> Text {
    let isSpace: (UInt8) -> Bool = { $0.isWhite || $0.isLineBreak }
    guard let start = text.bytes.firstIndex(where: { !isSpace($0) }),
      let end = text.bytes.lastIndex(where: { !isSpace($0) })
    else { return text }
    return text[start..<end + 1]
  }
}

extension Text {
  /// Where a mark comes first, from an offset on.
  fileprivate func offset(of mark: StaticString, from start: Int) -> Int? {
    var from = start
    while let first = Text(mark).bytes.first, let found = offset(of: first, from: from) {
      if contains(mark, at: found) { return found }
      from = found + 1
    }
    return nil
  }
}
