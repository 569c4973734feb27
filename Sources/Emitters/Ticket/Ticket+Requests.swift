import ManifestModel

extension Ticket {
  /// What Adobe is asked to do, step by step; the environment is named if there are several.
  package var requests: [Sentence] {
    environments.flatMap { environment -> [Sentence] in
      let requests = towardCommerce(environment) + towardCustomer(environment)
      return environments.count > 1 ? requests.map { "\(environment.id): \($0)" } : requests
    }
  }

  private func towardCommerce(_ environment: EffectiveEnvironment) -> [Sentence] {
    guard !environment.ports.isEmpty else { return [] }
    let udp = environment.ports.filter { $0.transport == .udp }
    return [
      cloud == .aws ? allowAccount(of: environment) : allowSubscriptions(of: environment),
      udp.isEmpty ? nil : confirmation(of: udp),
      "Open \(Ticket.named(environment.ports)) for this connection.",
      "Approve the connection request from our \(cloud.endpointNoun); we will then test the connection.",
    ].compactMap { $0 }
  }

  /// Ports by number, or where they are listed: a long list is not repeated.
  private static func named(_ ports: [EffectivePort]) -> String {
    ports.count <= mostNamedPorts ? Words.list(ports.map(\.described)) : "the \(ports.count) ports listed above"
  }

  private static let mostNamedPorts = 3

  /// The documented test speaks TCP only (source: Test VPC endpoint service connection).
  private func confirmation(of ports: [EffectivePort]) -> Sentence {
    let what =
      ports.count <= Ticket.mostNamedPorts
      ? Words.list(ports.map(\.described)) : "the \(ports.count) UDP ports listed above"
    return "Confirm that \(what) can be carried: your documentation describes and tests only TCP."
  }

  private func allowAccount(of environment: EffectiveEnvironment) -> Sentence {
    let account: Sentence = "Allow account \(code: environment.account ?? "") on your endpoint service"
    guard let service = environment.adobeService else { return "\(account), and send us its service name." }
    return "\(account) \(code: service)."
  }

  private func allowSubscriptions(of environment: EffectiveEnvironment) -> Sentence {
    let noun = environment.subscriptions.count == 1 ? "subscription" : "subscriptions"
    let allow: Sentence = "Allow \(noun) \(codes: environment.subscriptions) on your Private Link service"
    let cluster: Sentence = "for cluster \(code: environment.cluster ?? "")"
    guard let service = environment.adobeService else {
      return "\(allow) \(cluster), and send us the service's resource ID or alias."
    }
    return "\(allow) \(code: service) \(cluster)."
  }

  private func towardCustomer(_ environment: EffectiveEnvironment) -> [Sentence] {
    let services = environment.endpointServices
    guard environment.isBidirectional, !services.isEmpty else { return [] }
    let udp = services.flatMap(\.ports).filter { $0.transport == .udp }
    let noun = services.count == 1 ? cloud.serviceNoun : cloud.serviceNoun + "s"
    return [
      udp.isEmpty ? nil : confirmation(of: udp),
      cloud == .aws ? principal(services) : subscription(environment),
      "Connect to our \(noun) \(Words.shortList(services.map(\.name), "more")); \(acceptance(services))",
      cloud == .azure ? address(services) : nil,
    ].compactMap { $0 }
  }

  /// The question which principal Adobe connects from (source: Enablement workflow, step 6).
  private func principal(_ services: [EffectiveEndpointService]) -> Sentence {
    let shut = services.filter { !$0.grantsAdobe }.map(\.name)
    if !shut.isEmpty {
      return "Tell us which principal you connect as, so that we can allow it on \(Words.shortList(shut))."
    }
    let granted = Set(services.flatMap(\.adobePrincipals)).subtracting(["*"]).sorted()
    if granted.isEmpty {
      return "Tell us which principal you connect as, so that we can recognize your request."
    }
    return
      """
      If you connect as a principal other than \(codes: granted, last: " or "), tell us which one so that we \
      can allow it.
      """
  }

  private func subscription(_ environment: EffectiveEnvironment) -> Sentence? {
    guard environment.adobeSubscription == nil else { return nil }
    return "Tell us the ID of the subscription you connect from, so that we can approve its requests."
  }

  private func acceptance(_ services: [EffectiveEndpointService]) -> String {
    let manual = services.filter(\.acceptanceRequired)
    if manual.count == services.count {
      return services.count == 1
        ? "we will approve your connection request and test the connection."
        : "we will approve your connection requests and test the connections."
    }
    if manual.isEmpty { return "your requests are accepted automatically; we will test the connection." }
    return
      """
      we will approve your requests to \(Words.shortList(manual.map(\.name))) (the others are accepted \
      automatically) and then test the connections.
      """
  }

  /// Azure gives a private endpoint no public name: only Adobe knows what to test against.
  private func address(_ services: [EffectiveEndpointService]) -> Sentence? {
    let unknown = services.filter { $0.endpoints.allSatisfy { $0.dns == nil } }
    guard !unknown.isEmpty else { return nil }
    return unknown.count == 1
      ? "Send us the private IP address of your private endpoint to \(unknown[0].name), for the connection test."
      : """
      Send us the private IP addresses of your private endpoints to \(Words.shortList(unknown.map(\.name))), for the \
      connection test.
      """
  }
}
