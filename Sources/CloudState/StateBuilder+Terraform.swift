import Diagnostics
import ManifestModel

/// Reads `terraform show -json` of a state or a plan: modules in modules, instances of `count` and `for_each`. What is
/// known after apply is not there.
extension StateBuilder {
  mutating func readTerraform(_ root: JSONValue) -> Bool {
    guard root["format_version"] != nil else { return false }
    let isPlan = root["planned_values"] != nil || root["resource_changes"] != nil
    begin(isPlan ? .terraformPlan : .terraformState)
    var (resources, areUnderstood) = StateBuilder.resources(root)
    for (type, values) in resources { terraform(type, values, isPlan: isPlan) }
    // Principals of their own resources add to those of the service, which the same state may not yet have read.
    let allowed = resources.filter { $0.type == "aws_vpc_endpoint_service_allowed_principal" }.map(\.values)
    areUnderstood = allowedPrincipals(allowed) && areUnderstood
    if !areUnderstood { leavePrincipalsOpen() }
    return true
  }

  /// The resources and data sources of a state, or those that a plan will leave, in modules too, and whether each could
  /// be read.
  static func resources(_ root: JSONValue) -> (all: [(type: String, values: JSONValue)], areUnderstood: Bool) {
    let isPlan = root["planned_values"] != nil || root["resource_changes"] != nil
    let values = isPlan ? root["planned_values"] : root["values"]
    var modules = [values?["root_module"]].compactMap { $0 }
    var resources: [(type: String, values: JSONValue)] = []
    var areUnderstood = true
    while let module = modules.popLast() {
      if module["resources"] == nil, module["child_modules"] == nil { areUnderstood = false }
      for resource in module.items("resources") {
        if let type = resource["type"]?.peek, let values = resource["values"] {
          // What describes a service of somebody else's has the same name as what makes one.
          let isLookup = type == "aws_vpc_endpoint_service" && resource["mode"]?.peek == "data"
          resources.append((isLookup ? serviceLookup : type, values))
        } else {
          areUnderstood = false
        }
      }
      modules += module.items("child_modules")
    }
    return (resources, areUnderstood)
  }

  private static let serviceLookup = "data.aws_vpc_endpoint_service"

  /// A principal whose endpoint service is not known may be allowed on each that was read here.
  private mutating func leavePrincipalsOpen() {
    for (key, service) in state.services where service.principals.origin.map(isOfCurrentFile) ?? false {
      state.services[key]?.principals.isWhole = false
    }
  }

  private mutating func terraform(_ type: String, _ values: JSONValue, isPlan: Bool) {
    switch type {
    case "aws_vpc_endpoint_service": endpointService(values, isPlan)
    case StateBuilder.serviceLookup:
      // Answers of the API are newer.
      if let name = values.text("service_name"), let owner = values.text("owner"), state.owners[name] == nil {
        state.owners[name] = owner
      }
    case "aws_vpc_endpoint": vpcEndpoint(values, isPlan)
    case "aws_vpc_endpoint_connection_accepter": accepter(values)
    case "aws_lb", "aws_alb": lb(values)
    case "aws_lb_listener", "aws_alb_listener": listener(values)
    case "azurerm_private_link_service": linkService(values, isPlan)
    case "azurerm_private_endpoint": privateEndpointResource(values, isPlan)
    case "azurerm_lb_rule": rule(values)
    default: break
    }
  }

  // MARK: AWS

  private mutating func endpointService(_ values: JSONValue, _ isPlan: Bool) {
    guard let id = values.text("id"), let place = values["id"] else { return }
    let name = values.text("service_name")
    let arn = values.text("arn").flatMap(CloudIdentifier.arn)
    let region = name.flatMap(CloudIdentifier.region(ofService:)) ?? arn?.region
    update(service: id, .aws, region: region, origin(place)) { service, builder in
      service.isConfigured = service.isConfigured || service.region != nil
      service.isPlanned = isPlan
      service.name = service.name ?? name
      service.account = service.account ?? arn?.account
      builder.set(&service.state, values.text("state"), at: values["state"])
      builder.set(&service.acceptanceRequired, values.bool("acceptance_required"), at: values["acceptance_required"])
      let dns = values.text("private_dns_name").flatMap { $0.isEmpty ? nil : $0 }
      builder.set(&service.privateDNSName, dns, at: values["private_dns_name"])
      let balancers = values.plannedTexts("network_load_balancer_arns")?.map(CloudIdentifier.networkLoadBalancer)
      builder.set(&service.loadBalancers, balancers, at: values["network_load_balancer_arns"])
      builder.set(
        &service.gatewayLoadBalancers,
        values.plannedTexts("gateway_load_balancer_arns"),
        at: values["gateway_load_balancer_arns"]
      )
      if let list = values["allowed_principals"], list.isArray, service.principals.origin == nil {
        service.principals.origin = builder.origin(list)
        let areRead = list.items.allSatisfy { $0.peek != nil }
        service.principals.gap = !areRead ? .unreadEntry : list.items.isEmpty ? .maybeElsewhere : nil
        service.principals.isWhole = service.principals.gap == nil
        service.principals.items = list.items.filter { !$0.isNull }.compactMap { item in
          item.text.map { Observed(value: $0, origin: builder.origin(item)) }
        }
      }
    }
  }

