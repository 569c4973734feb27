import CloudState
import Diagnostics
import ManifestModel

/// Endpoints that no manifest records and that no longer carry traffic. Deleted ones need no attention.
extension LiveEndpointState {
  /// The customer's, of the environment of Adobe's service.
  static func unrecorded(ofEnvironment index: Int, in audit: Audit, to findings: inout Findings) {
    let environment = audit.file.environments[index]
    // If two environments share a service, nobody can tell whose endpoint this is.
    guard let adobe = Estate.adobeService(of: environment, audit.file)?.lowercased(),
      audit.estate.adobeServices[adobe] == 1
    else { return }
    let place =
      environment.adobeServiceName.isPresent ? environment.adobeServiceName.place : environment.adobeResourceID.place
    for key in audit.estate.endpointsByService[adobe] ?? [] where !audit.estate.endpoints.contains(key) {
      guard let observed = audit.state.endpoints[key], observed.isListed, !audit.state.isGone(observed),
        let account = observed.account, Audit.isOf(audit.owner(of: key, index), account), let state = observed.state,
        isOver(state.value)
      else { continue }
      findings.add(
        about,
        at: FindingPlace(place),
        in: environment.place,
        "endpoint \(Display.quoted(observed.id)) to Adobe's service \(predicate(state.value)) and is not recorded",
        label: "its endpoint \(predicate(state.value))",
        related: [audit.related(state.origin, "its state")],
        help: state.value == .rejected
          ? "ask Adobe in the ticket why it was rejected; if another endpoint has replaced it, delete the rejected one"
          : "create a new endpoint and record its ID; if another has already replaced this one, just delete it",
        severity: .warning
      )
    }
  }

  /// Adobe's endpoints, if none of them works.
  static func unrecorded(
    _ connections: ObservedList<ObservedConnection>,
    to service: EndpointService,
    in audit: Audit,
    findings: inout Findings
  ) {
    guard connections.isWhole,
      // A connection whose state or owner is unknown may be the one that works.
      connections.items.allSatisfy({ connection in
        AdobeAccess.isForeign(connection, to: service, audit)
          || connection.state.map { isOver($0) || $0 == .deleted } ?? false
      })
    else { return }
    let recorded = Set(audit.file.endpoints[service.endpoints.range].compactMap { Estate.key(of: $0, audit.file) })
    var seen: Set<String> = []
    for connection in connections.items.reversed() where AdobeAccess.owns(connection, to: service, audit) {
      let key = connection.endpointID.lowercased()
      guard seen.insert(key).inserted, !recorded.contains(key), let state = connection.state, isOver(state) else {
        continue
      }
      findings.add(
        about,
        at: FindingPlace(audit.identifier(service)),
        in: audit.file.environments[service.environment].place,
        """
        Adobe's endpoint \(Display.quoted(connection.endpointID)) to endpoint service \
        \(Display.quoted(audit.name(service))) \(predicate(state)) and is not recorded
        """,
        label: "its endpoint \(predicate(state))",
        related: [audit.related(connection.origin, "its state")],
        help: "ask Adobe in the ticket to create its endpoint again, and record the new ID",
        severity: .warning
      )
    }
  }

  private static func isOver(_ state: EndpointState) -> Bool { state.isEnded && state != .deleted }
}
