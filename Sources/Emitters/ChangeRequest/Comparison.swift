import ManifestModel

/// Compares two versions of a workspace by name: order, comments, quoting, anchors and file layout do not matter.
package enum Comparison {
  /// The changes by project, in order of project ID. A project on one side only stands for "no connection" on the other.
  package static func compare(_ old: [EffectiveProject], _ new: [EffectiveProject]) -> [ProjectChange] {
    let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return Set(before.keys).union(after.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { id in
      let comparison = ProjectComparison(id: id, old: before[id], new: after[id])
      guard let project = after[id] ?? before[id] else { return nil }
      let changes = comparison.changes()
      return changes.isEmpty ? nil : ProjectChange(project: project, changes: changes, tickets: tickets(before[id], after[id]))
    }
  }

  private static func tickets(_ projects: EffectiveProject?...) -> [String] {
    Set(projects.compactMap { $0 }.flatMap(\.environments).compactMap(\.ticket)).sorted()
  }
}

/// The comparison of one project.
private struct ProjectComparison {
  let id: String
  let old: EffectiveProject?
  let new: EffectiveProject?

  func changes() -> [Change] {
    let before = Dictionary((old?.environments ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary((new?.environments ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var changes = projectChanges()
    for name in Set(before.keys).union(after.keys).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      switch (before[name], after[name]) {
      case (let old?, nil):
        changes.append(
          Change(
            id, name, .removeConnection, .removed,
            "remove the \(old.connection?.rawValue ?? "") connection of \(name)".replacing("  ", with: " ")))
      case (nil, let new?):
        changes.append(Change(id, name, .enable, .added, "enable a \(new.connection?.rawValue ?? "new") connection of \(name)"))
      case (let old?, let new?): changes += EnvironmentComparison(project: id, old: old, new: new).changes()
      case (nil, nil): break
      }
    }
    return changes
  }

  private func projectChanges() -> [Change] {
    guard let old, let new else { return [] }
    var changes: [Change] = []
    for (what, before, after) in [
      ("region", old.region, new.region), ("cloud", old.cloud?.rawValue, new.cloud?.rawValue),
      ("plan", old.plan?.rawValue, new.plan?.rawValue),
    ] {
      guard before != after, let before, let after else { continue }
      changes.append(Change(id, nil, .move, .changed, "move the project: its \(what) changes", before: before, after: after))
    }
    func book(_ what: String, _ before: String?, _ after: String?) {
      if before != after { changes.append(Change(id, nil, .bookkeeping, .changed, what, before: before, after: after)) }
    }
    book("title", old.title, new.title)
    book("company", old.company, new.company)
    book("limits", old.edition, new.edition)
    if old.contacts != new.contacts { changes.append(Change(id, nil, .bookkeeping, .changed, "contacts")) }
    return changes
  }
}

/// The comparison of one environment.
private struct EnvironmentComparison {
  let project: String
  let old: EffectiveEnvironment
  let new: EffectiveEnvironment

  func changes() -> [Change] {
    guard old != new else { return [] }
    var changes: [Change] = []
    if let before = old.connection, let after = new.connection, before != after {
      changes.append(change(.changeConnectionType, .changed, "change the connection type", before.rawValue, after.rawValue))
    }
    for (what, before, after) in [("region", old.region, new.region), ("cluster", old.cluster, new.cluster)] {
      guard before != after, before != nil || what == "region", after != nil || what == "region" else { continue }
      changes.append(
        change(.move, .changed, "move the connection: \(what == "region" ? "the customer's region" : "the cluster") changes", before, after)
      )
    }
    if let before = old.account, let after = new.account, before != after {
      changes.append(change(.changeAccount, .changed, "change the customer account", before, after))
    }
    changes += subscriptions()
    changes += ports(old.ports, new.ports, direction: "toward Adobe Commerce")
    changes += services()
    if old.privateDNS != new.privateDNS {
      changes.append(change(.ownSide, .changed, "switch private DNS", "\(old.privateDNS)", "\(new.privateDNS)"))
    }
    for (what, before, after) in [("needed_by", old.neededBy, new.neededBy), ("type", old.type?.rawValue, new.type?.rawValue)]
    where before != after {
      changes.append(change(.bookkeeping, .changed, what, before, after))
    }
    if [old.ticket, old.adobeService, old.adobeSubscription] != [new.ticket, new.adobeService, new.adobeSubscription]
      || old.endpoints != new.endpoints
    {
      changes.append(change(.bookkeeping, .changed, "enablement", nil, nil))
    }
    return changes
  }

  private func change(_ kind: Change.Kind, _ mark: Change.Mark, _ summary: String, _ before: String?, _ after: String?) -> Change {
    Change(project, new.id, kind, mark, summary, before: before, after: after)
  }

  /// The subscriptions that come and go; those that only follow the account are told with it.
  private func subscriptions() -> [Change] {
    let followsAccount = old.subscriptions == [old.account].compactMap { $0 } && new.subscriptions == [new.account].compactMap { $0 }
    guard old.subscriptions != new.subscriptions, !followsAccount else { return [] }
    return [
      change(
        .changeAccount, .changed, "change the subscriptions that may connect", old.subscriptions.joined(separator: ", "),
        new.subscriptions.joined(separator: ", "))
    ]
  }

  // MARK: Ports

  private func ports(_ old: [EffectivePort], _ new: [EffectivePort], direction: String) -> [Change] {
    let before = Dictionary(old.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var changes: [Change] = []
    for port in old where after[port.name] == nil {
      changes.append(change(.closePort, .removed, "close \(Ticket.sockets([port])) \(direction)", nil, nil))
    }
    for port in new where before[port.name] == nil {
      changes.append(change(.openPort, .added, "open \(Ticket.sockets([port])) \(direction)", nil, nil))
    }
    for port in new {
      guard let earlier = before[port.name], earlier != port else { continue }
      if earlier.service != port.service {
        changes.append(change(.bookkeeping, .changed, "service of \(port.socket) \(direction)", earlier.service, port.service))
      }
      if earlier.applicationProtocol != port.applicationProtocol {
        changes.append(
          change(.bookkeeping, .changed, "protocol of \(port.socket) \(direction)", earlier.applicationProtocol, port.applicationProtocol))
      }
    }
    return changes
  }

  // MARK: Endpoint services

  private func services() -> [Change] {
    var changes: [Change] = []
    let before = Dictionary(old.endpointServices.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.endpointServices.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var gone = old.endpointServices.filter { after[$0.name] == nil }
    for service in new.endpointServices where before[service.name] == nil {
      if let index = gone.firstIndex(where: { isSame($0, service) }) {
        let earlier = gone.remove(at: index)
        changes.append(change(.renameEndpointService, .changed, "rename the endpoint service \(earlier.name)", earlier.name, service.name))
        changes += inside(earlier, service)
      } else {
        changes.append(
          change(
            .addEndpointService, .added,
            "connect Adobe Commerce to \(service.name) (\(service.identifier ?? ""), \(Ticket.sockets(service.ports)))", nil,
            service.identifier))
      }
    }
    for service in gone {
      changes.append(change(.removeEndpointService, .removed, "disconnect Adobe Commerce from \(service.name)", service.identifier, nil))
    }
    for service in new.endpointServices {
      guard let earlier = before[service.name] else { continue }
      if let old = earlier.identifier, let new = service.identifier, !isSame(earlier, service) {
        changes.append(
          change(.replaceEndpointService, .changed, "connect Adobe Commerce to another endpoint service for \(service.name)", old, new))
      }
      changes += inside(earlier, service)
    }
    return changes
  }

  /// Azure IDs compare without letter case; AWS names are lower-case anyway.
  private func isSame(_ left: EffectiveEndpointService, _ right: EffectiveEndpointService) -> Bool {
    left.identifier != nil && left.identifier?.lowercased() == right.identifier?.lowercased()
  }

  private func inside(_ old: EffectiveEndpointService, _ new: EffectiveEndpointService) -> [Change] {
    var changes = ports(old.ports, new.ports, direction: "toward your \(new.name)")
    if old.region != new.region, let before = old.region, let after = new.region, isSame(old, new) {
      changes.append(change(.move, .changed, "move the connection: the region of \(new.name) changes", before, after))
    }
    func own(_ what: String, _ before: [String], _ after: [String]) {
      if before != after {
        changes.append(change(.ownSide, .changed, "\(what) of \(new.name)", before.joined(separator: ", "), after.joined(separator: ", ")))
      }
    }
    own("the allowed principals", old.allowedPrincipals, new.allowedPrincipals)
    own("the load balancers", old.loadBalancers, new.loadBalancers)
    own("acceptance of requests", ["\(old.acceptanceRequired)"], ["\(new.acceptanceRequired)"])
    own("private DNS", ["\(old.privateDNS)"], ["\(new.privateDNS)"])
    if old.endpoints != new.endpoints { changes.append(change(.bookkeeping, .changed, "enablement of \(new.name)", nil, nil)) }
    return changes
  }
}
