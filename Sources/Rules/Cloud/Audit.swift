import CloudState
import Diagnostics
import ManifestModel

/// A manifest file beside the things in the cloud that it speaks of.
package struct Audit: Sendable {
  package let file: ManifestFile
  package let state: CloudState
  package let estate: Estate
  package let today: CivilDate
  /// For each endpoint service of the file what was collected of it; nil: nothing, or of another account.
  let services: [ObservedService?]
  /// For each endpoint of the file, of the customer's ones, what was collected.
  let endpoints: [ObservedEndpoint?]
  /// For each environment its account as the clouds write it; nil where it is not known.
  let accounts: [String?]

  package init(_ file: ManifestFile, _ state: CloudState, _ estate: Estate, today: CivilDate) {
    self.file = file
    self.state = state
    self.estate = estate
    self.today = today
    let accounts = file.environments.map { Estate.account(of: $0, file) }
    self.accounts = accounts
    services = file.endpointServices.map { service in
      // One of the same ID in another region is not the one that the manifest names.
      guard let key = Estate.key(of: service, file),
        let observed = state.service(key, region: Audit.region(of: service, file)),
        !Audit.isElsewhere(service, observed, file)
      else { return nil }
      let asked = state.sources[observed.origin.file].account
      return Audit.isOf(Audit.owner(of: key, file.environments[service.environment], file), asked) ? observed : nil
    }
    endpoints = file.endpoints.map { endpoint in
      guard endpoint.endpointService < 0, let key = Estate.key(of: endpoint, file),
        let observed = state.endpoints[key]
      else { return nil }
      let asked = state.sources[observed.origin.file].account
      return Audit.isOf(Audit.owner(of: key, file.environments[endpoint.environment], file), asked) ? observed : nil
    }
  }

  /// Whose a resource has to be: the customer's account, on Azure also another of the customer's subscriptions that its ID names.
  static func owner(of key: String, _ environment: Environment, _ file: ManifestFile) -> String? {
    let listed = file.subscriptions[environment.subscriptions.range].lazy.filter(\.id.isPresent)
    if let named = CloudIdentifier.subscription(key),
      listed.contains(where: { file.string($0.id.place).lowercased() == named })
    {
      return named
    }
    return Estate.account(of: environment, file)
  }

  func owner(of key: String, _ environment: Int) -> String? {
    Audit.owner(of: key, file.environments[environment], file)
  }

  /// The region that the name of an endpoint service says; nil on Azure.
  static func region(of service: EndpointService, _ file: ManifestFile) -> String? {
    service.name.isPresent ? CloudIdentifier.region(ofService: file.string(service.name.place)) : nil
  }

  /// What was collected of another account is not used.
  static func isOf(_ account: String?, _ other: String?) -> Bool {
    guard let account, let other else { return true }
    return account == other
  }

  // MARK: What rules ask

  /// The endpoint services of which the configuration was collected.
  var configured: [(service: EndpointService, observed: ObservedService)] {
    zip(file.endpointServices, services).compactMap { service, observed in
      observed.flatMap { $0.isConfigured ? (service, $0) : nil }
    }
  }

  /// Those of which anything was.
  var known: [(service: EndpointService, observed: ObservedService)] {
    zip(file.endpointServices, services).compactMap { service, observed in observed.map { (service, $0) } }
  }

  /// The endpoints to Adobe's service of which anything was collected.
  var knownEndpoints: [(endpoint: Endpoint, observed: ObservedEndpoint)] {
    zip(file.endpoints, endpoints).compactMap { endpoint, observed in observed.map { (endpoint, $0) } }
  }

  func cloud(of service: EndpointService) -> Cloud { service.name.isPresent ? .aws : .azure }

  /// The value that names an endpoint service.
  func identifier(_ service: EndpointService) -> Place {
    service.name.isPresent ? service.name.place : service.resourceID.place
  }

  func name(_ service: EndpointService) -> String { file.string(service.id) }

  func project(of service: EndpointService) -> Project {
    file.project(of: file.environments[service.environment])
  }

  /// Whether a list that was collected has everything of its kind where something is expected. Of a subscription it has every region's.
  func isWhole(_ kind: WholeList.Kind, _ account: String?, region: String?) -> Bool {
    account.map { state.wholeLists.contains(Audit.list(kind, $0, region)) } ?? false
  }

  static func list(_ kind: WholeList.Kind, _ account: String, _ region: String?) -> WholeList {
    WholeList(kind, account: account, region: Audit.isSubscription(account) ? nil : region)
  }

  /// Whether an endpoint service was collected of whoever it has to belong to.
  func isOfOwner(_ observed: ObservedService, _ key: String, _ environment: Int) -> Bool {
    Audit.isOf(owner(of: key, environment), state.sources[observed.origin.file].account)
  }

  /// Whether AWS says of a thing that it belongs to another account than the customer's.
  func isForeign(_ account: String?, _ environment: Int) -> Bool {
    account?.utf8.count == 12 && !Audit.isOf(accounts[environment], account)
  }

  /// Whether an endpoint service is in another region than its name in the manifest says.
  static func isElsewhere(_ service: EndpointService, _ observed: ObservedService, _ file: ManifestFile) -> Bool {
    guard let named = Audit.region(of: service, file), let region = observed.region else { return false }
    return named != region
  }

  /// An endpoint service with the ID of one of the manifest, in another region.
  func elsewhere(_ service: EndpointService) -> ObservedService? {
    guard let key = Estate.key(of: service, file),
      let observed = state.service(key, region: Audit.region(of: service, file))
    else { return nil }
    return Audit.isElsewhere(service, observed, file) ? observed : nil
  }

  /// The finding that an endpoint service does not exist explains what else is wrong with it.
  func absence(of service: EndpointService, _ findings: Findings) -> Diagnostic.Cause? {
    LiveServiceMissing.reason(service, self).map { _ in
      .finding(LiveServiceMissing.about, at: findings.span(of: FindingPlace(identifier(service))))
    }
  }

  func related(_ origin: Origin, _ words: String) -> Diagnostic.Related {
    Diagnostic.Related(state.location(origin), words)
  }

  /// What is read of a plan will be, what is read of anything else is.
  func verb(_ isPlanned: Bool, _ now: String, _ planned: String) -> String { isPlanned ? planned : now }
}

