import Diagnostics
import ManifestModel

/// What answers of `aws` mention.
extension MentionReader {
  mutating func readAWS() {
    let root = answer.root
    if root["ServiceConfigurations"]?.isArray == true {
      services(root.items("ServiceConfigurations"))
    } else if root["AllowedPrincipals"]?.isArray == true {
      principals(root.items("AllowedPrincipals"))
    } else if root["VpcEndpointConnections"]?.isArray == true {
      connections(root.items("VpcEndpointConnections"))
    } else if root["VpcEndpoints"]?.isArray == true {
      endpoints(root.items("VpcEndpoints"))
    } else if root["ServiceDetails"]?.isArray == true {
      for item in root.items("ServiceDetails") {
        guard let name = item["ServiceName"]?.peek else { continue }
        add(ResourceKey(kind: "endpoint service", id: name), item, facts: [.value("the owner", "Owner")])
      }
    } else if root["SecurityGroups"]?.isArray == true {
      for item in root.items("SecurityGroups") {
        guard let id = item["GroupId"]?.peek else { continue }
        add(ResourceKey(kind: "security group", id: id), item, facts: MentionReader.groupFacts)
      }
    } else if root["LoadBalancers"]?.isArray == true {
      loadBalancers(root.items("LoadBalancers"))
    } else if root["Listeners"]?.isArray == true {
      listeners(root.items("Listeners"))
    } else if root["TargetHealthDescriptions"]?.isArray == true, let group = answer.name.subject {
      targets(root.items("TargetHealthDescriptions"), of: group)
    }
  }

  // MARK: Lists of an account

  private mutating func services(_ items: [JSONValue]) {
    let scope = ListScope.account(.services)
    open(scope, isWhole: answer.isCall("describe-vpc-endpoint-service-configurations"))
    for item in items {
      let name = item["ServiceName"]?.peek
      guard let id = item["ServiceId"]?.peek ?? name.flatMap(CloudIdentifier.serviceID) else { continue }
      let balancers = item["NetworkLoadBalancerArns"]?.items ?? item["GatewayLoadBalancerArns"]?.items
      let arn = balancers?.first?.peek.flatMap(CloudIdentifier.arn)
      let region = name.flatMap(CloudIdentifier.region(ofService:)) ?? arn?.region ?? answer.region
      let key = ResourceKey(kind: "endpoint service", id: id, region: region)
      add(key, item, in: scope, account: arn?.account, region: region, facts: MentionReader.serviceFacts)
    }
  }

  private static let serviceFacts: [ComparedFact] = [
    .value("the name", "ServiceName"), .word("the state", "ServiceState"),
    .value("`AcceptanceRequired`", "AcceptanceRequired"),
    .value("the private DNS name", "PrivateDnsName").orNone(where: "ServiceState"),
    .texts("the list of load balancers", "NetworkLoadBalancerArns").orNone(where: "ServiceState"),
    .texts("the list of Gateway Load Balancers", "GatewayLoadBalancerArns").orNone(where: "ServiceState"),
  ]

  private mutating func endpoints(_ items: [JSONValue]) {
    let scope = ListScope.account(.endpoints)
    open(scope, isWhole: answer.isCall("describe-vpc-endpoints"))
    for item in items {
      guard let id = item["VpcEndpointId"]?.peek else { continue }
      let region = (item["DnsEntries"]?.items ?? []).lazy.compactMap { $0["DnsName"]?.peek }
        .compactMap(CloudIdentifier.region(ofZonalName:)).first
      add(
        ResourceKey(kind: "endpoint", id: id),
        item,
        in: scope,
        account: item["OwnerId"]?.peek,
        region: region,
        facts: MentionReader.endpointFacts
      )
    }
  }

  private static let endpointFacts: [ComparedFact] = [
    .word("the state", "State"), .value("the service", "ServiceName"), .value("the owner", "OwnerId"),
    .value("`PrivateDnsEnabled`", "PrivateDnsEnabled"), .texts("the list of DNS names", "DnsEntries", of: "DnsName"),
    .texts("the list of security groups", "Groups", of: "GroupId"),
  ]

