import CloudState
import Diagnostics
import ManifestModel

/// Why a value of something that was collected says nothing.
enum UnreadValue: Hashable {
  case missing(String?)
  case unknown(String)
}

extension UnreadValue {
  /// A state that is not there, or is a word that is not known.
  init(state word: String?, of id: String? = nil) {
    if let word {
      let subject = id.map { " of \(Display.quoted($0))" } ?? ""
      self = .unknown("unknown state \(Display.quoted(word))\(subject)")
    } else {
      self = .missing(id.map { "the answer gives no state for \(Display.quoted($0))" })
    }
  }

  /// What keeps the requests to an endpoint service from being judged.
  init?(in connections: ObservedList<ObservedConnection>, of service: EndpointService, _ audit: Audit) {
    for connection in connections.items {
      if connection.owner == nil {
        self = .missing("the answer gives no owner for \(Display.quoted(connection.endpointID))")
        return
      }
      // The manifest says nothing about other parties' endpoints.
      if connection.state == nil, !AdobeAccess.isForeign(connection, to: service, audit) {
        self = UnreadValue(state: connection.stateWord, of: connection.endpointID)
        return
      }
    }
    return nil
  }
}

/// Facts in the manifest that nothing was compared with.
extension AuditFacts {
  mutating func add(_ what: String, _ unread: UnreadValue) {
    switch unread {
    case .missing(let reason): add(what, false, reason: reason)
    case .unknown(let reason): leave(what, because: reason)
    }
  }

  /// Without the customer's account nobody knows whether what was collected is of it.
  mutating func countAccount(of environment: Environment, _ name: String) {
    switch environment.account.state {
    case .present: break
    case .absent: leave("account of \(name)", because: "the manifest does not name it")
    case .faulty: leave("account of \(name)", because: AuditFacts.faulty)
    }
  }

  /// Endpoints for which the manifest gives no ID to look for.
  mutating func countUnnamed(_ recorded: Range<Int>, of name: String, _ audit: Audit) {
    let unnamed = recorded.count { Estate.key(of: audit.file.endpoints[$0], audit.file) == nil }
    if unnamed > 0 {
      leave("\(Display.count(unnamed, "endpoint")) of \(name)", because: "the manifest gives no ID")
    }
  }

  /// Endpoints that are, or may be, to Adobe's service of an environment: nothing is compared with one that is not
  /// recorded.
  mutating func countUnrecorded(in index: Int, _ name: String, _ audit: Audit) {
    let known = LiveUnrecorded.unrecordedEndpoints(of: index, in: audit)
    for endpoint in known.prefix(1) {
      leave("endpoints of \(name)", because: "\(Display.quoted(endpoint.id)) is not recorded yet")
    }
    if known.isEmpty, let endpoint = audit.endpointToUnresolvedAlias(index) {
      let reason = "the manifest names Adobe's service by its alias, \(Display.quoted(endpoint.id)) by a resource ID"
      leave("endpoints of \(name)", because: reason)
    }
  }

  /// What the answers leave out about recorded endpoints that exist, or say in unknown words.
  mutating func countDetails(
    _ recorded: [(index: Int, observed: ObservedEndpoint)],
    of name: String,
    _ audit: Audit
  ) {
    // An endpoint that does not exist has no further facts.
    let recorded = recorded.filter { !audit.state.isGone($0.observed) }
    let states = recorded.compactMap { AuditFacts.unreadState($0.observed) }
    if let unread = AuditFacts.worst(states) { add("states of \(name)'s endpoints", unread) }
    let provisioning = recorded.compactMap { AuditFacts.unreadProvisioning($0.observed) }
    if let unread = AuditFacts.worst(provisioning) { add("provisioning states of \(name)'s endpoints", unread) }
    let targets = recorded.compactMap { unreadTarget(of: audit.file.endpoints[$0.index], $0.observed, audit) }
    if let unread = AuditFacts.worst(targets) { add("services of \(name)'s endpoints", unread) }
    if recorded.contains(where: { $0.observed.cloud == .aws && $0.observed.privateDNSEnabled == nil }) {
      add("private DNS of \(name)'s endpoints", false, reason: AuditFacts.unsaid)
    }
  }

  /// An unknown value says more than a missing one.
  private static func worst(_ values: [UnreadValue]) -> UnreadValue? {
    values.first { if case .unknown = $0 { true } else { false } } ?? values.first
  }

  private static func unreadState(_ observed: ObservedEndpoint) -> UnreadValue? {
    observed.state == nil ? UnreadValue(state: observed.unknownState?.value) : nil
  }

  /// Terraform does not say it, and AWS has none.
  private static func unreadProvisioning(_ observed: ObservedEndpoint) -> UnreadValue? {
    guard observed.cloud == .azure, observed.isListed else { return nil }
    if let word = observed.provisioning?.value, provisioningStates.contains(word.lowercased()) { return nil }
    return UnreadValue(state: observed.provisioning?.value)
  }

  /// What Azure says of the last change to a private endpoint.
  private static let provisioningStates: Set<String> = [
    "succeeded", "failed", "creating", "updating", "deleting", "canceled",
  ]

  private func unreadTarget(of endpoint: Endpoint, _ observed: ObservedEndpoint, _ audit: Audit) -> UnreadValue? {
    guard let target = observed.serviceName?.value else { return .missing(nil) }
    guard let adobe = Estate.adobeService(of: audit.file.environments[endpoint.environment], audit.file) else {
      return .unknown("the manifest does not name Adobe's service")
    }
    guard LiveEndpointMismatch.isSame(target, as: adobe, in: audit) == nil else { return nil }
    let (here, there) =
      adobe.starts(withMark: "/") ? ("the resource ID", "its alias") : ("the alias", "its resource ID")
    return .unknown("the manifest gives \(here) of Adobe's service, and the cloud \(there)")
  }
}