  /// Whether each says on which endpoint service its principal is allowed.
  private mutating func allowedPrincipals(_ all: [JSONValue]) -> Bool {
    let groups = Dictionary(grouping: all) { $0.text("vpc_endpoint_service_id") }
    for case (let id?, let resources) in groups {
      let place = origin(resources[0]["principal_arn"] ?? resources[0])
      update(service: id, .aws, place) { service, builder in
        // Answers of the API are newer.
        guard builder.isFromTerraform(service.principals.origin) else { return }
        service.principals.origin = service.principals.origin ?? place
        var known = Set(service.principals.items.map(\.value))
        for values in resources {
          guard let principal = values.text("principal_arn") else {
            service.principals.isWhole = false
            continue
          }
          guard known.insert(principal).inserted else { continue }
          service.principals.items.append(
            Observed(value: principal, origin: builder.origin(values["principal_arn"] ?? values))
          )
        }
      }
    }
    return groups[nil] == nil
  }

  private mutating func vpcEndpoint(_ values: JSONValue, _ isPlan: Bool) {
    guard values["vpc_endpoint_type"]?.peek.map({ $0 == "Interface" }) ?? true, let id = values.text("id"),
      let place = values["id"]
    else { return }
    let arn = values.text("arn").flatMap(CloudIdentifier.arn)
    update(endpoint: id, .aws, origin(place)) { endpoint, builder in
      endpoint.isPlanned = isPlan
      endpoint.account = endpoint.account ?? values.text("owner_id") ?? arn?.account
      endpoint.region = endpoint.region ?? arn?.region
      builder.set(&endpoint.serviceName, values.text("service_name"), at: values["service_name"])
      builder.setState(of: &endpoint, values["state"], by: EndpointState.init(word:))
      builder.set(&endpoint.privateDNSEnabled, values.bool("private_dns_enabled"), at: values["private_dns_enabled"])
      if endpoint.dnsNames.isEmpty {
        endpoint.dnsNames = builder.endpointNames(values.plannedItems("dns_entry") ?? [], "dns_name")
      }
      if endpoint.securityGroups.isEmpty { endpoint.securityGroups = values.plannedTexts("security_group_ids") ?? [] }
    }
  }

  private mutating func accepter(_ values: JSONValue) {
    guard let id = values.text("vpc_endpoint_service_id"), let endpoint = values.text("vpc_endpoint_id"),
      let place = values["vpc_endpoint_id"]
    else { return }
    let word = values.text("vpc_endpoint_state")
    let origin = origin(place)
    update(service: id, .aws, origin) { service, builder in
      guard builder.isFromTerraform(service.connections.origin) else { return }
      service.connections.origin = service.connections.origin ?? origin
      service.connections.items.append(
        ObservedConnection(
          endpointID: endpoint,
          owner: nil,
          state: word.flatMap(EndpointState.init(word:)),
          stateWord: word,
          origin: origin
        )
      )
    }
  }

  private mutating func lb(_ values: JSONValue) {
    guard let arn = values.text("arn"), let place = values["arn"] else { return }
    let kind = values.text("load_balancer_type")
    let type = observed(kind, values["load_balancer_type"])
    let id = kind == "network" ? CloudIdentifier.networkLoadBalancer(arn) : arn
    update(loadBalancer: id, origin(place)) { balancer in
      balancer.kind = balancer.kind ?? type
      balancer.account = balancer.account ?? CloudIdentifier.arn(arn)?.account
    }
  }

