import Diagnostics
import YAMLTree

/// SplitMix64: the same manifests for the same seed on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  // Not a multiple of the step below, or neighbours would give the same numbers, shifted by one.
  init(seed: UInt64) { state = seed &* 0xD1B5_4A32_D192_ED03 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &self) == 0 }
}

/// Writes a manifest at random, and remembers where it wrote what.
struct ManifestWriter {
  struct Scalar {
    let span: Span
    let style: Node.Style
    let text: String
  }

  private(set) var bytes: [UInt8]
  private(set) var scalars: [Scalar] = []
  private(set) var comments: [Span] = []
  private(set) var anchors: [Span] = []
  private let lineBreak: [UInt8]
  private var random: SeededGenerator
  /// Blank lines here would be lines of a text that keeps its last ones.
  private var isAfterKeptLines = false

  init(seed: UInt64, form: ScalarRoundTripTests.Form) {
    random = SeededGenerator(seed: seed)
    lineBreak = Array(form.lineBreak.utf8)
    bytes = form.hasMark ? [0xEF, 0xBB, 0xBF] : []
  }

  mutating func write() {
    let documents = random.chance(4) ? 2 : 1
    for _ in 0..<documents {
      commentLines(indentation: 0)
      if documents > 1 || random.chance(4) { put("---\n") }
      commentLines(indentation: 0)
      if random.chance(2) { blockMapping(column: 0, depth: 0) } else { blockSequence(column: 0, depth: 0) }
    }
    // Some files end without a line break, but only where no block scalar would lose one of its own.
    let endsInBlockScalar = scalars.last.map { $0.style == .literal || $0.style == .folded } ?? false
    if random.chance(5), !endsInBlockScalar, bytes.suffix(lineBreak.count) == lineBreak[...] {
      bytes.removeLast(lineBreak.count)
    }
  }

  // MARK: Collections

  private mutating func blockMapping(column: Int, depth: Int) {
    let count = Int.random(in: 1...4, using: &random)
    for place in 0..<count {
      // The first key is where the cursor is.
      if place > 0 {
        commentLines(indentation: column)
        put(String(repeating: " ", count: column))
      }
      if random.chance(6) {
        put("?")
        value(column: column, depth: depth + 1, mayBeEmpty: false, mayBeIndentless: true)
        put(String(repeating: " ", count: column) + ":")
      } else {
        if random.chance(6) { anchor(then: " ") }
        scalar([.plain, .singleQuoted, .doubleQuoted], column: column, isInFlow: false, isKey: true)
        put(":")
      }
      value(column: column, depth: depth + 1, mayBeEmpty: true, mayBeIndentless: true)
    }
  }

  private mutating func blockSequence(column: Int, depth: Int) {
    let count = Int.random(in: 1...4, using: &random)
    for place in 0..<count {
      if place > 0 {
        commentLines(indentation: column)
        put(String(repeating: " ", count: column))
      }
      put("-")
      value(column: column, depth: depth + 1, mayBeEmpty: true, mayBeIndentless: false)
    }
  }

  /// A value after `:`, `?` or `-`, to the end of its last line. `column` is that of the collection around it.
  private mutating func value(column: Int, depth: Int, mayBeEmpty: Bool, mayBeIndentless: Bool) {
    switch Int.random(in: 0..<(depth < 4 ? 12 : 7), using: &random) {
    case 0 where mayBeEmpty:
      nothing()
      endOfLine()
    case 0, 1, 2, 3, 4, 5: scalarValue(column: column)
    case 6:
      put(" ")
      property(column: column)
      flowCollection(column: column, depth: depth)
      endOfLine()
    case 7, 8:
      let inner = column + Int.random(in: 1...3, using: &random)
      nextLine(column: inner)
      blockMapping(column: inner, depth: depth)
    case 9 where mayBeIndentless:
      nextLine(column: column)
      blockSequence(column: column, depth: depth)
    case 9, 10:
      let inner = column + Int.random(in: 1...3, using: &random)
      nextLine(column: inner)
      blockSequence(column: inner, depth: depth)
    default:
      // On the line of its `-` or `?`; after a `:` no collection may begin.
      guard bytes.last != UInt8(ascii: ":") else { return scalarValue(column: column) }
      let blanks = Int.random(in: 1...3, using: &random)
      put(String(repeating: " ", count: blanks))
      if random.chance(2) {
        blockSequence(column: column + 1 + blanks, depth: depth)
      } else {
        blockMapping(column: column + 1 + blanks, depth: depth)
      }
    }
  }

