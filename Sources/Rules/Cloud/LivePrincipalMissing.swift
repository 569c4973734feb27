import CloudState
import Diagnostics
import ManifestModel

/// `live-principal-missing`: Adobe is not allowed to connect.
enum LivePrincipalMissing: CloudRule {
  static let about = RuleAbout(
    "live-principal-missing",
    .cloud,
    summary: "The endpoint service does not allow Adobe's principal or, on Azure, Adobe's subscription.",
    why: "Without access, Adobe cannot connect, whatever the manifest says.",
    remedy:
      """
      Allow Adobe's principal on the endpoint service: `aws ec2 modify-vpc-endpoint-service-permissions \
      --add-allowed-principals`.
      """,
    basis: .service("Prerequisites"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(),
      good: Examples.bidirectional(),
      answers: [CloudExamples.permissions(bad: [], good: [Principal.adobeRoot])]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (service, observed) in audit.known {
      guard observed.principals.isWhole, let origin = observed.principals.origin,
        !observed.principals.items.contains(where: { AdobeAccess.grants(to: $0.value, on: service, in: audit) })
      else { continue }
      let isAWS = audit.cloud(of: service) == .aws
      guard let adobe = isAWS ? Principal.adobeRoot : AdobeAccess.subscription(service, audit) else { continue }
      let narrowed = observed.principals.items.first { AdobeAccess.isNarrowed($0.value) }
      findings.add(
        about,
        at: FindingPlace(spot(service, audit)),
        in: audit.file.environments[service.environment].place,
        """
        endpoint service \(Display.quoted(audit.name(service))) does not allow Adobe's \
        \(isAWS ? "principal" : "subscription") \(Display.quoted(adobe))
        """,
        label: label(narrowed, among: observed.principals.items.count, isAWS: isAWS),
        related: [
          narrowed.map { audit.related($0.origin, "a single identity in Adobe's account") }
            ?? audit.related(origin, "the collected permissions")
        ],
        help: isAWS
          ? """
          allow it with `aws ec2 modify-vpc-endpoint-service-permissions\(Audit.regionOption(observed.region)) \
          --service-id \(Display.oneLine(observed.id, limit: 80)) --add-allowed-principals \(adobe)`
          """
          : """
          add the subscription to the visibility of the Private Link service with `az network private-link-service \
          update --add visibility.subscriptions`
          """,
        cause: audit.absence(of: service, findings)
      )
    }
  }

  private static func label(_ narrowed: Observed<String>?, among count: Int, isAWS: Bool) -> String {
    if let narrowed { return "only \(Display.quoted(narrowed.value)) in Adobe's account is allowed" }
    return count == 0
      ? "allows no \(isAWS ? "principal" : "subscription")"
      : "allows \(Display.count(count, isAWS ? "other principal" : "other subscription")), but not Adobe's"
  }

  /// Adobe's entry in the manifest, else the name of the service.
  private static func spot(_ service: EndpointService, _ audit: Audit) -> Place {
    for principal in audit.file.principals[service.principals.range] {
      if principal.principal.present?.account == .adobe { return principal.principal.place }
    }
    return audit.identifier(service)
  }
}
