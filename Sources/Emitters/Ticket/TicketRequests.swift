import ManifestModel

extension Ticket {
  /// What Adobe is asked to do, step by step; the environment is named where there are several.
  package var requests: [String] {
    environments.flatMap { environment in
      let prefix = environments.count > 1 ? "\(environment.id): " : ""
      return (towardCommerce(environment) + towardCustomer(environment)).map { prefix + $0 }
    }
  }

  private func towardCommerce(_ environment: EffectiveEnvironment) -> [String] {
    guard !environment.ports.isEmpty else { return [] }
    return [
      cloud == .aws ? letAccountIn(environment) : letSubscriptionsIn(environment),
      "Open \(Ticket.sockets(environment.ports)) for this connection.",
      "Approve the connection request that our \(cloud == .aws ? "interface" : "private") endpoint will make; we test the connection then.",
    ]
  }

  private func letAccountIn(_ environment: EffectiveEnvironment) -> String {
    let account = "Allow account \(environment.account ?? "") on your endpoint service"
    return environment.adobeService.map { "\(account) \($0)." } ?? "\(account), and send us its service name."
  }

  private func letSubscriptionsIn(_ environment: EffectiveEnvironment) -> String {
    let noun = environment.subscriptions.count == 1 ? "subscription" : "subscriptions"
    let request =
      "Let \(noun) \(Ticket.list(environment.subscriptions)) connect to your Private Link service for cluster \(environment.cluster ?? "")"
    return environment.adobeService.map { "\(request), \($0)." } ?? "\(request), and send us its resource ID or alias."
  }

  private func towardCustomer(_ environment: EffectiveEnvironment) -> [String] {
    guard environment.isBidirectional, !environment.endpointServices.isEmpty else { return [] }
    let services = environment.endpointServices
    return [
      cloud == .aws ? principal(services) : subscription(environment),
      "Connect to our endpoint \(services.count == 1 ? "service" : "services") \(Ticket.list(services.map(\.name))); \(acceptance(services))",
    ].compactMap { $0 }
  }

  /// The question which principal Adobe connects from (source: Enablement workflow, step 6).
  private func principal(_ services: [EffectiveEndpointService]) -> String {
    let shut = services.filter { !$0.grantsAdobe }.map(\.name)
    if !shut.isEmpty { return "Tell us the principal you connect from, so that we can let it in to \(Ticket.list(shut))." }
    let granted = Set(services.flatMap(\.adobePrincipals)).subtracting(["*"]).sorted()
    let names = granted.isEmpty ? [Principal.adobeRoot] : granted
    return "Tell us if you connect from another principal than \(Ticket.list(names)), to which access is granted already."
  }

  private func subscription(_ environment: EffectiveEnvironment) -> String? {
    guard environment.adobeSubscription == nil else { return nil }
    return "Tell us the ID of the subscription you connect from, so that we can let it in."
  }

  private func acceptance(_ services: [EffectiveEndpointService]) -> String {
    let manual = services.filter(\.acceptanceRequired)
    if manual.count == services.count {
      return services.count == 1
        ? "we approve your connection request and test the connection." : "we approve your connection requests and test the connections."
    }
    if manual.isEmpty { return "your connection is accepted without our doing, and we test it." }
    return
      "we approve your request to \(Ticket.list(manual.map(\.name))), the others are accepted without our doing; we test the connections."
  }
}
