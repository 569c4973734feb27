import CloudState
import Diagnostics
import ManifestModel

/// `live-endpoint-state`: an endpoint through which nothing passes.
enum LiveEndpointState: CloudRule {
  static let about = RuleAbout(
    "live-endpoint-state",
    .cloud,
    summary:
      """
      An endpoint is rejected, failed, expired or deleted; a warning if it is only partly available, or is waiting \
      for approval although the manifest says `approved`.
      """,
    why: "Traffic through such an endpoint times out.",
    remedy: "Create the endpoint again, or have the request approved.",
    basis: .fact("AWS: interface endpoint lifecycle; Azure: states of a private endpoint connection"),
    example: .init(
      .aws,
      bad: CloudExamples.enabled(),
      good: CloudExamples.enabled(),
      answers: [
        CloudExamples.endpoints(
          bad: CloudExamples.endpointAnswer(state: "rejected"),
          good: CloudExamples.endpointAnswer()
        )
      ]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (endpoint, observed) in audit.knownEndpoints {
      provisioning(of: endpoint, observed, in: audit, to: &findings)
      guard let state = observed.state else { continue }
      check(endpoint, in: state.value, from: state.origin, audit, to: &findings)
    }
    for endpoint in audit.file.endpoints where endpoint.endpointService >= 0 {
      guard let key = Estate.key(of: endpoint, audit.file),
        let connection = audit.services[endpoint.endpointService]?.connections.current(of: key),
        let state = connection.state
      else { continue }
      check(endpoint, in: state, from: connection.origin, audit, to: &findings)
    }
    for index in audit.file.environments.indices { unrecorded(ofEnvironment: index, in: audit, to: &findings) }
    for (service, observed) in audit.known
    where !observed.connections.items.isEmpty && LiveServiceMissing.reason(service, audit) == nil {
      unrecorded(observed.connections, to: service, in: audit, findings: &findings)
    }
  }

  /// Azure keeps what the last change came to: a private endpoint whose connection is approved may still pass traffic.
  private static func provisioning(
    of endpoint: Endpoint,
    _ observed: ObservedEndpoint,
    in audit: Audit,
    to findings: inout Findings
  ) {
    guard let state = observed.provisioning, ["failed", "deleting"].contains(state.value.lowercased()) else { return }
    let isFailed = state.value.lowercased() == "failed"
    findings.add(
      about,
      at: FindingPlace(endpoint.id.place),
      in: audit.file.environments[endpoint.environment].place,
      """
      endpoint \(Display.quoted(audit.file.string(endpoint.id) ?? "")) is in provisioning state \
      \(Display.quoted(state.value))
      """,
      label: isFailed ? "the last change to it failed" : "being deleted",
      related: [audit.related(state.origin, "its provisioning state")],
      help: isFailed
        ? "retry the update with `az network private-endpoint update`, or create it again and record the new ID"
        : "create it again and record the new ID",
      severity: isFailed && observed.state?.value == .available ? .warning : nil
    )
  }

  private static func check(
    _ endpoint: Endpoint,
    in state: EndpointState,
    from origin: Origin,
    _ audit: Audit,
    to findings: inout Findings
  ) {
    // What AWS calls pending is approved, and being set up.
    let isPremature = state == .waiting && endpoint.approved.isPresent
    guard state.isEnded || isPremature || state == .partial else { return }
    let id = Display.quoted(audit.file.string(endpoint.id) ?? "")
    findings.add(
      about,
      at: FindingPlace(isPremature ? endpoint.approved.place : endpoint.id.place),
      in: audit.file.environments[endpoint.environment].place,
      isPremature
        ? "endpoint \(id) is waiting for approval, but the manifest says that it is approved"
        : "endpoint \(id) \(predicate(state))",
      label: isPremature ? "not approved yet" : words(state),
      related: [audit.related(origin, "its state")],
      help: help(for: endpoint, in: state, audit),
      cause: endpoint.endpointService < 0
        ? nil : audit.absence(of: audit.file.endpointServices[endpoint.endpointService], findings),
      severity: state.isEnded ? nil : .warning
    )
  }

  private static func words(_ state: EndpointState) -> String {
    state == .partial ? "only partly available" : state.rawValue
  }

  /// "has failed", "has been rejected".
  static func predicate(_ state: EndpointState) -> String {
    switch state {
    case .failed, .expired: "has \(state.rawValue)"
    case .rejected, .disconnected, .deleted: "has been \(state.rawValue)"
    case .pending, .waiting, .available, .partial: "is \(words(state))"
    }
  }

  /// The customer creates the endpoints toward Adobe, and Adobe those toward the customer.
  private static func help(for endpoint: Endpoint, in state: EndpointState, _ audit: Audit) -> String {
    let isAdobes = endpoint.endpointService >= 0
    switch state {
    case .waiting where isAdobes:
      let service = audit.file.endpointServices[endpoint.endpointService]
      let command = LiveConnectionPending.approval(of: audit.file.string(endpoint.id) ?? "", to: service, audit)
      return "approve Adobe's request with `\(command)`"
    case .partial where isAdobes: return "ask Adobe in the ticket when its endpoint will be available"
    case .partial: return "check which part of it is unavailable, and wait until it is available"
    case .waiting: return "ask Adobe in the ticket to approve the request, and remove `approved` until then"
    case _ where isAdobes: return "ask Adobe in the ticket to create its endpoint again, and record the new ID"
    case .rejected: return "ask Adobe in the ticket why; then create it again and record the new ID"
    default: return "create it again and record the new ID"
    }
  }
}

extension ObservedList<ObservedConnection> {
  /// The connection of an endpoint, by its ID in lower case. Azure keeps the one that has ended of an endpoint that was
  /// created again under its name.
  fileprivate func current(of endpoint: String) -> ObservedConnection? {
    let all = items.filter { $0.endpointID.lowercased() == endpoint }
    // An unknown state decides nothing.
    guard all.allSatisfy({ $0.state != nil }) else { return nil }
    if let current = all.last(where: { !($0.state?.isEnded ?? false) }) { return current }
    // An entry that was not understood may be the one that works.
    return gap == .unreadEntry ? nil : all.last
  }
}
