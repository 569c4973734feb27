import Diagnostics
import ManifestModel

/// Reads what `az` prints, by the type inside each resource ID. `az network` flattens what the API has under
/// `properties`; both are read.
extension StateBuilder {
  mutating func readAzure(_ root: JSONValue) -> Bool {
    let items = root.isArray ? root.items : root["value"]?.isArray == true ? root.items("value") : [root]
    let isComplete = root["nextLink"] == nil
    let isList = root.isArray || root["value"]?.isArray == true
    if items.isEmpty {
      // An empty list says by its name of what it is empty.
      guard isList, fileCall != nil, fileAccount != nil else { return false }
      guard let kind = StateBuilder.listKinds[fileCall ?? ""] ?? connectionCall else { return false }
      begin(.azure)
      if kind != "connections" {
        finishAzureList(kind, root, isComplete: isComplete, areRead: true)
      } else if isComplete {
        leaveUnconnected(root)
      }
      return true
    }
    guard let first = items.first, let kind = StateBuilder.kind(of: first) else { return account(root) }
    begin(.azure)
    if kind == "connections" {
      connections(items, of: root)
      return true
    }
    var areNamed = true
    for item in items {
      switch StateBuilder.kind(of: item) {
      case "services": privateLinkService(item)
      case "endpoints": privateEndpoint(item)
      case "balancers": azureLoadBalancer(item)
      case "interfaces": networkInterface(item)
      // It may be any of those that are looked for.
      default:
        areNamed = false
        claim(nil, nil)
      }
    }
    if isList { finishAzureList(kind, root, isComplete: isComplete, areRead: areNamed) }
    return true
  }

  private static let listKinds = [
    "private-link-service-list": "services", "private-endpoint-list": "endpoints", "lb-list": "balancers",
    "nic-list": "interfaces",
  ]

  private var connectionCall: String? { fileCall == "private-endpoint-connection-list" ? "connections" : nil }

  private mutating func finishAzureList(_ kind: String, _ root: JSONValue, isComplete: Bool, areRead: Bool) {
    switch kind {
    case "services":
      list(.services, call: "private-link-service-list", root, isComplete: isComplete, areRead: areRead)
    case "endpoints": list(.endpoints, call: "private-endpoint-list", root, isComplete: isComplete, areRead: areRead)
    case "balancers": list(.loadBalancers, call: "lb-list", root, isComplete: isComplete, areRead: areRead)
    case "interfaces": list(.interfaces, call: "nic-list", root, isComplete: isComplete, areRead: areRead)
    default: break
    }
  }

  /// What a resource is, by its ID.
  static func kind(of item: JSONValue) -> String? {
    guard let id = item["id"]?.peek else { return nil }
    let parts = id.parts(between: "/").map { $0.lowercased() }
    guard parts.count >= 9, parts[6] == "microsoft.network" else { return nil }
    if parts.count == 11, parts[7] == "privatelinkservices", parts[9] == "privateendpointconnections" {
      return "connections"
    }
    guard parts.count == 9 else { return nil }
    return [
      "privatelinkservices": "services", "privateendpoints": "endpoints", "loadbalancers": "balancers",
      "networkinterfaces": "interfaces",
    ][parts[7]]
  }

  /// `account show`.
  private mutating func account(_ root: JSONValue) -> Bool {
    guard root.isObject, root["tenantId"] != nil, root["environmentName"] != nil || root["homeTenantId"] != nil,
      let id = root.text("id"), CloudIdentifier.isGUID(id)
    else { return false }
    begin(.azure)
    identify(id.lowercased())
    return true
  }

  // MARK: Resources

  private mutating func privateLinkService(_ item: JSONValue) {
    guard let id = item.text("id"), let place = item["id"] else { return }
    let properties = item["properties"] ?? item
    let subscription = CloudIdentifier.subscription(id)
    claim(subscription, nil)
    let frontends = properties.array("loadBalancerFrontendIpConfigurations")?.whole { $0.text("id") }
    let visible = properties["visibility"]?.texts("subscriptions")
    update(service: id.lowercased(), shown: id, .azure, origin(place)) { service, builder in
      service.isConfigured = true
      service.describers.append(builder.origin(place).file)
      service.name = service.name ?? id
      service.account = subscription
      service.region = service.region ?? item.text("location").map(StateBuilder.location)
      service.alias = service.alias ?? properties.text("alias")
      builder.set(&service.state, properties.text("provisioningState"), at: properties["provisioningState"])
      service.hasDirectDestination = properties["destinationIPAddress"] != nil
      if let frontends { builder.set(frontends, of: &service, properties["loadBalancerFrontendIpConfigurations"]) }
      if let visible, service.principals.origin == nil, let list = properties["visibility"] {
        let place = builder.origin(list)
        service.principals = ObservedList(
          items: visible.map { Observed(value: $0.lowercased(), origin: place) },
          isWhole: true,
          origin: place
        )
      }
      let approved = properties["autoApproval"]?.texts("subscriptions")
      builder.set(&service.autoApproval, approved?.map { $0.lowercased() }, at: properties["autoApproval"])
      if let connections = properties.array("privateEndpointConnections"),
        let list = properties["privateEndpointConnections"], service.connections.origin == nil
      {
        service.connections = builder.connections(connections, builder.origin(list))
      }
    }
  }