  private mutating func scalarValue(column: Int) {
    put(" ")
    property(column: column)
    scalar([.plain, .singleQuoted, .doubleQuoted, .literal, .folded], column: column, isInFlow: false, isKey: false)
    if let style = scalars.last?.style, style != .literal, style != .folded { endOfLine() }
  }

  /// Sometimes an anchor, sometimes with a comment between it and its value.
  private mutating func property(column: Int) {
    guard random.chance(5) else { return }
    if random.chance(6) { put(random.chance(2) ? "! " : "!<!> ") }
    anchor(then: " ")
    if random.chance(3) {
      comment()
      put("\n" + String(repeating: " ", count: column + 1))
    }
  }

  private mutating func anchor(then: String) {
    let start = bytes.count
    put("&a_\(anchors.count)-")
    anchors.append(Span(start..<bytes.count))
    put(then)
  }

  /// The rest of the line after `:` or `-`, then the column of a collection on the next one.
  private mutating func nextLine(column: Int) {
    if random.chance(6) {
      put(" ")
      anchor(then: "")
    }
    endOfLine()
    commentLines(indentation: column)
    put(String(repeating: " ", count: column))
  }

  private mutating func flowCollection(column: Int, depth: Int) {
    let isMapping = random.chance(2)
    put(isMapping ? "{" : "[")
    let count = Int.random(in: 0...3, using: &random)
    for place in 0..<count {
      if place > 0 { put(",") }
      flowBlank(column: column)
      let isPair = isMapping || random.chance(4)
      if isPair {
        let isExplicit = random.chance(6)
        if isExplicit { put("? ") }
        scalar([.plain, .singleQuoted, .doubleQuoted], column: column, isInFlow: true, isKey: !isExplicit)
        put(":")
        if isMapping, random.chance(5) {
          nothing()
          // libyaml refuses a plain key whose colon touches a comma or brace.
          put(" ")
          flowBlank(column: column)
          continue
        }
        put(" ")
      }
      flowBlank(column: column)
      if depth < 6, random.chance(5) {
        flowCollection(column: column, depth: depth + 1)
      } else {
        if random.chance(6) { anchor(then: " ") }
        scalar([.plain, .singleQuoted, .doubleQuoted], column: column, isInFlow: true, isKey: false)
      }
      flowBlank(column: column)
    }
    put(isMapping ? "}" : "]")
  }

  /// Blanks, comments and line breaks where a flow collection allows them.
  private mutating func flowBlank(column: Int) {
    if random.chance(3) { put(" ") }
    if random.chance(8) {
      put(" ")
      comment()
      put("\n" + String(repeating: " ", count: column + 1))
    } else if random.chance(8) {
      put("\n" + String(repeating: " ", count: column + 1))
    }
  }

  // MARK: Comments and line ends

  private mutating func endOfLine() {
    if random.chance(5) { put(" ") }
    if random.chance(5) {
      put(" ")
      comment()
    }
    put("\n")
  }

  private mutating func comment() {
    let start = bytes.count
    let words = ["#", "# a note", "#note: - é", "# \"quoted # twice\"", "# | 😀", "## & * !"]
    put(words.randomElement(using: &random) ?? "#")
    comments.append(Span(start..<bytes.count))
  }

  private mutating func commentLines(indentation: Int) {
    while random.chance(5) {
      put(String(repeating: " ", count: Int.random(in: 0...indentation, using: &random)))
      if !random.chance(4) || isAfterKeptLines { comment() }
      put("\n")
    }
  }

  // MARK: Scalars

  private mutating func nothing() {
    scalars.append(Scalar(span: Span(bytes.count..<bytes.count), style: .plain, text: ""))
  }

