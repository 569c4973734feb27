import Diagnostics
import YAMLTree

/// `wrong-type`: something of another kind than the key takes.
package enum WrongType {
  package static let about = RuleAbout(
    "wrong-type",
    .language,
    .error,
    .wrongType,
    summary: "A value of the wrong type for its key: a mapping for a list, quoted digits for a number.",
    why: "It is unclear what was meant, so nothing is compiled from it.",
    remedy: "Write the value in the form the help shows.",
    isIgnorable: false,
    example: .init(.aws, bad: [("port: 2222", "port: \"2222\"")])
  )
}

extension WrongType {
  static func report(_ place: Place, _ field: FieldDeclaration, isItem: Bool = false, to findings: inout Findings) {
    var type = field.type
    if isItem, case .list(let element) = type { type = element }
    let what = isItem ? "an item of `\(field.key)` is \(type.phrase)" : "`\(field.key)` takes \(type.phrase)"
    var help = "write \(type.phrase), for example `\(field.key): \(field.example)`"
    if case .integer = type, findings.tree[place.node].kind == .sequence {
      help = "write a separate entry for each number"
    } else if !isItem {
      help = WrittenShape(place, findings.tree)?.advice(for: field) ?? help
    }
    findings.add(
      about,
      at: FindingPlace(place),
      "\(what), but this is \(findings.tree.describe(place))",
      label: "not \(type.isOfKeys ? "a mapping" : type.phrase)",
      help: help
    )
  }

  /// A file of another kind.
  static func report(_ foreign: ForeignText, to findings: inout Findings) {
    let (what, label, help) = foreign.words
    findings.add(about, at: FindingPlace(foreign.line), what, label: label, help: help)
  }

