import CloudState
import Diagnostics
import ManifestModel

/// `live-endpoint-missing`: an endpoint of `enablement` that does not exist.
enum LiveEndpointMissing: CloudRule {
  static let about = RuleAbout(
    "live-endpoint-missing",
    .cloud,
    summary: "An endpoint recorded under `enablement` does not exist.",
    why: "Nothing connects through an endpoint that no longer exists, and connection tests would use its name.",
    remedy: "Correct the ID, or create the endpoint again and record it.",
    basis: .fact("AWS and Azure: lists of endpoints"),
    example: .init(
      .aws,
      bad: CloudExamples.enabled(),
      good: CloudExamples.enabled(),
      answers: [
        CloudExamples.endpoints(bad: "{\n  \"VpcEndpoints\": []\n}\n", good: CloudExamples.endpointAnswer())
      ]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    for endpoint in audit.file.endpoints {
      guard let key = Estate.key(of: endpoint, audit.file) else { continue }
      let isGone =
        endpoint.endpointService < 0
        ? !audit.isListed(endpoint, key) && audit.isWhole(.endpoints, for: endpoint, key)
        : isUnknownConnection(key, audit.services[endpoint.endpointService])
      guard isGone else { continue }
      findings.add(
        about,
        at: FindingPlace(endpoint.id.place),
        in: audit.file.environments[endpoint.environment].place,
        endpoint.endpointService < 0
          ? """
          endpoint \(Display.quoted(audit.file.string(endpoint.id) ?? "")) does not exist in \
          \(owner(key, of: endpoint, audit))
          """
          : """
          endpoint \(Display.quoted(audit.file.string(endpoint.id) ?? "")) is not among the connections of endpoint \
          service \(Display.quoted(audit.name(audit.file.endpointServices[endpoint.endpointService])))
          """,
        label: "not in the collected data",
        related: elsewhere(endpoint, key, in: audit),
        help: "correct the ID, or remove the entry and record the endpoint that replaced it",
        cause: endpoint.endpointService < 0
          ? nil : audit.absence(of: audit.file.endpointServices[endpoint.endpointService], findings)
      )
    }
  }

  private static func owner(_ key: String, of endpoint: Endpoint, _ audit: Audit) -> String {
    guard let subscription = CloudIdentifier.subscription(key),
      subscription != audit.accounts[endpoint.environment]
    else { return "the customer's account" }
    return "subscription \(Display.quoted(subscription))"
  }

  /// Where another account has it.
  private static func elsewhere(_ endpoint: Endpoint, _ key: String, in audit: Audit) -> [Diagnostic.Related] {
    guard endpoint.endpointService < 0, let observed = audit.state.endpoints[key],
      let account = audit.otherAccount(observed.describers, than: audit.owner(of: key, endpoint.environment))
    else { return [] }
    return [audit.related(observed.origin, "an endpoint with this ID is in account \(Display.quoted(account))")]
  }

  private static func isUnknownConnection(_ key: String, _ service: ObservedService?) -> Bool {
    guard let service, service.connections.isWhole else { return false }
    return !service.connections.items.contains { $0.endpointID.lowercased() == key }
  }
}
