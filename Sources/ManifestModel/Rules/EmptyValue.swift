import Diagnostics
import YAMLTree

/// `empty-value`: nothing if a value is required.
package enum EmptyValue {
  package static let about = RuleAbout(
    "empty-value",
    .language,
    .error,
    .emptyValue,
    summary: "Nothing, or an empty string, list or mapping, where a value is required.",
    why: "The key is there, but the value that Adobe needs is not.",
    remedy: "Write the value, or remove the key where it is optional.",
    isIgnorable: false,
    reportsAbsence: true,
    example: .init(.aws, bad: [("company: Northwind Outfitters", "company:")])
  )
}

extension EmptyValue {
  static func report(
    _ slot: WrittenField,
    as field: FieldDeclaration,
    on cloud: Cloud?,
    hasOwnKeys: Bool = false,
    cause: Diagnostic.Cause? = nil,
    to findings: inout Findings
  ) {
    // `{}`, `[]` and `""` are values, and there is nothing in them.
    let isEmpty = slot.value != 0 && findings.tree.hasNothingIn(findings.tree.resolve(slot.value))
    findings.add(
      about,
      at: FindingPlace(slot.keyPlace),
      isEmpty
        ? "`\(field.key)` is empty\(hasOwnKeys ? ": it has only keys of your own" : "")"
        : "`\(field.key)` has no value",
      label: isEmpty ? "has nothing in it" : "needs a value",
      help: field.origin?.on(cloud) ?? "write a value, for example `\(field.example)`",
      cause: cause
    )
  }

  /// A name with nothing under it, because the keys of what it names are beside it.
  static func report(
    _ name: Place,
    _ declaration: MappingDeclaration,
    keysBeside keys: [Place],
    to findings: inout Findings
  ) {
    let written = Display.quoted(findings.tree.text(findings.tree.resolve(name.node)).string)
    findings.add(
      about,
      at: FindingPlace(name),
      "\(declaration.name) \(written) is empty: its keys are beside it, not below it",
      label: "nothing below this key",
      related: keys.prefix(1).map { (FindingPlace($0), "belongs below it") },
      help: "indent the keys of the \(declaration.name) below \(written)"
    )
  }

  /// A key with nothing but a comment after it that seems to be its text.
  static func report(_ slot: WrittenField, _ field: FieldDeclaration, textIn comment: Span, to findings: inout Findings)
  {
    findings.add(
      about,
      at: FindingPlace(slot.keyPlace),
      "`\(field.key)` has no value: the `#` begins a YAML comment",
      label: "needs a value",
      related: [(FindingPlace(comment), "YAML reads a comment here")],
      help: "put quotes around the text",
      fix: TruncatedText.quotes(around: comment, findings)
    )
  }

  /// An item of a list of values.
  static func report(itemAt place: Place, _ field: FieldDeclaration, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(place),
      "an item of `\(field.key)` has no value",
      label: "needs a value",
      help: "write a value, or remove the item from the list"
    )
  }

  /// An item of a list of mappings.
  static func report(itemAt place: Place, _ declaration: MappingDeclaration, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(place),
      "this \(declaration.name) is empty",
      label: "an empty item",
      help: "write the \(declaration.name) here, or remove the dash"
    )
  }

  /// A name with nothing under it.
  static func report(_ entry: Entry, _ declaration: MappingDeclaration, neededKeys: String, to findings: inout Findings)
  {
    let name = findings.tree.text(findings.tree.resolve(entry.key)).string
    findings.add(
      about,
      at: FindingPlace(entry.keyPlace),
      "\(declaration.name) \(Display.quoted(name)) is empty",
      label: "nothing under this key",
      help: "write its keys: \(neededKeys)"
    )
  }

  /// A key that should be a name, and is empty.
  static func report(nameAt place: Place, _ format: ValueType.Format, to findings: inout Findings) {
    let name = format == .projectID ? "project ID" : format == .environmentID ? "environment ID" : "name"
    findings.add(
      about,
      at: FindingPlace(place),
      "this key has no name",
      label: "no name",
      help: "write the \(name) as the key"
    )
  }

  static func reportNoManifest(to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(Span(0, 0)),
      "there is no manifest in this file",
      help: "`privatelint init` writes one to start from"
    )
  }

  static func reportEmptyDocument(at owner: FindingPlace, isOneOfSeveral: Bool, to findings: inout Findings) {
    findings.add(
      about,
      at: owner,
      "this document is empty",
      help: "write a manifest here"
        + (isOneOfSeveral
          ? ", or remove the `---` that begins the document" : "; `privatelint init` writes one to start from")
    )
  }
}

extension YAMLTree {
  /// Whether a node is a collection, or a quoted text without a character.
  fileprivate func hasNothingIn(_ node: NodeID) -> Bool {
    self[node].kind != .scalar || (self[node].style != .plain && text(node).isEmpty)
  }
}
