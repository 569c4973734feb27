import Diagnostics
import YAMLTree

/// `missing-key`: a required key is absent.
package enum MissingKey {
  package static let about = RuleAbout(
    "missing-key",
    .language,
    .error,
    summary: "A key is absent that is always required, or required on this cloud.",
    why: "Each required key is a datum that Adobe asks for; a ticket without it comes back.",
    remedy: "Add the key; the help says who knows its value.",
    isIgnorable: false,
    reportsAbsence: true,
    example: .init(.aws, bad: [("        connection: unidirectional\n", "")])
  )
}

extension MissingKey {
  /// `which` names the mapping that lacks the key, `reason` says why it is needed where that is not plain.
  static func report(
    _ field: FieldDeclaration,
    of mapping: Place,
    named name: String,
    _ which: String,
    at owner: Spot,
    _ cloud: Cloud?,
    reason: String,
    _ findings: inout Findings
  ) {
    var related: [(spot: Spot, message: String)] = []
    if owner.place.use != mapping.use { related = [(Spot(mapping), "the anchored mapping")] }
    findings.add(
      about,
      at: owner,
      "\(which) lacks `\(field.key)`\(reason)",
      label: "has no `\(field.key)`",
      related: related,
      help:
        "\(Shown.withArticle(name)) needs `\(field.key)`: \((field.origin ?? field.doc).on(cloud))"
    )
  }
}
