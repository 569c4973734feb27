import CloudState
import Diagnostics
import ManifestModel

/// `live-load-balancer`: other load balancers than the manifest's, or such as cannot be used.
enum LiveLoadBalancer: CloudRule {
  static let about = RuleAbout(
    "live-load-balancer",
    .cloud,
    summary:
      """
      The endpoint service has load balancers other than the manifest's, or one that does not exist, has failed or \
      is not a Network Load Balancer.
      """,
    why: "Adobe's traffic goes where the endpoint service forwards it, not where the manifest says.",
    remedy: "Correct `load_balancers`, or attach the load balancer to the endpoint service.",
    basis: .service("Set up for bidirectional PrivateLink connections"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(loadBalancer: Examples.loadBalancer),
      good: Examples.bidirectional(loadBalancer: Examples.loadBalancer),
      answers: [
        CloudExamples.services(
          bad: CloudExamples.configuration(balancer: "loadbalancer/net/crm/8f1a2b3c4d5e6f70"),
          good: CloudExamples.configuration()
        )
      ]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (service, observed) in audit.known where observed.isConfigured {
      if let gateways = observed.gatewayLoadBalancers, let first = gateways.value.first {
        findings.add(
          about,
          at: FindingPlace(audit.identifier(service)),
          in: audit.file.environments[service.environment].place,
          """
          endpoint service \(Display.quoted(audit.name(service))) has a Gateway Load Balancer, but Adobe needs a \
          Network Load Balancer
          """,
          label: "forwards to \(Display.quoted(first))",
          related: [audit.related(gateways.origin, "its load balancers")],
          help: "create the endpoint service with a Network Load Balancer",
          cause: audit.absence(of: service, findings)
        )
        continue
      }
      guard let balancers = observed.loadBalancers else { continue }
      compare(service, with: balancers, audit, to: &findings)
      for id in balancers.value { examine(id, of: service, among: balancers, audit, to: &findings) }
    }
  }

  /// A load balancer that cannot forward anything to the service.
  private static func examine(
    _ id: String,
    of service: EndpointService,
    among balancers: Observed<[String]>,
    _ audit: Audit,
    to findings: inout Findings
  ) {
    guard let fault = fault(of: id, balancers, audit) else { return }
    let entry = audit.file.loadBalancers[service.loadBalancers.range].first { entry in
      guard entry.name.isPresent else { return false }
      let text = audit.file.string(entry.name.place)
      return (audit.cloud(of: service) == .azure ? text.lowercased() : text) == id
    }
    findings.add(
      about,
      at: FindingPlace(entry?.name.place ?? audit.identifier(service)),
      in: audit.file.environments[service.environment].place,
      "load balancer \(Display.quoted(id)) of endpoint service \(Display.quoted(audit.name(service))) \(fault.words)",
      label: fault.label,
      related: [audit.related(fault.origin, fault.place)],
      help: fault.help,
      cause: audit.absence(of: service, findings)
    )
  }

  private struct Fault {
    let words: String
    let label: String
    let origin: Origin
    let place: String
    let help: String
  }

  private static func fault(of id: String, _ balancers: Observed<[String]>, _ audit: Audit) -> Fault? {
    if audit.state.isGone(loadBalancer: id) {
      return Fault(
        words: "does not exist",
        label: "not among the collected load balancers",
        origin: balancers.origin,
        place: "the load balancers of the endpoint service",
        help: "create the load balancer again, and attach it to the endpoint service"
      )
    }
    let observed = audit.state.loadBalancer(id)
    if let kind = observed?.kind, otherKinds.contains(kind.value) {
      return Fault(
        words: "is of type \(Display.quoted(kind.value)), but Adobe needs a Network Load Balancer",
        label: "of type \(Display.quoted(kind.value))",
        origin: kind.origin,
        place: "its type",
        help: "attach a Network Load Balancer to the endpoint service"
      )
    }
    guard let state = observed?.state, state.value == "failed" else { return nil }
    return Fault(
      words: "is in state `failed`",
      label: "in state `failed`",
      origin: state.origin,
      place: "its state",
      help: "find out why it failed, and create it again"
    )
  }

  private static let otherKinds: Set<String> = ["application", "gateway"]

  private static func compare(
    _ service: EndpointService,
    with balancers: Observed<[String]>,
    _ audit: Audit,
    to findings: inout Findings
  ) {
    let written = audit.file.loadBalancers[service.loadBalancers.range].filter { $0.name.isPresent }
    guard !written.isEmpty else { return }
    let live = Set(balancers.value)
    var names: Set<String> = []
    for entry in written {
      let text = audit.file.string(entry.name.place)
      let key = audit.cloud(of: service) == .azure ? text.lowercased() : text
      names.insert(key)
      guard !live.contains(key) else { continue }
      findings.add(
        about,
        at: FindingPlace(entry.name.place),
        in: audit.file.environments[service.environment].place,
        "endpoint service \(Display.quoted(audit.name(service))) does not forward to \(Display.quoted(text))",
        label: live.isEmpty
          ? "it has no load balancer"
          : "it forwards to \(live.sorted().prefix(2).map(Display.quoted).joined(separator: ", "))",
        related: [audit.related(balancers.origin, "its load balancers")],
        help: "correct `load_balancers`, or attach this load balancer to the endpoint service",
        cause: audit.absence(of: service, findings)
      )
    }
    let extra = live.subtracting(names).sorted()
    guard names.isSubset(of: live), let first = extra.first else { return }
    findings.add(
      about,
      at: FindingPlace(audit.identifier(service)),
      in: audit.file.environments[service.environment].place,
      """
      endpoint service \(Display.quoted(audit.name(service))) also forwards to \(Display.quoted(first)), which the \
      manifest does not list
      """,
      label: "has \(Display.count(live.count, "load balancer"))",
      related: [audit.related(balancers.origin, "its load balancers")],
      help: "add it to `load_balancers`, or remove it from the endpoint service",
      cause: audit.absence(of: service, findings)
    )
  }
}
