import CloudState
import Diagnostics
import ManifestModel

/// What was found and is not written into the manifest, in words: nothing is left out without saying so.
extension FoundInCloud {
  /// One sentence for each thing at a place that may be of the connection to Adobe.
  package func leftOut(at place: Place) -> [String] {
    let services = state.services.sorted { $0.key.precedesByBytes($1.key) }.map(\.value).filter { isAt(place, $0) }
    let endpoints = state.endpoints.sorted { $0.key.precedesByBytes($1.key) }.map(\.value).filter { isAt(place, $0) }
    return leftOut(services) + endpoints.compactMap(leftOut) + severalServices(at: place)
  }

  /// Everything that is left out, wherever it is.
  package var allLeftOut: [String] {
    let services = state.services.sorted { $0.key.precedesByBytes($1.key) }.map(\.value)
    let endpoints = state.endpoints.sorted { $0.key.precedesByBytes($1.key) }.map(\.value)
    return leftOut(services) + endpoints.compactMap(leftOut)
  }

  // MARK: Endpoint services

  /// Beside one that allows Adobe, those that do not are for somebody else; where none does, each may be the one.
  private func leftOut(_ services: [ObservedService]) -> [String] {
    let allowed = services.contains { !$0.isPlanned && !state.isGone($0) && FoundInCloud.allowsAdobe($0) }
    return services.flatMap { leftOut($0, namesEach: !allowed) }
  }

  private func leftOut(_ service: ObservedService, namesEach: Bool) -> [String] {
    guard !service.isPlanned, !state.isGone(service) else { return [] }
    let name = "endpoint service \(Display.oneLine(service.name ?? service.id))"
    guard service.isConfigured else {
      // Of one that is not described only its permissions or connections are known.
      return FoundInCloud.allowsAdobe(service) ? ["\(name): its configuration was not collected"] : []
    }
    let allows = FoundInCloud.allowsAdobe(service)
    let isUnread = !allows && !service.principals.isWhole
    guard takesAll || allows || isUnread || namesEach else { return [] }
    if FoundInCloud.isEnded(service) { return ["\(name): its state is \(word(service.state?.value))"] }
    if !takesAll, !allows, !isUnread {
      return ["\(name): it does not allow Adobe yet; use --all-services to include it"]
    }
    if isUnread, !takesAll { return ["\(name): its permissions are unknown; use --all-services to include it"] }
    return service.connections.items.compactMap { connection in
      if service.cloud == .azure { return leftOut(connection, to: name, of: service) }
      guard connection.state == nil, connection.owner == Principal.adobeAccount else { return nil }
      let reason = connection.stateWord.map { "unknown state \(word($0))" } ?? "its state was not collected"
      return "Adobe's endpoint \(Display.oneLine(connection.endpointID)) to \(name): \(reason)"
    }
  }

  /// Azure does not say whose a subscription is: the customer's own may be recognized, Adobe's not.
  private func leftOut(_ connection: ObservedConnection, to name: String, of service: ObservedService) -> String? {
    guard connection.owner != service.account, !(connection.state?.isEnded ?? false) else { return nil }
    return
      "private endpoint \(Display.oneLine(connection.endpointID)) to \(name): it may not be Adobe's;"
      + " if it is, add `adobe_subscription` and run `privatelint audit --fix`"
  }

  // MARK: Endpoints

  /// An endpoint to a service of somebody's of whom nobody knows whether it is Adobe, or to one of Adobe's that cannot
  /// be used.
  private func leftOut(_ endpoint: ObservedEndpoint) -> String? {
    guard !endpoint.isPlanned, !state.isGone(endpoint) else { return nil }
    guard let target = endpoint.serviceName?.value else {
      return endpoint.isListed
        ? "endpoint \(Display.oneLine(endpoint.id)): the answer does not say which service it connects to" : nil
    }
    let name = "endpoint \(Display.oneLine(endpoint.id)) to \(Display.oneLine(target))"
    switch endpoint.cloud {
    case .aws:
      guard let owner = state.owners[target] else {
        return CloudIdentifier.serviceID(target) == nil || isOwn(target, endpoint)
          ? nil : "\(name): the service's owner was not collected"
      }
      guard owner == Principal.adobeAccount, let ended = endpoint.state?.value, ended.isEnded else { return nil }
      return "\(name): its state is \(ended.rawValue)"
    case .azure:
      guard CloudIdentifier.namesLinkService(target), !isOwn(target, endpoint) else { return nil }
      return "\(name): the service may not be Adobe's; if it is, use `privatelint record`"
    }
  }

  /// Whether the service of an endpoint is one that was collected, or is in the endpoint's own subscription.
  private func isOwn(_ target: String, _ endpoint: ObservedEndpoint) -> Bool {
    if endpoint.cloud == .aws { return CloudIdentifier.serviceID(target).map { state.services[$0] != nil } ?? false }
    return CloudIdentifier.subscription(target).map { $0 == endpoint.account } ?? false
  }

  /// Two services of Adobe's are those of two environments, and a new manifest has one.
  private func severalServices(at place: Place) -> [String] {
    let endpoints = endpoints(at: place)
    guard Set(endpoints.compactMap(\.serviceName?.value)).count > 1 else { return [] }
    return endpoints.map {
      """
      endpoint \(Display.oneLine($0.id)) to \(Display.oneLine($0.serviceName?.value ?? "")): endpoints connect to \
      several Adobe services, each for a different environment; use `privatelint record`
      """
    }
  }

  private func word(_ text: String?) -> String { Display.quoted(text ?? "") }
}
