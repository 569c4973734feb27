import ManifestModel

/// The connections that stay in an environment that both sides have: those on both sides that no change interrupts.
struct StayingConnections {
  /// In words, toward Adobe Commerce first; nothing if nothing stays.
  let lines: [String]
  /// Whether all that was connected stays.
  let isEverything: Bool

  /// What a change says of it.
  var words: [String] {
    isEverything
      ? ["everything that is connected now"]
      : lines.isEmpty ? ["nothing; these changes affect every current connection"] : lines
  }

  init(from old: EffectiveEnvironment, to new: EffectiveEnvironment, pairs: ServicePairs, on cloud: Cloud) {
    let commerce = StayingConnections.towardCommerce(from: old, to: new, on: cloud)
    let customer = StayingConnections.towardCustomer(from: old, to: new, pairs: pairs)
    lines = commerce.lines + customer.lines
    isEverything = commerce.isEverything && customer.isEverything
  }

  private typealias Half = (lines: [String], isEverything: Bool)

  /// Ports that stay open, for the accounts that stay allowed.
  private static func towardCommerce(from old: EffectiveEnvironment, to new: EffectiveEnvironment, on cloud: Cloud)
    -> Half
  {
    let names = Set(new.ports.map(\.name))
    let ports = old.ports.filter { names.contains($0.name) }
    let before = old.consumers(on: cloud)
    let allowed = Set(new.consumers(on: cloud))
    let consumers = before.filter { allowed.contains($0) }
    // A value that one side does not know is assumed to be unchanged.
    let isAllowed = before.isEmpty || allowed.isEmpty || consumers.count == before.count
    if old.ports.isEmpty { return ([], true) }
    if ports.isEmpty || !isAllowed && consumers.isEmpty { return ([], false) }
    let place = isAllowed ? "" : " from \(cloud.accountNoun) \(Words.shortList(consumers))"
    return (
      ["\(Words.sockets(ports)) toward Adobe Commerce\(place)"], isAllowed && ports.count == old.ports.count
    )
  }

  /// Endpoint services that stay connected, with the ports that stay open.
  private static func towardCustomer(from old: EffectiveEnvironment, to new: EffectiveEnvironment, pairs: ServicePairs)
    -> Half
  {
    if old.connection == .unidirectional || old.endpointServices.isEmpty { return ([], true) }
    if new.connection == .unidirectional { return ([], false) }
    var lines: [String] = []
    var isEverything = pairs.same.count == old.endpointServices.count
    for (before, after) in pairs.same {
      let names = Set(after.ports.map(\.name))
      let ports = before.ports.filter { names.contains($0.name) }
      let isKept = ports.count == before.ports.count && !LoadBalancerChange(from: before, to: after).interrupts
      isEverything = isEverything && isKept
      if !ports.isEmpty, !LoadBalancerChange(from: before, to: after).interrupts {
        lines.append("\(Words.sockets(ports)) toward \(after.identifier ?? after.name)")
      }
    }
    guard lines.count > Words.most else { return (lines, isEverything) }
    return (
      lines.prefix(Words.most - 1) + ["\(lines.count - Words.most + 1) more endpoint services"], isEverything
    )
  }
}

extension EffectiveEnvironment {
  /// Whose endpoints may connect to Adobe's service.
  func consumers(on cloud: Cloud) -> [String] {
    cloud == .azure ? subscriptions : [account].compactMap { $0 }
  }
}

/// What changes about the load balancers of an endpoint service that stays.
struct LoadBalancerChange {
  let added: [String]
  let removed: [String]
  /// Whether one side does not say which there are: the endpoint service has had one all along.
  let isRecord: Bool

  init(from old: EffectiveEndpointService, to new: EffectiveEndpointService) {
    (added, removed) = difference(from: old.loadBalancers, to: new.loadBalancers)
    isRecord = old.loadBalancers.isEmpty || new.loadBalancers.isEmpty
  }

  var isEmpty: Bool { added.isEmpty && removed.isEmpty }
  /// Connections through a load balancer that is taken away end.
  var interrupts: Bool { !isRecord && !removed.isEmpty }
}

/// What only the second list has, and what only the first has, in their order.
func difference(from old: [String], to new: [String]) -> (added: [String], removed: [String]) {
  let (before, after) = (Set(old), Set(new))
  return (new.filter { !before.contains($0) }, old.filter { !after.contains($0) })
}
