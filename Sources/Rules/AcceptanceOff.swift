import Diagnostics
import ManifestModel

/// `acceptance-off`: requests are not held for approval.
enum AcceptanceOff: Rule {
  static let about = RuleAbout(
    "acceptance-off",
    .consistency,
    .warning,
    summary: "`acceptance_required: false` on an endpoint service.",
    why:
      """
      In the documented workflow, the customer approves Adobe's request; with acceptance off, this last step never \
      takes place.
      """,
    remedy: "Set `acceptance_required: true`, or leave it off and skip the approval step.",
    basis: .service("Enablement workflow"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(more: "            acceptance_required: false\n"),
      good: Examples.bidirectional()
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for service in file.endpointServices where service.acceptanceRequired.present == false {
      let everyone = file.principals[service.principals.range].last { $0.principal.present == .everyone }
      findings.add(
        about,
        at: FindingPlace(service.acceptanceRequired.place),
        "connection requests to \(Display.quoted(file.string(service.id))) are accepted without review",
        label: "not held for approval",
        help: "set `acceptance_required: true`; the documented workflow has you approve Adobe's request",
        cause: everyone.map {
          .finding(PublicEndpointService.about, at: findings.span(of: FindingPlace($0.principal.place)))
        }
      )
    }
  }
}