  private static let groupFacts = [
    ComparedFact("the list of rules") { item in
      guard let rules = item["IpPermissions"], rules.isArray else { return nil }
      return ComparedFact.texts(
        rules.items.map { rule in
          rule["IpProtocol"]?.peek.map {
            "\($0) \(rule["FromPort"]?.literal ?? "")-\(rule["ToPort"]?.literal ?? "")"
          }
        }
      )
    }
  ]

  private mutating func loadBalancers(_ items: [JSONValue]) {
    let scope = ListScope.account(.loadBalancers)
    open(scope, isWhole: answer.isCall("describe-load-balancers"))
    for item in items {
      guard let arn = item["LoadBalancerArn"]?.peek else { continue }
      let parts = CloudIdentifier.arn(arn)
      add(
        ResourceKey(kind: "load balancer", id: arn),
        item,
        in: scope,
        account: parts?.account,
        region: parts?.region,
        facts: [.word("the type", "Type"), ComparedFact("the state") { $0["State"]?["Code"]?.peek?.lowercased() }]
      )
    }
  }

  // MARK: Lists of one resource

  private mutating func principals(_ items: [JSONValue]) {
    let named = answer.name.subject.flatMap(CloudIdentifier.serviceID)
    if let named { open(.permissions(named), isWhole: answer.isCall(ListScope.permissionsCall, subject: named)) }
    for item in items {
      guard let id = named ?? item["ServiceId"]?.peek, let principal = item["Principal"]?.peek else { continue }
      add(ResourceKey(kind: "principal", id: principal, owner: id), item, in: .permissions(id))
    }
  }

  private mutating func connections(_ items: [JSONValue]) {
    let call = "describe-vpc-endpoint-connections"
    let named = answer.name.subject.flatMap(CloudIdentifier.serviceID)
    if let named { open(.connections(named), isWhole: answer.isCall(call, subject: named)) }
    if answer.name.subject == nil { open(.account(.connections), isWhole: answer.isCall(call)) }
    for item in items {
      guard let service = item["ServiceId"]?.peek ?? named, let endpoint = item["VpcEndpointId"]?.peek else {
        continue
      }
      let key = ResourceKey(kind: "connection", id: endpoint, owner: service)
      add(key, item, in: .connections(service), facts: MentionReader.connectionFacts)
      add(key, item, in: .account(.connections))
    }
  }

  private static let connectionFacts: [ComparedFact] = [
    .word("the state", "VpcEndpointState"), .value("the owner", "VpcEndpointOwner"),
    .value("the region", "VpcEndpointRegion"), .texts("the list of DNS names", "DnsEntries", of: "DnsName"),
  ]

  private mutating func listeners(_ items: [JSONValue]) {
    if let subject = answer.name.subject {
      open(.listeners(subject), isWhole: answer.name.call == "describe-listeners")
    }
    for item in items {
      guard let arn = item["LoadBalancerArn"]?.peek.map(CloudIdentifier.networkLoadBalancer),
        let port = item["Port"]?.literal
      else { continue }
      let name = item["Protocol"]?.peek ?? ""
      guard !StateBuilder.transports(name).isEmpty else { continue }
      add(
        ResourceKey(kind: "listener", id: "\(name) \(port)", owner: arn),
        item,
        in: .listeners(CloudIdentifier.subject(ofARN: arn)),
        facts: [
          ComparedFact("the list of target groups") { ComparedFact.texts(StateBuilder.targetGroups($0) ?? [nil]) }
        ]
      )
    }
  }

  private mutating func targets(_ items: [JSONValue], of group: String) {
    open(.targets(group), isWhole: answer.isCall("describe-target-health", subject: group))
    for item in items {
      guard let target = item["Target"], let id = target["Id"]?.peek else { continue }
      add(
        ResourceKey(kind: "target", id: id + (target["Port"]?.literal.map { ":" + $0 } ?? ""), owner: group),
        item,
        in: .targets(group),
        facts: [ComparedFact("the health") { $0["TargetHealth"]?["State"]?.peek?.lowercased() }]
      )
    }
  }
}

extension ListScope {
  static let permissionsCall = "describe-vpc-endpoint-service-permissions"
  static func permissions(_ service: String) -> ListScope { .resource("permissions of \(service)") }
  static func connections(_ service: String) -> ListScope { .resource("connections of \(service)") }
  static func listeners(_ balancer: String) -> ListScope { .resource("listeners of \(balancer)") }
  static func targets(_ group: String) -> ListScope { .resource("targets of \(group)") }
}