  private mutating func scalar(_ styles: [Node.Style], column: Int, isInFlow: Bool, isKey: Bool) {
    let style = styles.randomElement(using: &random) ?? .plain
    let start = bytes.count
    let text: String
    var end: Int?
    switch style {
    case .plain: text = plain(column: column, isInFlow: isInFlow, isKey: isKey)
    case .singleQuoted: text = singleQuoted(column: column, isKey: isKey)
    case .doubleQuoted: text = doubleQuoted(column: column, isKey: isKey)
    default: (text, end) = blockScalar(column: column, isLiteral: style == .literal)
    }
    scalars.append(Scalar(span: Span(start..<(end ?? bytes.count)), style: style, text: text))
  }

  private static let letters = Array("abcXYZ0189_é€ß中😀".unicodeScalars)
  private static let marks = Array("'\"#:-&*!|>%@=`?,[]{}\\.~^".unicodeScalars)

  private mutating func word(_ alphabet: [Unicode.Scalar], _ length: ClosedRange<Int>) -> String {
    var word = ""
    for _ in 0..<Int.random(in: length, using: &random) {
      word.unicodeScalars.append(alphabet.randomElement(using: &random) ?? "a")
    }
    return word
  }

  /// Words that begin and end with letters; what is between them must be no indicator where it is.
  private mutating func plainWord(isInFlow: Bool) -> String {
    let inner = ManifestWriter.letters + (isInFlow ? Array("'\"#-&*!|>%@=`.~".unicodeScalars) : ManifestWriter.marks)
    return word(ManifestWriter.letters, 1...2) + word(inner, 0...5) + word(ManifestWriter.letters, 1...1)
  }

  /// Gives the text; a line break is written as a blank line, a space may be written as a line break.
  private mutating func plain(column: Int, isInFlow: Bool, isKey: Bool) -> String {
    var text = plainWord(isInFlow: isInFlow)
    put(text)
    while !random.chance(3) {
      let next = (random.chance(4) && !isInFlow ? "- " : "") + plainWord(isInFlow: isInFlow)
      text += between(column: column, isKey: isKey) + next
      put(next)
    }
    return text
  }

  /// Writes what is between two words: spaces, a fold or blank lines.
  private mutating func between(column: Int, isKey: Bool) -> String {
    if isKey || random.chance(2) {
      let blanks = String(repeating: " ", count: Int.random(in: 1...2, using: &random))
      put(blanks)
      return blanks
    }
    let breaks = Int.random(in: 0...2, using: &random)
    if random.chance(4) { put(" ") }
    put("\n")
    for _ in 0..<breaks { put(random.chance(3) ? " \n" : "\n") }
    put(String(repeating: " ", count: column + Int.random(in: 1...3, using: &random)))
    return breaks == 0 ? " " : String(repeating: "\n", count: breaks)
  }

  private mutating func singleQuoted(column: Int, isKey: Bool) -> String {
    var text = word(Array(" \t".unicodeScalars), 0...1)
    put("'" + text)
    while !random.chance(3) {
      let next = word(ManifestWriter.letters + ManifestWriter.marks, 1...6)
      put(next.replacing(mark: "'", with: "''"))
      text += next + between(column: column, isKey: isKey)
    }
    put("'")
    return text
  }

