import CloudState
import Diagnostics
import ManifestModel

/// `live-target-unhealthy`: nothing healthy answers on a port.
enum LiveTargetUnhealthy: CloudRule {
  static let about = RuleAbout(
    "live-target-unhealthy",
    .cloud,
    summary:
      """
      No target for a port is healthy (a warning if only some are unhealthy); on Azure, its backend pool has no \
      members.
      """,
    why: "A load balancer without healthy targets accepts no traffic for the port.",
    remedy: "Register targets, or correct their health checks.",
    basis: .service("Test VPC endpoint service connection"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(),
      good: Examples.bidirectional(),
      answers: [
        CloudExamples.health(bad: "unhealthy", good: "healthy"), CloudExamples.listeners(bad: 8443, good: 8443),
        CloudExamples.services(bad: CloudExamples.configuration()),
      ]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (service, observed) in audit.known where observed.isConfigured {
      for port in audit.file.ports[service.ports.range] {
        guard let number = port.number.present, port.transport.state != .faulty,
          let result = LiveListeners.of(number, over: port.transport.present ?? .tcp, for: observed, in: audit.state)
        else { continue }
        if let pool = result.balancers.lazy.compactMap({ $0.listener?.emptyPool }).first {
          report(port, number: number, emptyPool: pool, of: service, audit, to: &findings)
        }
        // A target group that is not known may be the healthy one.
        guard let health = TargetHealth(result, in: audit.state) else { continue }
        check(port, number: number, health: health, of: service, audit, to: &findings)
      }
    }
  }

  private static func check(
    _ port: Port,
    number: UInt16,
    health: TargetHealth,
    of service: EndpointService,
    _ audit: Audit,
    to findings: inout Findings
  ) {
    let idle = health.groupsWithoutTargets
    guard health.unknownWord == nil, health.healthy == 0 || !health.bad.isEmpty || !idle.isEmpty,
      let origin = health.bad.first?.origin ?? idle.first?.origin ?? health.origin
    else { return }
    guard health.healthy == 0 || !health.bad.isEmpty else {
      findings.add(
        about,
        at: FindingPlace(port.number.place),
        in: audit.file.environments[service.environment].place,
        """
        \(idle.count) of \(health.groups.count) target groups for port \(number) \(idle.count == 1 ? "has" : "have") \
        no registered targets
        """,
        label: "connections that are forwarded there fail",
        related: [audit.related(origin, "the health of its targets")],
        help: "register targets, or stop forwarding to that target group",
        cause: audit.absence(of: service, findings),
        severity: .warning
      )
      return
    }
    let states = health.states
    let words =
      states.isEmpty
      ? "port \(number) has no registered targets"
      : health.healthy == 0
        ? "no target for port \(number) is healthy"
        : """
        \(health.bad.count) of \(states.count) targets for port \(number) \(health.bad.count == 1 ? "is" : "are") \
        not healthy
        """
    findings.add(
      about,
      at: FindingPlace(port.number.place),
      in: audit.file.environments[service.environment].place,
      words,
      label: health.bad.first.map { "target state: \(Display.quoted($0.value))" } ?? "nothing answers here",
      related: [audit.related(origin, "the health of its targets")],
      help: help(states.filter { $0.value != "healthy" }.map(\.value), isEmpty: states.isEmpty),
      cause: audit.absence(of: service, findings),
      severity: health.healthy == 0 ? nil : .warning
    )
  }

  /// On Azure the health of members is not collected, but a pool says whether it has any.
  private static func report(
    _ port: Port,
    number: UInt16,
    emptyPool: Origin,
    of service: EndpointService,
    _ audit: Audit,
    to findings: inout Findings
  ) {
    findings.add(
      about,
      at: FindingPlace(port.number.place),
      in: audit.file.environments[service.environment].place,
      "the backend pool for port \(number) has no members",
      label: "nothing answers here",
      related: [audit.related(emptyPool, "the backend pool")],
      help: "add the servers of the service to the backend pool, or point the rule to the pool that contains them",
      cause: audit.absence(of: service, findings)
    )
  }

  /// What to do about targets in these states.
  private static func help(_ states: [String], isEmpty: Bool) -> String {
    if isEmpty { return "register your server as a target in the listener's target group" }
    if !states.isEmpty, states.allSatisfy({ $0 == "initial" }) {
      return "wait until the first health checks have completed, and collect again"
    }
    if !states.isEmpty, states.allSatisfy({ $0 == "unused" }) {
      return "enable the targets' zones on the load balancer, and check that a listener forwards to their target group"
    }
    return "check that the service answers on the targets, and that their security groups allow the health checks"
  }
}
