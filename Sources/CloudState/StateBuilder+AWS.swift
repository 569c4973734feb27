import Diagnostics
import ManifestModel

/// Reads what `aws` prints, by the name of the list in it.
extension StateBuilder {
  /// Whether the file is an answer of `aws` that is known.
  mutating func readAWS(_ root: JSONValue) -> Bool {
    // Without pagination by the client the last page has an empty one.
    let isComplete = [root["NextToken"], root["NextMarker"]].allSatisfy { $0.map { $0.peek == "" } ?? true }
    if root["ServiceConfigurations"]?.isArray == true {
      begin(.aws)
      // An item that cannot be distinguished from others may be any of them.
      let areNamed = root.items("ServiceConfigurations").map { configuration($0) }.allSatisfy { $0 }
      let call = "describe-vpc-endpoint-service-configurations"
      list(.services, call: call, root, isComplete: isComplete, areRead: areNamed)
    } else if root["AllowedPrincipals"]?.isArray == true {
      return permissions(root, isComplete)
    } else if root["VpcEndpointConnections"]?.isArray == true {
      return connections(root, isComplete)
    } else if root["VpcEndpoints"]?.isArray == true {
      begin(.aws)
      let areNamed = root.items("VpcEndpoints").map { endpoint($0) }.allSatisfy { $0 }
      list(.endpoints, call: "describe-vpc-endpoints", root, isComplete: isComplete, areRead: areNamed)
    } else if root["ServiceDetails"]?.isArray == true {
      begin(.aws)
      for item in root.items("ServiceDetails") {
        if let name = item.text("ServiceName"), let owner = item.text("Owner") { state.owners[name] = owner }
      }
    } else if root["SecurityGroups"]?.isArray == true {
      begin(.aws)
      for item in root.items("SecurityGroups") { securityGroup(item) }
    } else if root["LoadBalancers"]?.isArray == true {
      begin(.aws)
      let areNamed = root.items("LoadBalancers").map { loadBalancer($0) }.allSatisfy { $0 }
      list(.loadBalancers, call: "describe-load-balancers", root, isComplete: isComplete, areRead: areNamed)
    } else if root["Listeners"]?.isArray == true {
      listeners(root, isComplete)
    } else if root["TargetGroups"]?.isArray == true {
      // What they forward to is read from the listeners.
      begin(.aws)
    } else if root["TargetHealthDescriptions"]?.isArray == true {
      return targetHealth(root, isComplete)
    } else if root["Account"] != nil, root["Arn"] != nil, root["UserId"] != nil {
      begin(.aws)
      if let account = root.text("Account") { identify(account) }
    } else {
      return false
    }
    return true
  }

  /// Whether the item says which endpoint service it is.
  private mutating func configuration(_ item: JSONValue) -> Bool {
    let balancers = item.texts("NetworkLoadBalancerArns").map { $0.map(networkLoadBalancer) }
    let arn = (balancers?.first ?? item.texts("GatewayLoadBalancerArns")?.first).flatMap(CloudIdentifier.arn)
    let name = item.text("ServiceName")
    claim(arn?.account, name.flatMap(CloudIdentifier.region(ofService:)) ?? arn?.region)
    guard let id = item.text("ServiceId") ?? name.flatMap(CloudIdentifier.serviceID), CloudIdentifier.isServiceID(id)
    else { return false }
    let place = origin(item["ServiceId"] ?? item)
    let region = name.flatMap(CloudIdentifier.region(ofService:)) ?? arn?.region
    update(service: id, .aws, region: region, place) { service, builder in
      if !service.isConfigured { service.origin = place }
      // Without its region it may be any of that ID.
      service.isConfigured = service.isConfigured || service.region != nil
      if service.region != nil { service.describers.append(place.file) }
      service.name = service.name ?? name
      service.account = service.account ?? arn?.account
      builder.set(&service.state, item.text("ServiceState"), at: item["ServiceState"])
      builder.set(&service.acceptanceRequired, item.bool("AcceptanceRequired"), at: item["AcceptanceRequired"])
      builder.set(&service.privateDNSName, item.text("PrivateDnsName"), at: item["PrivateDnsName"])
      builder.set(&service.loadBalancers, balancers, at: item["NetworkLoadBalancerArns"])
      builder.set(
        &service.gatewayLoadBalancers,
        item.texts("GatewayLoadBalancerArns"),
        at: item["GatewayLoadBalancerArns"]
      )
    }
    return true
  }

