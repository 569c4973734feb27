import ManifestModel

/// Writes the steps of one environment; the commands are those of its cloud.
struct RunbookWriter {
  typealias Step = EnvironmentRunbook.Step
  typealias Command = EnvironmentRunbook.Command

  let environment: EffectiveEnvironment
  let project: EffectiveProject
  private(set) var steps: [Step] = []
  private(set) var checks: [Command] = []
  private(set) var variables: [EnvironmentRunbook.Variable] = []

  init(_ environment: EffectiveEnvironment, _ project: EffectiveProject) {
    self.environment = environment
    self.project = project
  }

  private var isAzure: Bool { project.cloud == .azure }
  private var hasWayToCommerce: Bool { !environment.ports.isEmpty || !environment.isBidirectional }

  mutating func write() {
    if environment.isBidirectional || !environment.endpointServices.isEmpty { writePreparation() }
    writeTicket()
    if hasWayToCommerce { writeWayToCommerce() }
    if environment.isBidirectional { writeWayToCustomer() }
    writeChecks()
  }

  // MARK: Preparation (source: Set up for bidirectional PrivateLink connections)

  private mutating func writePreparation() {
    let services = environment.endpointServices.isEmpty ? [EffectiveEndpointService(name: "service")] : environment.endpointServices
    for service in services {
      var step = Step(
        half: .preparation, actor: .customer,
        title: "Create the \(isAzure ? "Private Link service" : "endpoint service") \(service.name) behind its load balancer",
        isDone: service.identifier != nil)
      step.commands = isAzure ? azureCreateService(service) : awsCreateService(service)
      step.notes = [
        isAzure
          ? "It stands behind a Standard Load Balancer in the region of the project."
          : "It stands behind a Network Load Balancer in the region of the project, in two zones or more."
      ]
      steps.append(step)
      guard !isAzure else { continue }
      var access = Step(
        half: .preparation, actor: .customer, title: "Let Adobe in to \(service.name)",
        isDone: service.identifier != nil && service.grantsAdobe)
      let id = serviceID(service)
      access.commands = [
        Command(
          "allow Adobe's principal",
          aws(
            "ec2 modify-vpc-endpoint-service-permissions", service.region,
            ["--service-id", id, "--add-allowed-principals", Principal.adobeRoot])),
        Command("read back who is allowed", aws("ec2 describe-vpc-endpoint-service-permissions", service.region, ["--service-id", id])),
      ]
      steps.append(access)
    }
  }

  private mutating func awsCreateService(_ service: EffectiveEndpointService) -> [Command] {
    let balancers =
      service.loadBalancers.isEmpty
      ? [variable("\(service.name)_load_balancer_arn", "the ARN of the Network Load Balancer of \(service.name)")]
      : service.loadBalancers.map(Shell.word)
    let acceptance = service.acceptanceRequired ? "--acceptance-required" : "--no-acceptance-required"
    return [
      Command(
        "create the service; it prints ServiceName, which goes into the manifest",
        aws(
          "ec2 create-vpc-endpoint-service-configuration", service.region,
          raw: "--network-load-balancer-arns \(balancers.joined(separator: " ")) \(acceptance)"))
    ]
  }

  private mutating func azureCreateService(_ service: EffectiveEndpointService) -> [Command] {
    let (name, group) = azureNames(service)
    let location = service.region.map(Shell.word) ?? variable("location", "the Azure region of the project")
    return [
      Command(
        "create the service; it prints id, which goes into the manifest",
        "az network private-link-service create --name \(name) --resource-group \(group) --location \(location) --vnet-name \(variable("vnet", "the VNet of the load balancer")) --subnet \(variable("nat_subnet", "the subnet for the service's NAT addresses, with its network policies disabled")) --lb-frontend-ip-configs \(variable("\(service.name)_frontend_ip_config_id", "the resource ID of the load balancer's frontend IP configuration")) --visibility \(adobeSubscription) --query id"
      )
    ]
  }

  // MARK: The ticket (source: Enablement workflow)

  private mutating func writeTicket() {
    var step = Step(
      half: .towardCommerce, actor: .customer, title: "Send the ticket \(Ticket.subject(project))", isDone: environment.ticket != nil)
    if let number = environment.ticket { step.notes.append("It is ticket \(number).") }
    step.notes.append("Enablement can take up to five business days. A case that waits for your answer is closed after six days.")
    step.commands = [
      Command("write the ticket", "privatelint ticket --project \(Shell.word(project.id)) --environment \(Shell.word(environment.id))")
    ]
    steps.append(step)
  }

