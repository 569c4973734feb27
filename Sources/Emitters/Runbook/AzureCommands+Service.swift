import ManifestModel

/// The `az` commands for the customer's own Private Link services.
extension AzureCommands {
  // MARK: The load balancer

  /// The names of the load balancer's own parts.
  private enum Part {
    static let frontend = "frontend"
    static let pool = "targets"
  }

  func loadBalancerNotes(_ service: EffectiveEndpointService) -> [String] {
    [
      """
      The backend pool must contain network interfaces: a Private Link service does not work with a pool of IP \
      addresses.
      """,
      """
      Your servers see connections from the NAT subnet, not from Adobe. If a network security group protects them, \
      it must allow that subnet and the service tag AzureLoadBalancer. If your software needs the client's address \
      and supports proxy protocol version 2, turn that on (--enable-proxy-protocol true).
      """,
    ] + probeNotes(service)
  }

  mutating func createLoadBalancer(of service: EffectiveEndpointService) -> [RunbookCommand] {
    let place = newPlace(service)
    let subnet = variables.variable("SUBNET", of: service.name, "the subnet for \(service.name)'s load balancer")
    let choices = chooseNetwork(
      of: service,
      """
      Choose the VNet of the server that runs \(service.name), the VNet's resource group, and one of its subnets for \
      the load balancer. What you create for \(service.name) goes into that resource group.
      """,
      and: subnet
    )
    let create = RunbookCommand(
      "Create the load balancer without a public address.",
      """
      az network lb create \(place) --name \(balancerName(service)) --sku Standard --location \
      \(location(service.region)) --vnet-name \(vnet(service).reference) --subnet \(subnet.reference) \
      --public-ip-address '' --frontend-ip-name \(Part.frontend) --backend-pool-name \(Part.pool)
      """
    )
    return choices + [create] + fillPool(of: service) + service.ports.flatMap { createRule($0, of: service) }
      + [showBalancerID(of: service)]
  }

  private mutating func fillPool(of service: EffectiveEndpointService) -> [RunbookCommand] {
    let place = newPlace(service)
    let interface = variables.variable(
      "NIC",
      of: service.name,
      "the name of the network interface of the server that runs \(service.name)"
    ).reference
    let configuration = variables.variable(
      "IP_CONFIG",
      of: service.name,
      "the IP configuration of that network interface, for \(service.name)"
    )
    let purpose = "Add your server to the backend pool. Repeat this for each additional server."
    return [
      RunbookCommand.capture(
        configuration,
        purpose: purpose,
        command: "az network nic show \(place) --name \(interface) --query 'ipConfigurations[0].name' --output tsv"
      ),
      RunbookCommand(
        purpose,
        """
        az network nic ip-config address-pool add \(place) --nic-name \(interface) --ip-config-name \
        \(configuration.reference) --lb-name \(balancerName(service)) --address-pool \(Part.pool)
        """
      ),
    ]
  }

  private mutating func createRule(_ port: EffectivePort, of service: EffectiveEndpointService) -> [RunbookCommand] {
    let balancer = "\(newPlace(service)) --lb-name \(balancerName(service))"
    let purpose = "Set up \(port.socket): create a health probe and a rule."
    let probe = probePort(port, of: service)
    return [
      RunbookCommand(
        purpose,
        "az network lb probe create \(balancer) --name probe-\(port.name) --protocol Tcp --port \(probe)"
      ),
      RunbookCommand(
        purpose,
        """
        az network lb rule create \(balancer) --name rule-\(port.name) --protocol \
        \(port.transport == .udp ? "Udp" : "Tcp") --frontend-port \(port.number) --backend-port \(port.number) \
        --frontend-ip-name \(Part.frontend) --backend-pool-name \(Part.pool) --probe-name probe-\(port.name)
        """
      ),
    ]
  }

  /// A UDP port is probed on a TCP port of the same service, if it has one.
  private mutating func probePort(_ port: EffectivePort, of service: EffectiveEndpointService) -> String {
    if port.transport == .tcp { return "\(port.number)" }
    if let other = service.ports.first(where: { $0.transport == .tcp }) { return "\(other.number)" }
    return variables.variable(
      "HEALTH_CHECK_PORT",
      of: service.name,
      "a TCP port on which the server that runs \(service.name) answers"
    ).reference
  }

