import ManifestModel

/// The customer's commands in one cloud, for one environment. What the manifest does not contain becomes a shell
/// variable.
protocol CloudCommands: Sendable {
  var variables: RunbookVariables { get set }

  /// Prepares the shell.
  var setup: [RunbookCommand] { get }
  /// Shows which account or subscription the commands act in.
  mutating func identity() -> RunbookCommand

  // The customer's own service

  mutating func createLoadBalancer(of service: EffectiveEndpointService) -> [RunbookCommand]
  mutating func checkLoadBalancer(of service: EffectiveEndpointService) -> [RunbookCommand]
  /// What the reader should know before creating the load balancer.
  func loadBalancerNotes(_ service: EffectiveEndpointService) -> [String]
  mutating func createService(_ service: EffectiveEndpointService) -> [RunbookCommand]
  mutating func checkService(_ service: EffectiveEndpointService) -> [RunbookCommand]
  /// Lets Adobe see and reach the service.
  mutating func allowAdobe(on service: EffectiveEndpointService) -> [RunbookCommand]
  /// Shows who may see and reach the service.
  mutating func checkAccess(to service: EffectiveEndpointService) -> [RunbookCommand]
  /// Shows the connection requests to the service.
  mutating func connections(of service: EffectiveEndpointService) -> RunbookCommand
  /// Approves Adobe's request to the service.
  mutating func approveAdobe(at service: EffectiveEndpointService) -> [RunbookCommand]
  /// Everything to check on the way from Adobe Commerce.
  mutating func checks(of service: EffectiveEndpointService) -> [RunbookCommand]

  // The way to Adobe Commerce

  /// The variable for Adobe's service, if the manifest does not contain it.
  mutating func adobeServiceInput() -> RunbookVariable?
  /// On Azure: the variable for the subscription that Adobe connects from, if the manifest does not contain it.
  mutating func adobeSubscriptionInput() -> RunbookVariable?
  /// Creates the endpoint to Adobe's service.
  mutating func connectToAdobe() -> [RunbookCommand]
  /// Shows whether Adobe has approved the customer's endpoint.
  mutating func stateOfEndpoint() -> [RunbookCommand]
  /// Reads the host name or address of the endpoint into a variable.
  mutating func captureHost(_ variable: RunbookVariable) -> [RunbookCommand]
  /// Everything to check on the way to Adobe Commerce.
  mutating func checksOfEndpoint() -> [RunbookCommand]
}

extension CloudCommands {
  /// What the health checks of either cloud cannot do.
  func probeNotes(_ service: EffectiveEndpointService) -> [String] {
    service.ports.contains { $0.transport == .udp }
      ? ["Load balancers cannot probe UDP, so health is checked on a TCP port."] : []
  }
}

/// What the runbooks of all clouds say in the same words.
enum CloudWords {
  /// Prints what the ticket still lacks once an endpoint exists.
  static func requestApproval(of noun: String, _ endpoint: RunbookVariable) -> RunbookCommand {
    RunbookCommand(
      "Reply to Adobe in the ticket with the sentence that this command prints.",
      "echo \"Please approve the connection request from our \(noun) \(endpoint.expansion).\""
    )
  }
}