  private mutating func permissions(_ root: JSONValue, _ isComplete: Bool) -> Bool {
    let items = root.items("AllowedPrincipals")
    guard let id = subject.flatMap(CloudIdentifier.serviceID) ?? items.lazy.compactMap({ $0.text("ServiceId") }).first
    else {
      skip("neither its name nor its content says which endpoint service the permissions belong to")
      return true
    }
    begin(.aws)
    let list = root["AllowedPrincipals"] ?? root
    let areNamed = items.allSatisfy { $0["Principal"]?.peek != nil }
    let isNamed = isCall("describe-vpc-endpoint-service-permissions", subject: id)
    let gap = ListGap(isComplete: isComplete, areRead: areNamed, isNamed: isNamed)
    update(service: id, .aws, origin(list)) { service, builder in
      service.principals.origin = service.principals.origin ?? builder.origin(list)
      service.principals.isWhole = service.principals.isWhole || gap == nil
      service.principals.gap = service.principals.gap ?? gap
      for item in items where item.text("ServiceId").map({ $0 == id }) ?? true {
        guard let principal = item.text("Principal"), let place = item["Principal"] else { continue }
        service.principals.items.append(Observed(value: principal, origin: builder.origin(place)))
      }
    }
    return true
  }

  private mutating func connections(_ root: JSONValue, _ isComplete: Bool) -> Bool {
    let items = root.items("VpcEndpointConnections")
    begin(.aws)
    let named = subject.flatMap(CloudIdentifier.serviceID)
    let areUnderstood = items.allSatisfy {
      $0["VpcEndpointId"]?.peek != nil && ($0["ServiceId"]?.peek != nil || named != nil)
    }
    let call = "describe-vpc-endpoint-connections"
    if subject == nil { self.list(.connections, call: call, root, isComplete: isComplete, areRead: areUnderstood) }
    var groups: [String: [ObservedConnection]] = [:]
    if let named { groups[named] = [] }
    for item in items {
      // Without an ID of its own it is of the service that the file is named after.
      guard let id = item.text("ServiceId") ?? named else { continue }
      groups[id, default: []] += request(item).map { [$0] } ?? []
    }
    let list = root["VpcEndpointConnections"] ?? root
    for (id, connections) in groups.sorted(by: { $0.key.precedesByBytes($1.key) }) {
      let isNamed = isCall(call, subject: id) || isCall(call, subject: nil)
      let gap = ListGap(isComplete: isComplete, areRead: areUnderstood, isNamed: isNamed)
      update(service: id, .aws, origin(list)) { service, builder in
        service.connections.origin = service.connections.origin ?? builder.origin(list)
        service.connections.isWhole = service.connections.isWhole || gap == nil
        service.connections.gap = service.connections.gap ?? gap
        service.connections.items += connections
      }
    }
    return true
  }

  private func request(_ item: JSONValue) -> ObservedConnection? {
    guard let endpoint = item.text("VpcEndpointId"), CloudIdentifier.isEndpointID(endpoint),
      let place = item["VpcEndpointId"]
    else { return nil }
    return ObservedConnection(
      endpointID: endpoint,
      owner: item.text("VpcEndpointOwner"),
      state: item.text("VpcEndpointState").flatMap(EndpointState.init(word:)),
      stateWord: item.text("VpcEndpointState"),
      origin: origin(place),
      region: StateBuilder.region(of: item).map {
        Observed(value: $0, origin: origin(item["VpcEndpointRegion"] ?? place))
      },
      dnsNames: endpointNames(item.items("DnsEntries"), "DnsName")
    )
  }

  /// The region of the endpoint, where it is one: mocks of the API leave it empty.
  private static func region(of connection: JSONValue) -> String? {
    connection.text("VpcEndpointRegion").flatMap { CloudIdentifier.isRegion($0) ? $0 : nil }
  }