  // MARK: From the customer's network to Adobe Commerce

  private mutating func writeWayToCommerce() {
    let who = isAzure ? "your subscriptions" : "your account"
    var answer = Step(
      half: .towardCommerce, actor: .adobe, title: "Allow \(who), open the ports, and answer with the service to connect to",
      isDone: environment.adobeService != nil)
    answer.notes = [
      environment.adobeService.map { "The service is \($0)." }
        ?? "Put the answer into the manifest: enablement.\(isAzure ? "resource_id" : "service_name")."
    ]
    steps.append(answer)
    var connect = Step(
      half: .towardCommerce, actor: .customer, title: "Create the endpoint to Adobe's service, which asks Adobe for the connection",
      isDone: !environment.endpoints.isEmpty)
    connect.commands = isAzure ? azureConnect() : awsConnect()
    connect.notes = ["Put the endpoint into the manifest: enablement.endpoints."]
    steps.append(connect)
    let isApproved = !environment.endpoints.isEmpty && environment.endpoints.allSatisfy { $0.approved != nil || $0.verified != nil }
    steps.append(Step(half: .towardCommerce, actor: .adobe, title: "Approve the connection request", isDone: isApproved))
    let isVerified = !environment.endpoints.isEmpty && environment.endpoints.allSatisfy { $0.verified != nil }
    var test = Step(half: .towardCommerce, actor: .customer, title: "Test the connection from your network", isDone: isVerified)
    test.commands = [verify("customer")]
    steps.append(test)
  }

  private mutating func awsConnect() -> [Command] {
    let service =
      environment.adobeService.map(Shell.word) ?? variable("adobe_service_name", "the service name in Adobe's answer to the ticket")
    let group = variable("security_group_id", "the security group of the endpoint")
    var commands = environment.ports.map { port in
      Command(
        "let your clients reach \(port.service ?? "the service") through the endpoint",
        aws(
          "ec2 authorize-security-group-ingress", environment.region,
          raw:
            "--group-id \(group) --protocol \(port.transport.rawValue) --port \(port.number) --cidr \(variable("client_cidr", "the addresses of your clients, such as 10.0.0.0/16"))"
        ))
    }
    commands.append(
      Command(
        "create the endpoint",
        aws(
          "ec2 create-vpc-endpoint", environment.region,
          raw:
            "--vpc-endpoint-type Interface --vpc-id \(variable("vpc_id", "the VPC of your clients")) --service-name \(service) --subnet-ids \(variable("subnet_id_1", "a subnet of that VPC in a zone of Adobe's service")) \(variable("subnet_id_2", "another one, in a second zone")) --security-group-ids \(group) --no-private-dns-enabled"
        )))
    commands.append(
      Command(
        "read its state and DNS names",
        aws("ec2 describe-vpc-endpoints", environment.region, raw: "--filters Name=service-name,Values=\(service)")))
    return commands
  }

  private mutating func azureConnect() -> [Command] {
    let location = environment.region.map(Shell.word) ?? variable("location", "the Azure region of the project")
    let service =
      environment.adobeService.map(Shell.word) ?? variable("adobe_resource_id", "the resource ID or alias in Adobe's answer to the ticket")
    let name = Shell.word("pe-\(project.id)-\(environment.id)")
    let group = variable("resource_group", "the resource group of your endpoint")
    return [
      Command(
        "create the endpoint",
        "az network private-endpoint create --name \(name) --resource-group \(group) --location \(location) --vnet-name \(variable("client_vnet", "the VNet of your clients")) --subnet \(variable("client_subnet", "the subnet of your endpoint")) --private-connection-resource-id \(service) --connection-name \(name) --manual-request true --request-message \(Shell.quoted("PrivateLink for project \(project.id), \(environment.id)"))"
      ),
      Command("read its state and address", "az network private-endpoint show --name \(name) --resource-group \(group)"),
    ]
  }

  // MARK: From Adobe Commerce to the customer's network

