import CloudState
import Diagnostics
import ManifestModel

/// The facts of the cloud that a manifest speaks of, and which of them were collected and judged.
package struct AuditFacts: Sendable {
  /// How many facts there are: as many as the manifests say, whatever was collected.
  package private(set) var count = 0
  /// The facts that were collected completely and judged.
  package private(set) var known = 0
  /// "permissions of erp", with the reason if there is one, in order of the manifests.
  package private(set) var missing: [String] = []
  /// What was collected and could not be judged, each with the reason.
  package private(set) var unjudged: [String] = []

  /// "audited 6 of 9 facts; not collected: permissions of erp, targets of erp".
  package var summary: String {
    "audited \(known) of \(count) \(count == 1 ? "fact" : "facts")"
      + AuditFacts.list("not collected", missing) + AuditFacts.list("not judged", unjudged)
  }

  package var coverage: AuditCoverage {
    AuditCoverage(facts: count, audited: known, notCollected: missing, notJudged: unjudged)
  }

  private static func list(_ title: String, _ facts: [String]) -> String {
    guard !facts.isEmpty else { return "" }
    let rest = facts.count > 20 ? " and \(facts.count - 20) more" : ""
    return "; \(title): \(facts.prefix(20).joined(separator: ", "))\(rest)"
  }

  /// The facts of all files of a run.
  package init(_ audits: [Audit]) {
    var names: [String: Int] = [:]
    for file in audits.lazy.map(\.file) {
      for service in file.endpointServices { names[file.string(service.id), default: 0] += 1 }
      for environment in file.environments { names["environment " + file.string(environment.id), default: 0] += 1 }
    }
    for audit in audits {
      let file = audit.file
      for (index, environment) in file.environments.enumerated() {
        let project = file.string(file.project(of: environment).id)
        let id = file.string(environment.id)
        let name = names["environment " + id] == 1 ? id : "\(project)/\(id)"
        if !environment.account.isPresent { fact { $0.countAccount(of: environment, name) } }
        count(environment: index, name, audit)
        for service in environment.endpointServices.range {
          let label = file.string(file.endpointServices[service].id)
          count(service: service, names[label] == 1 ? label : "\(name)/\(label)", audit)
        }
      }
    }
  }

  /// Counts one fact; `body` says what of it is missing or not judged.
  mutating func fact(_ body: (inout AuditFacts) -> Void) {
    let open = missing.count + unjudged.count
    body(&self)
    count += 1
    if missing.count + unjudged.count == open { known += 1 }
  }

  /// A part of a fact, which is missing unless it is known.
  mutating func add(_ what: String, _ isKnown: Bool, reason: @autoclosure () -> String? = nil) {
    if !isKnown { missing.append(what + (reason().map { " (\($0))" } ?? "")) }
  }

  mutating func leave(_ what: String, because reason: String) { unjudged.append("\(what) (\(reason))") }

  // MARK: Endpoints

  private mutating func count(environment index: Int, _ name: String, _ audit: Audit) {
    let environment = audit.file.environments[index]
    let recorded = environment.endpoints.range
    guard environment.holdsAdobeService || !recorded.isEmpty else { return }
    let region = environment.region.present.map(audit.file.regionName)
    let isListed = audit.isWhole(.endpoints, audit.accounts[index], region: region)
    // One in another subscription or region is in another list.
    let unknown = recorded.filter { !AuditFacts.isSettled(endpoint: $0, in: audit) }
    let isKnown = unknown.isEmpty && (isListed || recorded.contains { audit.endpoints[$0] != nil })
    fact { facts in
      let reason =
        unknown.lazy.compactMap { audit.reason(forEndpoint: $0) }.first
        ?? audit.reason(forList: .endpoints, index, region) ?? AuditFacts.elsewhere(recorded, in: audit)
      facts.add("endpoints of \(name)", isKnown, reason: reason)
      facts.countUnnamed(recorded, of: name, audit)
      facts.countUnrecorded(in: index, name, audit)
      facts.countAddresses(recorded, of: name, audit)
      facts.countDetails(recorded.compactMap { index in audit.endpoints[index].map { (index, $0) } }, of: name, audit)
      let withGroups = recorded.compactMap { audit.endpoints[$0] }.filter { !$0.securityGroups.isEmpty }
      let areKnown = withGroups.allSatisfy { $0.securityGroups.allSatisfy { audit.state.securityGroups[$0] != nil } }
      facts.add(
        "security groups of \(name)",
        areKnown,
        reason: audit.reason(forCall: "describe-security-groups", audit.accounts[index], region)
      )
    }
  }

  /// Whether a recorded endpoint was found, or is known not to exist; one without an ID has a reason of its own.
  private static func isSettled(endpoint index: Int, in audit: Audit) -> Bool {
    let endpoint = audit.file.endpoints[index]
    guard audit.endpoints[index] == nil, let key = Estate.key(of: endpoint, audit.file) else { return true }
    return !audit.isListed(endpoint, key) && audit.isWhole(.endpoints, for: endpoint, key)
  }

  /// The account in which the first endpoint was found that was not collected of its owner.
  private static func elsewhere(_ recorded: Range<Int>, in audit: Audit) -> String? {
    for index in recorded where audit.endpoints[index] == nil {
      let endpoint = audit.file.endpoints[index]
      guard let key = Estate.key(of: endpoint, audit.file), let observed = audit.state.endpoints[key],
        let owner = audit.owner(of: key, endpoint.environment),
        let other = audit.otherAccount(observed.describers, holder: observed.account, than: owner)
      else { continue }
      return "\(Display.quoted(observed.id)) is in account \(Display.quoted(other))"
    }
    return nil
  }

  /// Names and addresses in the manifest that nothing was collected to compare with.
  private mutating func countAddresses(_ recorded: Range<Int>, of name: String, _ audit: Audit) {
    let areUnknown = recorded.contains { index in
      guard let observed = audit.endpoints[index] else { return false }
      switch audit.file.endpoints[index].dns.present {
      case .endpointDNS?: return observed.dnsNames.isEmpty
      case .ipAddress?: return observed.cloud == .azure && observed.addresses.isEmpty
      default: return false
      }
    }
    guard areUnknown else { return }
    let what = "addresses of \(name)'s endpoints"
    if recorded.contains(where: { audit.endpoints[$0].map(audit.state.lacksInterface(of:)) ?? false }) {
      leave(what, because: "their network interfaces are not in the list")
    } else {
      add(what, false)
    }
  }

  // MARK: Endpoint services

  private mutating func count(service index: Int, _ name: String, _ audit: Audit) {
    let service = audit.file.endpointServices[index]
    guard let key = Estate.key(of: service, audit.file) else {
      let isFaulty = service.name.state == .faulty || service.resourceID.state == .faulty
      let reason = isFaulty ? AuditFacts.faulty : "the manifest does not name the endpoint service"
      return fact { $0.leave("configuration of \(name)", because: reason) }
    }
    // A resource that does not exist has no further facts.
    if audit.absences[index] != nil { return settle(service, audit) }
    let observed = audit.services[index]
    let isConfigured = observed?.isConfigured ?? false
    let region = Audit.region(of: service, audit.file)
    let account = audit.owner(of: key, service.environment)
    fact { facts in
      facts.add(
        "configuration of \(name)",
        isConfigured,
        reason: audit.reason(forConfigurationOf: service, account, region)
      )
      guard isConfigured, let observed else { return }
      if let state = observed.state?.value {
        if !LiveServiceState.isKnown(state) { facts.add("state of \(name)", UnreadValue(state: state)) }
      } else {
        facts.add("state of \(name)", false, reason: AuditFacts.unsaid)
      }
      facts.countAcceptance(of: service, observed, named: name, audit)
      facts.countBalancers(of: observed, name, account: account, region: region, audit)
    }
    fact {
      $0.count(
        observed?.principals,
        "permissions of \(name)",
        isJudged: observed.map { audit.knowsAdobe(service, $0) } ?? false,
        reason: audit.reason(forCall: "describe-vpc-endpoint-service-permissions", of: key, account, region)
      )
      if observed?.principals.isWhole ?? false,
        audit.file.principals[service.principals.range].contains(where: { $0.principal.state == .faulty })
      {
        $0.leave("listed principals of \(name)", because: "`privatelint lint` reports an error in them")
      }
    }
    fact {
      $0.count(
        observed?.connections,
        "connections of \(name)",
        unread: observed.flatMap { UnreadValue(in: $0.connections, of: service, audit) },
        isJudged: observed.map { audit.knowsRequests(service, $0) } ?? false,
        reason: audit.reason(forCall: "describe-vpc-endpoint-connections", of: key, account, region)
      )
    }
    countPorts(of: service, observed, named: name, audit)
  }

  /// Counts the facts of an endpoint service that does not exist.
  private mutating func settle(_ service: EndpointService, _ audit: Audit) {
    let ports = audit.file.ports[service.ports.range].filter { $0.number.isPresent && $0.transport.state != .faulty }
    let perPorts = ports.isEmpty ? 0 : audit.cloud(of: service) == .aws ? 2 : 1
    for _ in 0..<3 + perPorts { fact { _ in } }
  }

  private mutating func count<Item>(
    _ list: ObservedList<Item>?,
    _ what: String,
    unread: UnreadValue? = nil,
    isJudged: Bool,
    reason: @autoclosure () -> String?
  ) {
    if let list, list.gap == .ambiguous {
      leave(what, because: ListGap.ambiguous.words)
    } else if let list, list.isWhole, !isJudged {
      leave(what, because: AuditFacts.unknownSubscription)
    } else if let list, list.isWhole, let unread {
      add(what, unread)
    } else {
      add(what, list?.isWhole ?? false, reason: list?.gap?.words ?? reason())
    }
  }

  /// Why something is missing from what was collected.
  static let unsaid = "the answer leaves it out"
  static let faulty = "`privatelint lint` reports an error in it"
  private static let unknownSubscription = "`adobe_subscription` is not recorded"

  /// Whether requests need approval is part of the configuration, but an answer may leave it out.
  private mutating func countAcceptance(
    of service: EndpointService,
    _ observed: ObservedService,
    named name: String,
    _ audit: Audit
  ) {
    guard AdobeAccess.requiresAcceptance(observed, of: service, in: audit) == nil else { return }
    if observed.autoApproval != nil {
      leave("acceptance of \(name)", because: AuditFacts.unknownSubscription)
    } else {
      add("acceptance of \(name)", false, reason: AuditFacts.unsaid)
    }
  }

  /// The kinds and states of the load balancers, on AWS: of what the cloud's own client has described, both; of what
  /// Terraform has, the kind.
  private mutating func countBalancers(
    of observed: ObservedService,
    _ name: String,
    account: String?,
    region: String?,
    _ audit: Audit
  ) {
    guard observed.cloud == .aws else { return }
    guard let ids = observed.loadBalancers?.value else {
      // A service of Gateway Load Balancers has no others.
      if observed.gatewayLoadBalancers == nil {
        add("load balancers of \(name)", false, reason: AuditFacts.unsaid)
      }
      return
    }
    let known = ids.filter { !audit.state.isGone(loadBalancer: $0) }.map(audit.state.loadBalancer)
    let areKnown = known.allSatisfy { balancer in
      guard let balancer, balancer.kind != nil else { return false }
      return balancer.state != nil || !balancer.isListed
    }
    add(
      "load balancers of \(name)",
      areKnown,
      reason: audit.reason(forCall: "describe-load-balancers", account, region)
    )
    let states = known.compactMap { $0?.state?.value }
    if let unknown = states.first(where: { !AuditFacts.balancerStates.contains($0) }) {
      leave("load balancers of \(name)", because: "unknown state \(Display.quoted(unknown))")
    }
  }

  private static let balancerStates: Set<String> = ["active", "active_impaired", "provisioning", "failed"]

  /// The listeners and targets of an endpoint service's ports: facts as soon as it has ports, whatever was collected.
  private mutating func countPorts(
    of service: EndpointService,
    _ observed: ObservedService?,
    named name: String,
    _ audit: Audit
  ) {
    let ports = audit.file.ports[service.ports.range].filter { $0.number.isPresent && $0.transport.state != .faulty }
    guard !ports.isEmpty else { return }
    let isAWS = audit.cloud(of: service) == .aws
    guard let observed, observed.isConfigured else {
      fact { $0.add("listeners of \(name)", false) }
      if isAWS { fact { $0.add("targets of \(name)", false) } }
      return
    }
    let hasBalancer = !(observed.loadBalancers?.value.isEmpty ?? true)
    // A service that forwards to an IP address, or to load balancers that do not exist, has no listeners.
    let isSettled =
      observed.hasDirectDestination && !hasBalancer
      || observed.loadBalancers?.value.contains(where: audit.state.isGone(loadBalancer:)) ?? false
    let results = ports.map { port in
      LiveListeners.of(port.number.present ?? 0, over: port.transport.present ?? .tcp, for: observed, in: audit.state)
    }
    let areListed = results.allSatisfy { $0 != nil }
    fact { facts in
      facts.add("listeners of \(name)", isSettled || areListed, reason: audit.reason(forListenersOf: observed))
      let listeners = results.flatMap { $0?.balancers.compactMap(\.listener) ?? [] }
      if listeners.contains(where: \.hasUnlistedPool) {
        facts.leave("backend pool of \(name)", because: "the answer lists no members")
      }
    }
    guard isAWS else { return }
    fact { facts in
      guard !isSettled else { return }
      guard areListed else { return facts.add("targets of \(name)", false) }
      facts.countTargets(results.compactMap { $0 }, of: observed, named: name, audit)
    }
  }

  private mutating func countTargets(
    _ results: [LiveListeners.Result],
    of observed: ObservedService,
    named name: String,
    _ audit: Audit
  ) {
    let listeners = results.flatMap { $0.balancers.compactMap(\.listener) }
    let groups = listeners.flatMap { $0.targetGroups ?? [] }
    guard groups.allSatisfy({ audit.state.targetGroups[$0]?.health.isWhole ?? false }) else {
      return add("targets of \(name)", false, reason: audit.reason(forTargets: groups, observed))
    }
    guard listeners.allSatisfy({ $0.targetGroups != nil }) else {
      return add("targets of \(name)", false, reason: "a listener does not say where it forwards to")
    }
    guard listeners.allSatisfy({ $0.targetGroups != [] }) else {
      return leave("targets of \(name)", because: "a listener has no target group that receives connections")
    }
    let unknown = results.lazy.compactMap { TargetHealth($0, in: audit.state)?.unknownWord }.first
    if let unknown {
      let reason =
        unknown == "unavailable" ? "health checks are disabled" : "unknown state \(Display.quoted(unknown))"
      leave("targets of \(name)", because: reason)
    }
  }
}