  /// A document of another tool.
  static func report(_ foreign: ForeignDocument, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(Place(node: foreign.node, use: 0)),
      foreign.name.map { "this is \($0), not a manifest" }
        ?? "this is not a manifest: it has neither `company` nor `projects`",
      label: "not a valid key in a manifest",
      help: foreign.help
    )
  }

  /// An item of a list of mappings.
  static func report(itemAt place: Place, _ declaration: MappingDeclaration, to findings: inout Findings) {
    let keys = declaration.fields.filter { $0.need == .required }.map { "\($0.key): \($0.example)" }.joined(
      separator: ", "
    )
    reportNoMapping(
      "\(declaration.phrase) is a mapping",
      at: place,
      help: WrittenShape(place, findings.tree)?.advice(forItemOf: declaration)
        ?? "write it as a mapping, for example `{ \(keys) }`",
      to: &findings
    )
  }

  /// `- SFTP: 2222`; `form`: with its keys, as `written` should be.
  static func report(serviceAsKey form: String, at place: Place, _ written: Span, to findings: inout Findings) {
    let isFlow = findings.tree[place.node].style == .flow
    findings.add(
      about,
      at: FindingPlace(place),
      "an entry of `ports` is a mapping with the keys `service` and `port`, but this is a service with its port",
      label: "without the keys",
      help: "write `\(form)`",
      fix: Fix(.suggested, "write the keys", edits: [Edit(isFlow ? findings.tree[place.node].span : written, form)])
    )
  }

  /// A mapping in quotes, as an item of a list.
  static func report(quotedMappingAt place: Place, _ declaration: MappingDeclaration, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(place),
      "\(declaration.phrase) is a mapping, but the quotes make this a string",
      label: "a string",
      help: "remove the quotes around it"
    )
  }

  /// Something else as the root of settings, a policy or the like.
  static func report(
    rootAt place: Place,
    _ declaration: MappingDeclaration,
    keys: [String],
    to findings: inout Findings
  ) {
    let help = "write keys such as `\(keys.joined(separator: "`, `"))`"
    reportNoMapping("\(declaration.name) are a mapping", at: place, help: help, to: &findings)
  }

  /// Something else as the root of a manifest.
  static func report(manifestAt place: Place, to findings: inout Findings) {
    let help =
      "begin with `version: 1`, `company:` and `projects:`; `privatelint init` writes a manifest to start from"
    reportNoMapping("a manifest is a mapping", at: place, help: help, to: &findings)
  }

  /// Something else under the name of a project, an environment or an endpoint service.
  static func report(
    _ place: Place,
    of name: String,
    _ declaration: MappingDeclaration,
    neededKeys: String,
    to findings: inout Findings
  ) {
    let what = "\(declaration.name) \(Display.quoted(name)) is a mapping"
    reportNoMapping(what, at: place, help: "write its keys here: \(neededKeys)", to: &findings)
  }

  /// Something else under `<<`.
  static func report(mergedAt place: Place, to findings: inout Findings) {
    let help = "use an alias of a mapping here, such as `<<: *defaults`"
    reportNoMapping("`<<` merges mappings", at: place, help: help, to: &findings)
  }

  /// Something else where a mapping is wanted; `what` says that it is.
  private static func reportNoMapping(_ what: String, at place: Place, help: String, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(place),
      "\(what), but this is \(findings.tree.describe(place))",
      label: "not a mapping",
      help: help
    )
  }

  /// A tag that makes something else of the value: `!!str 3306` under an integer key.
  static func report(_ tag: YAMLTree.Tag, at place: Place, _ field: FieldDeclaration, to findings: inout Findings) {
    let names = ["str": "a string", "int": "a number", "float": "a number", "bool": "a boolean", "null": "null"]
    let written = Display.quoted(findings.tree.source.text(tag.span))
    findings.add(
      about,
      at: FindingPlace(place),
      """
      `\(field.key)` takes \(field.type.phrase), but the tag \(written) makes this \
      \(names[tag.name] ?? "a collection")
      """,
      label: "the tag makes it another type",
      help: "remove the tag and keep the value"
    )
  }

  /// Text under a boolean key.
  static func reportBoolean(_ written: String, at place: Place, _ field: FieldDeclaration, to findings: inout Findings)
  {
    let word = written.lowercased()
    let isQuoted = word == "true" || word == "false"
    findings.add(
      about,
      at: FindingPlace(place),
      """
      `\(field.key)` takes `true` or `false`, but \(Display.quoted(written)) is \
      \(isQuoted ? "in quotes" : findings.tree.describe(place))
      """,
      label: "not a boolean",
      help: isQuoted ? "write it without quotes" : "write `true` or `false`",
      fix: isQuoted ? Fix(.safe, "remove the quotes", edits: [Edit(findings.tree[place.node].span, word)]) : nil
    )
  }

  /// Something else under an integer key: digits in quotes or with a sign, a decimal fraction, text.
  static func reportInteger(_ written: String, at place: Place, _ field: FieldDeclaration, to findings: inout Findings)
  {
    let (span, isPlain) = (findings.tree[place.node].span, findings.tree[place.node].style == .plain)
    let number = written.hasPrefix("+") ? String(written.dropFirst()) : written
    let isNumber = number.isDigits && !NumberReadings.hasLeadingZero(number)
    let what =
      isNumber
      ? isPlain ? "signed" : "in quotes"
      : isPlain && NumberReadings.isDecimalFraction(written) ? "a decimal fraction" : findings.tree.describe(place)
    findings.add(
      about,
      at: FindingPlace(place),
      "`\(field.key)` takes an integer, but \(Display.quoted(written)) is \(what)",
      label: isNumber && !isPlain ? "a quoted string" : "not a whole number",
      help: isNumber
        ? "write it without \(isPlain ? "the sign" : "quotes")"
        : "write a whole number, for example `\(field.example)`",
      fix: isNumber ? Fix(.safe, "write `\(number)`", edits: [Edit(span, number)]) : nil
    )
  }
}

extension YAMLTree {
  /// What a node is, in the words of a finding.
  func describe(_ place: Place) -> String {
    let node = self[place.node]
    switch node.kind {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .alias: return "an alias"
    case .scalar:
      if isNull(place) { return "nothing" }
      let text = text(place.node)
      if node.style != .plain { return "a string" }
      if PlainInteger.value(text) != nil { return "a number" }
      return ["true", "false"].contains(text.string.lowercased()) ? "a boolean" : "a string"
    }
  }
}
