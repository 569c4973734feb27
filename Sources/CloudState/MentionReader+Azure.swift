import Diagnostics
import ManifestModel

/// What answers of `az` mention.
extension MentionReader {
  mutating func readAzure() {
    let root = answer.root
    let isList = root.isArray || root["value"]?.isArray == true
    let items = root.isArray ? root.items : root["value"]?.isArray == true ? root.items("value") : [root]
    if isList, let kind = MentionReader.lists[answer.name.call], answer.name.subject == nil {
      open(.account(kind), isWhole: true)
    }
    for item in items {
      guard let kind = StateBuilder.kind(of: item), let id = item["id"]?.peek else { continue }
      let properties = item["properties"] ?? item
      switch kind {
      case "services": linkService(item, id: id, properties: properties)
      case "connections": connection(of: id.parts(between: "/")[..<9].joined(separator: "/"), item)
      default: resource(kind, id: id, item: item, properties: properties)
      }
    }
  }

  private static let lists: [String: WholeList.Kind] = [
    "private-link-service-list": .services, "private-endpoint-list": .endpoints, "lb-list": .loadBalancers,
    "nic-list": .interfaces,
  ]

  /// What a resource is called, the list that it is in and what is compared, by the kind that `StateBuilder` gives it.
  private static let resourceKinds: [String: (words: String, list: WholeList.Kind, facts: [ComparedFact])] = [
    "endpoints": ("private endpoint", .endpoints, privateEndpointFacts),
    "balancers": ("load balancer", .loadBalancers, balancerFacts),
    "interfaces": ("network interface", .interfaces, interfaceFacts),
  ]

  private mutating func resource(_ kind: String, id: String, item: JSONValue, properties: JSONValue) {
    guard let resource = MentionReader.resourceKinds[kind] else { return }
    // An interface of something else says nothing of an endpoint.
    if kind == "interfaces", properties["privateEndpoint"] == nil { return }
    add(
      ResourceKey(kind: resource.words, id: id.lowercased()),
      item,
      in: .account(resource.list),
      account: CloudIdentifier.subscription(id),
      facts: resource.facts
    )
  }

  private mutating func linkService(_ item: JSONValue, id: String, properties: JSONValue) {
    add(
      ResourceKey(kind: "Private Link service", id: id.lowercased()),
      item,
      in: .account(.services),
      account: CloudIdentifier.subscription(id),
      facts: MentionReader.linkServiceFacts
    )
    guard let connections = properties["privateEndpointConnections"], connections.isArray else { return }
    open(.connections(id.lowercased()), isWhole: true)
    for item in connections.items { connection(of: id, item) }
  }

  private mutating func connection(of service: String, _ item: JSONValue) {
    let properties = item["properties"] ?? item
    let scope = ListScope.connections(service.lowercased())
    open(scope, isWhole: answer.name.call == "private-endpoint-connection-list")
    guard let endpoint = properties["privateEndpoint"]?["id"]?.peek?.lowercased() else { return }
    let state = ComparedFact("the state") { item in
      (item["properties"] ?? item)["privateLinkServiceConnectionState"]?["status"]?.peek?.lowercased()
    }
    add(
      ResourceKey(kind: "connection", id: endpoint, owner: service.lowercased()),
      item,
      in: scope,
      facts: [state]
    )
  }

  // MARK: What is compared

  /// A fact of what the API has under `properties`, and `az` at the top.
  private static func inner(_ fact: ComparedFact) -> ComparedFact {
    ComparedFact(fact.words) { fact.read($0["properties"] ?? $0) }
  }

  private static let location = ComparedFact("the location") { $0["location"]?.peek.map(StateBuilder.location) }
  private static let provisioning = inner(.word("the provisioning state", "provisioningState"))

  private static let linkServiceFacts = [
    location, provisioning, inner(.value("the alias", "alias")),
    inner(subscriptions("the visibility", "visibility")), inner(subscriptions("the auto-approval", "autoApproval")),
    inner(identifiers("the list of frontends", "loadBalancerFrontendIpConfigurations")),
  ]

  private static let privateEndpointFacts = [
    location, provisioning,
    inner(
      ComparedFact("the service") { connection($0)?["privateLinkServiceId"]?.peek?.lowercased() }
    ),
    inner(
      ComparedFact("the state of the connection") {
        connection($0)?["privateLinkServiceConnectionState"]?["status"]?.peek?.lowercased()
      }
    ), inner(.texts("the list of DNS names", "customDnsConfigs", of: "fqdn")),
    inner(identifiers("the list of network interfaces", "networkInterfaces")),
  ]

  /// The first connection of a private endpoint.
  private static func connection(_ properties: JSONValue) -> JSONValue? {
    let all = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"] as [StaticString]
    return all.lazy.flatMap { properties[$0]?.items ?? [] }.first.map { $0["properties"] ?? $0 }
  }

  private static let balancerFacts = [
    inner(
      ComparedFact("the list of rules") { properties in
        guard let rules = properties["loadBalancingRules"], rules.isArray else { return nil }
        return ComparedFact.texts(
          rules.items.map { rule in
            let details = rule["properties"] ?? rule
            let frontend = details["frontendIPConfiguration"] ?? details["frontendIpConfiguration"]
            return details["frontendPort"]?.literal.map {
              "\(details["protocol"]?.peek?.lowercased() ?? "") \($0) on \(frontend?["id"]?.peek?.lowercased() ?? "")"
            }
          }
        )
      }
    )
  ]

  private static let interfaceFacts = [
    inner(
      ComparedFact("the list of addresses") { properties in
        guard let list = properties["ipConfigurations"], list.isArray else { return nil }
        return ComparedFact.texts(
          list.items.map {
            let details = $0["properties"] ?? $0
            return (details["privateIPAddress"] ?? details["privateIpAddress"])?.peek
          }
        )
      }
    )
  ]

  private static func subscriptions(_ words: String, _ name: StaticString) -> ComparedFact {
    ComparedFact(words) { item in
      guard let list = item[name]?["subscriptions"], list.isArray else { return nil }
      return ComparedFact.texts(list.items.map { $0.peek?.lowercased() })
    }
  }

  private static func identifiers(_ words: String, _ name: StaticString) -> ComparedFact {
    ComparedFact(words) { item in
      guard let list = item[name], list.isArray else { return nil }
      return ComparedFact.texts(list.items.map { $0["id"]?.peek?.lowercased() })
    }
  }
}
