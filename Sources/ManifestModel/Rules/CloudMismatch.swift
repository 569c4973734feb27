import Diagnostics
import YAMLTree

/// `cloud-mismatch`: something of the other cloud.
package enum CloudMismatch {
  package static let about = RuleAbout(
    "cloud-mismatch",
    .limits,
    .error,
    .cloudMismatch,
    summary:
      """
      Something that belongs to the other cloud: an Azure key, account, region or identifier in an AWS project, or \
      an AWS one in an Azure project.
      """,
    why:
      """
      Both ends of the connection have to be on the same cloud platform; there is no PrivateLink between AWS and \
      Azure.
      """,
    remedy: "Use the value for the project's own cloud, or correct the project's `cloud`.",
    basis: .service("Prerequisites"),
    example: .init(.aws, bad: [("account: \"210987654321\"", "account: 0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21")])
  )
}

extension CloudMismatch {
  /// A key of the other cloud; `key` is where it is written.
  static func report(
    _ field: FieldDeclaration,
    of keyCloud: Cloud,
    at place: Place,
    key: Place,
    _ cloud: Cloud,
    to findings: inout Findings
  ) {
    findings.add(
      about,
      at: FindingPlace(place),
      in: key,
      "`\(field.key)` belongs to \(keyCloud.name), but this project runs on \(cloud.name)",
      label: "\(keyCloud.name) only",
      help: help(field, cloud)
    )
  }

  private static func help(_ field: FieldDeclaration, _ cloud: Cloud) -> String {
    switch (field.key, cloud) {
    case ("service_name", .azure): "use the Private Link service's `resource_id` instead"
    case ("resource_id", .aws): "use the endpoint service's `service_name` instead"
    case ("allowed_principals", .azure):
      "remove it; on Azure, access is granted to Adobe's subscription, which the ticket asks for"
    case ("subscriptions", .aws): "remove it; on AWS, the account determines who connects"
    default: "remove it, or correct the project's `cloud`"
    }
  }

  /// A region of the other cloud.
  static func report(region: String, at place: Place, _ cloud: Cloud, to findings: inout Findings) {
    report(
      "\(Display.quoted(region)) is an \(cloud.other.name) region",
      at: place,
      cloud,
      help: "give the \(cloud.name) region of the project, or correct the project's `cloud`",
      to: &findings
    )
  }

  /// A value of the other cloud; `what` says what it is.
  static func report(_ what: String, at place: Place, _ cloud: Cloud, help: String, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(place),
      "\(what), but this project runs on \(cloud.name)",
      label: "belongs to \(cloud.other.name)",
      help: help
    )
  }

  /// A project's `cloud` that everything else contradicts.
  static func report(
    _ cloud: Cloud,
    of project: Project,
    contradictedAt places: [Location],
    to findings: inout Findings
  ) {
    let span = findings.editableSpan(of: FindingPlace(project.cloud.place))
    findings.add(
      about,
      at: FindingPlace(project.cloud.place),
      in: project.place,
      "`cloud` is `\(cloud.rawValue)`, but everything else in this project is for \(cloud.other.name)",
      label: "contradicts everything else",
      related: places.prefix(3).map { Diagnostic.Related($0, "for \(cloud.other.name)") },
      help: "write `cloud: \(cloud.other.rawValue)`, or use \(cloud.name) values",
      fix: span.map { Fix(.suggested, "write `\(cloud.other.rawValue)`", edits: [Edit($0, cloud.other.rawValue)]) }
    )
  }
}
