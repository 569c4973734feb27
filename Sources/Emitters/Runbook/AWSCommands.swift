import ManifestModel

/// The `aws` commands for one environment.
struct AWSCommands: CloudCommands {
  let environment: EffectiveEnvironment
  let project: EffectiveProject
  private(set) var variables = RunbookVariables()

  mutating func identity() -> Command {
    let account =
      environment.account.map { "you act as account \($0): this prints it" }
      ?? "the account that this prints is customer.account"
    return Command(account, aws("sts get-caller-identity", environment.region, "--query Account --output text"))
  }

  // MARK: The customer's own service

  mutating func createLoadBalancer(of service: EffectiveEndpointService) -> [Command] {
    let name = ResourceName.of(service.name, limit: 25, marks: "-")
    let subnets =
      variables.word("\(service.name)_subnet_id_1", "a subnet of the targets of \(service.name)") + " "
      + variables.word("\(service.name)_subnet_id_2", "another one, in a second zone, for \(service.name)")
    let create = aws(
      "elbv2 create-load-balancer",
      service.region,
      "--name \(Shell.word(name)) --type network --scheme internal --subnets \(subnets)"
    )
    return [Command("create the load balancer; it prints LoadBalancerArn, which goes into the manifest", create)]
      + service.ports.flatMap { createListener($0, of: service, named: name) }
  }

  private mutating func createListener(_ port: EffectivePort, of service: EffectiveEndpointService, named name: String)
    -> [Command]
  {
    let transport = port.transport.rawValue.uppercased()
    let vpc = variables.word("\(service.name)_vpc_id", "the VPC of the targets of \(service.name)")
    let target = variables.word("\(service.name)_target_ip", "the address of a machine that serves \(service.name)")
    let group = targetGroup(port, of: service)
    let balancer = loadBalancers(of: service)[0]
    return [
      Command(
        "a target group for \(port.socket); it prints TargetGroupArn",
        aws(
          "elbv2 create-target-group",
          service.region,
          "--name \(Shell.word("\(name)-\(port.number)\(port.transport == .udp ? "u" : "")")) --protocol \(transport) --port \(port.number) --target-type ip --vpc-id \(vpc)"
        )
      ),
      Command(
        "a machine in it",
        aws("elbv2 register-targets", service.region, "--target-group-arn \(group) --targets Id=\(target)")
      ),
      Command(
        "the listener on \(port.socket)",
        aws(
          "elbv2 create-listener",
          service.region,
          "--load-balancer-arn \(balancer) --protocol \(transport) --port \(port.number) --default-actions Type=forward,TargetGroupArn=\(group)"
        )
      ),
    ]
  }

  mutating func createService(_ service: EffectiveEndpointService) -> [Command] {
    let balancers = loadBalancers(of: service).joined(separator: " ")
    let acceptance = service.acceptanceRequired ? "--acceptance-required" : "--no-acceptance-required"
    return [
      Command(
        "create the service; it prints ServiceName, which goes into the manifest",
        aws(
          "ec2 create-vpc-endpoint-service-configuration",
          service.region,
          "--network-load-balancer-arns \(balancers) \(acceptance)"
        )
      )
    ]
  }

  mutating func letAdobeIn(to service: EffectiveEndpointService) -> [Command] {
    let id = serviceID(service)
    return [
      Command(
        "allow Adobe's principal",
        aws(
          "ec2 modify-vpc-endpoint-service-permissions",
          service.region,
          "--service-id \(id) --add-allowed-principals \(Principal.adobeRoot)"
        )
      ),
      permissions(of: service),
    ]
  }

  mutating func approveAdobe(at service: EffectiveEndpointService) -> [Command] {
    let waiting = service.endpoints.filter { $0.approved == nil && $0.verified == nil }
    let known = (waiting.isEmpty ? service.endpoints : waiting).compactMap(\.id).map(Shell.word)
    let meaning = "the ID of Adobe's endpoint to \(service.name), from the list; its owner is \(Principal.adobeAccount)"
    let endpoints =
      known.isEmpty ? variables.word("\(service.name)_adobe_endpoint_id", meaning) : known.joined(separator: " ")
    return [
      connections(of: service),
      Command(
        "approve Adobe's; an empty Unsuccessful in the answer says that it worked, the exit status does not",
        aws(
          "ec2 accept-vpc-endpoint-connections",
          service.region,
          "--service-id \(serviceID(service)) --vpc-endpoint-ids \(endpoints)"
        )
      ),
    ]
  }

  // MARK: The way to Adobe Commerce

  mutating func connectToAdobe() -> [Command] {
    let zones = Command(
      "the zones of Adobe's service; where it is not found, the name is wrong or Adobe has not let you in yet",
      aws(
        "ec2 describe-vpc-endpoint-services",
        environment.region,
        "--service-names \(adobeService) --query 'ServiceDetails[].AvailabilityZones[]'"
      )
    )
    let rules = environment.ports.map { port in
      Command(
        "let your clients reach \(port.service ?? port.socket) through the endpoint",
        aws(
          "ec2 authorize-security-group-ingress",
          environment.region,
          "--group-id \(securityGroup) --protocol \(port.transport.rawValue) --port \(port.number) --cidr \(variables.word("client_cidr", "the addresses of your clients, such as 10.0.0.0/16"))"
        )
      )
    }
    return [zones] + rules + [createEndpoint()] + stateOfEndpoint()
  }