  /// Takes over the frontends of a Private Link service, which name its load balancers; nothing if one of them names
  /// none.
  func set(_ frontends: [String], of service: inout ObservedService, _ place: JSONValue?) {
    let shown = frontends.compactMap(CloudIdentifier.loadBalancer(ofFrontend:))
    guard service.loadBalancers == nil, shown.count == frontends.count else { return }
    service.frontends = frontends.map { $0.lowercased() }
    service.shownLoadBalancers = Set(shown).sorted()
    set(&service.loadBalancers, Set(shown.map { $0.lowercased() }).sorted(), at: place)
  }

  private func connections(_ items: [JSONValue], _ place: Origin) -> ObservedList<ObservedConnection> {
    let connections = items.compactMap { connection($0) }
    let isWhole = connections.count == items.count
    // A private endpoint that was created again has two, of which the ended one says nothing of it.
    let ended = connections.filter { $0.state?.isEnded ?? false }
    let live = connections.filter { !($0.state?.isEnded ?? false) }
    return ObservedList(items: live + ended, isWhole: isWhole, gap: isWhole ? nil : .unreadEntry, origin: place)
  }

  private mutating func connections(_ items: [JSONValue], of root: JSONValue) {
    guard let id = items.first?.text("id").map({ $0.parts(between: "/")[..<9].joined(separator: "/") }) else { return }
    claim(CloudIdentifier.subscription(id), nil)
    let place = origin(root)
    update(service: id.lowercased(), shown: id, .azure, place) { service, builder in
      guard service.connections.origin == nil else { return }
      service.connections = builder.connections(items, place)
      if builder.fileCall != "private-endpoint-connection-list" {
        service.connections.isWhole = false
        service.connections.gap = service.connections.gap ?? .mayBeFiltered
      }
    }
  }

  private func connection(_ item: JSONValue) -> ObservedConnection? {
    let properties = item["properties"] ?? item
    let status = properties["privateLinkServiceConnectionState"]
    let word = status?.text("status")
    guard let endpoint = properties["privateEndpoint"]?.text("id"), CloudIdentifier.isEndpointID(endpoint) else {
      return nil
    }
    return ObservedConnection(
      endpointID: endpoint,
      owner: CloudIdentifier.subscription(endpoint),
      state: word.flatMap(StateBuilder.azureState),
      stateWord: word,
      origin: origin(status?["status"] ?? item)
    )
  }

  /// On Azure "Pending" waits for whoever owns the service.
  static func azureState(_ word: String) -> EndpointState? {
    word.lowercased() == "pending" ? .waiting : EndpointState(word: word)
  }

  private mutating func privateEndpoint(_ item: JSONValue) {
    guard let id = item.text("id"), let place = item["id"] else { return }
    let properties = item["properties"] ?? item
    let subscription = CloudIdentifier.subscription(id)
    claim(subscription, nil)
    let all =
      properties.items("privateLinkServiceConnections") + properties.items("manualPrivateLinkServiceConnections")
    update(endpoint: id.lowercased(), shown: id, .azure, origin(place)) { endpoint, builder in
      endpoint.describers.append(builder.origin(place).file)
      endpoint.account = subscription
      builder.set(&endpoint.provisioning, properties.text("provisioningState"), at: properties["provisioningState"])
      if endpoint.interfaces.isEmpty {
        endpoint.interfaces = properties.items("networkInterfaces").whole { $0.text("id")?.lowercased() } ?? []
      }
      endpoint.region = endpoint.region ?? item.text("location").map(StateBuilder.location)
      for connection in all {
        let details = connection["properties"] ?? connection
        builder.set(&endpoint.serviceName, details.text("privateLinkServiceId"), at: details["privateLinkServiceId"])
        let status = details["privateLinkServiceConnectionState"]
        builder.setState(of: &endpoint, status?["status"], by: StateBuilder.azureState)
      }
      if endpoint.dnsNames.isEmpty {
        endpoint.dnsNames = builder.names(properties.items("customDnsConfigs"), "fqdn")
      }
    }
  }

