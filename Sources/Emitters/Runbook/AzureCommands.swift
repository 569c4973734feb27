import ManifestModel

/// The `az` commands for one environment.
struct AzureCommands: CloudCommands {
  let environment: EffectiveEnvironment
  let project: EffectiveProject
  private(set) var variables = RunbookVariables()

  mutating func identity() -> Command {
    let purpose =
      environment.account.map { "you are signed in, and subscription \($0) is yours: this prints its name" }
      ?? "the ID that this prints is customer.account"
    let account = environment.account.map {
      "az account show --subscription \(Shell.word($0)) --query name --output tsv"
    }
    return Command(purpose, account ?? "az account show --query id --output tsv")
  }

  // MARK: The customer's own service

  mutating func createLoadBalancer(of service: EffectiveEndpointService) -> [Command] {
    let place = placeOfBalancer(service)
    let location = location(service.region)
    let subnet = variables.word("\(service.name)_subnet", "the subnet of the targets of \(service.name)")
    let frontend = frontend(of: service)
    let create =
      "az network lb create \(place) --name \(balancerName(service)) --sku Standard --location \(location) --vnet-name \(vnet(service)) --subnet \(subnet) --frontend-ip-name \(frontend) --backend-pool-name targets"
    return [Command("create the load balancer; put the machines of \(service.name) into its pool targets", create)]
      + service.ports.flatMap { createRule($0, of: service, frontend: frontend) }
  }

  private mutating func createRule(_ port: EffectivePort, of service: EffectiveEndpointService, frontend: String)
    -> [Command]
  {
    let balancer = "\(placeOfBalancer(service)) --lb-name \(balancerName(service))"
    let transport = port.transport == .udp ? "Udp" : "Tcp"
    // A probe cannot speak UDP: such a rule goes without.
    let probe = port.transport == .udp ? "" : " --probe-name probe-\(port.name)"
    let rule = Command(
      "the rule for \(port.socket)",
      "az network lb rule create \(balancer) --name rule-\(port.name) --protocol \(transport) --frontend-port \(port.number) --backend-port \(port.number) --frontend-ip-name \(frontend) --backend-pool-name targets\(probe)"
    )
    guard port.transport == .tcp else { return [rule] }
    return [
      Command(
        "a probe for \(port.socket)",
        "az network lb probe create \(balancer) --name probe-\(port.name) --protocol Tcp --port \(port.number)"
      ),
      rule,
    ]
  }

  mutating func createService(_ service: EffectiveEndpointService) -> [Command] {
    let place = place(of: service)
    let subnet = variables.word(
      "\(service.name)_nat_subnet",
      "the subnet for the addresses that \(service.name) sees as its clients"
    )
    let visibility = environment.adobeSubscription.map { " --visibility \(Shell.word($0))" } ?? ""
    return [
      Command(
        "let that subnet carry a Private Link service",
        "az network vnet subnet update \(place.group) --vnet-name \(vnet(service)) --name \(subnet) --private-link-service-network-policies Disabled"
      ),
      Command(
        "create the service; it prints id, which goes into the manifest",
        "az network private-link-service create \(place.group) --name \(place.name) --location \(location(service.region)) --vnet-name \(vnet(service)) --subnet \(subnet) --lb-name \(balancerName(service)) --lb-frontend-ip-configs \(frontend(of: service))\(visibility)"
      ),
    ]
  }

  mutating func letAdobeIn(to service: EffectiveEndpointService) -> [Command] {
    let place = place(of: service)
    return [
      Command(
        "who sees the service now",
        "az network private-link-service show \(place.group) --name \(place.name) --query visibility.subscriptions --output tsv"
      ),
      Command(
        "let Adobe's subscription see it; this replaces the list, so add what the command before printed",
        "az network private-link-service update \(place.group) --name \(place.name) --visibility \(adobeSubscription)"
      ),
    ]
  }

  mutating func approveAdobe(at service: EffectiveEndpointService) -> [Command] {
    let place = place(of: service)
    let connection = variables.word(
      "\(service.name)_connection_name",
      "the name of Adobe's connection to \(service.name), from the list"
    )
    let description = Shell.word("Adobe Commerce \(project.id)")
    return [
      connections(of: service),
      Command(
        "approve Adobe's",
        "az network private-link-service connection update \(place.group) --service-name \(place.name) --name \(connection) --connection-status Approved --description \(description)"
      ),
    ]
  }

  // MARK: The way to Adobe Commerce

  mutating func connectToAdobe() -> [Command] {
    let name = Shell.word(endpointName)
    let group = "\(clientSubscription) --resource-group \(clientGroup)"
    let vnet = variables.word("client_vnet", "the VNet of your clients")
    let subnet = variables.word("client_subnet", "the subnet of your endpoint")
    let service =
      environment.adobeService.map(Shell.word)
      ?? variables.word("adobe_resource_id", "the resource ID or alias in Adobe's answer to the ticket")
    return [
      Command(
        "create the endpoint; it prints id, which goes into the manifest",
        "az network private-endpoint create \(group) --name \(name) --location \(location(environment.region)) --vnet-name \(vnet) --subnet \(subnet) --private-connection-resource-id \(service) --connection-name \(name) --manual-request true --request-message \(Shell.word(requestMessage))"
      )
    ] + states()
  }

  /// The endpoints the manifest knows, or the one that is created here.
  private mutating func shownEndpoints() -> [String] {
    let known = environment.endpoints.compactMap(\.id).map { "--ids \(Shell.word($0))" }
    let which =
      known.isEmpty
      ? ["\(clientSubscription) --resource-group \(clientGroup) --name \(Shell.word(endpointName))"] : known
    return which.map { "az network private-endpoint show \($0)" }
  }