  private mutating func showBalancerID(of service: EffectiveEndpointService) -> RunbookCommand {
    RunbookCommand(
      "Record the load balancer's ID in the manifest, under load_balancers of \(service.name).",
      "az network lb show \(newPlace(service)) --name \(balancerName(service)) --query id --output tsv"
    )
  }

  mutating func checkLoadBalancer(of service: EffectiveEndpointService) -> [RunbookCommand] {
    let purpose =
      "Check \(service.name)'s load balancer: its rules (\(Listener.titles(of: service))) and its backend pool."
    var commands: [RunbookCommand] = []
    for balancer in balancers(of: service, purpose, &commands) {
      commands.append(RunbookCommand(purpose, describeBalancer(balancer)))
    }
    return commands
  }

  // MARK: The Private Link service

  mutating func createService(_ service: EffectiveEndpointService) -> [RunbookCommand] {
    let place = newPlace(service)
    let subnet = variables.variable("NAT_SUBNET", of: service.name, "the NAT subnet of \(service.name)")
    let id = variables.variable("PRIVATE_LINK_SERVICE_ID", of: service.name, "the resource ID of \(service.name)")
    let purpose =
      "Create the Private Link service. Record its ID in the manifest under \"resource_id\" of \(service.name)."
    let policies = RunbookCommand(
      "Turn off the NAT subnet's network policies for Private Link services, as Azure requires.",
      """
      az network vnet subnet update \(place) --vnet-name \(vnet(service).reference) --name \(subnet.reference) \
      --private-link-service-network-policies Disabled
      """
    )
    let name = ResourceName.of(
      project.id,
      environment: environment.id,
      part: service.name,
      limit: ResourceName.Limit.privateLinkService
    )
    let visibility = environment.adobeSubscription.map { " --visibility \(Shell.word($0))" } ?? ""
    var commands = chooseNATSubnet(subnet, of: service) + [policies]
    let frontend = frontend(of: service, purpose, &commands)
    let create =
      """
      az network private-link-service create \(place) --name \(name) --location \(location(service.region)) \
      --vnet-name \(vnet(service).reference) --subnet \(subnet.reference) \(frontend)\(visibility) --query id \
      --output tsv
      """
    return commands + [
      RunbookCommand.capture(id, purpose: purpose, command: create), RunbookCommand(purpose, "echo \(id.reference)"),
    ]
  }

  /// Where the runbook created the load balancer, its VNet is chosen already.
  private mutating func chooseNATSubnet(_ subnet: RunbookVariable, of service: EffectiveEndpointService)
    -> [RunbookCommand]
  {
    let purpose =
      """
      Choose a subnet of that VNet as the NAT subnet. To \(service.name), connections appear to come from addresses \
      in this subnet.
      """
    guard !service.loadBalancers.isEmpty else { return [RunbookCommand.choice(subnet, purpose: purpose)] }
    return chooseNetwork(
      of: service,
      """
      Choose the VNet of \(service.name)'s load balancer, the VNet's resource group, and one of its subnets as the NAT \
      subnet. To \(service.name), connections appear to come from addresses in this subnet. The service goes into \
      that resource group.
      """,
      and: subnet
    )
  }

  private mutating func chooseNetwork(
    of service: EffectiveEndpointService,
    _ purpose: String,
    and subnet: RunbookVariable
  ) -> [RunbookCommand] {
    [listNetworks(ownerOption(of: service))]
      + [group(of: service), vnet(service), subnet].map { RunbookCommand.choice($0, purpose: purpose) }
  }

  /// The frontend of the load balancer that the runbook created, or the first one of the load balancer in the manifest.
  private mutating func frontend(
    of service: EffectiveEndpointService,
    _ purpose: String,
    _ commands: inout [RunbookCommand]
  ) -> String {
    guard let balancer = service.loadBalancers.first else {
      return "--lb-name \(balancerName(service)) --lb-frontend-ip-configs \(Part.frontend)"
    }
    let id = variables.variable(
      "FRONTEND_ID",
      of: service.name,
      "the frontend IP configuration of \(service.name)'s load balancer"
    )
    commands.append(
      RunbookCommand.capture(
        id,
        purpose: purpose,
        command:
          "az network lb show --ids \(Shell.word(balancer)) --query 'frontendIPConfigurations[0].id' --output tsv"
      )
    )
    return "--lb-frontend-ip-configs \(id.reference)"
  }