  /// The addresses of a private endpoint, which its own description need not have.
  private mutating func networkInterface(_ item: JSONValue) {
    let properties = item["properties"] ?? item
    let all = properties.items("ipConfigurations").map { $0["properties"] ?? $0 }
    // Older versions of `az` write the name in other letters than the API.
    let isOlder = all.contains { $0.has("privateIpAddress") }
    let addresses = names(all, isOlder ? "privateIpAddress" : "privateIPAddress")
    if let id = item.text("id") { state.interfaces.insert(id.lowercased()) }
    if let id = item.text("id"), !addresses.isEmpty { addressesByInterface[id.lowercased()] = addresses }
    guard let endpoint = properties["privateEndpoint"]?.text("id") else { return }
    claim(CloudIdentifier.subscription(endpoint), nil)
    interfaceAddresses[endpoint.lowercased(), default: []] += addresses
  }

  private mutating func azureLoadBalancer(_ item: JSONValue) {
    guard let id = item.text("id"), let place = item["id"] else { return }
    let properties = item["properties"] ?? item
    claim(CloudIdentifier.subscription(id), nil)
    let items = properties.array("loadBalancingRules")
    let hasNoPools = properties["backendAddressPools"].map { $0.isArray && $0.items.isEmpty } ?? false
    let pools = StateBuilder.emptyPools(properties)
    let rules = (items ?? []).compactMap { rule -> ObservedListener? in
      let details = rule["properties"] ?? rule
      guard let port = details.integer("frontendPort"), let place = details["frontendPort"] else { return nil }
      let transports = StateBuilder.transports(details.text("protocol") ?? "")
      guard !transports.isEmpty else { return nil }
      let frontend = details["frontendIPConfiguration"] ?? details["frontendIpConfiguration"]
      return ObservedListener(
        port: port,
        isEveryPort: port == 0,
        transports: transports,
        targetGroups: nil,
        frontend: frontend?.text("id")?.lowercased(),
        lacksPool: hasNoPools || StateBuilder.lacksPool(details),
        emptyPool: StateBuilder.emptyPool(of: details, among: pools.certain).map { origin($0) },
        hasUnlistedPool: StateBuilder.emptyPool(of: details, among: pools.possible) != nil,
        origin: origin(place)
      )
    }
    let list = properties["loadBalancingRules"].map { origin($0) }
    let isWhole = rules.count == items?.count
    let gap: ListGap? = isWhole ? nil : .unreadEntry
    update(loadBalancer: id.lowercased(), origin(place)) { balancer in
      balancer.account = CloudIdentifier.subscription(id)
      balancer.isListed = true
      guard balancer.listeners.origin == nil, let list else { return }
      balancer.listeners = ObservedList(items: rules, isWhole: isWhole, gap: gap, origin: list)
    }
  }

  /// Whether a rule says that it leads to no pool; one that does not say it may lead to any.
  private static func lacksPool(_ rule: JSONValue) -> Bool {
    guard rule.has("backendAddressPool"), rule.has("backendAddressPools") else { return false }
    return rule["backendAddressPool"] == nil && (rule["backendAddressPools"]?.items.isEmpty ?? true)
  }

  /// The backend pools that list no members, by their IDs in lower case. Members are listed by address, by network
  /// interface, or both: `certain` are those that have an empty list, or `null`, of each; `possible` leave one out, as
  /// newer versions of `az` do.
  private static func emptyPools(_ balancer: JSONValue) -> (
    certain: [String: JSONValue], possible: [String: JSONValue]
  ) {
    var (certain, possible): ([String: JSONValue], [String: JSONValue]) = ([:], [:])
    // Older versions of `az` write the second name in other letters than the API.
    let lists: [[StaticString]] = [
      ["loadBalancerBackendAddresses"], ["backendIPConfigurations", "backendIpConfigurations"],
    ]
    for pool in balancer["backendAddressPools"].map({ $0.isArray ? $0.items : [] }) ?? [] {
      let details = pool["properties"] ?? pool
      let written = lists.map { $0.filter { details.has($0) } }
      guard let id = pool["id"]?.peek, written.contains(where: { !$0.isEmpty }),
        written.joined().allSatisfy({ details[$0].map { $0.isArray && $0.items.isEmpty } ?? true })
      else { continue }
      if written.allSatisfy({ !$0.isEmpty }) {
        certain[id.lowercased()] = pool["id"]
      } else {
        possible[id.lowercased()] = pool["id"]
      }
    }
    return (certain, possible)
  }

  /// The first pool of a rule of which every pool is empty.
  private static func emptyPool(of rule: JSONValue, among empty: [String: JSONValue]) -> JSONValue? {
    let named = [rule["backendAddressPool"]].compactMap { $0 } + (rule["backendAddressPools"]?.items ?? [])
    let pools = named.map { $0["id"]?.peek.flatMap { empty[$0.lowercased()] } }
    return pools.contains { $0 == nil } ? nil : pools.first ?? nil
  }

  /// `West Europe` as `westeurope`.
  static func location(_ name: String) -> String { name.lowercased().filter { $0 != " " } }
}
