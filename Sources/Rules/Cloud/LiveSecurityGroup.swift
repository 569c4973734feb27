import CloudState
import Diagnostics
import ManifestModel

/// `live-security-group`: no security group of the endpoint allows a port.
enum LiveSecurityGroup: CloudRule {
  static let about = RuleAbout(
    "live-security-group",
    .cloud,
    .warning,
    summary: "No rule of the endpoint's security groups allows a port.",
    why: "Traffic from the customer's network to the endpoint times out on that port.",
    remedy: "Add an inbound rule for the port to a security group of the endpoint.",
    basis: .fact("AWS: security groups of an interface endpoint"),
    example: .init(
      .aws,
      bad: CloudExamples.enabled(),
      good: CloudExamples.enabled(),
      answers: [
        CloudExamples.securityGroups(bad: 22, good: 2222),
        CloudExamples.endpoints(
          bad: CloudExamples.endpointAnswer(more: "\n      \"Groups\": [{ \"GroupId\": \"sg-0a1b2c3d4e5f60718\" }],")
        ),
      ]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (endpoint, observed) in audit.knownEndpoints {
      let groups = observed.securityGroups.compactMap { audit.state.securityGroups[$0] }
      guard groups.count == observed.securityGroups.count, let first = groups.first else { continue }
      let environment = audit.file.environments[endpoint.environment]
      for port in audit.file.ports[environment.ports.range] {
        guard let number = port.number.present, port.transport.state != .faulty else { continue }
        let transport = port.transport.present ?? .tcp
        guard !groups.contains(where: { $0.allows(Int(number), transport) }) else { continue }
        findings.add(
          about,
          at: FindingPlace(port.number.place),
          in: environment.place,
          """
          no security group of endpoint \(Display.quoted(audit.file.string(endpoint.id) ?? "")) allows \
          \(transport.rawValue.uppercased()) port \(number)
          """,
          label: "no rule allows this port",
          related: [audit.related(first.origin, "its security group")],
          help: """
            allow it for your clients with `aws ec2 authorize-security-group-ingress\
            \(Audit.regionOption(observed.region)) --group-id \(Display.oneLine(observed.securityGroups[0])) \
            --protocol \(transport.rawValue) --port \(number) --cidr …`
            """
        )
      }
    }
  }
}