  /// Terraform knows the listeners it manages, which need not be all.
  private mutating func listener(_ values: JSONValue) {
    guard let arn = values.text("load_balancer_arn"), let port = values.integer("port"), let place = values["port"]
    else {
      return
    }
    let transports = StateBuilder.transports(values.text("protocol") ?? "")
    guard !transports.isEmpty else { return }
    let groups = values.plannedItems("default_action")?.whole {
      $0.text("target_group_arn").flatMap(CloudIdentifier.targetGroup)
    }
    let origin = origin(place)
    let id = CloudIdentifier.networkLoadBalancer(arn)
    // Answers of the API are newer.
    guard isFromTerraform(state.loadBalancers[id]?.listeners.origin) else { return }
    update(loadBalancer: id, origin) { balancer in
      balancer.listeners.origin = balancer.listeners.origin ?? origin
      balancer.listeners.items.append(
        ObservedListener(
          port: port,
          isEveryPort: false,
          transports: transports,
          targetGroups: groups,
          frontend: nil,
          origin: origin
        )
      )
    }
  }

  // MARK: Azure

  private mutating func linkService(_ values: JSONValue, _ isPlan: Bool) {
    guard let id = values.text("id"), let place = values["id"] else { return }
    let frontends = values.plannedTexts("load_balancer_frontend_ip_configuration_ids")
    update(service: id.lowercased(), shown: id, .azure, origin(place)) { service, builder in
      service.isConfigured = true
      service.isPlanned = isPlan
      service.name = service.name ?? id
      service.account = service.account ?? CloudIdentifier.subscription(id)
      service.region = service.region ?? values.text("location").map(StateBuilder.location)
      service.alias = service.alias ?? values.text("alias")
      if let frontends {
        builder.set(frontends, of: &service, values["load_balancer_frontend_ip_configuration_ids"])
      }
      service.hasDirectDestination = service.hasDirectDestination || values["destination_ip_address"] != nil
      // An empty list may mean everyone or no one.
      if let list = values["visibility_subscription_ids"], list.isArray, service.principals.origin == nil {
        let visible = list.items.filter { !$0.isNull }.compactMap { item in
          item.text.map { Observed(value: $0.lowercased(), origin: builder.origin(item)) }
        }
        if !visible.isEmpty {
          let isWhole = visible.count == list.items.count
          service.principals = ObservedList(items: visible, isWhole: isWhole, origin: builder.origin(list))
        } else if list.items.isEmpty {
          service.principals.gap = .ambiguous
        }
      }
      let approved = values.plannedTexts("auto_approval_subscription_ids")?.map { $0.lowercased() }
      builder.set(&service.autoApproval, approved, at: values["auto_approval_subscription_ids"])
    }
  }

  private mutating func privateEndpointResource(_ values: JSONValue, _ isPlan: Bool) {
    guard let id = values.text("id"), let place = values["id"] else { return }
    update(endpoint: id.lowercased(), shown: id, .azure, origin(place)) { endpoint, builder in
      endpoint.isPlanned = isPlan
      endpoint.account = endpoint.account ?? CloudIdentifier.subscription(id)
      endpoint.region = endpoint.region ?? values.text("location").map(StateBuilder.location)
      guard let connection = values.plannedItems("private_service_connection")?.first else { return }
      // Of the two, the one that is not set may be an empty string.
      let target = [connection["private_connection_resource_id"], connection["private_connection_resource_alias"]]
        .lazy.compactMap { $0 }.first { $0.text != "" }
      builder.set(&endpoint.serviceName, target?.text, at: target)
      let addresses = builder.names([connection], "private_ip_address")
      if endpoint.dnsNames.isEmpty { endpoint.dnsNames = addresses }
      if !endpoint.isListed { endpoint.addresses = addresses.filter { CloudIdentifier.isAddress($0.value) } }
    }
  }

  private mutating func rule(_ values: JSONValue) {
    guard let id = values.text("loadbalancer_id"), let port = values.integer("frontend_port"),
      let place = values["frontend_port"]
    else { return }
    let frontend = values.text("frontend_ip_configuration_id")?.lowercased()
    let transports = StateBuilder.transports(values.text("protocol") ?? "")
    let origin = origin(place)
    guard isFromTerraform(state.loadBalancers[id.lowercased()]?.listeners.origin) else { return }
    update(loadBalancer: id.lowercased(), origin) { balancer in
      balancer.listeners.origin = balancer.listeners.origin ?? origin
      balancer.listeners.items.append(
        ObservedListener(
          port: port,
          isEveryPort: port == 0,
          transports: transports,
          targetGroups: nil,
          frontend: frontend,
          origin: origin
        )
      )
    }
  }
}