  mutating func checkService(_ service: EffectiveEndpointService) -> [RunbookCommand] {
    [
      RunbookCommand(
        """
        Check the Private Link service \(service.name): its state should be Succeeded, and its location should be \
        your Adobe Commerce region.
        """,
        """
        az network private-link-service show \(place(of: service)) --query \
        '{ID:id,State:provisioningState,Location:location,Visibility:visibility.subscriptions,AutoApproval:autoApproval.subscriptions,ProxyProtocol:enableProxyProtocol}'
        """
      )
    ]
  }

  mutating func allowAdobe(on service: EffectiveEndpointService) -> [RunbookCommand] {
    [
      RunbookCommand(
        "Add Adobe's subscription to those that can see the service; existing entries are kept.",
        """
        az network private-link-service update \(place(of: service)) --add visibility.subscriptions \
        \(adobeSubscription)
        """
      )
    ] + checkAccess(to: service)
  }

  mutating func checkAccess(to service: EffectiveEndpointService) -> [RunbookCommand] {
    [
      RunbookCommand(
        "List the subscriptions that can see \(service.name).",
        "az network private-link-service show \(place(of: service)) --query visibility.subscriptions --output tsv"
      )
    ]
  }

  mutating func connections(of service: EffectiveEndpointService) -> RunbookCommand {
    RunbookCommand(
      """
      List the connections and connection requests to \(service.name): name, private endpoint and state. A \
      private endpoint's ID contains its subscription.
      """,
      """
      \(listConnections(service)) --query \
      '[].[name,properties.privateEndpoint.id,properties.privateLinkServiceConnectionState.status]' --output tsv
      """
    )
  }

  private mutating func listConnections(_ service: EffectiveEndpointService) -> String {
    "az network private-endpoint-connection list \(place(of: service)) --type Microsoft.Network/privateLinkServices"
  }

  mutating func approveAdobe(at service: EffectiveEndpointService) -> [RunbookCommand] {
    let place = newOrKnownPlace(service)
    let connection = variables.variable(
      "CONNECTION_NAME",
      of: service.name,
      "the name of Adobe's connection to \(service.name), from the list"
    )
    let purpose =
      """
      Approve Adobe's pending request. If \(connection.name) is empty, Adobe's subscription has no pending request \
      in the list.
      """
    // Inside double quotes the reference of a variable needs none of its own.
    let subscription = adobeSubscription.split(separator: "\"").joined()
    let read = RunbookCommand.capture(
      connection,
      purpose: purpose,
      command:
        """
        \(listConnections(service)) --query "[?properties.privateLinkServiceConnectionState.status=='Pending' && \
        contains(properties.privateEndpoint.id, '\(subscription)')].name | [0]" --output tsv
        """
    )
    let approve = RunbookCommand(
      purpose,
      """
      az network private-link-service connection update \(place.group) --service-name \(place.name) --name \
      \(connection.reference) --connection-status Approved --description \
      \(Shell.word("Adobe Commerce \(project.id)"))
      """
    )
    return [connections(of: service), read, approve]
  }

  // MARK: Checks

  mutating func checks(of service: EffectiveEndpointService) -> [RunbookCommand] {
    [connections(of: service)] + checkService(service) + checkTargets(of: service)
  }

  private mutating func checkTargets(of service: EffectiveEndpointService) -> [RunbookCommand] {
    let purpose =
      """
      Check \(service.name)'s load balancer: its rules (\(Listener.titles(of: service))), and the health of each \
      backend address and port, as a percentage.
      """
    var commands: [RunbookCommand] = []
    for balancer in balancers(of: service, purpose, &commands) {
      commands.append(RunbookCommand(purpose, describeBalancer(balancer)))
      commands.append(
        RunbookCommand(
          purpose,
          """
          az monitor metrics list --resource \(balancer) --metrics DipAvailability --filter "BackendIPAddress eq '*' \
          and BackendPort eq '*'" --output table
          """
        )
      )
    }
    return commands
  }

