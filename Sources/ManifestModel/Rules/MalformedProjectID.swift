import Diagnostics
import YAMLTree

/// `malformed-project-id`: not the shape of a project ID.
package enum MalformedProjectID {
  package static let about = RuleAbout(
    "malformed-project-id",
    .values,
    .warning,
    .malformed,
    summary: "A project ID that is not 13 lower-case letters and digits.",
    why:
      """
      Adobe finds the project by this ID; a host name or cluster name in its place means that support has to ask for \
      it.
      """,
    remedy: "Use the ID that `magento-cloud project:info id` prints.",
    basis: .service("Prerequisites"),
    example: .init(.aws, bad: [("yw1unoukjcawe:", "yw1unoukjcawe_stg:")])
  )
}

extension MalformedProjectID {
  static func report(_ text: String, at place: Place, to findings: inout Findings) {
    let inner = ProjectID.inside(text)
    let form =
      if text.contains("://") {
        "a URL, not a project ID"
      } else if text.contains(".") {
        "a host name, not a project ID"
      } else if text.contains("_stg") {
        "the name of a staging cluster, not a project ID"
      } else if ProjectID.isOne(lowercase: text) {
        "a project ID in the wrong letter case"
      } else if text.count == 13 {
        "not a project ID: expected only lower-case letters and digits"
      } else {
        "not a project ID: expected 13 lower-case letters and digits, found \(Display.count(text.count, "character"))"
      }
    let lower = ProjectID.isOne(lowercase: text) ? text.lowercased() : inner
    let span = findings.tree[place.node].span
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(text)) is \(form)",
      label: lower.map { "did you mean `\($0)`?" } ?? "not a project ID",
      help: "`magento-cloud project:info id` prints the project ID",
      fix: lower.map { Fix(.suggested, "write `\($0)`", edits: [Edit(span, $0)]) },
      // Nobody can tell which project a URL without an ID in it is of.
      severity: text.contains("://") && lower == nil ? .error : nil
    )
  }
}
