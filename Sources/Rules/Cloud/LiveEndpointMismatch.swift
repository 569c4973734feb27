import CloudState
import Diagnostics
import ManifestModel

/// `live-endpoint-mismatch`: an endpoint that leads elsewhere, or has another name.
enum LiveEndpointMismatch: CloudRule {
  static let about = RuleAbout(
    "live-endpoint-mismatch",
    .cloud,
    summary:
      """
      An endpoint connects to a service other than Adobe's, has a different DNS name or address, or is recorded as \
      Adobe's but belongs to someone else; or your own endpoint service is recorded as Adobe's.
      """,
    why:
      """
      Applications and connection tests would reach something else, or nothing, and someone else may be connected in \
      Adobe's place.
      """,
    remedy: "Correct the endpoint's ID or its `dns`; reject a connection that is not Adobe's.",
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

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (endpoint, observed) in audit.knownEndpoints {
      let environment = audit.file.environments[endpoint.environment]
      if let target = observed.serviceName, let adobe = Estate.adobeService(of: environment, audit.file),
        isSame(target.value, as: adobe, in: audit) == false
      {
        findings.add(
          about,
          at: FindingPlace(endpoint.id.place),
          in: environment.place,
          """
          endpoint \(Display.quoted(audit.file.string(endpoint.id) ?? "")) connects to \
          \(Display.quoted(target.value)), but Adobe's service is \(Display.quoted(adobe))
          """,
          label: "connects to another service",
          related: [audit.related(target.origin, "what it connects to")],
          help: "record the endpoint that connects to Adobe's service, or correct the service name"
        )
      }
      address(of: endpoint, as: observed, in: audit, to: &findings)
      guard case .endpointDNS? = endpoint.dns.present, let first = observed.dnsNames.first else { continue }
      let dns = audit.file.string(endpoint.dns.place)
      guard !observed.dnsNames.contains(where: { $0.value.lowercased() == dns.lowercased() }) else { continue }
      findings.add(
        about,
        at: FindingPlace(endpoint.dns.place),
        in: environment.place,
        """
        endpoint \(Display.quoted(audit.file.string(endpoint.id) ?? "")) does not have the DNS name \
        \(Display.quoted(dns))
        """,
        label: "not its DNS name",
        related: [audit.related(first.origin, "its DNS name")],
        help: "write \(Display.quoted(first.value))"
      )
    }
    owners(audit, to: &findings)
    ownServices(audit, to: &findings)
  }

  /// An endpoint service of the customer's that is recorded as Adobe's: endpoints to it do not lead to Adobe. Only one
  /// that Adobe is to connect to is confused with it.
  private static func ownServices(_ audit: Audit, to findings: inout Findings) {
    for (index, environment) in audit.file.environments.enumerated() {
      guard let observed = audit.ownService(namedAsAdobes: index) else { continue }
      let place =
        environment.adobeServiceName.isPresent ? environment.adobeServiceName.place : environment.adobeResourceID.place
      findings.add(
        about,
        at: FindingPlace(place),
        in: environment.place,
        """
        \(Display.quoted(audit.file.string(place))) is recorded as Adobe's service, but it is your own endpoint \
        service
        """,
        label: "not Adobe's",
        related: [audit.related(observed.origin, "your endpoint service")],
        help:
          """
          record the \(environment.adobeServiceName.isPresent ? "service name" : "resource ID or alias") from \
          Adobe's reply
          """
      )
    }
  }

  /// Endpoints that are recorded as Adobe's and are somebody else's.
  private static func owners(_ audit: Audit, to findings: inout Findings) {
    for (service, observed) in audit.known {
      var connections: [String: ObservedConnection] = [:]
      for connection in observed.connections.items { connections[connection.endpointID.lowercased()] = connection }
      for endpoint in audit.file.endpoints[service.endpoints.range] {
        guard let connection = Estate.key(of: endpoint, audit.file).flatMap({ connections[$0] }),
          AdobeAccess.isForeign(connection, to: service, audit), let owner = connection.owner,
          let adobe = AdobeAccess.owner(service, audit)
        else { continue }
        let what = audit.cloud(of: service) == .aws ? "account" : "subscription"
        findings.add(
          about,
          at: FindingPlace(endpoint.id.place),
          in: audit.file.environments[service.environment].place,
          """
          endpoint \(Display.quoted(connection.endpointID)) belongs to \(what) \(Display.quoted(owner)), but Adobe \
          connects from \(Display.quoted(adobe))
          """,
          label: "not Adobe's",
          related: [audit.related(connection.origin, "its connection to the endpoint service")],
          help:
            "record the endpoint of \(what) \(Display.quoted(adobe)), and reject this connection if it is unexpected",
          cause: audit.absence(of: service, findings)
        )
      }
    }
  }

  /// An address that no network interface of the private endpoint has.
  private static func address(
    of endpoint: Endpoint,
    as observed: ObservedEndpoint,
    in audit: Audit,
    to findings: inout Findings
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
      """
      endpoint \(Display.quoted(audit.file.string(endpoint.id) ?? "")) does not have the address \
      \(Display.quoted(address))
      """,
      label: "not its address",
      related: [audit.related(first.origin, "its address")],
      help: "write \(Display.quoted(first.value))"
    )
  }

  /// nil: one is an alias and the other a resource ID, and nothing that was collected says whether they name one
  /// service.
  static func isSame(_ target: String, as adobe: String, in audit: Audit) -> Bool? {
    let (target, adobe) = (target.lowercased(), adobe.lowercased())
    if target.starts(withMark: "/") == adobe.starts(withMark: "/") { return target == adobe }
    let (alias, id) = target.starts(withMark: "/") ? (adobe, target) : (target, adobe)
    return audit.estate.servicesByAlias[alias].map { $0 == id }
      ?? audit.state.services[id]?.alias.map { $0.lowercased() == alias }
  }
}
