/// Why a text is no pattern, and what to write instead.
package struct PatternFault: Error, Sendable, Equatable {
  package let reason: String
  package let help: String

  init(_ reason: String, help: String) {
    self.reason = reason
    self.help = help
  }
}

/// Reads the text of a `GlobPattern`: what other tools take and this one does not is refused, rather than taken for a
/// name that no file has.
enum PatternReader {
  static func read(_ text: String) throws(PatternFault) -> [[GlobPattern.Step]] {
    if let fault = fault(of: text) { throw fault }
    // A name alone is looked for at any depth.
    let isAnchored = text.dropLast().contains("/")
    var alternatives: [[GlobPattern.Step]] = []
    for path in try expand(Array(text)[...]) {
      var steps = isAnchored ? [] : [GlobPattern.Step.folders]
      for name in path.split(separator: "/") where name != ["."] {
        if name == [".", "."] {
          throw PatternFault(
            "it points outside the folder",
            help: "name something below the folder, for example `net/**`"
          )
        }
        steps.append(name == ["*", "*"] ? .folders : .name(try elements(name)))
      }
      if steps.isEmpty || (!isAnchored && steps.count == 1) { throw PatternFault("it names no file", help: example) }
      alternatives.append(steps)
    }
    return alternatives
  }

  private static let example = "name a file or folder, for example `archive/**`"

  /// What belongs to the patterns of other tools.
  private static func fault(of text: String) -> PatternFault? {
    if text.allSatisfy({ $0 == " " || $0 == "\t" }) { return PatternFault("it is empty", help: example) }
    if text.hasPrefix("!") {
      return PatternFault(
        "patterns cannot be negated",
        help: "list only what is meant; to match a name that begins with `!`, write `[!]…`"
      )
    }
    if text.hasPrefix("^") || text.hasSuffix("$") {
      return PatternFault(
        "it is a regular expression",
        help: "write it as in `.gitignore`: `archive/**` or `*.old.yaml`"
      )
    }
    if text.contains("\\") {
      return PatternFault(
        "`\\` has no meaning in it",
        help: "separate folders with `/`, and put a special character in brackets, for example `[*]`"
      )
    }
    return nil
  }

  // MARK: Braces

  /// The most ways to take the braces of a pattern.
  private static let mostAlternatives = 256

  /// The pattern without braces, once for each way to take them.
  private static func expand(_ text: ArraySlice<Character>) throws(PatternFault) -> [[Character]] {
    guard let open = index(of: ["{", "}"], in: text) else { return [Array(text)] }
    let inner = text[(open + 1)...]
    guard text[open] == "{", let close = index(of: ["{", "}"], in: inner) else {
      let other = text[open] == "{" ? "}" : "{"
      throw PatternFault(
        "its `\(text[open])` has no `\(other)`",
        help: "write `{a,b}` for either, or `[{]` and `[}]` for braces in the name"
      )
    }
    guard text[close] == "}" else {
      throw PatternFault("it has braces inside braces", help: "write each pattern by itself")
    }
    let endings = try expand(text[(close + 1)...])
    var results: [[Character]] = []
    for choice in choices(text[(open + 1)..<close]) {
      results += endings.map { text[..<open] + choice + $0 }
      if results.count > mostAlternatives {
        throw PatternFault("its braces expand to too many patterns", help: "write each pattern by itself")
      }
    }
    return results
  }

  /// What commas part.
  private static func choices(_ text: ArraySlice<Character>) -> [ArraySlice<Character>] {
    var choices: [ArraySlice<Character>] = []
    var rest = text
    while let comma = index(of: [","], in: rest) {
      choices.append(rest[..<comma])
      rest = rest[(comma + 1)...]
    }
    return choices + [rest]
  }

  /// Where one of some characters is outside brackets.
  private static func index(of wanted: Set<Character>, in text: ArraySlice<Character>) -> Int? {
    var index = text.startIndex
    while index < text.endIndex {
      if wanted.contains(text[index]) { return index }
      index = text[index] == "[" ? (classEnd(in: text, from: index).map { $0 + 1 } ?? index + 1) : index + 1
    }
    return nil
  }

  // MARK: Names

  private static func elements(_ name: ArraySlice<Character>) throws(PatternFault) -> [GlobPattern.Element] {
    var elements: [GlobPattern.Element] = []
    var index = name.startIndex
    while index < name.endIndex {
      switch name[index] {
      case "*": elements.append(.any)
      case "?": elements.append(.one)
      case "[":
        guard let end = classEnd(in: name, from: index) else {
          throw PatternFault(
            "its `[` has no `]`",
            help: "write `[a-z]` for one of these characters, or `[[]` for a bracket in the name"
          )
        }
        elements.append(try characters(name[(index + 1)..<end]))
        index = end
      default: elements.append(.character(name[index]))
      }
      index += 1
    }
    return elements
  }

  /// The `]` of a `[`; one that comes first, also after `!`, is among the characters.
  private static func classEnd(in text: ArraySlice<Character>, from open: Int) -> Int? {
    var first = open + 1
    if first < text.endIndex, text[first] == "!" || text[first] == "^" { first += 1 }
    guard first < text.endIndex else { return nil }
    // `[!]` is the character itself.
    if text[first] == "]", first == open + 2, text[(first + 1)...].firstIndex(of: "]") == nil { return first }
    return text[(first + 1)...].firstIndex(of: "]")
  }

  private static func characters(_ text: ArraySlice<Character>) throws(PatternFault) -> GlobPattern.Element {
    let isNegated = text.count > 1 && (text.first == "!" || text.first == "^")
    var ranges: [ClosedRange<Character>] = []
    var index = isNegated ? text.startIndex + 1 : text.startIndex
    while index < text.endIndex {
      let first = text[index]
      if index + 2 < text.endIndex, text[index + 1] == "-" {
        let last = text[index + 2]
        guard first <= last else {
          throw PatternFault("`\(first)-\(last)` is not a range", help: "write the smaller character first")
        }
        ranges.append(first...last)
        index += 3
      } else {
        ranges.append(first...first)
        index += 1
      }
    }
    return .oneOf(ranges, isNegated: isNegated)
  }
}
