import ManifestModel

extension Ticket {
  /// What Adobe is asked to do, step by step; the environment is named where there are several.
  package var requests: [Sentence] {
    environments.flatMap { environment -> [Sentence] in
      let requests = towardCommerce(environment) + towardCustomer(environment)
      return environments.count > 1 ? requests.map { "\(environment.id): \($0)" } : requests
    }
  }

  private func towardCommerce(_ environment: EffectiveEnvironment) -> [Sentence] {
    guard !environment.ports.isEmpty else { return [] }
    return [
      cloud == .aws ? letAccountIn(environment) : letSubscriptionsIn(environment),
      "Open \(Ticket.sockets(environment.ports)) for this connection.",
      "Approve the connection request that our \(cloud == .aws ? "interface" : "private") endpoint will make; we test the connection then.",
    ]
  }

  private func letAccountIn(_ environment: EffectiveEnvironment) -> Sentence {
    let account: Sentence = "Allow account \(code: environment.account ?? "") on your endpoint service"
    guard let service = environment.adobeService else { return "\(account), and send us its service name." }
    return "\(account) \(code: service)."
  }

  private func letSubscriptionsIn(_ environment: EffectiveEnvironment) -> Sentence {
    let noun = environment.subscriptions.count == 1 ? "subscription" : "subscriptions"
    let request: Sentence =
      "Let \(noun) \(codes: environment.subscriptions) connect to your Private Link service for cluster \(code: environment.cluster ?? "")"
    guard let service = environment.adobeService else { return "\(request), and send us its resource ID or alias." }
    return "\(request), \(code: service)."
  }

  private func towardCustomer(_ environment: EffectiveEnvironment) -> [Sentence] {
    let services = environment.endpointServices
    guard environment.isBidirectional, !services.isEmpty else { return [] }
    let noun = services.count == 1 ? "service" : "services"
    let question = cloud == .aws ? principal(services) : subscription(environment)
    return [question, "Connect to our endpoint \(noun) \(Ticket.list(services.map(\.name))); \(acceptance(services))"]
      .compactMap { $0 }
  }

  /// The question which principal Adobe connects from (source: Enablement workflow, step 6).
  private func principal(_ services: [EffectiveEndpointService]) -> Sentence {
    let shut = services.filter { !$0.grantsAdobe }.map(\.name)
    if !shut.isEmpty {
      return "Tell us the principal you connect from, so that we can let it in to \(Ticket.list(shut))."
    }
    let granted = Set(services.flatMap(\.adobePrincipals)).subtracting(["*"]).sorted()
    let names = granted.isEmpty ? [Principal.adobeRoot] : granted
    return "Tell us if you connect from another principal than \(codes: names), to which access is granted already."
  }

  private func subscription(_ environment: EffectiveEnvironment) -> Sentence? {
    guard environment.adobeSubscription == nil else { return nil }
    return "Tell us the ID of the subscription you connect from, so that we can let it in."
  }

  private func acceptance(_ services: [EffectiveEndpointService]) -> String {
    let manual = services.filter(\.acceptanceRequired)
    if manual.count == services.count {
      return services.count == 1
        ? "we approve your connection request and test the connection."
        : "we approve your connection requests and test the connections."
    }
    if manual.isEmpty { return "your connection is accepted without our doing, and we test it." }
    let names = Ticket.list(manual.map(\.name))
    return "we approve your request to \(names), the others are accepted without our doing; we test the connections."
  }
}
