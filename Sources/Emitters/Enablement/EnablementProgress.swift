import ManifestModel

/// How far the enablement of an environment is, as its manifest shows it.
package struct EnablementProgress: Sendable {
  package let environment: EffectiveEnvironment
  package let cloud: Cloud
  package let today: CivilDate
  /// Answers from the cloud and from Adobe prove that the ticket was sent.
  package let isTicketSent: Bool
  /// What the ticket needs and the manifest lacks: keys, as paths in the environment.
  package let missing: [String]

  package init(_ environment: EffectiveEnvironment, of project: EffectiveProject, today: CivilDate) {
    self.environment = environment
    cloud = project.cloud ?? .aws
    self.today = today
    isTicketSent =
      environment.ticket != nil || environment.adobeService != nil || !environment.endpoints.isEmpty
      || environment.endpointServices.contains { !$0.endpoints.isEmpty }
    missing = EnablementProgress.missing(environment, project)
  }

  private static func missing(_ environment: EffectiveEnvironment, _ project: EffectiveProject) -> [String] {
    var keys: [String] = []
    if project.company == nil { keys.append("company") }
    if project.plan == nil { keys.append("plan") }
    if project.cloud == nil { keys.append("cloud") }
    if project.region == nil { keys.append("region") }
    if environment.connection == nil { keys.append("connection") }
    if project.cloud == .azure, environment.cluster == nil { keys.append("cluster") }
    if environment.account == nil { keys.append("customer.account") }
    if environment.region == nil { keys.append("customer.region") }
    if environment.ports.isEmpty, !environment.isBidirectional { keys.append("ports") }
    if environment.isBidirectional, environment.endpointServices.isEmpty { keys.append("endpoint_services") }
    return keys
  }

  // MARK: Halves

  /// The halves that the connection type asks for, each with its state. Errors block the ticket.
  package func halves(errors: EnvironmentErrors = .none) -> [(half: ConnectionHalf, state: ConnectionState)] {
    var halves: [(half: ConnectionHalf, state: ConnectionState)] = []
    let own = errors.own.all
    let areServicesReady = environment.endpointServices.allSatisfy(isReady)
    if hasWayToCommerce { halves.append((.towardCommerce, towardCommerce(own, areServicesReady))) }
    for service in environment.endpointServices {
      halves.append((.towardCustomer(service: service.name), towardCustomer(service, own)))
    }
    // No ticket is written while another part of the project has errors.
    guard errors.inProject.all > 0 else { return halves }
    return halves.map { ($0.half, $0.state == .ticketToSend ? .notReady(errors: own) : $0.state) }
  }

  package var hasWayToCommerce: Bool { !environment.ports.isEmpty || !environment.isBidirectional }

  /// One ticket asks for all of an environment, so it waits for every endpoint service.
  private func towardCommerce(_ errors: Int, _ areServicesReady: Bool) -> ConnectionState {
    if let state = reached(environment.endpoints) { return state }
    if !environment.endpoints.isEmpty { return .waitingForApproval }
    if environment.adobeService != nil { return .endpointToCreate }
    if isTicketSent { return .waitingForAdobe(ticket: environment.ticket) }
    return errors > 0 || !missing.isEmpty || !areServicesReady ? .notReady(errors: errors) : .ticketToSend
  }

  private func towardCustomer(_ service: EffectiveEndpointService, _ errors: Int) -> ConnectionState {
    if let state = reached(service.endpoints) { return state }
    if !service.endpoints.isEmpty { return needsApproval(service) ? .requestToApprove : .toBeTested }
    guard isReady(service) else { return .notReady(errors: errors) }
    if isTicketSent {
      let isGrantPending = cloud == .azure && environment.adobeSubscription != nil
      return isGrantPending ? .accessToGrant : .waitingForAdobe(ticket: environment.ticket)
    }
    return errors > 0 || !missing.isEmpty ? .notReady(errors: errors) : .ticketToSend
  }

  private func reached(_ endpoints: [EffectiveEndpoint]) -> ConnectionState? {
    if areVerified(endpoints) { return .connected(since: endpoints.compactMap(\.verified).max() ?? "") }
    return areApproved(endpoints) ? .toBeTested : nil
  }

  // MARK: Facts

  package func areApproved(_ endpoints: [EffectiveEndpoint]) -> Bool {
    !endpoints.isEmpty && endpoints.allSatisfy { $0.isApproved(on: today) }
  }

  package func areVerified(_ endpoints: [EffectiveEndpoint]) -> Bool {
    !endpoints.isEmpty && endpoints.allSatisfy { $0.isVerified(on: today) }
  }

  /// Whether a request to the service waits for its owner. Azure approves nothing by itself here.
  package func needsApproval(_ service: EffectiveEndpointService) -> Bool {
    cloud == .azure || service.acceptanceRequired
  }

  /// Whether the service exists and, on AWS, allows Adobe.
  package func isReady(_ service: EffectiveEndpointService) -> Bool {
    service.identifier != nil && (cloud == .azure || service.grantsAdobe)
  }
}
