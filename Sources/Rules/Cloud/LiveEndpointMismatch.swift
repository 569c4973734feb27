import CloudState
import Diagnostics
import ManifestModel

/// `live-endpoint-mismatch`: an endpoint that leads elsewhere, or has another name.
enum LiveEndpointMismatch: CloudRule {
  static let about = RuleAbout(
    "live-endpoint-mismatch",
    .cloud,
    summary: "An endpoint connects to a service other than Adobe's, or has a different DNS name or address.",
    why: "Applications and connection tests would reach something else, or nothing.",
    remedy: "Correct the endpoint's ID or its `dns`.",
    basis: .fact("AWS and Azure: what an endpoint connects to"),
    example: .init(
      .aws,
      bad: CloudExamples.enabled(),
      good: CloudExamples.enabled(),
      answers: [
        CloudExamples.endpoints(
          bad: CloudExamples.endpointAnswer(service: "com.amazonaws.eu-west-1.s3"),
          good: CloudExamples.endpointAnswer()
        )
      ]
    )
  )

  static func check(_ audit: Audit, _ findings: inout Findings) {
    for (endpoint, observed) in audit.knownEndpoints {
      let environment = audit.file.environments[endpoint.environment]
      if let target = observed.serviceName, let adobe = Estate.adobeService(of: environment, audit.file),
        !isSame(target.value, adobe)
      {
        findings.add(
          about,
          at: FindingPlace(endpoint.id.place),
          in: environment.place,
          "endpoint \(Display.quoted(audit.file.string(endpoint.id) ?? "")) connects to \(Display.quoted(target.value)), but Adobe's service is \(Display.quoted(adobe))",
          label: "connects to another service",
          related: [audit.related(target.origin, "what it connects to")],
          help: "record the endpoint that connects to Adobe's service, or correct the name of the service"
        )
      }
      address(endpoint, observed, audit, &findings)
      guard case .endpointDNS? = endpoint.dns.present, let first = observed.dnsNames.first else { continue }
      let dns = audit.file.string(endpoint.dns.place)
      guard !observed.dnsNames.contains(where: { $0.value.lowercased() == dns.lowercased() }) else { continue }
      findings.add(
        about,
        at: FindingPlace(endpoint.dns.place),
        in: environment.place,
        "endpoint \(Display.quoted(audit.file.string(endpoint.id) ?? "")) does not have the DNS name \(Display.quoted(dns))",
        label: "different in the cloud",
        related: [audit.related(first.origin, "its DNS name")],
        help: "write \(Display.quoted(first.value))"
      )
    }
  }

  /// An address that no network interface of the private endpoint has.
  private static func address(
    _ endpoint: Endpoint,
    _ observed: ObservedEndpoint,
    _ audit: Audit,
    _ findings: inout Findings
  ) {
    guard case .ipAddress? = endpoint.dns.present, let first = observed.addresses.first else { return }
    let address = audit.file.string(endpoint.dns.place)
    // IPv6 has several spellings of one address.
    guard !address.contains(":"), !observed.addresses.contains(where: { $0.value == address || $0.value.contains(":") })
    else { return }
    findings.add(
      about,
      at: FindingPlace(endpoint.dns.place),
      in: audit.file.environments[endpoint.environment].place,
      "endpoint \(Display.quoted(audit.file.string(endpoint.id) ?? "")) does not have the address \(Display.quoted(address))",
      label: "different in the cloud",
      related: [audit.related(first.origin, "its address")],
      help: "write \(Display.quoted(first.value))"
    )
  }

  /// An alias and a resource ID cannot be compared: they may name one service.
  static func isSame(_ target: String, _ adobe: String) -> Bool {
    if target.starts(withMark: "/") != adobe.starts(withMark: "/") { return true }
    return target.lowercased() == adobe.lowercased()
  }
}