/// What all manifests of a run speak of.
package struct Estate: Sendable {
  /// Keys of the endpoints that some manifest records.
  let endpoints: Set<String>
  /// Keys of the endpoint services that some manifest declares, on AWS with the region too.
  let services: Set<String>
  /// The customers' accounts and subscriptions, those that only connect from Azure as well.
  let accounts: Set<String>
  /// The accounts and subscriptions that anything was collected of.
  let collected: Set<String>
  /// How many environments name an endpoint service of Adobe's.
  let adobeServices: [String: Int]
  /// The subscriptions that Adobe connects from.
  let adobeSubscriptions: Set<String>
  /// The first file in which each account is a customer's.
  let firstFile: [String: String]
  /// The keys of endpoints by what they lead to, in lower case, in order.
  let endpointsByService: [String: [String]]
  let endpointsByAccount: [String: [String]]
  let servicesByAccount: [String: [String]]
  /// The resource IDs of Private Link services by their aliases, both in lower case.
  let servicesByAlias: [String: String]

  package init(_ workspace: Workspace, _ state: CloudState) {
    var endpoints: Set<String> = []
    var services: Set<String> = []
    var accounts: Set<String> = []
    var adobeServices: [String: Int] = [:]
    var adobeSubscriptions: Set<String> = []
    var firstFile: [String: String] = [:]
    for file in workspace.files {
      endpoints.formUnion(file.endpoints.compactMap { Estate.key(of: $0, file) })
      for service in file.endpointServices {
        guard let key = Estate.key(of: service, file) else { continue }
        services.insert(key)
        if let region = Audit.region(of: service, file) { services.insert(CloudState.key(ofService: key, in: region)) }
      }
      for environment in file.environments {
        if let account = Estate.account(of: environment, file) {
          accounts.insert(account)
          firstFile[account] = firstFile[account] ?? file.path
        }
        for subscription in file.subscriptions[environment.subscriptions.range] where subscription.id.isPresent {
          accounts.insert(file.string(subscription.id.place).lowercased())
        }
        if environment.adobeSubscription.isPresent {
          adobeSubscriptions.insert(file.string(environment.adobeSubscription.place).lowercased())
        }
        if let service = Estate.adobeService(of: environment, file) {
          adobeServices[service.lowercased(), default: 0] += 1
        }
      }
    }
    (self.endpoints, self.services, self.accounts, self.adobeServices) = (endpoints, services, accounts, adobeServices)
    collected = state.accounts
    (self.adobeSubscriptions, self.firstFile) = (adobeSubscriptions, firstFile)
    let endpointKeys = state.endpoints.keys.sorted { $0.precedesByBytes($1) }
    endpointsByService = Dictionary(grouping: endpointKeys) {
      state.endpoints[$0]?.serviceName?.value.lowercased() ?? ""
    }
    endpointsByAccount = Dictionary(grouping: endpointKeys) { state.endpoints[$0]?.account ?? "" }
    servicesByAccount = Dictionary(grouping: state.services.keys.sorted { $0.precedesByBytes($1) }) {
      state.services[$0]?.account ?? ""
    }
    servicesByAlias = Dictionary(
      state.services.compactMap { key, service in service.alias.map { ($0.lowercased(), key) } },
      uniquingKeysWith: min
    )
  }

  static func key(of service: EndpointService, _ file: ManifestFile) -> String? {
    if let name = service.name.present { return file.text(service.name.place)[name.serviceID.range].string }
    return service.resourceID.isPresent ? file.string(service.resourceID.place).lowercased() : nil
  }

  static func key(of endpoint: Endpoint, _ file: ManifestFile) -> String? {
    file.string(endpoint.id).map { $0.starts(withMark: "/") ? $0.lowercased() : $0 }
  }

  static func account(of environment: Environment, _ file: ManifestFile) -> String? {
    guard environment.account.state != .absent, file.spanOfScalar(environment.account.place) != nil else { return nil }
    let text = file.text(environment.account.place)
    // A sample of documentation is an account all the same, and not that of what was collected.
    return Account(text) == nil ? nil : text.string.lowercased()
  }

  /// Adobe's endpoint service as the manifest names it.
  static func adobeService(of environment: Environment, _ file: ManifestFile) -> String? {
    if environment.adobeServiceName.isPresent { return file.string(environment.adobeServiceName.place) }
    return file.string(environment.adobeResourceID)
  }
}
