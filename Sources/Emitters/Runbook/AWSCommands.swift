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
    let region = environment.region
    let group = variables.variable("SECURITY_GROUP_ID", "the security group of your endpoint")
    let (first, second) = subnets()
    let zones = describeAdobeZones(
      """
      Compare zone IDs: each of your subnets must be in a zone that Adobe's service supports. Zone names differ \
      between accounts. If the service is not found, either its name is wrong or Adobe has not allowed your account \
      yet.
      """
    )
    let own = RunbookCommand(zones.purpose, describeSubnets("\(first.reference) \(second.reference)", region))
    return [zones, own] + createSecurityGroup(group, subnet: first)
      + createEndpoint(group, first: first, second: second)
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

  private mutating func subnets() -> (RunbookVariable, RunbookVariable) {
    let list = listSubnets(environment.region)
    return (
      variables.variable(
        "SUBNET_ID_1",
        "a subnet for your endpoint, in an Availability Zone that Adobe's service supports",
        listedBy: list
      ),
      variables.variable("SUBNET_ID_2", "a subnet of the same VPC in another of these zones", listedBy: list)
    )
  }

  private mutating func createSecurityGroup(_ group: RunbookVariable, subnet: RunbookVariable) -> [RunbookCommand] {
    let region = environment.region
    let vpc = variables.variable("VPC_ID", "the VPC of your endpoint")
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
          --group-name \(endpointName(ResourceName.Limit.securityGroup)) --description 'Clients of Adobe Commerce' \
          --vpc-id \(vpc.reference) --query GroupId --output text
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
    return [readVPC(vpc, subnet: subnet, purpose: purpose, region: region), create] + rules
  }

  private mutating func createEndpoint(
    _ group: RunbookVariable,
    first: RunbookVariable,
    second: RunbookVariable
  ) -> [RunbookCommand] {
    let region = environment.region
    let vpc = variables.variable("VPC_ID", "the VPC of your endpoint")
    let endpoint = variables.variable("ENDPOINT_ID", "the ID of your endpoint to Adobe's service")
    let create = RunbookCommand.capture(
      endpoint,
      purpose: "Create the endpoint.",
      command: aws(
        "ec2 create-vpc-endpoint",
        region: region,
        arguments:
          """
          --vpc-endpoint-type Interface --vpc-id \(vpc.reference) --service-name \(adobeService) --subnet-ids \
          \(first.reference) \(second.reference) --security-group-ids \(group.reference) --no-private-dns-enabled \
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
    return [create, show]
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

  mutating func readVPC(_ vpc: RunbookVariable, subnet: RunbookVariable, purpose: String, region: String?)
    -> RunbookCommand
  {
    RunbookCommand.capture(
      vpc,
      purpose: purpose,
      command: aws(
        "ec2 describe-subnets",
        region: region,
        arguments: "--subnet-ids \(subnet.reference) --query 'Subnets[0].VpcId' --output text"
      )
    )
  }

  /// Lists the subnets of a region; nil where the region is not known yet: the list comes before any variable is set.
  mutating func listSubnets(_ region: String?) -> RunbookCommand? {
    guard region ?? environment.region ?? project.region != nil else { return nil }
    return RunbookCommand(
      "List your subnets: VPC, ID, zone ID, address range and name. You choose from them below.",
      aws(
        "ec2 describe-subnets",
        region: region,
        arguments:
          """
          --query "sort_by(Subnets,&VpcId)[].[VpcId,SubnetId,AvailabilityZoneId,CidrBlock,Tags[?Key=='Name'].Value|[0]]" \
          --output table
          """
      )
    )
  }

  mutating func describeSubnets(_ ids: String, _ region: String?) -> String {
    aws(
      "ec2 describe-subnets",
      region: region,
      arguments: "--subnet-ids \(ids) --query 'Subnets[].[SubnetId,AvailabilityZone,AvailabilityZoneId]' --output table"
    )
  }
}