  private mutating func writeWayToCustomer() {
    let isKnown = environment.endpointServices.contains { !$0.endpoints.isEmpty }
    let asks =
      isAzure ? "Name the subscription it connects from, and ask for access" : "Name the principal it connects from, and ask for access"
    steps.append(Step(half: .towardCustomer, actor: .adobe, title: asks, isDone: isAzure ? environment.adobeSubscription != nil : isKnown))
    for service in environment.endpointServices {
      if isAzure {
        var access = Step(
          half: .towardCustomer, actor: .customer, title: "Let Adobe's subscription in to \(service.name)",
          isDone: !service.endpoints.isEmpty)
        let (name, group) = azureNames(service)
        access.commands = [
          Command(
            "let the subscription see the service",
            "az network private-link-service update --name \(name) --resource-group \(group) --visibility \(adobeSubscription)")
        ]
        steps.append(access)
      }
      steps.append(Step(half: .towardCustomer, actor: .adobe, title: "Connect to \(service.name)", isDone: !service.endpoints.isEmpty))
      writeApproval(of: service)
      let isVerified = !service.endpoints.isEmpty && service.endpoints.allSatisfy { $0.verified != nil }
      var test = Step(
        half: .towardCustomer, actor: .customer, title: "Test the connection to \(service.name) from the Adobe environment",
        isDone: isVerified)
      test.commands = [verify("commerce")]
      steps.append(test)
    }
  }

  private mutating func writeApproval(of service: EffectiveEndpointService) {
    let isApproved = !service.endpoints.isEmpty && service.endpoints.allSatisfy { $0.approved != nil || $0.verified != nil }
    var step = Step(half: .towardCustomer, actor: .customer, title: "Approve Adobe's request to \(service.name)", isDone: isApproved)
    if isAzure {
      let (name, group) = azureNames(service)
      step.commands = [
        Command(
          "list the requests",
          "az network private-endpoint-connection list --name \(name) --resource-group \(group) --type Microsoft.Network/privateLinkServices"
        ),
        Command(
          "approve Adobe's",
          "az network private-link-service connection update --service-name \(name) --resource-group \(group) --name \(variable("\(service.name)_connection_name", "the name of Adobe's connection to \(service.name), from the list")) --connection-status Approved --description \(Shell.quoted("Adobe Commerce \(project.id)"))"
        ),
      ]
    } else if service.acceptanceRequired {
      let id = serviceID(service)
      let known = service.endpoints.compactMap(\.id).map(Shell.word)
      let endpoint =
        known.isEmpty
        ? variable(
          "\(service.name)_adobe_endpoint_id", "the ID of Adobe's endpoint to \(service.name), from the list; its owner is 402592597372")
        : known.joined(separator: " ")
      step.commands = [
        Command(
          "list the requests; Adobe's has the owner 402592597372",
          aws("ec2 describe-vpc-endpoint-connections", service.region, raw: "--filters Name=service-id,Values=\(id)")),
        Command(
          "approve Adobe's; look at Unsuccessful in the answer, the exit status does not tell",
          aws("ec2 accept-vpc-endpoint-connections", service.region, raw: "--service-id \(id) --vpc-endpoint-ids \(endpoint)")),
      ]
    } else {
      step.notes = ["Acceptance is off: requests are accepted without a look, and there is nothing to approve."]
    }
    steps.append(step)
  }

  // MARK: Checks (source: Test VPC endpoint service connection)

  private mutating func writeChecks() {
    if hasWayToCommerce {
      if isAzure {
        checks.append(
          Command(
            "the endpoint's settings and state",
            "az network private-endpoint show --name \(Shell.word("pe-\(project.id)-\(environment.id)")) --resource-group \(variable("resource_group", "the resource group of your endpoint"))"
          ))
      } else {
        let service =
          environment.adobeService.map(Shell.word) ?? variable("adobe_service_name", "the service name in Adobe's answer to the ticket")
        checks.append(
          Command(
            "the endpoint's settings and state",
            aws("ec2 describe-vpc-endpoints", environment.region, raw: "--filters Name=service-name,Values=\(service)")))
      }
    }
    if environment.isBidirectional {
      for service in environment.endpointServices { isAzure ? azureChecks(of: service) : awsChecks(of: service) }
    }
    for endpoint in environment.endpoints {
      guard let host = endpoint.dns else { continue }
      for port in environment.ports where port.transport == .tcp {
        checks.append(Command("the endpoint from each VM that uses it", VerifyScript.curl(host: host, port: port.number)))
      }
    }
  }

