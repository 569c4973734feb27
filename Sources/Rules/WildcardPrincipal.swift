import Diagnostics
import ManifestModel

/// `wildcard-principal`: everyone may ask to connect.
enum WildcardPrincipal: Rule {
  static let about = RuleAbout(
    "wildcard-principal",
    .consistency,
    .warning,
    summary: "`\"*\"` in `allowed_principals`.",
    why: "It allows Adobe, and every other AWS account as well.",
    remedy: "Allow only Adobe's principal.",
    basis: .fact("AWS: `*` allows all principals to request a connection"),
    example: .init(.aws, bad: Examples.bidirectional(principals: "\"*\""), good: Examples.bidirectional())
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for allowed in file.principals where allowed.principal.present == .everyone {
      let service = file.endpointServices[allowed.endpointService]
      // If acceptance is off too, the endpoint service is public: the more serious finding at the same entry.
      let isPublic = service.acceptanceRequired.present == false
      findings.add(
        about,
        at: FindingPlace(allowed.principal.place),
        "`\"*\"` lets every AWS account request a connection",
        label: "everyone",
        help: "allow `\(Principal.adobeRoot)` instead",
        fix: replacement(for: allowed, of: service, in: file, with: findings),
        cause: isPublic
          ? .finding(PublicEndpointService.about, at: findings.span(of: FindingPlace(allowed.principal.place))) : nil
      )
    }
  }

  /// Adobe's principal in its place, where it is not in the list already.
  private static func replacement(
    for allowed: AllowedPrincipal,
    of service: EndpointService,
    in file: ManifestFile,
    with findings: Findings
  )
    -> Fix?
  {
    let hasAdobe = file.principals[service.principals.range].contains { $0.principal.present == .account(.adobe) }
    guard !hasAdobe else { return nil }
    return Fix(
      .suggested,
      "allow Adobe's principal instead",
      edits: [Edit(findings.span(of: FindingPlace(allowed.principal.place)), Principal.adobeRoot)]
    )
  }
}
