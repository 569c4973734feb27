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
      guard let observed = Estate.key(of: service, file).flatMap({ state.services[$0] }) else { return nil }
      let asked = state.sources[observed.origin.file].account
      let account = accounts[service.environment]
      return Audit.isOf(account, observed.account) && Audit.isOf(account, asked) ? observed : nil
    }
    endpoints = file.endpoints.map { endpoint in
      guard endpoint.endpointService < 0,
        let observed = Estate.key(of: endpoint, file).flatMap({ state.endpoints[$0] })
      else { return nil }
      let asked = state.sources[observed.origin.file].account
      let account = accounts[endpoint.environment]
      return Audit.isOf(account, observed.account) && Audit.isOf(account, asked) ? observed : nil
    }
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

  /// Whether a list that was collected has everything of its kind where something is expected.
  func isWhole(_ kind: WholeList.Kind, environment: Int, region: String?) -> Bool {
    guard let account = accounts[environment] else { return false }
    // On Azure a list is of the whole subscription.
    return [region, nil].contains { state.wholeLists.contains(WholeList(kind, account: account, region: $0)) }
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
  /// Keys of the endpoint services that some manifest declares.
  let services: Set<String>
  /// The customers' accounts and subscriptions.
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

  package init(_ workspace: Workspace, _ state: CloudState) {
    var endpoints: Set<String> = []
    var services: Set<String> = []
    var accounts: Set<String> = []
    var adobeServices: [String: Int] = [:]
    var adobeSubscriptions: Set<String> = []
    var firstFile: [String: String] = [:]
    for file in workspace.files {
      endpoints.formUnion(file.endpoints.compactMap { Estate.key(of: $0, file) })
      services.formUnion(file.endpointServices.compactMap { Estate.key(of: $0, file) })
      for environment in file.environments {
        if let account = Estate.account(of: environment, file) {
          accounts.insert(account)
          firstFile[account] = firstFile[account] ?? file.path
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
  }

  static func key(of service: EndpointService, _ file: ManifestFile) -> String? {
    if let name = service.name.present { return file.text(service.name.place)[name.serviceID.range].string }
    return service.resourceID.isPresent ? file.string(service.resourceID.place).lowercased() : nil
  }

  static func key(of endpoint: Endpoint, _ file: ManifestFile) -> String? {
    file.string(endpoint.id).map { $0.starts(withMark: "/") ? $0.lowercased() : $0 }
  }

  static func account(of environment: Environment, _ file: ManifestFile) -> String? {
    environment.account.isPresent ? file.string(environment.account.place).lowercased() : nil
  }

  /// Adobe's endpoint service as the manifest names it.
  static func adobeService(of environment: Environment, _ file: ManifestFile) -> String? {
    if environment.adobeServiceName.isPresent { return file.string(environment.adobeServiceName.place) }
    return file.string(environment.adobeResourceID)
  }
}
