import ManifestModel

/// The `aws` commands that create the load balancer of an endpoint service.
extension AWSCommands {
  func loadBalancerNotes(_ service: EffectiveEndpointService) -> [String] {
    [
      """
      Adobe can connect only in the load balancer's zones, so these must include Adobe's. Adobe Commerce Pro runs in \
      three zones: if you have a third subnet, add it to the command.
      """,
      """
      Your servers see connections from the load balancer, not from Adobe. If your software needs the client's \
      address and supports proxy protocol version 2, turn that on (target group attribute \
      proxy_protocol_v2.enabled).
      """,
    ] + probeNotes(service)
  }

  mutating func createLoadBalancer(of service: EffectiveEndpointService) -> [RunbookCommand] {
    let subnets = chooseSubnets(
      of: service.name,
      for: "\(service.name)'s load balancer",
      in: service.region,
      """
      Choose two subnets for \(service.name)'s load balancer, in the same VPC and in different zones: set these \
      variables to the subnets' numbers in the list. Give Adobe the zone IDs, because zone names differ between \
      accounts.
      """
    )
    let listeners = Listener.all(of: service)
    let readVPC = listeners.isEmpty ? [] : [subnets.readVPC]
    return adobeZones() + subnets.commands + readVPC + createBalancer(of: service, subnets)
      + openMachines(of: service, subnets) + listeners.flatMap { create($0, of: service, subnets.vpc) }
      + listeners.map { waitForTarget($0, of: service) }
  }

  /// Lists the zones of Adobe's service, once the manifest names it.
  mutating func adobeZones() -> [RunbookCommand] {
    guard environment.adobeService != nil else { return [] }
    return [
      describeAdobeZones("List the zones of Adobe's service. Your load balancer must be in the same zones.")
    ]
  }

  private mutating func createBalancer(of service: EffectiveEndpointService, _ subnets: ChosenSubnets)
    -> [RunbookCommand]
  {
    let balancer = balancerVariable(service)
    let purpose =
      """
      Create the load balancer and wait a few minutes until it is available. Record its ARN in the manifest, under \
      load_balancers of \(service.name).
      """
    return [
      RunbookCommand.capture(
        balancer,
        purpose: purpose,
        command: aws(
          "elbv2 create-load-balancer",
          region: service.region,
          arguments:
            """
            --name \(balancerName(service)) --type network --scheme internal --subnets \(subnets.references) \
            --tags Key=Name,Value=\(nameTag(service.name)) --query \
            'LoadBalancers[0].LoadBalancerArn' --output text
            """
        )
      ),
      RunbookCommand(purpose, "echo \(balancer.reference)"),
      RunbookCommand(
        purpose,
        aws(
          "elbv2 wait load-balancer-available",
          region: service.region,
          arguments: "--load-balancer-arns \(balancer.reference)"
        )
      ),
      RunbookCommand(
        "Turn on cross-zone load balancing. Without it, each zone needs its own server.",
        aws(
          "elbv2 modify-load-balancer-attributes",
          region: service.region,
          arguments:
            "--load-balancer-arn \(balancer.reference) --attributes Key=load_balancing.cross_zone.enabled,Value=true"
        )
      ),
    ]
  }

  /// The targets' security group has to allow the load balancer, whose addresses stay the same as long as it exists.
  private mutating func openMachines(of service: EffectiveEndpointService, _ subnets: ChosenSubnets)
    -> [RunbookCommand]
  {
    guard !service.ports.isEmpty else { return [] }
    let group = variables.variable(
      "TARGET_SECURITY_GROUP_ID",
      of: service.name,
      "the security group of the server that runs \(service.name)"
    )
    let purpose =
      """
      Allow the load balancer to reach your server: look up its two addresses and add them to the server's security \
      group. If \(group.name) is None, the server is not in this VPC: allow the two addresses in its own firewall.
      """
    let addresses = subnets.ids.enumerated().map { index, subnet in
      (
        variables.variable(
          "LOAD_BALANCER_IP_\(index + 1)",
          of: service.name,
          "the address of \(service.name)'s load balancer in subnet \(index + 1)"
        ), subnet
      )
    }
    let reads = addresses.map { address, subnet in
      RunbookCommand.capture(
        address,
        purpose: purpose,
        command: aws(
          "ec2 describe-network-interfaces",
          region: service.region,
          arguments:
            """
            --filters 'Name=description,Values=ELB net/\(balancerName(service))/*' \
            Name=subnet-id,Values=\(subnet.reference) --query 'NetworkInterfaces[0].PrivateIpAddress' --output text
            """
        )
      )
    }
    let readGroup = RunbookCommand.capture(
      group,
      purpose: purpose,
      command: aws(
        "ec2 describe-network-interfaces",
        region: service.region,
        arguments:
          """
          --filters Name=vpc-id,Values=\(subnets.vpc.reference) \
          Name=addresses.private-ip-address,Values=\(targetAddress(of: service).reference) --query \
          'NetworkInterfaces[0].Groups[0].GroupId' --output text
          """
      )
    )
    let ranges = addresses.map { "{CidrIp=\($0.0.expansion)/32}" }.joined(separator: ",")
    let rules = sockets(of: service).map { transport, port in
      RunbookCommand(
        purpose,
        aws(
          "ec2 authorize-security-group-ingress",
          region: service.region,
          arguments:
            """
            --group-id \(group.reference) --ip-permissions \
            "IpProtocol=\(transport),FromPort=\(port),ToPort=\(port),IpRanges=[\(ranges)]"
            """
        )
      )
    }
    return reads + [readGroup] + rules
  }