  private mutating func createEndpoint() -> Command {
    let vpc = variables.word("vpc_id", "the VPC of your clients")
    let first = variables.word("subnet_id_1", "a subnet of that VPC in a zone of Adobe's service")
    let second = variables.word("subnet_id_2", "another one, in a second zone of Adobe's service")
    return Command(
      "create the endpoint; it prints VpcEndpointId and DnsEntries, which go into the manifest",
      aws(
        "ec2 create-vpc-endpoint",
        environment.region,
        "--vpc-endpoint-type Interface --vpc-id \(vpc) --service-name \(adobeService) --subnet-ids \(first) \(second) --security-group-ids \(securityGroup) --no-private-dns-enabled"
      )
    )
  }

  mutating func stateOfEndpoint() -> [Command] {
    let ids = environment.endpoints.compactMap(\.id).map(Shell.word)
    let which =
      ids.isEmpty
      ? "--filters Name=service-name,Values=\(adobeService)" : "--vpc-endpoint-ids \(ids.joined(separator: " "))"
    return [
      Command(
        "the endpoint's state, zones, security groups and DNS names",
        aws("ec2 describe-vpc-endpoints", environment.region, which)
      )
    ]
  }

  // MARK: Checks

  mutating func checksOfEndpoint() -> [Command] {
    stateOfEndpoint() + [
      Command(
        "what its security group lets in",
        aws("ec2 describe-security-groups", environment.region, "--group-ids \(securityGroup)")
      )
    ]
  }

  mutating func checks(of service: EffectiveEndpointService) -> [Command] {
    let settings = Command(
      "the settings of \(service.name)",
      aws("ec2 describe-vpc-endpoint-service-configurations", service.region, "--service-ids \(serviceID(service))")
    )
    let balancers = loadBalancers(of: service).flatMap { balancer in
      [
        Command(
          "the load balancer of \(service.name)",
          aws("elbv2 describe-load-balancers", service.region, "--load-balancer-arns \(balancer)")
        ),
        Command(
          "its listeners: \(service.ports.isEmpty ? "one for each port" : service.ports.map(\.socket).joined(separator: ", "))",
          aws("elbv2 describe-listeners", service.region, "--load-balancer-arn \(balancer)")
        ),
        Command(
          "its target groups",
          aws("elbv2 describe-target-groups", service.region, "--load-balancer-arn \(balancer)")
        ),
      ]
    }
    let health = service.ports.map { port in
      Command(
        "the health of the targets of \(service.name) on \(port.socket)",
        aws("elbv2 describe-target-health", service.region, "--target-group-arn \(targetGroup(port, of: service))")
      )
    }
    return [settings, permissions(of: service), connections(of: service)] + balancers + health
  }

  // MARK: Pieces

  private mutating func permissions(of service: EffectiveEndpointService) -> Command {
    let id = serviceID(service)
    return Command(
      "who is allowed at \(service.name)",
      aws("ec2 describe-vpc-endpoint-service-permissions", service.region, "--service-id \(id)")
    )
  }

  mutating func connections(of service: EffectiveEndpointService) -> Command {
    let id = serviceID(service)
    return Command(
      "the requests to \(service.name); the owner of Adobe's is \(Principal.adobeAccount)",
      aws("ec2 describe-vpc-endpoint-connections", service.region, "--filters Name=service-id,Values=\(id)")
    )
  }

  private mutating func aws(_ command: String, _ region: String?, _ arguments: String) -> String {
    let known = region ?? environment.region ?? project.region
    let region = known.map(Shell.word) ?? variables.word("region", "the cloud region of the Adobe Commerce instance")
    return "aws \(command) --region \(region) \(arguments)"
  }

  private var adobeService: String {
    mutating get {
      environment.adobeService.map(Shell.word)
        ?? variables.word("adobe_service_name", "the service name in Adobe's answer to the ticket")
    }
  }

  private var securityGroup: String {
    mutating get { variables.word("security_group_id", "the security group of the endpoint to Adobe's service") }
  }

  private mutating func loadBalancers(of service: EffectiveEndpointService) -> [String] {
    guard service.loadBalancers.isEmpty else { return service.loadBalancers.map(Shell.word) }
    return [
      variables.word("\(service.name)_load_balancer_arn", "the ARN of the Network Load Balancer of \(service.name)")
    ]
  }

  private mutating func targetGroup(_ port: EffectivePort, of service: EffectiveEndpointService) -> String {
    variables.word(
      "\(service.name)_\(port.name)_target_group_arn",
      "the target group of \(service.name) on \(port.socket)"
    )
  }

  /// The ID in the service's name, or a variable for it.
  private mutating func serviceID(_ service: EffectiveEndpointService) -> String {
    if let id = service.identifier?.split(separator: ".").last, id.hasPrefix("vpce-svc-") {
      return Shell.word(String(id))
    }
    return variables.word(
      "\(service.name)_service_id",
      "the service ID of \(service.name), such as vpce-svc-0123456789abcdef0"
    )
  }
}