  private func describeBalancer(_ balancer: String) -> String {
    """
    az network lb show --ids \(balancer) --query \
    '{Rules:loadBalancingRules[].[protocol,frontendPort],Probes:probes[].[protocol,port],Pool:backendAddressPools[].backendIPConfigurations[].id}'
    """
  }

  /// The load balancers of an existing service: those of the manifest, or the one that the service names.
  private mutating func balancers(
    of service: EffectiveEndpointService,
    _ purpose: String,
    _ commands: inout [RunbookCommand]
  ) -> [String] {
    guard service.loadBalancers.isEmpty else { return service.loadBalancers.map(Shell.word) }
    let frontend = variables.variable(
      "FRONTEND_ID",
      of: service.name,
      "the frontend IP configuration of \(service.name)'s load balancer"
    )
    let balancer = variables.variable(
      "LOAD_BALANCER_ID",
      of: service.name,
      "the resource ID of \(service.name)'s load balancer"
    )
    commands += [
      RunbookCommand.capture(
        frontend,
        purpose: purpose,
        command:
          """
          az network private-link-service show \(place(of: service)) --query \
          'loadBalancerFrontendIpConfigurations[0].id' --output tsv
          """
      ),
      // The ID of a part names the whole it belongs to.
      RunbookCommand.capture(
        balancer,
        purpose: purpose,
        command: "az network lb show --ids \(frontend.reference) --query id --output tsv"
      ),
    ]
    return [balancer.reference]
  }

  // MARK: Pieces

  private var adobeSubscription: String {
    mutating get { environment.adobeSubscription.map(Shell.word) ?? adobeSubscriptionInput()?.reference ?? "" }
  }

  /// Subscription, resource group and name, from the service's resource ID if it is known.
  private mutating func newOrKnownPlace(_ service: EffectiveEndpointService) -> (group: String, name: String) {
    if let parts = AzureCommands.parts(service.identifier) {
      return (
        "--subscription \(Shell.word(parts.subscription)) --resource-group \(Shell.word(parts.group))",
        Shell.word(parts.name)
      )
    }
    let name = ResourceName.of(
      project.id,
      environment: environment.id,
      part: service.name,
      limit: ResourceName.Limit.privateLinkService
    )
    return (newPlace(service), name)
  }

  private mutating func place(of service: EffectiveEndpointService) -> String {
    let place = newOrKnownPlace(service)
    return "\(place.group) --name \(place.name)"
  }

  /// Where the resources of a service are created: an existing load balancer decides the subscription, because the
  /// service shares its VNet.
  private mutating func newPlace(_ service: EffectiveEndpointService) -> String {
    let subscription = ownerOption(of: service)
    return "\(subscription)\(subscription.isEmpty ? "" : " ")--resource-group \(group(of: service).reference)"
  }

  private mutating func group(of service: EffectiveEndpointService) -> RunbookVariable {
    variables.variable("RESOURCE_GROUP", of: service.name, "the resource group of \(service.name)'s server and VNet")
  }

  private func balancerName(_ service: EffectiveEndpointService) -> String {
    ResourceName.of(
      project.id,
      environment: environment.id,
      part: service.name,
      limit: ResourceName.Limit.azureLoadBalancer
    )
  }

  private mutating func vnet(_ service: EffectiveEndpointService) -> RunbookVariable {
    variables.variable("VNET", of: service.name, "the VNet of the server that runs \(service.name)")
  }

  /// The option for the subscription that the resources of a service are created in; empty if it is not known.
  private func ownerOption(of service: EffectiveEndpointService) -> String {
    let owner = AzureCommands.parts(service.loadBalancers.first)?.subscription ?? environment.account
    return owner.map { "--subscription \(Shell.word($0))" } ?? ""
  }

  /// `/subscriptions/S/resourceGroups/G/providers/Microsoft.Network/KIND/NAME`.
  private static func parts(_ id: String?) -> (subscription: String, group: String, name: String)? {
    guard let parts = id?.split(separator: "/"), parts.count == 8 else { return nil }
    return (String(parts[1]), String(parts[3]), String(parts[7]))
  }
}
