import Diagnostics
import ManifestModel

/// `public-endpoint-service`: everyone is allowed, and nobody is asked.
enum PublicEndpointService: Rule {
  static let about = RuleAbout(
    "public-endpoint-service",
    .consistency,
    .error,
    summary: "`\"*\"` in `allowed_principals` together with `acceptance_required: false`.",
    why: "Any AWS account can then connect to your load balancer, even though it has no public address.",
    remedy: "Allow only Adobe's principal, and require approval.",
    basis: .fact("AWS: an endpoint service open to all principals without acceptance is public"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(principals: "\"*\"", more: "            acceptance_required: false\n"),
      good: Examples.bidirectional()
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for allowed in file.principals where allowed.principal.present == .everyone {
      let service = file.endpointServices[allowed.endpointService]
      guard service.acceptanceRequired.present == false else { continue }
      findings.add(
        about,
        at: FindingPlace(allowed.principal.place),
        """
        anyone can connect to \(Display.quoted(file.string(service.id))): every account is allowed, and no request \
        is held for approval
        """,
        label: "everyone",
        related: [(FindingPlace(service.acceptanceRequired.place), "requests are accepted automatically")],
        help: "allow `\(Principal.adobeRoot)` instead of `\"*\"`, and set `acceptance_required: true`"
      )
    }
  }
}
