import ManifestModel

/// The `az` commands for one environment: what all of them share, and the way to Adobe Commerce.
struct AzureCommands: CloudCommands {
  let environment: EffectiveEnvironment
  let project: EffectiveProject
  var variables = RunbookVariables()

  var setup: [RunbookCommand] { [] }

  mutating func identity() -> RunbookCommand {
    guard let account = environment.account else {
      return RunbookCommand(
        "Sign in. Record the printed ID in the manifest under \"customer.account\".",
        "az account show --query id --output tsv"
      )
    }
    return RunbookCommand(
      "Check that you have access to subscription \(account): the command should print its name.",
      "az account show --subscription \(Shell.word(account)) --query name --output tsv"
    )
  }

  // MARK: The way to Adobe Commerce

  mutating func adobeServiceInput() -> RunbookVariable? {
    environment.adobeService == nil
      ? variables.variable("ADOBE_RESOURCE_ID", "the resource ID or alias in Adobe's reply to the ticket") : nil
  }

  /// The variable for the subscription that Adobe connects from, where the manifest does not contain it.
  mutating func adobeSubscriptionInput() -> RunbookVariable? {
    environment.adobeSubscription == nil
      ? variables.variable("ADOBE_SUBSCRIPTION", "the ID of the subscription that Adobe connects from") : nil
  }

  mutating func connectToAdobe() -> [RunbookCommand] {
    let endpoint = variables.variable("ENDPOINT_ID", "the resource ID of your private endpoint")
    let vnet = variables.variable("VNET", "the VNet your clients are in")
    let subnet = variables.variable("SUBNET", "the subnet of that VNet for your private endpoint")
    let place = "\(clientSubscription) --resource-group \(clientGroup.reference)"
    let choices = [clientGroup, vnet, subnet].map {
      RunbookCommand.choice(
        $0,
        purpose:
          """
          Choose the VNet that your clients are in, the VNet's resource group, and one of its subnets for your \
          private endpoint. The endpoint goes into that resource group too.
          """
      )
    }
    let service = environment.adobeService.map(Shell.word) ?? adobeServiceInput()?.reference ?? ""
    let create = RunbookCommand.capture(
      endpoint,
      purpose:
        "Create the private endpoint. Record its ID in the manifest under \"enablement.endpoints\".",
      command:
        """
        az network private-endpoint create \(place) --name \(endpointName) --location \
        \(location(environment.region)) --vnet-name \(vnet.reference) --subnet \(subnet.reference) \
        --private-connection-resource-id \(service) --connection-name \(endpointName) --manual-request true \
        --request-message \(Shell.word(requestMessage)) --query id --output tsv
        """
    )
    return [listNetworks(clientSubscription)] + choices
      + [create, RunbookCommand(create.purpose, "echo \(endpoint.reference)")]
      + readAddress("--ids \(endpoint.reference)")
      + [CloudWords.requestApproval(of: "private endpoint", endpoint)]
  }

  private mutating func readAddress(_ which: String) -> [RunbookCommand] {
    let interface = variables.variable("ENDPOINT_NIC_ID", "the network interface of your private endpoint")
    let purpose = "Look up the endpoint's private IP address. Record it in the manifest under \"dns\"."
    return [
      RunbookCommand.capture(
        interface,
        purpose: purpose,
        command: "az network private-endpoint show \(which) --query 'networkInterfaces[0].id' --output tsv"
      ),
      RunbookCommand(
        purpose,
        "az network nic show --ids \(interface.reference) --query 'ipConfigurations[0].privateIPAddress' --output tsv"
      ),
    ]
  }

  /// The endpoints of the manifest, or the one that the runbook creates.
  private mutating func shownEndpoints() -> [String] {
    let known = environment.endpoints.compactMap(\.id).map { "--ids \(Shell.word($0))" }
    return known.isEmpty
      ? ["\(clientSubscription) --resource-group \(clientGroup.reference) --name \(endpointName)"] : known
  }

  mutating func stateOfEndpoint() -> [RunbookCommand] {
    shownEndpoints().map { which in
      RunbookCommand(
        "Check the private endpoint: its connection state is Pending until Adobe approves the request, then Approved.",
        """
        az network private-endpoint show \(which) --query \
        '{ID:id,State:[manualPrivateLinkServiceConnections[].privateLinkServiceConnectionState.status,privateLinkServiceConnections[].privateLinkServiceConnectionState.status][]}'
        """
      )
    }
  }

  mutating func captureHost(_ variable: RunbookVariable) -> [RunbookCommand] {
    let purpose = "Look up your private endpoint's address."
    return readAddress(shownEndpoints()[0]).map { command in
      command.captured == nil
        ? RunbookCommand.capture(variable, purpose: purpose, command: command.text)
        : RunbookCommand(purpose, command.text, captured: command.captured)
    }
  }

  mutating func checksOfEndpoint() -> [RunbookCommand] { stateOfEndpoint() }

  // MARK: Pieces

  /// Lists the VNets of a subscription, which an option names; without it, of the one that the reader is signed in to.
  func listNetworks(_ subscription: String) -> RunbookCommand {
    RunbookCommand(
      "List your VNets and their subnets.",
      """
      az network vnet list \(subscription.isEmpty ? "" : subscription + " ")--query \
      "[].{Group:resourceGroup,VNet:name,Location:location,Subnets:join(', ',subnets[].name)}" --output table
      """
    )
  }

  private var endpointName: String {
    ResourceName.of(project.id, environment: environment.id, part: "adobe", limit: ResourceName.Limit.privateEndpoint)
  }

  /// Azure takes 140 letters, counted as UTF-16 at worst.
  private var requestMessage: String {
    var message = ""
    for scalar in "Adobe Commerce \(project.id), \(environment.id)".unicodeScalars {
      guard message.utf16.count + UTF16.width(scalar) <= 140 else { break }
      message.unicodeScalars.append(scalar)
    }
    return message
  }

  private var clientGroup: RunbookVariable {
    mutating get { variables.variable("RESOURCE_GROUP", "the resource group of your clients' VNet and your endpoint") }
  }

  /// The subscription in which clients and endpoint are.
  private var clientSubscription: String {
    mutating get {
      let known = environment.subscriptions
      if known.count == 1 { return "--subscription \(Shell.word(known[0]))" }
      let which =
        known.isEmpty
        ? "the subscription your clients are in" : "the subscription your clients are in, one of customer.subscriptions"
      return "--subscription \(variables.variable("SUBSCRIPTION", which).reference)"
    }
  }

  mutating func location(_ region: String?) -> String {
    (region ?? environment.region ?? project.region).map(Shell.word)
      ?? variables.variable("LOCATION", "the cloud region of the Adobe Commerce instance").reference
  }
}
