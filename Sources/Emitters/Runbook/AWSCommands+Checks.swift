import ManifestModel

/// The `aws` commands that inspect what exists: the endpoint service, its load balancers and their targets.
extension AWSCommands {
  mutating func checkLoadBalancer(of service: EffectiveEndpointService) -> [RunbookCommand] {
    let purpose =
      "Check \(service.name)'s load balancer: its zones and its listeners (\(Listener.titles(of: service)))."
    var commands: [RunbookCommand] = []
    for balancer in balancers(of: service, purpose, &commands) {
      commands.append(RunbookCommand(purpose, describeBalancer(balancer, service.region)))
      commands.append(RunbookCommand(purpose, describeListeners(balancer, service.region)))
    }
    return commands
  }

  mutating func checkService(_ service: EffectiveEndpointService) -> [RunbookCommand] {
    [
      RunbookCommand(
        """
        Check that the endpoint service \(service.name) is Available and covers the Availability Zones that Adobe \
        uses.
        """,
        describeService(serviceID(service), service.region)
      )
    ]
  }

  mutating func describeService(_ id: String, _ region: String?) -> String {
    aws(
      "ec2 describe-vpc-endpoint-service-configurations",
      region: region,
      arguments:
        """
        --service-ids \(id) --query \
        'ServiceConfigurations[].{ServiceName:ServiceName,State:ServiceState,AcceptanceRequired:AcceptanceRequired,Zones:AvailabilityZones,ZoneIDs:AvailabilityZoneIds,LoadBalancers:NetworkLoadBalancerArns}'
        """
    )
  }

  mutating func checkAccess(to service: EffectiveEndpointService) -> [RunbookCommand] {
    [
      RunbookCommand(
        "List \(service.name)'s allowed principals.",
        aws(
          "ec2 describe-vpc-endpoint-service-permissions",
          region: service.region,
          arguments: "--service-id \(serviceID(service)) --query 'AllowedPrincipals[].Principal'"
        )
      )
    ]
  }

  mutating func checks(of service: EffectiveEndpointService) -> [RunbookCommand] {
    [connections(of: service)] + checkService(service) + adobeZones() + checkAccess(to: service)
      + checkBalancers(of: service)
  }

  private mutating func checkBalancers(of service: EffectiveEndpointService) -> [RunbookCommand] {
    let purpose =
      """
      Check \(service.name)'s load balancer: its zones must include Adobe's, it must listen on \
      \(Listener.titles(of: service)), and unless cross-zone load balancing is on, each zone needs a healthy target.
      """
    var commands: [RunbookCommand] = []
    for balancer in balancers(of: service, purpose, &commands) {
      commands.append(RunbookCommand(purpose, describeBalancer(balancer, service.region)))
      commands.append(
        RunbookCommand(
          purpose,
          aws(
            "elbv2 describe-load-balancer-attributes",
            region: service.region,
            arguments:
              "--load-balancer-arn \(balancer) --query \"Attributes[?Key=='load_balancing.cross_zone.enabled']\""
          )
        )
      )
      commands.append(RunbookCommand(purpose, describeListeners(balancer, service.region)))
      for listener in Listener.all(of: service) { commands += checkTargets(listener, balancer, of: service) }
    }
    return commands
  }

  private mutating func checkTargets(_ listener: Listener, _ balancer: String, of service: EffectiveEndpointService)
    -> [RunbookCommand]
  {
    let purpose = "Check the health of \(service.name)'s targets for \(listener.title)."
    let group = groupVariable(listener, of: service)
    return [
      RunbookCommand.capture(
        group,
        purpose: purpose,
        command: aws(
          "elbv2 describe-listeners",
          region: service.region,
          arguments:
            """
            --load-balancer-arn \(balancer) --query \
            "Listeners[?to_string(Port)=='\(listener.port)'].DefaultActions[0].TargetGroupArn" --output text
            """
        )
      ),
      RunbookCommand(
        purpose,
        aws(
          "elbv2 describe-target-health",
          region: service.region,
          arguments:
            """
            --target-group-arn \(group.reference) --query \
            'TargetHealthDescriptions[].[Target.Id,Target.Port,TargetHealth.State,TargetHealth.Reason]' --output \
            table
            """
        )
      ),
    ]
  }

  private mutating func describeBalancer(_ balancer: String, _ region: String?) -> String {
    aws(
      "elbv2 describe-load-balancers",
      region: region,
      arguments:
        """
        --load-balancer-arns \(balancer) --query \
        'LoadBalancers[].{State:State.Code,Zones:AvailabilityZones[].[ZoneName,SubnetId],SecurityGroups:SecurityGroups,EnforcedOnPrivateLink:EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic}'
        """
    )
  }

  private mutating func describeListeners(_ balancer: String, _ region: String?) -> String {
    aws(
      "elbv2 describe-listeners",
      region: region,
      arguments: "--load-balancer-arn \(balancer) --query 'Listeners[].[Protocol,Port]' --output table"
    )
  }

  /// The load balancers of an existing service: those of the manifest, or the one that the service names.
  mutating func balancers(
    of service: EffectiveEndpointService,
    _ purpose: String,
    _ commands: inout [RunbookCommand]
  ) -> [String] {
    guard service.loadBalancers.isEmpty else { return service.loadBalancers.map(Shell.word) }
    let balancer = balancerVariable(service)
    commands.append(
      RunbookCommand.capture(
        balancer,
        purpose: purpose,
        command: aws(
          "ec2 describe-vpc-endpoint-service-configurations",
          region: service.region,
          arguments:
            """
            --service-ids \(serviceID(service)) --query 'ServiceConfigurations[0].NetworkLoadBalancerArns[0]' \
            --output text
            """
        )
      )
    )
    return [balancer.reference]
  }
}
