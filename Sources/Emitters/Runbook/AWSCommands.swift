import ManifestModel

/// The `aws` commands for one environment: what all of them share, and the way to Adobe Commerce.
struct AWSCommands: CloudCommands {
  let environment: EffectiveEnvironment
  let project: EffectiveProject
  var variables = RunbookVariables()

  var setup: [RunbookCommand] {
    [
      RunbookCommand(
        "Turn off the AWS CLI's pager, which would intercept pasted commands.",
        "export AWS_PAGER=''"
      )
    ]
  }

  mutating func identity() -> RunbookCommand {
    let purpose =
      environment.account.map {
        "Check that you are signed in to account \($0): the command should print that number."
      } ?? "Sign in to your account. Record the printed number in the manifest under \"customer.account\"."
    return RunbookCommand(
      purpose,
      aws("sts get-caller-identity", region: environment.region, arguments: "--query Account --output text")
    )
  }

  // MARK: The way to Adobe Commerce

  mutating func adobeServiceInput() -> RunbookVariable? {
    environment.adobeService == nil
      ? variables.variable("ADOBE_SERVICE_NAME", "the service name in Adobe's reply to the ticket") : nil
  }

  mutating func adobeSubscriptionInput() -> RunbookVariable? { nil }

  private var adobeService: String {
    mutating get { environment.adobeService.map(Shell.word) ?? adobeServiceInput()?.reference ?? "" }
  }

  mutating func connectToAdobe() -> [RunbookCommand] {
    let group = variables.variable("SECURITY_GROUP_ID", "the security group of your endpoint")
    let zones = describeAdobeZones(
      """
      List the zones that Adobe's service supports. If the service is not found, either its name is wrong or Adobe \
      has not allowed your account yet.
      """
    )
    let subnets = chooseSubnets(
      for: "your endpoint",
      in: environment.region,
      """
      Choose two subnets for your endpoint, in the same VPC and in different zones that Adobe's service supports: \
      set these variables to the subnets' numbers in the list. Compare zone IDs, because zone names differ between \
      accounts.
      """
    )
    return [zones] + subnets.commands + [subnets.readVPC] + createSecurityGroup(group, subnets)
      + createEndpoint(group, subnets)
  }

  mutating func describeAdobeZones(_ purpose: String) -> RunbookCommand {
    RunbookCommand(
      purpose,
      aws(
        "ec2 describe-vpc-endpoint-services",
        region: environment.region,
        arguments:
          """
          --service-names \(adobeService) --query \
          'ServiceDetails[].{Zones:AvailabilityZones,ZoneIDs:AvailabilityZoneIds}'
          """
      )
    )
  }

  private mutating func createSecurityGroup(_ group: RunbookVariable, _ subnets: ChosenSubnets) -> [RunbookCommand] {
    let region = environment.region
    let clients = variables.variable("CLIENT_CIDR", "the address range of your clients, such as 10.0.0.0/16")
    let purpose = "Create a security group that lets your clients reach the endpoint."
    let create = RunbookCommand.capture(
      group,
      purpose: purpose,
      command: aws(
        "ec2 create-security-group",
        region: region,
        arguments:
          """
          --group-name \(endpointName(ResourceName.Limit.securityGroup)) --description \
          "Clients of Adobe Commerce, \(clients.expansion)" --vpc-id \(subnets.vpc.reference) --query GroupId \
          --output text
          """
      )
    )
    let rules = environment.ports.map { port in
      RunbookCommand(
        purpose,
        aws(
          "ec2 authorize-security-group-ingress",
          region: region,
          arguments:
            """
            --group-id \(group.reference) --protocol \(port.transport.rawValue) --port \(port.number) --cidr \
            \(clients.reference)
            """
        )
      )
    }
    return [create] + rules
  }

  private mutating func createEndpoint(_ group: RunbookVariable, _ subnets: ChosenSubnets) -> [RunbookCommand] {
    let region = environment.region
    let endpoint = variables.variable("ENDPOINT_ID", "the ID of your endpoint to Adobe's service")
    let create = RunbookCommand.capture(
      endpoint,
      purpose: "Create the endpoint.",
      command: aws(
        "ec2 create-vpc-endpoint",
        region: region,
        arguments:
          """
          --vpc-endpoint-type Interface --vpc-id \(subnets.vpc.reference) --service-name \(adobeService) \
          --subnet-ids \(subnets.references) --security-group-ids \(group.reference) --no-private-dns-enabled \
          --tag-specifications \
          'ResourceType=vpc-endpoint,Tags=[{Key=Name,Value=\(endpointName(ResourceName.Limit.awsNameTag))}]' --query \
          VpcEndpoint.VpcEndpointId --output text
          """
      )
    )
    let show = RunbookCommand(
      """
      Record the endpoint under "enablement.endpoints" in the manifest: its ID as "id", its first DNS name as "dns".
      """,
      describeEndpoint("--vpc-endpoint-ids \(endpoint.reference)")
    )
    return [create, show, CloudWords.requestApproval(of: "interface endpoint", endpoint)]
  }

  private func endpointName(_ limit: Int) -> String {
    ResourceName.of(project.id, environment: environment.id, part: "adobe", limit: limit)
  }