  private mutating func states() -> [Command] {
    shownEndpoints().flatMap { show in
      [
        AzureCommands.settings(show),
        Command(
          "its address, which goes into the manifest as dns",
          "az network nic show --ids \"$(\(show) --query 'networkInterfaces[0].id' --output tsv)\" --query 'ipConfigurations[].privateIPAddress' --output tsv"
        ),
      ]
    }
  }

  mutating func stateOfEndpoint() -> [Command] { shownEndpoints().map(AzureCommands.settings) }

  private static func settings(_ show: String) -> Command {
    Command("the endpoint's settings, and the state of its connection", show)
  }

  // MARK: Checks

  mutating func checksOfEndpoint() -> [Command] { stateOfEndpoint() }

  mutating func checks(of service: EffectiveEndpointService) -> [Command] {
    let place = place(of: service)
    let balancers =
      service.loadBalancers.isEmpty
      ? ["\(placeOfBalancer(service)) --name \(balancerName(service))"]
      : service.loadBalancers.map { "--ids \(Shell.word($0))" }
    let health = service.ports.filter { $0.transport == .tcp }.isEmpty ? "its rules" : "its rules, probes and pool"
    return [
      Command(
        "the settings of \(service.name)",
        "az network private-link-service show \(place.group) --name \(place.name)"
      ),
      connections(of: service),
    ]
      + balancers.flatMap { which in
        [
          Command("the load balancer of \(service.name): \(health)", "az network lb show \(which)"),
          Command("the health of its targets, in per cent for each address and port", availability(which)),
        ]
      }
  }

  /// A probe's verdicts are told by the metric of that name only.
  private func availability(_ which: String) -> String {
    let id =
      which.hasPrefix("--ids ")
      ? String(which.dropFirst(6)) : "\"$(az network lb show \(which) --query id --output tsv)\""
    return
      "az monitor metrics list --resource \(id) --metrics DipAvailability --filter \"BackendIPAddress eq '*' and BackendPort eq '*'\" --output table"
  }

  mutating func connections(of service: EffectiveEndpointService) -> Command {
    let place = place(of: service)
    return Command(
      "the requests to \(service.name), with their state",
      "az network private-endpoint-connection list \(place.group) --name \(place.name) --type Microsoft.Network/privateLinkServices"
    )
  }

  // MARK: Pieces

  private var endpointName: String { ResourceName.of("pe-\(project.id)-\(environment.id)", limit: 80, marks: "-._") }

  /// Azure takes 140 letters.
  private var requestMessage: String { String("Adobe Commerce \(project.id), \(environment.id)".prefix(140)) }

  private var clientGroup: String {
    mutating get { variables.word("resource_group", "the resource group of your endpoint") }
  }

  /// The subscription in which clients and endpoint are.
  private var clientSubscription: String {
    mutating get {
      let known = environment.subscriptions
      if known.count == 1 { return "--subscription \(Shell.word(known[0]))" }
      let which =
        known.isEmpty
        ? "your clients' subscription" : "the subscription of the clients: \(known.joined(separator: " or "))"
      return "--subscription \(variables.word("subscription", which))"
    }
  }

  private var adobeSubscription: String {
    mutating get {
      environment.adobeSubscription.map(Shell.word)
        ?? variables.word("adobe_subscription", "the subscription that Adobe connects from; ask in the ticket")
    }
  }

  private mutating func location(_ region: String?) -> String {
    (region ?? environment.region ?? project.region).map(Shell.word)
      ?? variables.word("location", "the cloud region of the Adobe Commerce instance")
  }

  /// Subscription, resource group and name, from the service's resource ID where it is known.
  private mutating func place(of service: EffectiveEndpointService) -> (group: String, name: String) {
    if let parts = AzureCommands.parts(service.identifier) {
      return (
        "--subscription \(Shell.word(parts.subscription)) --resource-group \(Shell.word(parts.group))",
        Shell.word(parts.name)
      )
    }
    let subscription = environment.account.map { "--subscription \(Shell.word($0)) " } ?? ""
    let group = variables.word("\(service.name)_resource_group", "the resource group of \(service.name)")
    return (
      "\(subscription)--resource-group \(group)",
      Shell.word(ResourceName.of("pls-\(service.name)", limit: 80, marks: "-._"))
    )
  }

  private mutating func placeOfBalancer(_ service: EffectiveEndpointService) -> String {
    guard let parts = AzureCommands.parts(service.loadBalancers.first) else { return place(of: service).group }
    return "--subscription \(Shell.word(parts.subscription)) --resource-group \(Shell.word(parts.group))"
  }

  private mutating func balancerName(_ service: EffectiveEndpointService) -> String {
    AzureCommands.parts(service.loadBalancers.first).map { Shell.word($0.name) }
      ?? variables.word("\(service.name)_load_balancer_name", "the name of the load balancer of \(service.name)")
  }

  private mutating func frontend(of service: EffectiveEndpointService) -> String {
    variables.word(
      "\(service.name)_frontend_name",
      "the name of the frontend IP configuration of that load balancer, for \(service.name)"
    )
  }

  private mutating func vnet(_ service: EffectiveEndpointService) -> String {
    variables.word("\(service.name)_vnet", "the VNet of the load balancer of \(service.name)")
  }

  /// `/subscriptions/S/resourceGroups/G/providers/Microsoft.Network/KIND/NAME`.
  private static func parts(_ id: String?) -> (subscription: String, group: String, name: String)? {
    guard let parts = id?.split(separator: "/"), parts.count == 8 else { return nil }
    return (String(parts[1]), String(parts[3]), String(parts[7]))
  }
}
