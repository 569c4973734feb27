import ManifestModel

/// The comparison of one environment that is there on both sides.
struct EnvironmentComparison {
  let project: String
  let cloud: Cloud
  /// Whether the whole project moves.
  let isMoved: Bool
  /// The editions that the project as a whole follows on either side.
  let editions: [String]
  let old: EffectiveEnvironment
  let new: EffectiveEnvironment
  private let pairs: ServicePairs

  init(
    project: String,
    cloud: Cloud,
    isMoved: Bool,
    editions: [String],
    old: EffectiveEnvironment,
    new: EffectiveEnvironment
  ) {
    self.project = project
    self.cloud = cloud
    self.isMoved = isMoved
    self.editions = editions
    self.old = old
    self.new = new
    pairs = ServicePairs(old.endpointServices, new.endpointServices)
  }

  func changes() -> [Change] {
    guard old != new else { return [] }
    var changes = connectionType() + moves() + accounts()
    changes += ports(old.ports, new.ports, .towardCommerce, of: nil)
    changes += services() + privateDNS() + bookkeeping()
    if isMoved || changes.contains(where: { $0.kind == .move }) {
      for index in changes.indices { changes[index].isPartOfMove = true }
    }
    return changes
  }

  func change(
    _ kind: Change.Kind,
    _ mark: Change.Mark,
    _ summary: String,
    _ before: String? = nil,
    _ after: String? = nil
  ) -> Change {
    Change(
      project: project,
      environment: new.id,
      kind: kind,
      mark: mark,
      summary: summary,
      before: before,
      after: after
    )
  }

  // MARK: The connection

  private func connectionType() -> [Change] {
    guard let before = old.connection, let after = new.connection, before != after else { return [] }
    var change = change(.changeConnectionType, .changed, "change the connection type", before.rawValue, after.rawValue)
    change.stays = staying()
    change.customerStep =
      after == .bidirectional
      ? .runbook(project, new.id, " for the half from Adobe Commerce to your network")
      : "once Adobe confirms, delete your endpoint services if nothing else uses them"
    return [change]
  }

  private func moves() -> [Change] {
    var changes: [Change] = []
    func move(_ what: String, _ before: String?, _ after: String?) {
      guard before != after, let before, let after else { return }
      var change = change(.move, .changed, "move the connection: \(what) changes", before, after)
      change.stays = "the old connection, until it is removed"
      change.customerStep = .runbook(project, new.id, ", and delete your old endpoints once Adobe confirms")
      changes.append(change)
    }
    move("the customer's region", old.region, new.region)
    move("the cluster", old.cluster, new.cluster)
    for (before, after) in pairs.same { move("the region of \(after.name)", before.region, after.region) }
    return changes
  }

  private func accounts() -> [Change] {
    var changes: [Change] = []
    func account(_ what: String, _ before: String?, _ after: String?, isOnlyAdded: Bool = false) {
      var change = change(.changeAccount, .changed, "change \(what)", before, after)
      change.direction = .towardCommerce
      let services = pairs.same.map(\.1.name)
      change.interruption = isOnlyAdded ? "nothing" : change.interruption
      change.stays =
        isOnlyAdded
        ? "everything that is connected now"
        : services.isEmpty
          ? "nothing, until the new endpoints work" : "what Adobe Commerce sends to \(Ticket.list(services))"
      change.customerStep = "create the endpoints in what is new, test them, and delete the old ones"
      changes.append(change)
    }
    if let before = old.account, let after = new.account, before != after {
      account(cloud == .aws ? "the customer account" : "the customer subscription", before, after)
    }
    // Subscriptions that only follow the account are told with it.
    let followAccount =
      old.subscriptions == [old.account].compactMap { $0 } && new.subscriptions == [new.account].compactMap { $0 }
    if old.subscriptions != new.subscriptions, !followAccount {
      account(
        "the subscriptions that may connect",
        text(old.subscriptions),
        text(new.subscriptions),
        isOnlyAdded: Set(old.subscriptions).isSubset(of: new.subscriptions)
      )
    }
    return changes
  }