  /// Whether the item says which endpoint it is.
  private mutating func endpoint(_ item: JSONValue) -> Bool {
    let name = item.text("ServiceName")
    // The service may be in another region: the zones are the endpoint's own.
    let region = item.items("DnsEntries").lazy.compactMap { $0["DnsName"]?.peek }
      .compactMap(CloudIdentifier.region(ofZonalName:)).first
    claim(item.text("OwnerId"), region)
    guard let id = item.text("VpcEndpointId"), let place = item["VpcEndpointId"], CloudIdentifier.isEndpointID(id)
    else { return false }
    update(endpoint: id, .aws, origin(place)) { endpoint, builder in
      endpoint.describers.append(builder.origin(place).file)
      endpoint.account = endpoint.account ?? item.text("OwnerId")
      endpoint.region = endpoint.region ?? region
      builder.set(&endpoint.serviceName, name, at: item["ServiceName"])
      builder.setState(of: &endpoint, item["State"], by: EndpointState.init(word:))
      builder.set(&endpoint.privateDNSEnabled, item.bool("PrivateDnsEnabled"), at: item["PrivateDnsEnabled"])
      if endpoint.dnsNames.isEmpty {
        endpoint.dnsNames = builder.endpointNames(item.items("DnsEntries"), "DnsName")
      }
      if endpoint.securityGroups.isEmpty {
        endpoint.securityGroups = item.items("Groups").whole { $0.text("GroupId") } ?? []
      }
    }
    return true
  }

  /// DNS names of an endpoint as AWS writes them; nothing that could not be a host. The one of its whole region comes
  /// first: it reaches every zone.
  func endpointNames(_ entries: [JSONValue], _ key: StaticString) -> [Observed<String>] {
    let hosts = names(entries, key).map { Observed(value: CloudIdentifier.endpointDNS($0.value), origin: $0.origin) }
      .filter { CloudIdentifier.isHost($0.value) }
    let regional = hosts.filter { CloudIdentifier.isRegionalName($0.value) }
    return regional + hosts.filter { !CloudIdentifier.isRegionalName($0.value) }
  }

  /// The names of entries; none if some entry has none, which may be the one that is looked for.
  func names(_ entries: [JSONValue], _ key: StaticString) -> [Observed<String>] {
    entries.whole { entry in
      entry.text(key).flatMap { text in entry[key].map { Observed(value: text, origin: origin($0)) } }
    } ?? []
  }

  private mutating func securityGroup(_ item: JSONValue) {
    claim(item.text("OwnerId"), nil)
    guard let id = item.text("GroupId"), let place = item["GroupId"] else { return }
    guard state.securityGroups[id] == nil, let rules = item.array("IpPermissions"),
      let protocols = rules.whole({ $0.text("IpProtocol")?.lowercased() })
    else { return }
    let ingress = zip(rules, protocols).compactMap { StateBuilder.ingress($0, $1) }
    state.securityGroups[id] = ObservedSecurityGroup(id: id, origin: origin(place), ingress: ingress)
  }

  /// nil: a rule of another protocol, such as ICMP.
  private static func ingress(_ rule: JSONValue, _ name: String) -> ObservedSecurityGroup.Ingress? {
    let transport: Transport?
    switch name {
    case "-1": transport = nil
    case "tcp", "6": transport = .tcp
    case "udp", "17": transport = .udp
    default: return nil
    }
    let (from, to) = (rule.integer("FromPort") ?? 0, rule.integer("ToPort") ?? 65535)
    return from <= to ? .init(transport: transport, ports: transport == nil ? 0...65535 : from...to) : nil
  }

  // MARK: Load balancers

  /// Whether the item says which load balancer it is.
  private mutating func loadBalancer(_ item: JSONValue) -> Bool {
    let parts = item.text("LoadBalancerArn").flatMap(CloudIdentifier.arn)
    claim(parts?.account, parts?.region)
    guard let arn = item.text("LoadBalancerArn"), let place = item["LoadBalancerArn"] else { return false }
    let kind = item.text("Type")
    let code = item["State"].flatMap { $0.isObject ? $0["Code"] : nil }
    let (type, state) = (observed(kind, item["Type"]), observed(code?.text?.lowercased(), code))
    let id = kind == "network" ? CloudIdentifier.networkLoadBalancer(arn) : arn
    balancersBySubject[CloudIdentifier.subject(ofARN: id)] = id
    update(loadBalancer: id, origin(place)) { balancer in
      balancer.kind = balancer.kind ?? type
      balancer.state = balancer.state ?? state
      balancer.account = parts?.account
      balancer.isListed = true
    }
    return true
  }

  /// The ARN of a Network Load Balancer. One that was described as another kind keeps its own.
  private func networkLoadBalancer(_ arn: String) -> String {
    state.loadBalancers[arn] == nil ? CloudIdentifier.networkLoadBalancer(arn) : arn
  }

