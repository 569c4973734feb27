import Diagnostics
import YAMLTree

/// `wrong-type`: something of another kind than the key takes.
package enum WrongType {
  package static let about = RuleAbout(
    "wrong-type",
    .language,
    .error,
    .wrongType,
    summary: "A value of another kind than its key takes: a mapping for a list, quoted digits for a number.",
    why: "What was meant cannot be told, so nothing is compiled from it.",
    remedy: "Write the value in the form the help shows.",
    isIgnorable: false,
    example: .init(.aws, bad: [("port: 2222", "port: \"2222\"")])
  )
}

/// `unknown-value`: a value outside an enumeration.
package enum UnknownValue {
  package static let about = RuleAbout(
    "unknown-value",
    .language,
    .error,
    .malformed,
    summary: "A value that is not one of those its key takes.",
    why: "The words are fixed so that tickets read the same everywhere.",
    remedy: "Take one of the values the help lists.",
    isIgnorable: false,
    example: .init(.aws, bad: [("plan: pro", "plan: Pro")])
  )
}

/// `unsupported-version`: another version of the language.
package enum UnsupportedVersion {
  package static let about = RuleAbout(
    "unsupported-version",
    .language,
    .error,
    .malformed,
    summary: "`version` is a number other than 1.",
    why:
      "This tool knows version 1 of the manifest language; another version may mean something else by the same words.",
    remedy: "Write `version: 1`, or use a tool that knows the version.",
    isIgnorable: false,
    example: .init(.aws, bad: [("version: 1", "version: 2")])
  )
}

extension Decoder {
  mutating func reportWrongType(_ place: Place, _ field: FieldDeclaration, isItem: Bool = false) {
    var type = field.type
    if isItem, case .list(let element) = type { type = element }
    let what = isItem ? "an item of `\(field.key)` is \(type.phrase)" : "`\(field.key)` takes \(type.phrase)"
    var help = "write \(type.phrase), for example `\(field.key): \(field.example)`"
    if case .integer = type, tree[place.node].kind == .sequence { help = "write an entry of its own for each number" }
    findings.add(
      WrongType.about,
      at: Spot(place),
      "\(what), and this is \(describe(place))",
      label: "not \(type.phrase)",
      help: help
    )
  }

  mutating func reportWrongItem(_ place: Place, _ declaration: MappingDeclaration) {
    let keys = declaration.fields.filter { $0.need == .required }.map { "\($0.key): \($0.example)" }.joined(
      separator: ", "
    )
    findings.add(
      WrongType.about,
      at: Spot(place),
      "\(Shown.withArticle(declaration.name)) is a mapping, and this is \(describe(place))",
      label: "not a mapping",
      help: "write its keys, for example `{ \(keys) }`"
    )
  }

  package mutating func reportUnknownValue(_ text: Text, _ place: Place, _ field: FieldDeclaration) {
    guard case .enumeration(let values) = field.type else { return }
    let written = text.string
    let sameLetters = values.first { $0 == written.lowercased() }
    // Editions and versions are no words that are misspelt.
    let isWord = values.allSatisfy { $0.first?.isLetter == true }
    let nearest =
      sameLetters
      ?? (isWord ? NearestName.of(written, among: values) ?? NearestName.beginning(with: written, among: values) : nil)
    let fix = nearest.map {
      Fix(sameLetters == nil ? .suggested : .safe, "write `\($0)`", [Edit(tree[place.node].span, $0)])
    }
    findings.add(
      UnknownValue.about,
      at: Spot(place),
      "\(Shown.quoted(written)) is not a value of `\(field.key)`",
      label: sameLetters != nil ? "has capital letters" : nearest.map { "perhaps `\($0)`" } ?? "not one of its values",
      help: "`\(field.key)` is \(Shown.list(values.map { "`\($0)`" }))",
      fix: fix
    )
  }

  /// True where the version is a number, but not 1.
  mutating func reportUnsupportedVersion(_ text: Text, _ place: Place) -> Bool {
    guard tree[place.node].style == .plain else { return false }
    guard NumberReadings.isDecimalFraction(text.string) || PlainInteger.value(text) != nil else { return false }
    findings.add(
      UnsupportedVersion.about,
      at: Spot(place),
      "version \(Shown.quoted(text.string)) of the manifest language is not known here",
      label: "this tool knows version 1",
      help: "write `version: 1`",
      fix: Fix(.suggested, "write `1`", [Edit(tree[place.node].span, "1")])
    )
    return true
  }

  /// What a node is, in the words of a finding.
  func describe(_ place: Place) -> String {
    let node = tree[place.node]
    switch node.kind {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .alias: return "an alias"
    case .scalar:
      if tree.isNothing(place) { return "nothing" }
      let text = tree.text(place.node)
      if node.style != .plain { return "text" }
      if PlainInteger.value(text) != nil { return "a number" }
      return ["true", "false"].contains(text.string.lowercased()) ? "a boolean" : "text"
    }
  }
}