  private mutating func doubleQuoted(column: Int, isKey: Bool) -> String {
    var text = ""
    put("\"")
    while !random.chance(4) {
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        let escapes: [(String, String)] = [
          ("\\n", "\n"), ("\\t", "\t"), ("\\\"", "\""), ("\\\\", "\\"), ("\\ ", " "), ("\\0", "\0"), ("\\x41", "A"),
          ("\\u00e9", "é"),
          ("\\U0001F600", "😀"), ("\\L", "\u{2028}"), ("\\N", "\u{85}"), ("\\e", "\u{1B}"),
        ]
        guard let (written, meant) = escapes.randomElement(using: &random) else { break }
        put(written)
        text += meant
      case 1 where !isKey:
        put("\\\n" + String(repeating: " ", count: column + Int.random(in: 1...3, using: &random)) + "x")
        text += "x"
      case 2:
        // A letter first: spaces before a fold would be part of it.
        put("y")
        text += "y" + between(column: column, isKey: isKey)
        put("z")
        text += "z"
      default:
        let next = word(ManifestWriter.letters + ManifestWriter.marks, 1...4)
        put(next.replacing(mark: "\\", with: "\\\\").replacing(mark: "\"", with: "\\\""))
        text += next
      }
    }
    put("\"")
    return text
  }

  /// Gives the text and where its last line ends; blank lines that do not count and the last line break follow it.
  private mutating func blockScalar(column: Int, isLiteral: Bool) -> (text: String, end: Int) {
    let lines = blockLines(isLiteral: isLiteral)
    let needsIndicator = lines.first { !$0.isEmpty }?.first.map { $0 == " " || $0 == "\t" } ?? false
    let added = Int.random(in: 1...4, using: &random)
    let indentation = String(repeating: " ", count: column + added)
    let hasIndicator = needsIndicator || random.chance(4)
    let chomping = ["", "-", "+"].randomElement(using: &random) ?? ""
    let indicator = hasIndicator ? "\(added)" : ""
    put((isLiteral ? "|" : ">") + (random.chance(2) ? indicator + chomping : chomping + indicator))
    if random.chance(4) { put(" ") }
    if random.chance(4) {
      put(" ")
      comment()
    }
    var end = bytes.count
    put("\n")
    for (place, line) in lines.enumerated() {
      // A blank line needs no indentation, but may have some of it.
      let blanks =
        line.isEmpty ? Int.random(in: 0...(place == 0 || !hasIndicator ? 0 : column + added), using: &random) : 0
      put(line.isEmpty ? String(repeating: " ", count: blanks) : indentation + line)
      if !line.isEmpty || chomping == "+" { end = bytes.count }
      put("\n")
    }
    if chomping == "+" {
      isAfterKeptLines = true
      // Kept blank lines are lines of the text; the break of the last one is not part of the span.
      return (
        ManifestWriter.meaning(
          lines,
          isLiteral: isLiteral,
          trailing: trailing(lines) + (lines.allSatisfy(\.isEmpty) ? 0 : 1)
        ), end
      )
    }
    let hasContent = lines.contains { !$0.isEmpty }
    if hasContent {
      while random.chance(4) {
        put(
          random.chance(2)
            ? "\n" : String(repeating: " ", count: Int.random(in: 0...column + added, using: &random)) + "\n"
        )
      }
    }
    return (ManifestWriter.meaning(lines, isLiteral: isLiteral, trailing: chomping == "" && hasContent ? 1 : 0), end)
  }

  private func trailing(_ lines: [String]) -> Int { lines.reversed().prefix { $0.isEmpty }.count }

  /// Lines of a block scalar. Those of a folded one begin with no space: more indented lines have folding rules of
  /// their own.
  private mutating func blockLines(isLiteral: Bool) -> [String] {
    var lines: [String] = []
    while !random.chance(4) {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: lines.append("")
      case 1 where isLiteral:
        lines.append(word(Array(" \t".unicodeScalars), 1...3) + word(ManifestWriter.letters, 0...2))
      case 2: lines.append(word(ManifestWriter.letters + ManifestWriter.marks, 1...4) + "  ")
      default:
        lines.append(
          word(ManifestWriter.letters + ManifestWriter.marks, 1...6) + word([" "] + ManifestWriter.letters, 0...3)
        )
      }
    }
    return lines
  }

  private static func meaning(_ lines: [String], isLiteral: Bool, trailing: Int) -> String {
    let content = lines.reversed().drop { $0.isEmpty }.reversed()
    var text = ""
    var breaks = 0
    for (place, line) in content.enumerated() {
      if line.isEmpty {
        breaks += 1
        continue
      }
      if text.isEmpty && place == breaks {
        text = String(repeating: "\n", count: breaks)
      } else if isLiteral {
        text += String(repeating: "\n", count: breaks + 1)
      } else {
        text += breaks == 0 ? " " : String(repeating: "\n", count: breaks)
      }
      text += line
      breaks = 0
    }
    return text + String(repeating: "\n", count: trailing)
  }

  private mutating func put(_ text: String) {
    if text.contains(where: { $0 != "\n" && $0 != " " }) { isAfterKeptLines = false }
    for byte in text.utf8 { if byte == 10 { bytes += lineBreak } else { bytes.append(byte) } }
  }
}