  private mutating func awsChecks(of service: EffectiveEndpointService) {
    let id = serviceID(service)
    checks.append(
      Command(
        "the settings of \(service.name)",
        aws("ec2 describe-vpc-endpoint-service-configurations", service.region, raw: "--service-ids \(id)")))
    let balancers =
      service.loadBalancers.isEmpty
      ? [variable("\(service.name)_load_balancer_arn", "the ARN of the Network Load Balancer of \(service.name)")]
      : service.loadBalancers.map(Shell.word)
    for balancer in balancers {
      checks.append(
        Command(
          "the load balancer of \(service.name)",
          aws("elbv2 describe-load-balancers", service.region, raw: "--load-balancer-arns \(balancer)")))
      checks.append(
        Command(
          "its listeners: one for each port of the manifest",
          aws("elbv2 describe-listeners", service.region, raw: "--load-balancer-arn \(balancer)")))
      checks.append(
        Command("its target groups", aws("elbv2 describe-target-groups", service.region, raw: "--load-balancer-arn \(balancer)")))
    }
    checks.append(
      Command(
        "the health of the targets of \(service.name)",
        aws(
          "elbv2 describe-target-health", service.region,
          raw: "--target-group-arn \(variable("\(service.name)_target_group_arn", "a target group of \(service.name), from the list"))")))
  }

  private mutating func azureChecks(of service: EffectiveEndpointService) {
    let (name, group) = azureNames(service)
    checks.append(
      Command(
        "the settings and connections of \(service.name)", "az network private-link-service show --name \(name) --resource-group \(group)"))
    let balancer =
      service.loadBalancers.first.map(Shell.word)
      ?? variable("\(service.name)_load_balancer_id", "the resource ID of the load balancer of \(service.name)")
    checks.append(Command("the load balancer of \(service.name), its rules and probes", "az network lb show --ids \(balancer)"))
  }

  // MARK: Pieces of commands

  private func verify(_ side: String) -> Command {
    Command(
      "write the test and run it",
      "privatelint verify --project \(Shell.word(project.id)) --environment \(Shell.word(environment.id)) > verify.sh && sh verify.sh \(side)"
    )
  }

  private func aws(_ command: String, _ region: String?, _ arguments: [String]) -> String {
    aws(command, region, raw: arguments.map { $0.hasPrefix("--") || $0.hasPrefix("\"$") ? $0 : Shell.word($0) }.joined(separator: " "))
  }

  private func aws(_ command: String, _ region: String?, raw: String) -> String {
    let region = region ?? environment.region ?? project.region
    return "aws \(command) " + (region.map { "--region \(Shell.word($0)) " } ?? "") + raw
  }

  /// The ID in the service's name, or a variable for it.
  private mutating func serviceID(_ service: EffectiveEndpointService) -> String {
    if let id = service.identifier?.split(separator: ".").last, id.hasPrefix("vpce-svc-") { return String(id) }
    return variable("\(service.name)_service_id", "the service ID of \(service.name), such as vpce-svc-0123456789abcdef0")
  }

  /// The name and resource group in the service's resource ID, or variables for them.
  private mutating func azureNames(_ service: EffectiveEndpointService) -> (name: String, group: String) {
    if let parts = service.identifier?.split(separator: "/"), parts.count == 8 {
      return (Shell.word(String(parts[7])), Shell.word(String(parts[3])))
    }
    return (Shell.word("pls-\(service.name)"), variable("\(service.name)_resource_group", "the resource group of \(service.name)"))
  }

  private var adobeSubscription: String {
    mutating get {
      environment.adobeSubscription.map(Shell.word)
        ?? variable("adobe_subscription", "the subscription Adobe connects from; ask in the ticket")
    }
  }

  /// A shell variable for what the manifest does not hold: `"$NAME"`.
  private mutating func variable(_ name: String, _ meaning: String) -> String {
    let letters = name.uppercased().unicodeScalars.map { ("A"..."Z").contains($0) || ("0"..."9").contains($0) ? Character($0) : "_" }
    var identifier = String(letters)
    if identifier.first?.isNumber == true { identifier = "_" + identifier }
    let variable = EnvironmentRunbook.Variable(name: identifier, meaning: meaning)
    if !variables.contains(variable) { variables.append(variable) }
    return "\"$\(identifier)\""
  }
}
