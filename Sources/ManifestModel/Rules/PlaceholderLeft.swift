import Diagnostics
import YAMLTree

/// `placeholder-left`: a template that was not filled in.
package enum PlaceholderLeft {
  package static let about = RuleAbout(
    "placeholder-left",
    .values,
    .error,
    .placeholder,
    summary:
      """
      A placeholder is left where a value is expected: `<…>`, `{…}`, `TODO`, `TBD`, `FIXME`, `changeme`, `N/A`, `?`, \
      or a run of `x` in an identifier.
      """,
    why: "Templates and documentation contain such strings; in a ticket, one means that the value is missing.",
    remedy: "Fill in the value; the help says where to find it.",
    example: .init(.aws, bad: [("account: \"210987654321\"", "account: <account>")])
  )
}

extension PlaceholderLeft {
  /// The placeholder that a whole value is.
  static func report(
    _ placeholder: String,
    at place: Place,
    as field: FieldDeclaration?,
    on cloud: Cloud?,
    to findings: inout Findings
  ) {
    add([placeholder], at: FindingPlace(place), as: field, on: cloud, to: &findings)
  }

  /// The placeholders inside a text as one finding, at the first of them.
  static func report(
    _ parts: [TextRange],
    of text: Text,
    at place: Place,
    as field: FieldDeclaration?,
    on cloud: Cloud?,
    help: String? = nil,
    to findings: inout Findings
  ) {
    guard let first = parts.first else { return }
    let related = parts.dropFirst().map { (spot: FindingPlace(place, $0), message: "and this") }
    add(
      parts.map { text[$0].string },
      at: FindingPlace(place, first),
      as: field,
      on: cloud,
      related: related,
      help: help,
      to: &findings
    )
  }

  /// A word in braces that YAML takes for a key.
  static func report(keyAt spot: FindingPlace, _ text: String, to findings: inout Findings) {
    add([text], at: spot, as: nil, on: nil, help: "write the name in its place", to: &findings)
  }

  private static func advice(_ field: FieldDeclaration) -> String {
    "write a value such as `\(field.example)`\(field.need == .optional ? ", or leave `\(field.key)` out" : "")"
  }

  private static func add(
    _ placeholders: [String],
    at spot: FindingPlace,
    as field: FieldDeclaration?,
    on cloud: Cloud?,
    related: [(spot: FindingPlace, message: String)] = [],
    help: String? = nil,
    to findings: inout Findings
  ) {
    let key = field.map { " under `\($0.key)`" } ?? ""
    let names = Display.list(placeholders.map { Display.quoted($0) }, "and")
    findings.add(
      about,
      at: spot,
      """
      the placeholder\(placeholders.count == 1 ? "" : "s") \(names)\(key) \(placeholders.count == 1 ? "is" : "are") \
      not filled in
      """,
      label: "fill this in",
      related: related,
      help: help ?? field.map { $0.origin?.on(cloud) ?? advice($0) }
        ?? "write the value in its place"
    )
  }
}