  func purpose(of listener: Listener) -> String {
    """
    Set up \(listener.title): create a target group, register your server, and create the listener. Register each \
    additional server in the same way.
    """
  }

  mutating func create(_ listener: Listener, of service: EffectiveEndpointService, _ vpc: RunbookVariable)
    -> [RunbookCommand]
  {
    let purpose = purpose(of: listener)
    let group = groupVariable(listener, of: service)
    let target = targetAddress(of: service)
    let part = "\(service.name)-\(listener.port)"
    let name = ResourceName.of(
      project.id,
      environment: environment.id,
      part: part,
      limit: ResourceName.Limit.targetGroup
    )
    return [
      RunbookCommand.capture(
        group,
        purpose: purpose,
        command: aws(
          "elbv2 create-target-group",
          region: service.region,
          arguments:
            """
            --name \(name) --protocol \(listener.protocolName) --port \(listener.port) --target-type ip --vpc-id \
            \(vpc.reference)\(healthOptions(listener, of: service)) --tags Key=Name,Value=\(nameTag(part)) --query \
            'TargetGroups[0].TargetGroupArn' --output text
            """
        )
      ),
      RunbookCommand(
        purpose,
        aws(
          "elbv2 register-targets",
          region: service.region,
          arguments: "--target-group-arn \(group.reference) --targets Id=\(target.reference)"
        )
      ),
      RunbookCommand(
        purpose,
        aws(
          "elbv2 create-listener",
          region: service.region,
          arguments:
            """
            --load-balancer-arn \(balancerVariable(service).reference) --protocol \(listener.protocolName) --port \
            \(listener.port) --default-actions Type=forward,TargetGroupArn=\(group.reference)
            """
        )
      ),
    ]
  }

  private mutating func waitForTarget(_ listener: Listener, of service: EffectiveEndpointService) -> RunbookCommand {
    RunbookCommand(
      """
      Wait until your server is healthy. If a command gives up after ten minutes, either nothing listens on the port \
      or the security group blocks the load balancer.
      """,
      aws(
        "elbv2 wait target-in-service",
        region: service.region,
        arguments: "--target-group-arn \(groupVariable(listener, of: service).reference)"
      )
    )
  }

  /// What the servers have to allow, as transport and port: the listeners, and what the probe of UDP needs.
  private mutating func sockets(of service: EffectiveEndpointService) -> [(transport: String, port: String)] {
    let own = Listener.all(of: service).flatMap { listener in
      listener.transports.map { (transport: $0.rawValue, port: "\(listener.port)") }
    }
    guard !own.isEmpty, !own.contains(where: { $0.transport == "tcp" }) else { return own }
    return own + [(transport: "tcp", port: healthVariable(service).expansion)]
  }

  /// A UDP port is probed on a TCP port of the same service, if it has one.
  private mutating func healthOptions(_ listener: Listener, of service: EffectiveEndpointService) -> String {
    guard listener.isUDPOnly else { return "" }
    let port = service.ports.first { $0.transport == .tcp }.map { "\($0.number)" } ?? healthVariable(service).reference
    return " --health-check-protocol TCP --health-check-port \(port)"
  }

  private mutating func healthVariable(_ service: EffectiveEndpointService) -> RunbookVariable {
    variables.variable(
      "HEALTH_CHECK_PORT",
      of: service.name,
      "a TCP port on which the server that runs \(service.name) answers"
    )
  }

  private mutating func targetAddress(of service: EffectiveEndpointService) -> RunbookVariable {
    variables.variable(
      "TARGET_IP",
      of: service.name,
      "the private IP address of the server that runs \(service.name)"
    )
  }

  private func balancerName(_ service: EffectiveEndpointService) -> String {
    ResourceName.of(
      project.id,
      environment: environment.id,
      part: service.name,
      limit: ResourceName.Limit.networkLoadBalancer
    )
  }

  /// The name that the console shows, which has room for the whole of it.
  func nameTag(_ part: String) -> String {
    ResourceName.of(project.id, environment: environment.id, part: part, limit: ResourceName.Limit.awsNameTag)
  }

  mutating func balancerVariable(_ service: EffectiveEndpointService) -> RunbookVariable {
    variables.variable(
      "LOAD_BALANCER_ARN",
      of: service.name,
      "the ARN of \(service.name)'s Network Load Balancer"
    )
  }

  mutating func groupVariable(_ listener: Listener, of service: EffectiveEndpointService) -> RunbookVariable {
    variables.variable(
      "TARGET_GROUP_ARN_\(listener.port)",
      of: service.name,
      "\(service.name)'s target group for \(listener.title)"
    )
  }
}
