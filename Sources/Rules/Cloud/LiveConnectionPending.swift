import CloudState
import Diagnostics
import ManifestModel

/// `live-connection-pending`: Adobe waits for the customer's approval.
enum LiveConnectionPending: CloudRule {
  /// The entry of Adobe's endpoint in the example.
  private static let recorded =
    "            enablement: { endpoints: [{ id: \(CloudExamples.endpoint) }] }\n"

  static let about = RuleAbout(
    "live-connection-pending",
    .cloud,
    .warning,
    summary: "Adobe's connection request to an endpoint service is waiting for the customer's approval.",
    why: "The connection works only after the customer has approved the request.",
    remedy:
      """
      Approve the request: `aws ec2 accept-vpc-endpoint-connections`, on Azure `az network private-link-service \
      connection update --connection-status Approved`.
      """,
    basis: .service("Enablement workflow"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(more: recorded),
      good: Examples.bidirectional(more: recorded),
      answers: [CloudExamples.connections(bad: "pendingAcceptance", good: "available")]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (service, observed) in audit.known {
      // Several files may have one request.
      var seen: Set<String> = []
      let waiting = observed.connections.items.filter {
        $0.state == .waiting && AdobeAccess.owns($0, to: service, audit)
          && seen.insert($0.endpointID.lowercased()).inserted
      }
      guard let first = waiting.first else { continue }
      findings.add(
        about,
        at: FindingPlace(audit.identifier(service)),
        in: audit.file.environments[service.environment].place,
        """
        Adobe's request \(Display.quoted(first.endpointID)) to endpoint service \
        \(Display.quoted(audit.name(service))) is waiting for your approval
        """,
        label: waiting.count == 1 ? "one request is waiting" : "\(waiting.count) requests are waiting",
        related: waiting.prefix(3).map { audit.related($0.origin, "waiting for approval") },
        help: "approve it with `\(approval(of: first.endpointID, to: service, audit))`",
        cause: audit.absence(of: service, findings)
      )
    }
  }

  /// The command that approves Adobe's request.
  static func approval(of endpoint: String, to service: EndpointService, _ audit: Audit) -> String {
    guard audit.cloud(of: service) == .aws else {
      return "az network private-link-service connection update --connection-status Approved"
    }
    let id = Estate.key(of: service, audit.file) ?? ""
    return
      """
      aws ec2 accept-vpc-endpoint-connections\(Audit.regionOption(Audit.region(of: service, audit.file))) --service-id \
      \(Display.oneLine(id, limit: 80)) --vpc-endpoint-ids \(Display.oneLine(endpoint, limit: 80))
      """
  }
}
