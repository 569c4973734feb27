import Diagnostics
import ManifestModel

/// `endpoint-dns-mismatch`: the DNS name of another endpoint or service.
enum EndpointDNSMismatch: Rule {
  static let about = RuleAbout(
    "endpoint-dns-mismatch",
    .consistency,
    .error,
    summary: "An endpoint's `dns` names an endpoint or service other than its `id` and the service.",
    why: "The connection test would try an endpoint other than the listed one.",
    remedy: "Copy `id` and `dns` from the same line of `aws ec2 describe-vpc-endpoints`.",
    basis: .fact("AWS: the DNS name of an endpoint begins with its ID, then names the service"),
    example: .init(
      .aws,
      bad: [
        (
          "        # endpoint services",
          """
                  enablement:
                    endpoints:
                      - id: vpce-0c4f1e2d3b5a69788
                        dns: vpce-0c4f1e2d3b5a69787-yfhmywqh.vpce-svc-0a1b2c3d4e5f60718.eu-west-1.vpce.amazonaws.com
          """
        )
      ],
      good: [
        (
          "        # endpoint services",
          """
                  enablement:
                    endpoints:
                      - id: vpce-0c4f1e2d3b5a69788
                        dns: vpce-0c4f1e2d3b5a69788-yfhmywqh.vpce-svc-0a1b2c3d4e5f60718.eu-west-1.vpce.amazonaws.com
          """
        )
      ]
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for endpoint in file.endpoints {
      guard case .endpointDNS(let dns)? = endpoint.dns.present else { continue }
      let text = file.text(endpoint.dns.place)
      if endpoint.id.isPresent, file.text(endpoint.id.place) != text[dns.endpointID] {
        findings.add(
          about,
          at: FindingPlace(endpoint.dns.place, dns.endpointID),
          in: endpoint.place,
          """
          `dns` names the endpoint \(Display.quoted(text[dns.endpointID].string)), but `id` is \
          \(Display.quoted(file.string(endpoint.id.place)))
          """,
          label: "another endpoint",
          related: [(FindingPlace(endpoint.id.place), "the endpoint's ID")],
          help: "copy both from the same endpoint in `aws ec2 describe-vpc-endpoints`"
        )
      }
      guard let (service, place) = serviceID(of: endpoint, file), service != text[dns.serviceID] else { continue }
      findings.add(
        about,
        at: FindingPlace(endpoint.dns.place, dns.serviceID),
        in: endpoint.place,
        """
        `dns` names the service \(Display.quoted(text[dns.serviceID].string)), but this endpoint connects to \
        \(Display.quoted(service.string))
        """,
        label: "another service",
        related: [(FindingPlace(place), "the service it should connect to")],
        help: "copy the DNS name of the endpoint that connects to this service"
      )
    }
  }

  /// The ID of the service an endpoint leads to, and where it is written.
  private static func serviceID(of endpoint: Endpoint, _ file: ManifestFile) -> (Text, Place)? {
    let field =
      endpoint.endpointService < 0
      ? file.environments[endpoint.environment].adobeServiceName : file.endpointServices[endpoint.endpointService].name
    guard let name = field.present else { return nil }
    return (file.text(field.place)[name.serviceID], field.place)
  }
}
