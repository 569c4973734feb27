import Diagnostics
import YAMLTree

// Keys that are keys of something else, and their like.

extension UnknownKey {
  /// Keys that belong into one other mapping. `container`: the key of this mapping under which they are to be, where it
  /// is empty.
  static func report(
    misplaced keys: [MisplacedKey],
    besideEmpty container: String?,
    in mapping: MappingDeclaration,
    to findings: inout Findings
  ) {
    guard let first = keys.first else { return }
    // Only what they all have in common says where they belong.
    let homes = first.homes.filter { home in
      keys.allSatisfy { $0.homes.contains { $0.phrase == home.phrase } }
    }
    let phrase = Display.list(homes.map(\.phrase))
    let written = keys.prefix(4).map(\.text)
    let texts = written.map { Display.quoted($0) }
    let isOne = keys.count == 1
    let more = keys.count > texts.count ? ["\(keys.count - texts.count) more"] : []
    findings.add(
      about,
      at: FindingPlace(first.place),
      isOne
        ? "\(texts[0]) is not a valid key \(mapping.inside); it belongs \(phrase)"
        : "\(Display.list(texts + more, "and")) are not valid keys \(mapping.inside); they belong \(phrase)",
      label: "belongs \(phrase)",
      related: keys.dropFirst().prefix(9).map { (FindingPlace($0.place), "so does this") },
      help: container.map { "indent \(isOne ? "it" : "them") below `\($0)`" }
        ?? "write it as \(Display.list(homes.map { "`\($0.structure(written))`" }))"
    )
  }

  /// A key of one's own with what an entry of the mapping has under it.
  static func report(
    extension name: String,
    like declaration: MappingDeclaration,
    at place: Place,
    to findings: inout Findings
  ) {
    findings.add(
      about,
      at: FindingPlace(place),
      """
      \(Display.quoted(name)) is not read as \(Display.withArticle(declaration.name)), because keys that begin with \
      `x-` are your own
      """,
      label: "not checked",
      help: "give it a name that does not begin with `x-` if it is \(Display.withArticle(declaration.name))",
      severity: .note
    )
  }

  /// Numbers after a comma in flow style.
  static func report(furtherPorts several: SeveralPorts?, at place: Place, service: String, to findings: inout Findings)
  {
    findings.add(
      about,
      at: FindingPlace(place),
      """
      `port` takes one number, but the comma before \
      `\(Display.oneLine(findings.tree.text(findings.tree.resolve(place.node)).string, limit: 20))` ends it
      """,
      label: "YAML reads a key without a value",
      help: "write an entry for each port" + (several.map { ": " + $0.entries(service: service) } ?? "")
    )
  }
}