  private mutating func listeners(_ root: JSONValue, _ isComplete: Bool) {
    begin(.aws)
    var balancers: [String: [ObservedListener]] = [:]
    var areRead = true
    for item in root.items("Listeners") {
      let parts = item.text("LoadBalancerArn").flatMap(CloudIdentifier.arn)
      claim(parts?.account, parts?.region)
      guard let arn = item.text("LoadBalancerArn"), let port = item.integer("Port"), let place = item["Port"],
        let name = item.text("Protocol")
      else {
        areRead = false
        continue
      }
      let transports = StateBuilder.transports(name)
      guard !transports.isEmpty else {
        areRead = areRead && StateBuilder.otherListeners.contains(name.uppercased())
        continue
      }
      balancers[networkLoadBalancer(arn), default: []].append(
        ObservedListener(
          port: port,
          isEveryPort: false,
          transports: transports,
          targetGroups: StateBuilder.targetGroups(item),
          frontend: nil,
          origin: origin(place)
        )
      )
    }
    let list = root["Listeners"] ?? root
    // An empty list names no load balancer: the file's name may.
    let named = subject.flatMap { balancersBySubject[$0] }.map { [$0] } ?? []
    for id in Set(balancers.keys).union(named).sorted() {
      let isNamed = isCall("describe-listeners", subject: CloudIdentifier.subject(ofARN: id))
      let gap = ListGap(isComplete: isComplete, areRead: areRead, isNamed: isNamed)
      let items = balancers[id] ?? []
      let place = origin(list)
      update(loadBalancer: id, place) { balancer in
        balancer.listeners.origin = balancer.listeners.origin ?? place
        balancer.listeners.isWhole = balancer.listeners.isWhole || gap == nil
        balancer.listeners.gap = balancer.listeners.gap ?? gap
        balancer.listeners.items += items
      }
    }
  }

  /// What a listener forwards to; nil if some action does not say it.
  static func targetGroups(_ listener: JSONValue) -> [String]? {
    guard let actions = listener.array("DefaultActions") else { return nil }
    let named = actions.whole { action -> [String]? in
      let direct = action.text("TargetGroupArn").map { [$0] }
      guard let forwarded = action["ForwardConfig"]?["TargetGroups"]?.items else { return direct }
      if forwarded.count < 2 { return forwarded.whole { $0.text("TargetGroupArn") }.map { (direct ?? []) + $0 } }
      // Of several, one of weight 0 gets no connections; one without a weight may be such a one.
      guard let weights = forwarded.whole({ $0["Weight"]?.literal }) else { return nil }
      return zip(forwarded, weights).filter { $1 != "0" }.map(\.0).whole { $0.text("TargetGroupArn") }
    }
    guard let groups = named?.joined().map(CloudIdentifier.targetGroup), !groups.contains(nil) else { return nil }
    return Set(groups.compactMap { $0 }).sorted()
  }

  /// Protocols of listeners on load balancers that are not Network Load Balancers.
  private static let otherListeners: Set<String> = ["HTTP", "HTTPS", "GENEVE"]

  static func transports(_ name: String) -> Set<Transport> {
    switch name.uppercased() {
    case "TCP", "TLS": [.tcp]
    case "UDP", "QUIC": [.udp]
    case "TCP_UDP", "TCP_QUIC", "ALL": [.tcp, .udp]
    default: []
    }
  }

  private mutating func targetHealth(_ root: JSONValue, _ isComplete: Bool) -> Bool {
    guard let name = subject, let dash = name.unicodeScalars.lastIndex(of: "-") else {
      skip("its name does not say which target group the health belongs to: describe-target-health--NAME-ID.json")
      return true
    }
    begin(.aws)
    let group = name[..<dash] + "/" + name[name.unicodeScalars.index(after: dash)...]
    let list = root["TargetHealthDescriptions"] ?? root
    let health = root.items("TargetHealthDescriptions").whole { item -> Observed<String>? in
      guard let health = item["TargetHealth"], let word = health.text("State"), let place = health["State"] else {
        return nil
      }
      return Observed(value: word.lowercased(), origin: origin(place))
    }
    let isNamed = isCall("describe-target-health", subject: name)
    let gap = ListGap(isComplete: isComplete, areRead: health != nil, isNamed: isNamed)
    state.targetGroups[String(group), default: ObservedTargetGroup()].health = ObservedList(
      items: health ?? [],
      isWhole: gap == nil,
      gap: gap,
      origin: origin(list)
    )
    return true
  }
}