  mutating func stateOfEndpoint() -> [RunbookCommand] {
    [
      RunbookCommand(
        "Check the endpoint: its state is pendingAcceptance until Adobe approves the request, then available.",
        describeEndpoint(whichEndpoints())
      )
    ]
  }

  private mutating func whichEndpoints() -> String {
    let ids = environment.endpoints.compactMap(\.id).map(Shell.word)
    return ids.isEmpty
      ? "--filters Name=service-name,Values=\(adobeService)" : "--vpc-endpoint-ids \(ids.joined(separator: " "))"
  }

  private mutating func describeEndpoint(_ which: String) -> String {
    aws(
      "ec2 describe-vpc-endpoints",
      region: environment.region,
      arguments:
        """
        \(which) --query \
        'VpcEndpoints[].{ID:VpcEndpointId,State:State,DNS:DnsEntries[].DnsName,Subnets:SubnetIds,SecurityGroups:Groups[].GroupId}'
        """
    )
  }

  mutating func captureHost(_ variable: RunbookVariable) -> [RunbookCommand] {
    let which = whichEndpoints()
    return [
      RunbookCommand.capture(
        variable,
        purpose: "Look up your endpoint's DNS name.",
        command: aws(
          "ec2 describe-vpc-endpoints",
          region: environment.region,
          arguments: "\(which) --query 'VpcEndpoints[0].DnsEntries[0].DnsName' --output text"
        )
      )
    ]
  }

  mutating func checksOfEndpoint() -> [RunbookCommand] {
    let region = environment.region
    let group = variables.variable("SECURITY_GROUP_ID", "the security group of your endpoint")
    let purpose = "Check that the endpoint's security group allows your clients on each port."
    let which = whichEndpoints()
    return stateOfEndpoint() + [
      RunbookCommand.capture(
        group,
        purpose: purpose,
        command: aws(
          "ec2 describe-vpc-endpoints",
          region: region,
          arguments: "\(which) --query 'VpcEndpoints[0].Groups[0].GroupId' --output text"
        )
      ),
      RunbookCommand(
        purpose,
        aws(
          "ec2 describe-security-groups",
          region: region,
          arguments: "--group-ids \(group.reference) --query 'SecurityGroups[].IpPermissions[]'"
        )
      ),
    ]
  }

  // MARK: Pieces

  mutating func aws(_ command: String, region: String?, arguments: String) -> String {
    let known = region ?? environment.region ?? project.region
    let region =
      known.map(Shell.word)
      ?? variables.variable("REGION", "the cloud region of the Adobe Commerce instance").reference
    return "aws \(command) --region \(region) \(arguments)"
  }

  /// Has the reader choose two subnets by their numbers in a list, so that no ID is copied.
  ///
  /// - Parameters:
  ///   - service: the endpoint service that they are for; nil: they are for the endpoint to Adobe's service.
  ///   - owner: what is created in them, as in "your endpoint".
  ///   - region: the region they are in.
  ///   - purpose: how to choose, in sentences.
  /// - Returns: the subnets, with the commands that set their variables.
  mutating func chooseSubnets(
    of service: String? = nil,
    for owner: String,
    in region: String?,
    _ purpose: String
  ) -> ChosenSubnets {
    let numbers = (1...2).map {
      variables.variable("SUBNET_\($0)", of: service, "the number of subnet \($0) for \(owner)")
    }
    let ids = (1...2).map { variables.variable("SUBNET_ID_\($0)", of: service, "the ID of subnet \($0) for \(owner)") }
    let vpc = variables.variable("VPC_ID", of: service, "the VPC of \(owner)")
    let list = RunbookCommand(
      "List your subnets, numbered, with VPC, zone ID, subnet ID, address range and name.",
      listSubnets("VpcId,AvailabilityZoneId,SubnetId,CidrBlock,Tags[?Key=='Name'].Value|[0]", in: region) + " | nl"
    )
    let reading = "Look up the IDs of the two subnets and of their VPC."
    let reads = zip(ids, numbers).map { id, number in
      RunbookCommand.capture(
        id,
        purpose: reading,
        command: listSubnets("SubnetId", in: region) + " | sed -n \"\(number.expansion)p\""
      )
    }
    let readVPC = RunbookCommand.capture(
      vpc,
      purpose: reading,
      command: aws(
        "ec2 describe-subnets",
        region: region,
        arguments:
          "--subnet-ids \(ids[0].reference) \(ids[1].reference) --query 'Subnets[0].VpcId' --output text"
      )
    )
    return ChosenSubnets(
      ids: ids,
      vpc: vpc,
      commands: [list] + numbers.map { RunbookCommand.choice($0, purpose: purpose) } + reads,
      readVPC: readVPC
    )
  }

  /// A line for each subnet, always in the same order.
  private mutating func listSubnets(_ fields: String, in region: String?) -> String {
    aws(
      "ec2 describe-subnets",
      region: region,
      arguments: "--query \"sort_by(Subnets,&join(' ',[VpcId,SubnetId]))[].[\(fields)]\" --output text"
    )
  }
}

/// The subnets in which something is created.
struct ChosenSubnets {
  let ids: [RunbookVariable]
  let vpc: RunbookVariable
  /// The commands that set the IDs.
  let commands: [RunbookCommand]
  let readVPC: RunbookCommand

  /// The IDs as words of a command.
  var references: String { ids.map(\.reference).joined(separator: " ") }
}
