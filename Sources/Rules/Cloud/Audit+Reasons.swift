import CloudState
import ManifestModel

/// Why a fact was not collected, if the collected data shows it, and what is needed to judge one.
extension Audit {
  /// The reason for a list of all resources of a kind.
  func reason(forList kind: WholeList.Kind, _ environment: Int, _ region: String?) -> String? {
    reason(forList: kind, accounts[environment], region)
  }

  /// The reason for the list that an endpoint of the manifest would be in.
  func reason(forEndpoint index: Int) -> String? {
    let endpoint = file.endpoints[index]
    guard let key = Estate.key(of: endpoint, file), let owner = owner(of: key, endpoint.environment) else { return nil }
    if let reason = reason(forList: .endpoints, owner, Audit.region(of: endpoint, file)) { return reason }
    return owner == accounts[endpoint.environment]
      ? nil : "the private endpoints of subscription `\(owner)` were not collected"
  }

  func reason(forList kind: WholeList.Kind, _ account: String?, _ region: String?) -> String? {
    guard let account else { return nil }
    if let gap = state.gaps[Audit.list(kind, of: account, region)] { return gap.words }
    let isAzure = Audit.isSubscription(account)
    switch kind {
    case .services:
      let call = isAzure ? "private-link-service-list" : "describe-vpc-endpoint-service-configurations"
      return reason(forCall: call, account, region)
    case .endpoints:
      return reason(forCall: isAzure ? "private-endpoint-list" : "describe-vpc-endpoints", account, region)
    case .connections, .loadBalancers, .interfaces: return nil
    }
  }

  func reason(forConfigurationOf service: EndpointService, _ account: String?, _ region: String?) -> String? {
    if let reason = reason(forList: .services, account, region) { return reason }
    if let key = Estate.key(of: service, file), let observed = state.service(key, region: region),
      !Audit.isElsewhere(service, observed, in: file), let account,
      let other = otherAccount(observed.describers, holder: observed.account, than: account)
    {
      return "an endpoint service with this ID is in account `\(other)`"
    }
    return elsewhere(service)?.region.map { "an endpoint service with this ID is in `\($0)`" }
  }

  /// The reason for a call that failed.
  func reason(forCall call: String, of subject: String? = nil, _ account: String?, _ region: String?) -> String? {
    let isAzure = account.map(Audit.isSubscription) ?? false
    let place = isAzure ? nil : region
    return state.refusal(of: call, subject: subject, account: account, region: place)
  }

  func reason(forListenersOf observed: ObservedService) -> String? {
    for id in observed.loadBalancers?.value ?? [] {
      if let gap = state.loadBalancers[id]?.listeners.gap { return gap.words }
      let subject = CloudIdentifier.subject(ofARN: id)
      if let reason = failed("describe-listeners", of: subject, observed) { return reason }
    }
    return observed.cloud == .azure ? failed("lb-list", of: nil, observed) : nil
  }

  func reason(forTargets groups: [String], _ observed: ObservedService) -> String? {
    for group in groups {
      if let gap = state.targetGroups[group]?.health.gap { return gap.words }
      if let reason = failed("describe-target-health", of: CloudIdentifier.subject(ofARN: group), observed) {
        return reason
      }
    }
    return nil
  }

  private func failed(_ call: String, of subject: String?, _ observed: ObservedService) -> String? {
    let account = observed.account ?? state.sources[observed.origin.file].account
    return reason(forCall: call, of: subject, account, observed.region)
  }

  static func isSubscription(_ account: String) -> Bool { account.utf8.count == 36 }

  // MARK: What judging takes

  /// Whether it is known which of the allowed principals is Adobe: on Azure by the subscription that Adobe has named.
  func knowsAdobe(_ service: EndpointService, _ observed: ObservedService) -> Bool {
    observed.cloud == .aws || AdobeAccess.subscription(service, self) != nil
      || observed.principals.items.contains { $0.value == "*" }
  }

  /// Whether it is known which requests are Adobe's, or all of them are recorded.
  func knowsRequests(_ service: EndpointService, _ observed: ObservedService) -> Bool {
    if observed.cloud == .aws || AdobeAccess.subscription(service, self) != nil { return true }
    let recorded = Set(file.endpoints[service.endpoints.range].compactMap { Estate.key(of: $0, file) })
    return observed.connections.items.allSatisfy { recorded.contains($0.endpointID.lowercased()) }
  }
}
