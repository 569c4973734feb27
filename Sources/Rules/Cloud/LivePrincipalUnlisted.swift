import CloudState
import Diagnostics
import ManifestModel

/// `live-principal-unlisted`: somebody is allowed of whom the manifest says nothing.
enum LivePrincipalUnlisted: CloudRule {
  static let about = RuleAbout(
    "live-principal-unlisted",
    .cloud,
    .warning,
    summary:
      """
      The endpoint service allows, or already has a connection from, a principal or subscription that the \
      manifest does not list; an error for `*` without acceptance.
      """,
    why: "Every allowed principal can request a connection; with `*` and no acceptance, anyone can connect at once.",
    remedy: "Add the principal to `allowed_principals`, or remove it from the endpoint service.",
    basis: .fact("AWS and Azure: permission to request a connection is separate from its approval"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(),
      good: Examples.bidirectional(),
      answers: [
        CloudExamples.permissions(
          bad: [Principal.adobeRoot, CloudExamples.otherPrincipal],
          good: [Principal.adobeRoot]
        )
      ]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (service, observed) in audit.known {
      let listed = Set(
        audit.file.principals[service.principals.range].filter { $0.principal.isPresent }.map {
          audit.file.string($0.principal.place)
        }
      )
      var seen: Set<String> = []
      for principal in observed.principals.items where seen.insert(principal.value).inserted {
        guard !listed.contains(principal.value), !isExpected(principal.value, of: service, in: audit) else { continue }
        report(principal, of: service, observed, in: audit, to: &findings)
      }
      for stranger in Strangers.connected(to: service, observed, listed: listed, audit) {
        report(stranger, at: service, in: audit, to: &findings)
      }
    }
  }

  /// Somebody who is connected, whoever is allowed by now.
  private static func report(
    _ stranger: Strangers.Connection,
    at service: EndpointService,
    in audit: Audit,
    to findings: inout Findings
  ) {
    let isAWS = audit.cloud(of: service) == .aws
    findings.add(
      about,
      at: FindingPlace(service.principalList.isPresent ? service.principalList.place : audit.identifier(service)),
      in: audit.file.environments[service.environment].place,
      """
      endpoint service \(Display.quoted(audit.name(service))) has a connection from endpoint \
      \(Display.quoted(stranger.connection.endpointID)) in \(isAWS ? "account" : "subscription") \
      \(Display.quoted(stranger.owner)), which the manifest does not list
      """,
      label: "not listed here",
      related: [audit.related(stranger.connection.origin, "its connection")],
      help: isAWS
        ? "add its principal to `allowed_principals` if it is meant to connect, or reject the connection"
        : "reject the connection if it is not intended",
      cause: audit.absence(of: service, findings)
    )
  }

  private static func isExpected(_ principal: String, of service: EndpointService, in audit: Audit) -> Bool {
    switch audit.cloud(of: service) {
    case .aws: return principal == Principal.adobeRoot
    case .azure:
      if principal == "*" { return false }
      // While nobody knows Adobe's subscription, it may be this one.
      guard let adobe = AdobeAccess.subscription(service, audit) else { return true }
      return principal == adobe || principal == audit.accounts[service.environment]
    }
  }

  private static func report(
    _ principal: Observed<String>,
    of service: EndpointService,
    _ observed: ObservedService,
    in audit: Audit,
    to findings: inout Findings
  ) {
    let isPublic =
      principal.value == "*" && AdobeAccess.requiresAcceptance(observed, of: service, in: audit) == false
    let isAWS = audit.cloud(of: service) == .aws
    findings.add(
      about,
      at: FindingPlace(service.principalList.isPresent ? service.principalList.place : audit.identifier(service)),
      in: audit.file.environments[service.environment].place,
      isPublic
        ? """
        endpoint service \(Display.quoted(audit.name(service))) allows everyone (`*`) without acceptance: anyone can \
        connect
        """
        : """
        endpoint service \(Display.quoted(audit.name(service))) allows \(Display.quoted(principal.value)), which the \
        manifest does not list
        """,
      label: "not listed here",
      related: [audit.related(principal.origin, "allowed here")],
      help: isPublic
        ? "remove `*` from the endpoint service, or require acceptance"
        : isAWS
          ? "add it to `allowed_principals` if it is meant to connect, or remove it from the endpoint service"
          : "remove it from the visibility of the Private Link service if it is not meant to connect",
      cause: audit.absence(of: service, findings),
      severity: isPublic ? .error : nil
    )
  }
}
