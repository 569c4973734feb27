import CloudState
import ManifestModel

/// The facts of the cloud that a manifest speaks of, and which of them were collected and judged.
package struct AuditFacts: Sendable {
  package private(set) var known = 0
  /// "permissions of erp", with the reason where there is one, in order of the manifests.
  package private(set) var missing: [String] = []
  /// What was collected and could not be judged, each with the reason.
  package private(set) var unjudged: [String] = []

  package var count: Int { known + missing.count + unjudged.count }

  /// "audited 6 of 9 facts; not collected: permissions of erp, targets of erp".
  package var summary: String {
    "audited \(known) of \(count) \(count == 1 ? "fact" : "facts")"
      + AuditFacts.list("not collected", missing) + AuditFacts.list("not judged", unjudged)
  }

  private static func list(_ title: String, _ facts: [String]) -> String {
    guard !facts.isEmpty else { return "" }
    let rest = facts.count > 20 ? " and \(facts.count - 20) more" : ""
    return "; \(title): \(facts.prefix(20).joined(separator: ", "))\(rest)"
  }

  /// The facts of all files of a run.
  package init(_ workspace: Workspace, _ state: CloudState, today: CivilDate) {
    let estate = Estate(workspace, state)
    var names: [String: Int] = [:]
    for file in workspace.files {
      for service in file.endpointServices { names[file.string(service.id), default: 0] += 1 }
      for environment in file.environments { names["environment " + file.string(environment.id), default: 0] += 1 }
    }
    for file in workspace.files {
      let audit = Audit(file, state, estate, today: today)
      for (index, environment) in file.environments.enumerated() {
        let project = file.string(file.project(of: environment).id)
        let id = file.string(environment.id)
        let name = names["environment " + id] == 1 ? id : "\(project)/\(id)"
        countAccount(of: environment, name, audit)
        count(index, environment, name, audit)
        for service in environment.endpointServices.range {
          let label = file.string(file.endpointServices[service].id)
          count(service: service, names[label] == 1 ? label : "\(name)/\(label)", audit)
        }
      }
    }
  }

  mutating func add(_ what: String, _ isKnown: Bool, _ reason: @autoclosure () -> String? = nil) {
    if isKnown {
      known += 1
    } else {
      missing.append(what + (reason().map { " (\($0))" } ?? ""))
    }
  }

  mutating func leave(_ what: String, because reason: String) { unjudged.append("\(what) (\(reason))") }

  // MARK: Endpoints

  private mutating func count(_ index: Int, _ environment: Environment, _ name: String, _ audit: Audit) {
    let recorded = environment.endpoints.range
    guard environment.holdsAdobeService || !recorded.isEmpty else { return }
    let region = environment.region.present.map(audit.file.regionName)
    let isListed = audit.isWhole(.endpoints, audit.accounts[index], region: region)
    let isKnown = isListed || (!recorded.isEmpty && recorded.allSatisfy { audit.endpoints[$0] != nil })
    add("endpoints of \(name)", isKnown, audit.reason(forList: .endpoints, index, region))
    countUnnamed(recorded, name, audit)
    countAddresses(recorded, name, audit)
    countDetails(recorded.compactMap { index in audit.endpoints[index].map { (index, $0) } }, name, audit)
    let withGroups = recorded.compactMap { audit.endpoints[$0] }.filter { !$0.securityGroups.isEmpty }
    guard !withGroups.isEmpty else { return }
    let areKnown = withGroups.allSatisfy { $0.securityGroups.allSatisfy { audit.state.securityGroups[$0] != nil } }
    add(
      "security groups of \(name)",
      areKnown,
      audit.reason(forCall: "describe-security-groups", audit.accounts[index], region)
    )
  }

  /// Names and addresses in the manifest that nothing was collected to compare with.
  private mutating func countAddresses(_ recorded: Range<Int>, _ name: String, _ audit: Audit) {
    let areUnknown = recorded.contains { index in
      guard let observed = audit.endpoints[index] else { return false }
      switch audit.file.endpoints[index].dns.present {
      case .endpointDNS?: return observed.dnsNames.isEmpty
      case .ipAddress?: return observed.cloud == .azure && observed.addresses.isEmpty
      default: return false
      }
    }
    if areUnknown { add("addresses of the endpoints of \(name)", false) }
  }

  // MARK: Endpoint services

  private mutating func count(service index: Int, _ name: String, _ audit: Audit) {
    let service = audit.file.endpointServices[index]
    guard let key = Estate.key(of: service, audit.file) else {
      return leave("configuration of \(name)", because: "the manifest does not name the endpoint service")
    }
    // Of what does not exist there is nothing else to know.
    if LiveServiceMissing.reason(service, audit) != nil { return add("configuration of \(name)", true) }
    let observed = audit.services[index]
    let isConfigured = observed?.isConfigured ?? false
    let region = Audit.region(of: service, audit.file)
    let account = audit.owner(of: key, service.environment)
    add("configuration of \(name)", isConfigured, audit.reason(forConfigurationOf: service, account, region))
    count(
      observed?.principals,
      "permissions of \(name)",
      isJudged: observed.map { audit.knowsAdobe(service, $0) } ?? false,
      audit.reason(forCall: "describe-vpc-endpoint-service-permissions", of: key, account, region)
    )
    count(
      observed?.connections,
      "connections of \(name)",
      unread: observed.flatMap { UnreadValue(in: $0.connections, of: service, audit) },
      isJudged: observed.map { audit.knowsRequests(service, $0) } ?? false,
      audit.reason(forCall: "describe-vpc-endpoint-connections", of: key, account, region)
    )
    guard isConfigured, let observed else { return }
    if observed.state == nil { add("state of \(name)", false) }
    countAcceptance(service, observed, name, audit)
    countPorts(service, observed, name, audit)
  }

  private mutating func count<Item>(
    _ list: ObservedList<Item>?,
    _ what: String,
    unread: UnreadValue? = nil,
    isJudged: Bool,
    _ reason: String?
  ) {
    if let list, list.gap == .ambiguous {
      leave(what, because: ListGap.ambiguous.words)
    } else if let list, list.isWhole, !isJudged {
      leave(what, because: AuditFacts.unknownSubscription)
    } else if let list, list.isWhole, let unread {
      add(what, unread)
    } else {
      add(what, list?.isWhole ?? false, list?.gap?.words ?? reason)
    }
  }

  private static let unknownSubscription = "`adobe_subscription` is not recorded"

  /// Who approves requests is a part of the configuration, which need not say it.
  private mutating func countAcceptance(
    _ service: EndpointService,
    _ observed: ObservedService,
    _ name: String,
    _ audit: Audit
  ) {
    guard AdobeAccess.requiresAcceptance(observed, service, audit) == nil else { return }
    if observed.autoApproval != nil {
      leave("acceptance of \(name)", because: AuditFacts.unknownSubscription)
    } else {
      add("acceptance of \(name)", false)
    }
  }

  private mutating func countPorts(
    _ service: EndpointService,
    _ observed: ObservedService,
    _ name: String,
    _ audit: Audit
  ) {
    let ports = audit.file.ports[service.ports.range].filter { $0.number.isPresent && $0.transport.state != .faulty }
    let hasBalancer = !(observed.loadBalancers?.value.isEmpty ?? true)
    guard !ports.isEmpty, hasBalancer || !observed.hasDirectDestination else { return }
    let results = ports.map { port in
      LiveListeners.of(port.number.present ?? 0, port.transport.present ?? .tcp, observed, audit.state)
    }
    let areListed = results.allSatisfy { $0 != nil }
    add("listeners of \(name)", areListed, audit.reason(forListenersOf: observed))
    guard observed.cloud == .aws else { return }
    let listeners = results.flatMap { $0?.balancers.compactMap(\.listener) ?? [] }
    let groups = listeners.flatMap { $0.targetGroups ?? [] }
    // Where nothing listens there are no targets to ask for.
    guard !areListed || !groups.isEmpty || listeners.contains(where: { $0.targetGroups == nil }) else { return }
    let areKnown =
      areListed && listeners.allSatisfy { $0.targetGroups != nil }
      && groups.allSatisfy { audit.state.targetGroups[$0]?.health.isWhole ?? false }
    add("targets of \(name)", areKnown, audit.reason(forTargets: groups, observed))
  }
}
