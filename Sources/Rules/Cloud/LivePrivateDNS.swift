import CloudState
import Diagnostics
import ManifestModel

/// `live-private-dns`: private DNS is on.
enum LivePrivateDNS: CloudRule {
  static let about = RuleAbout(
    "live-private-dns",
    .cloud,
    summary: "The endpoint service has a private DNS name, or private DNS is enabled on an endpoint to Adobe.",
    why: "Private DNS is not available for these connections.",
    remedy: "Remove the private DNS name, or turn private DNS off for the endpoint.",
    basis: .service("Limitations"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(),
      good: Examples.bidirectional(),
      answers: [
        CloudExamples.services(
          bad: CloudExamples.configuration(more: "\n      \"PrivateDnsName\": \"erp.northwind.example\","),
          good: CloudExamples.configuration()
        )
      ]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (service, observed) in audit.known where observed.isConfigured {
      guard let name = observed.privateDNSName, !name.value.isEmpty else { continue }
      findings.add(
        about,
        at: FindingPlace(audit.identifier(service)),
        in: audit.file.environments[service.environment].place,
        """
        endpoint service \(Display.quoted(audit.name(service))) has the private DNS name \
        \(Display.quoted(name.value))
        """,
        label: "private DNS is not available",
        related: [audit.related(name.origin, "its private DNS name")],
        help:
          """
          remove it with `aws ec2 modify-vpc-endpoint-service-configuration\(Audit.regionOption(observed.region)) \
          --service-id \(Display.oneLine(observed.id, limit: 80)) --remove-private-dns-name`
          """,
        cause: audit.absence(of: service, findings)
      )
    }
    for (endpoint, observed) in audit.knownEndpoints {
      guard let enabled = observed.privateDNSEnabled, enabled.value else { continue }
      findings.add(
        about,
        at: FindingPlace(endpoint.id.place),
        in: audit.file.environments[endpoint.environment].place,
        "private DNS is enabled on endpoint \(Display.quoted(audit.file.string(endpoint.id) ?? ""))",
        label: "private DNS is not available",
        related: [audit.related(enabled.origin, "enabled here")],
        help:
          """
          turn it off with `aws ec2 modify-vpc-endpoint\(Audit.regionOption(observed.region)) --vpc-endpoint-id \
          \(Display.oneLine(audit.file.string(endpoint.id) ?? "", limit: 80)) --no-private-dns-enabled`
          """
      )
    }
  }
}
