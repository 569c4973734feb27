import Diagnostics
import YAMLTree

/// `unknown-key`: a key the language does not have.
package enum UnknownKey {
  package static let about = RuleAbout(
    "unknown-key",
    .language,
    .error,
    .unknownKey,
    summary: "A key that the manifest language does not have.",
    why: "Nothing reads a misspelled key, so its value would be missing from the ticket.",
    remedy: "Use the nearest key of the language, or begin the key with `x-` if it is your own.",
    isIgnorable: false,
    example: .init(.aws, bad: [("    region: eu-west-1\n    environments", "    regoin: eu-west-1\n    environments")])
  )
}

extension UnknownKey {
  /// What an unknown key seems to be meant for.
  enum Meaning {
    /// No key of the mapping is near.
    case unclear
    /// A key that is written already.
    case written(String)
    /// A key that the project's cloud does not have.
    case ofOtherCloud(String, Cloud)
    /// A key that is not written yet; `joined`: with its value in one word; `suits`: what is written is of the kind
    /// that it takes.
    case absent(String, joined: JoinedKey?, suits: Bool)
    /// The same, over a value that is written in another way.
    case absentWithValue(String, Edit)
    /// A value that is here only to be used by its anchor.
    case anchorOfTheirOwn
  }

  static func report(
    _ text: String,
    at place: Place,
    _ meaning: Meaning,
    in mapping: MappingDeclaration,
    to findings: inout Findings
  ) {
    let name = mapping.phrase
    let key = findings.tree[place.node]
    let isUnnamed = key.span.isEmpty
    var (label, fix) = suggestion(meaning, key.span)
    if isUnnamed {
      // A name in place of nothing would run into the anchor or tag before it.
      fix = nil
      if case .absent(let name, _, _) = meaning { label = "perhaps meant for `\(name)`" }
    }
    // Within quotes the first letter is somewhere else.
    if case .anchorOfTheirOwn = meaning, key.style != .plain { fix = nil }
    var help = advice(text, in: mapping.name)
    if help == nil, case .absent(let name, nil, false) = meaning,
      let field = mapping.fields.first(where: { $0.key == name })
    {
      help = "`\(name)` takes \(field.type.phrase), for example `\(name): \(field.example)`"
    }
    findings.add(
      about,
      at: FindingPlace(place),
      isUnnamed
        ? "a key \(mapping.inside) has no name"
        : "\(Display.quoted(text)) is not a valid key \(mapping.inside)",
      label: label,
      help: help
        ?? """
        \(name) \(name.hasSuffix("s") ? "take" : "takes") \
        \(Display.list(mapping.table.names.map { "`\($0)`" }, "and")); custom keys must begin with `x-`
        """,
      fix: fix
    )
  }

  /// A value as a key of its own: `bidirectional: true`. `meant`: the value to write, where it can be known; `value`:
  /// what is under the key.
  static func report(
    _ text: String,
    at place: Place,
    valueOf field: FieldDeclaration,
    meant: String?,
    upTo value: NodeID,
    in mapping: MappingDeclaration,
    to findings: inout Findings
  ) {
    let line = "\(field.key): \(meant ?? "…")"
    let span = Span(findings.tree[place.node].span.start, findings.tree[value].span.end)
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(text)) is a value of `\(field.key)`, not a valid key \(mapping.inside)",
      label: "a value of `\(field.key)`",
      help: "write `\(line)`",
      fix: meant == nil ? nil : Fix(.suggested, "write `\(line)`", edits: [Edit(span, line)])
    )
  }

  private static func suggestion(_ meaning: Meaning, _ span: Span) -> (label: String, fix: Fix?) {
    switch meaning {
    case .anchorOfTheirOwn:
      (
        "perhaps a key of your own",
        Fix(.suggested, "add `x-` before it", edits: [Edit(Span(span.start, span.start), "x-")])
      )
    case .unclear: ("not a known key", nil)
    case .written(let name): ("`\(name)` is already there", nil)
    case .ofOtherCloud(let name, let cloud): ("`\(name)` is the key for \(cloud.name)", nil)
    case .absent(_, let joined?, _): ("did you mean `\(Display.oneLine(joined.text, limit: 80))`?", joined.fix)
    case .absentWithValue(let name, let value):
      (
        "did you mean `\(name): \(value.text)`?",
        Fix(.suggested, "write `\(name): \(value.text)`", edits: [Edit(span, name), value])
      )
    case .absent(let name, nil, let suits):
      suits
        ? ("did you mean `\(name)`?", Fix(.suggested, "rename it to `\(name)`", edits: [Edit(span, name)]))
        : ("perhaps meant for `\(name)`", nil)
    }
  }

  /// What people write who know the thing under another name.
  private static func advice(_ key: String, in mapping: String) -> String? {
    switch (mapping, key) {
    case ("endpoint service's enablement", _) where EnablementKey.table.names.contains(key):
      "this belongs in the environment's `enablement`; only `endpoints` belongs here"
    case (ManifestKey.mapping.name, "defaults"):
      "defaults for several manifests belong in `.privatelint.yaml`; a key of your own begins with `x-`"
    default: nil
    }
  }
}
