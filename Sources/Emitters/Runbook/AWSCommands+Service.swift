import ManifestModel

/// The `aws` commands for the customer's own endpoint services.
extension AWSCommands {
  mutating func createService(_ service: EffectiveEndpointService) -> [RunbookCommand] {
    let id = serviceVariable(service)
    var commands: [RunbookCommand] = []
    let purpose =
      "Create the endpoint service. Record its ServiceName in the manifest under \"service_name\" of \(service.name)."
    let known = service.loadBalancers.map(Shell.word)
    let balancers = known.isEmpty ? [balancerVariable(service).reference] : known
    let acceptance = service.acceptanceRequired ? "--acceptance-required" : "--no-acceptance-required"
    commands.append(
      RunbookCommand.capture(
        id,
        purpose: purpose,
        command: aws(
          "ec2 create-vpc-endpoint-service-configuration",
          region: service.region,
          arguments:
            """
            --network-load-balancer-arns \(balancers.joined(separator: " ")) \(acceptance) --tag-specifications \
            'ResourceType=vpc-endpoint-service,Tags=[{Key=Name,Value=\(nameTag(service.name))}]' --query \
            ServiceConfiguration.ServiceId --output text
            """
        )
      )
    )
    commands.append(RunbookCommand(purpose, describeService(id.reference, service.region)))
    return commands
  }

  mutating func allowAdobe(on service: EffectiveEndpointService) -> [RunbookCommand] {
    [
      RunbookCommand(
        "Add Adobe's principal to the allowed principals.",
        aws(
          "ec2 modify-vpc-endpoint-service-permissions",
          region: service.region,
          arguments: "--service-id \(serviceID(service)) --add-allowed-principals \(Principal.adobeRoot)"
        )
      )
    ] + checkAccess(to: service)
  }

  mutating func connections(of service: EffectiveEndpointService) -> RunbookCommand {
    RunbookCommand(
      """
      List the connections and connection requests to \(service.name): endpoint, owner, state and DNS name. \
      Adobe's is the one from account \(Principal.adobeAccount).
      """,
      aws(
        "ec2 describe-vpc-endpoint-connections",
        region: service.region,
        arguments:
          """
          --filters Name=service-id,Values=\(serviceID(service)) --query \
          'VpcEndpointConnections[].[VpcEndpointId,VpcEndpointOwner,VpcEndpointState,DnsEntries[0].DnsName]' \
          --output table
          """
      )
    )
  }

  mutating func approveAdobe(at service: EffectiveEndpointService) -> [RunbookCommand] {
    let waiting = service.endpoints.filter { $0.approved == nil && $0.verified == nil }
    let known = (waiting.isEmpty ? service.endpoints : waiting).compactMap(\.id).map(Shell.word)
    let purpose =
      """
      Approve Adobe's request. Check that Unsuccessful is empty in the output: the exit status is 0 even if the \
      approval fails.
      """
    let id = serviceID(service)
    guard known.isEmpty else {
      return [
        connections(of: service),
        accept(known.joined(separator: " "), service: id, purpose: purpose, region: service.region),
      ]
    }
    let endpoint = variables.variable(
      "ADOBE_ENDPOINT_ID",
      of: service.name,
      "the ID of Adobe's endpoint to \(service.name)"
    )
    let whole = "\(purpose) If \(endpoint.name) is None, Adobe has no pending request."
    let read = RunbookCommand.capture(
      endpoint,
      purpose: whole,
      command: aws(
        "ec2 describe-vpc-endpoint-connections",
        region: service.region,
        arguments:
          """
          --filters Name=service-id,Values=\(id) Name=vpc-endpoint-owner,Values=\(Principal.adobeAccount) \
          Name=vpc-endpoint-state,Values=pendingAcceptance --query 'VpcEndpointConnections[0].VpcEndpointId' \
          --output text
          """
      )
    )
    return [
      connections(of: service), read, accept(endpoint.reference, service: id, purpose: whole, region: service.region),
    ]
  }

  private mutating func accept(_ endpoints: String, service: String, purpose: String, region: String?)
    -> RunbookCommand
  {
    RunbookCommand(
      purpose,
      aws(
        "ec2 accept-vpc-endpoint-connections",
        region: region,
        arguments: "--service-id \(service) --vpc-endpoint-ids \(endpoints)"
      )
    )
  }

  private mutating func serviceVariable(_ service: EffectiveEndpointService) -> RunbookVariable {
    variables.variable(
      "SERVICE_ID",
      of: service.name,
      "the ID of your endpoint service \(service.name), such as vpce-svc-0123456789abcdef0"
    )
  }

  /// The ID in the service's name, or a variable for it.
  mutating func serviceID(_ service: EffectiveEndpointService) -> String {
    if let id = service.identifier?.split(separator: ".").last, id.hasPrefix("vpce-svc-") {
      return Shell.word(String(id))
    }
    return serviceVariable(service).reference
  }
}
