import CloudState
import Diagnostics
import ManifestModel

/// `live-listener-missing`: nothing listens on a port of an endpoint service.
enum LiveListenerMissing: CloudRule {
  static let about = RuleAbout(
    "live-listener-missing",
    .cloud,
    summary:
      "The load balancer has no listener (on Azure, no rule) for the port and transport of an endpoint service.",
    why: "Adobe's connection to that port is refused or times out.",
    remedy: "Add the listener or rule, or correct the port.",
    basis: .service("Test VPC endpoint service connection"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(),
      good: Examples.bidirectional(),
      answers: [
        CloudExamples.listeners(bad: 443, good: 8443), CloudExamples.services(bad: CloudExamples.configuration()),
      ]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (service, observed) in audit.known where observed.isConfigured {
      for port in audit.file.ports[service.ports.range] {
        guard let number = port.number.present, port.transport.state != .faulty else { continue }
        let transport = port.transport.present ?? .tcp
        guard let result = LiveListeners.of(number, over: transport, for: observed, in: audit.state),
          let lacking = result.balancers.first(where: { $0.listener == nil })?.balancer,
          let origin = lacking.listeners.origin
        else { continue }
        let what = observed.cloud == .aws ? "listener" : "rule"
        findings.add(
          about,
          at: FindingPlace(port.number.place),
          in: audit.file.environments[service.environment].place,
          """
          load balancer \(Display.quoted(lacking.id)) has no \(transport.rawValue.uppercased()) \(what) on port \
          \(number)
          """,
          label: "no \(what) on this port",
          related: [audit.related(origin, "its \(what)s")],
          help: "add the \(what), or correct the port",
          cause: audit.absence(of: service, findings)
        )
      }
    }
  }
}