  /// What is connected on both sides.
  private func staying() -> String {
    let names = Set(old.ports.map(\.name))
    let ports = new.ports.filter { names.contains($0.name) }
    let services = new.isBidirectional ? pairs.same.map(\.1.name) : []
    let parts = [
      ports.isEmpty ? nil : "\(Ticket.sockets(ports)) toward Adobe Commerce",
      services.isEmpty ? nil : "\(Ticket.list(services)) toward our network",
    ].compactMap { $0 }
    return parts.isEmpty ? "nothing in this environment" : parts.joined(separator: "; ")
  }

  // MARK: Ports

  func ports(
    _ old: [EffectivePort],
    _ new: [EffectivePort],
    _ direction: Change.Direction,
    of service: EffectiveEndpointService?
  )
    -> [Change]
  {
    let target = service.map { "toward our \($0.name)" } ?? "toward Adobe Commerce"
    let before = Dictionary(old.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var changes: [Change] = []
    for port in old where after[port.name] == nil {
      var change = change(.closePort, .removed, "close \(Ticket.sockets([port])) \(target)", port.name)
      change.stays = service.map { otherPorts(of: $0, in: old, and: after) } ?? staying()
      if let service {
        change.customerStep = CustomerStep(
          "remove the listener for \(port.socket) from the load balancer of \(service.name)"
        )
      }
      changes.append(change)
    }
    for port in new where before[port.name] == nil {
      var change = change(.openPort, .added, "open \(Ticket.sockets([port])) \(target)", nil, port.name)
      change.stays = "everything that is connected now"
      if let service {
        change.customerStep = CustomerStep("add a listener for \(port.socket) to the load balancer of \(service.name)")
      }
      changes.append(change)
    }
    for index in changes.indices { changes[index].direction = direction }
    for port in new {
      guard let earlier = before[port.name] else { continue }
      changes += note("service of \(port.socket) \(target)", earlier.service, port.service)
      changes += note("protocol of \(port.socket) \(target)", earlier.applicationProtocol, port.applicationProtocol)
    }
    return changes
  }

  private func otherPorts(
    of service: EffectiveEndpointService,
    in old: [EffectivePort],
    and after: [String: EffectivePort]
  ) -> String {
    let kept = old.filter { after[$0.name] != nil }
    return (kept.isEmpty ? "" : "\(Ticket.sockets(kept)) toward our \(service.name); ") + "all other connections"
  }

  // MARK: Endpoint services

  private func services() -> [Change] {
    var changes: [Change] = []
    for (before, after) in pairs.same where before.name != after.name {
      changes.append(
        change(.renameEndpointService, .changed, "rename the endpoint service \(before.name)", before.name, after.name)
      )
    }
    for (before, after) in pairs.replaced {
      var change = change(
        .replaceEndpointService,
        .changed,
        "connect Adobe Commerce to another endpoint service for \(after.name)",
        before.identifier,
        after.identifier
      )
      change.stays = staying()
      change.customerStep = ServiceSteps(after, cloud).admission
      change.service = after
      changes.append(change)
    }
    for service in pairs.added {
      var change = change(
        .addEndpointService,
        .added,
        "connect Adobe Commerce to \(service.name)",
        nil,
        service.identifier
      )
      change.stays = "everything that is connected now"
      change.customerStep = ServiceSteps(service, cloud).admission
      change.service = service
      changes.append(change)
    }
    for service in pairs.removed {
      var change = change(
        .removeEndpointService,
        .removed,
        "disconnect Adobe Commerce from \(service.name)",
        service.identifier
      )
      change.stays = staying()
      change.customerStep = "once Adobe confirms, delete the endpoint service if nothing else uses it"
      changes.append(change)
    }
    for index in changes.indices { changes[index].direction = .towardCustomer }
    for (before, after) in pairs.same + pairs.replaced {
      changes += ports(before.ports, after.ports, .towardCustomer, of: after)
    }
    for (before, after) in pairs.same { changes += ownSide(before, after, isReplaced: false) }
    for (before, after) in pairs.replaced { changes += ownSide(before, after, isReplaced: true) }
    return changes
  }

  private func ownSide(_ old: EffectiveEndpointService, _ new: EffectiveEndpointService, isReplaced: Bool) -> [Change] {
    let steps = ServiceSteps(new, cloud)
    var changes: [Change] = []
    func own(_ what: String, _ before: [String], _ after: [String], _ step: CustomerStep) {
      guard before != after else { return }
      var change = change(.ownSide, .changed, "\(what) of \(new.name)", text(before), text(after))
      // Another endpoint service was made with its own settings: there is nothing to take off it.
      change.customerStep = isReplaced ? "see to it that the new endpoint service is set like this" : step
      changes.append(change)
    }
    own(
      "the allowed principals",
      old.allowedPrincipals,
      new.allowedPrincipals,
      steps.principals(from: old.allowedPrincipals, to: new.allowedPrincipals)
    )
    own(
      "the load balancers",
      old.loadBalancers,
      new.loadBalancers,
      steps.loadBalancers(from: old.loadBalancers, to: new.loadBalancers)
    )
    own("the acceptance of requests", ["\(old.acceptanceRequired)"], ["\(new.acceptanceRequired)"], steps.acceptance)
    own("private DNS", ["\(old.privateDNS)"], ["\(new.privateDNS)"], steps.privateDNS)
    return changes
  }

  /// The values of a list in one line; nil where there are none.
  private func text(_ values: [String]) -> String? { values.isEmpty ? nil : values.joined(separator: ", ") }

  // MARK: Bookkeeping

  func note(_ key: String, _ before: String?, _ after: String?) -> [Change] {
    before == after ? [] : [change(.bookkeeping, .changed, key, before, after)]
  }

  /// Private DNS of the customer's endpoints to Adobe's service.
  private func privateDNS() -> [Change] {
    guard old.privateDNS != new.privateDNS else { return [] }
    var change = change(.ownSide, .changed, "private DNS of our endpoints", "\(old.privateDNS)", "\(new.privateDNS)")
    change.customerStep = "switch it on the endpoints to Adobe's service"
    return [change]
  }

  private func bookkeeping() -> [Change] {
    var changes: [Change] = []
    // A cluster ID that comes or goes tells nothing of the connection itself.
    if old.cluster == nil || new.cluster == nil { changes += note("cluster", old.cluster, new.cluster) }
    // An edition that the whole project changes is told with the project.
    if [old.edition, new.edition] != editions { changes += note("limits", old.edition, new.edition) }
    changes += note("needed_by", old.neededBy, new.neededBy)
    changes += note("type", old.type?.rawValue, new.type?.rawValue)
    changes += note("ticket in enablement", old.ticket, new.ticket)
    changes += note("Adobe's service in enablement", old.adobeService, new.adobeService)
    changes += note("Adobe's subscription in enablement", old.adobeSubscription, new.adobeSubscription)
    if old.endpoints != new.endpoints { changes.append(change(.bookkeeping, .changed, "endpoints in enablement")) }
    for (before, after) in pairs.same + pairs.replaced where before.endpoints != after.endpoints {
      changes.append(change(.bookkeeping, .changed, "endpoints in enablement of \(after.name)"))
    }
    return changes
  }
}

/// The endpoint services of two sides, put together by what they are and then by name: two that only swapped names are the same services.
private struct ServicePairs {
  private(set) var same: [(EffectiveEndpointService, EffectiveEndpointService)] = []
  private(set) var replaced: [(EffectiveEndpointService, EffectiveEndpointService)] = []
  private(set) var added: [EffectiveEndpointService] = []
  private(set) var removed: [EffectiveEndpointService] = []

  init(_ old: [EffectiveEndpointService], _ new: [EffectiveEndpointService]) {
    var byIdentifier: [String: EffectiveEndpointService] = [:]
    for service in old { if let key = ServicePairs.key(service) { byIdentifier[key] = byIdentifier[key] ?? service } }
    var rest: [EffectiveEndpointService] = []
    var taken: Set<String> = []
    for service in new {
      if let key = ServicePairs.key(service), let earlier = byIdentifier.removeValue(forKey: key) {
        same.append((earlier, service))
        taken.insert(earlier.name)
      } else {
        rest.append(service)
      }
    }
    let left = Dictionary(
      old.filter { !taken.contains($0.name) }.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for service in rest {
      guard let earlier = left[service.name] else {
        added.append(service)
        continue
      }
      taken.insert(service.name)
      // What had no identifier yet could not be connected to; it is a new one now.
      if earlier.identifier == nil, service.identifier != nil {
        added.append(service)
      } else {
        replaced.append((earlier, service))
      }
    }
    removed = old.filter { !taken.contains($0.name) }
  }

  /// Azure IDs compare without letter case; AWS names are lower-case anyway.
  private static func key(_ service: EffectiveEndpointService) -> String? { service.identifier?.lowercased() }
}
