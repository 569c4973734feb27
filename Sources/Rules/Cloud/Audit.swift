import CloudState
import Diagnostics
import ManifestModel

/// A manifest file beside the resources in the cloud that it speaks of.
package struct Audit: Sendable {
  package let file: ManifestFile
  package let state: CloudState
  package let estate: Estate
  package let today: CivilDate
  /// For each endpoint service of the file what was collected of it; nil: nothing, or of another account.
  private(set) var services: [ObservedService?]
  /// For each endpoint of the file, of the customer's ones, what was collected; nil: nothing, or of another account.
  private(set) var endpoints: [ObservedEndpoint?]
  /// What the customer's own answers, or Terraform, say of resources that belong to another account.
  private(set) var foreign: [ForeignResource] = []
  /// For each environment its account as the clouds write it; nil if it is not known.
  let accounts: [String?]
  /// The endpoint services about which anything was collected.
  let known: [(service: EndpointService, observed: ObservedService)]
  /// The endpoints to Adobe's service of which anything was collected.
  let knownEndpoints: [(endpoint: Endpoint, observed: ObservedEndpoint)]
  /// For each endpoint service of the file why it is not there; nil: it is, or nobody knows.
  private(set) var absences: [LiveServiceMissing.Reason?] = []

  package init(_ file: ManifestFile, _ state: CloudState, estate: Estate, today: CivilDate) {
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
        !Audit.isElsewhere(service, observed, in: file)
      else { return nil }
      let owner = Audit.owner(of: key, service.environment, accounts)
      let list = owner.map { Audit.list(.services, of: $0, Audit.region(of: service, file)) }
      return Audit.isOf(owner, described: observed.describers, at: observed.origin, list: list, state) ? observed : nil
    }
    endpoints = file.endpoints.map { endpoint in
      guard endpoint.endpointService < 0, let key = Estate.key(of: endpoint, file),
        let observed = state.endpoints[key]
      else { return nil }
      let owner = Audit.owner(of: key, endpoint.environment, accounts)
      let list = owner.map { Audit.list(.endpoints, of: $0, Audit.region(of: endpoint, file)) }
      return Audit.isOf(owner, described: observed.describers, at: observed.origin, list: list, state) ? observed : nil
    }
    for (index, service) in file.endpointServices.enumerated() {
      guard let observed = services[index], Audit.isForeign(observed.account, to: accounts[service.environment]) else {
        continue
      }
      let place = service.name.isPresent ? service.name.place : service.resourceID.place
      let (owner, origin) = (observed.account, observed.origin)
      foreign.append(.init("endpoint service", at: place, of: service.environment, owner: owner, from: origin))
      services[index] = nil
    }
    for (index, endpoint) in file.endpoints.enumerated() {
      guard let observed = endpoints[index], Audit.isForeign(observed.account, to: accounts[endpoint.environment])
      else { continue }
      let (place, owner, origin) = (endpoint.id.place, observed.account, observed.origin)
      foreign.append(.init("endpoint", at: place, of: endpoint.environment, owner: owner, from: origin))
      endpoints[index] = nil
    }
    known = zip(file.endpointServices, services).compactMap { service, observed in observed.map { (service, $0) } }
    knownEndpoints = zip(file.endpoints, endpoints).compactMap { endpoint, observed in observed.map { (endpoint, $0) } }
    absences = file.endpointServices.map { LiveServiceMissing.reason($0, self) }
  }

  /// The expected owner of a resource: the customer's account or, on Azure, the subscription that its ID names.
  private static func owner(of key: String, _ environment: Int, _ accounts: [String?]) -> String? {
    CloudIdentifier.subscription(key) ?? accounts[environment]
  }

  func owner(of key: String, _ environment: Int) -> String? { Audit.owner(of: key, environment, accounts) }

  /// The option of an `aws` command that names a region: without it, the command acts in the region of the profile.
  static func regionOption(_ region: String?) -> String {
    region.map { " --region \(Display.oneLine($0, limit: 40))" } ?? ""
  }

  /// The region that the name of an endpoint service says; nil on Azure.
  static func region(of service: EndpointService, _ file: ManifestFile) -> String? {
    guard service.name.isPresent, let name = service.name.present else { return nil }
    return file.text(service.name.place)[name.region.range].string
  }

  /// The region that an endpoint has to be in: that of its VPC, which is the one its own DNS name gives.
  static func region(of endpoint: Endpoint, _ file: ManifestFile) -> String? {
    if case .endpointDNS(let dns)? = endpoint.dns.present {
      return file.text(endpoint.dns.place)[dns.region.range].string
    }
    return file.environments[endpoint.environment].region.present.map(file.regionName)
  }

  /// Whether something was collected of whoever it has to belong to. What only another account's answers describe is
  /// not the owner's; nor is what answers of an unknown account describe, where the whole list of the owner does not
  /// have it.
  static func isOf(
    _ owner: String?,
    described describers: [Int],
    at origin: Origin,
    list: WholeList?,
    _ state: CloudState
  ) -> Bool {
    guard !describers.isEmpty else { return isOf(owner, state.sources[origin.file].account) }
    let asked = describers.map { state.sources[$0].account }
    if let owner, let list, state.wholeLists.contains(list) { return asked.contains(owner) }
    return asked.contains { isOf(owner, $0) }
  }

  /// Answers from another account are not used.
  static func isOf(_ account: String?, _ other: String?) -> Bool {
    guard let account, let other else { return true }
    return account == other
  }

  // MARK: What rules ask

  func cloud(of service: EndpointService) -> Cloud { service.name.isPresent ? .aws : .azure }

  /// The value that names an endpoint service.
  func identifier(_ service: EndpointService) -> Place {
    service.name.isPresent ? service.name.place : service.resourceID.place
  }

  func name(_ service: EndpointService) -> String { file.string(service.id) }

  func project(of service: EndpointService) -> Project {
    file.project(of: file.environments[service.environment])
  }

  /// Whether a list that was collected has everything of its kind where something is expected. Of a subscription it has
  /// every region's.
  func isWhole(_ kind: WholeList.Kind, _ account: String?, region: String?) -> Bool {
    account.map { state.wholeLists.contains(Audit.list(kind, of: $0, region)) } ?? false
  }

  static func list(_ kind: WholeList.Kind, of account: String, _ region: String?) -> WholeList {
    WholeList(kind, account: account, region: Audit.isSubscription(account) ? nil : region)
  }

  /// Whether an endpoint service was collected of whoever it has to belong to.
  func isOfOwner(_ observed: ObservedService, _ key: String, of service: EndpointService) -> Bool {
    let owner = owner(of: key, service.environment)
    let list = owner.map { Audit.list(.services, of: $0, Audit.region(of: service, file)) }
    return Audit.isOf(owner, described: observed.describers, at: observed.origin, list: list, state)
  }

  /// Whether answers of whoever an endpoint has to belong to describe it.
  func isListed(_ endpoint: Endpoint, _ key: String) -> Bool {
    guard let observed = state.endpoints[key], observed.isListed else { return false }
    let owner = owner(of: key, endpoint.environment)
    let list = owner.map { Audit.list(.endpoints, of: $0, Audit.region(of: endpoint, file)) }
    return Audit.isOf(owner, described: observed.describers, at: observed.origin, list: list, state)
  }

  func isWhole(_ kind: WholeList.Kind, for endpoint: Endpoint, _ key: String) -> Bool {
    isWhole(kind, owner(of: key, endpoint.environment), region: Audit.region(of: endpoint, file))
  }

  /// The account in which answers describe something that its owner does not have; `holder`: whose it is by what they
  /// say.
  func otherAccount(_ describers: [Int], holder: String? = nil, than owner: String?) -> String? {
    describers.lazy.compactMap { self.state.sources[$0].account }.first { $0 != owner }
      ?? (holder == owner ? nil : holder)
  }

  /// Whether AWS says of a resource that it belongs to another account than the customer's.
  private static func isForeign(_ owner: String?, to account: String?) -> Bool {
    owner?.utf8.count == 12 && !isOf(account, owner)
  }

  /// Whether an endpoint service is in another region than its name in the manifest says.
  static func isElsewhere(_ service: EndpointService, _ observed: ObservedService, in file: ManifestFile) -> Bool {
    guard let named = Audit.region(of: service, file), let region = observed.region else { return false }
    return named != region
  }

  /// An endpoint service with the ID of one of the manifest, in another region.
  func elsewhere(_ service: EndpointService) -> ObservedService? {
    guard let key = Estate.key(of: service, file),
      let observed = state.service(key, region: Audit.region(of: service, file))
    else { return nil }
    return Audit.isElsewhere(service, observed, in: file) ? observed : nil
  }

  /// The finding that an endpoint service does not exist explains what else is wrong with it.
  func absence(of service: EndpointService, _ findings: Findings) -> Diagnostic.Cause? {
    LiveServiceMissing.reason(service, self).map { _ in
      .finding(LiveServiceMissing.about, at: findings.span(of: FindingPlace(identifier(service))))
    }
  }

  /// Azure: an endpoint that no manifest records to a service in Adobe's subscription, where the manifest names Adobe's
  /// service by its alias.
  func endpointToUnresolvedAlias(_ index: Int) -> ObservedEndpoint? {
    let environment = file.environments[index]
    guard environment.adobeResourceID.isPresent, environment.adobeSubscription.isPresent,
      let alias = Estate.adobeService(of: environment, file), !alias.starts(withMark: "/"),
      estate.servicesByAlias[alias.lowercased()] == nil, let account = accounts[index]
    else { return nil }
    let adobe = file.string(environment.adobeSubscription.place).lowercased()
    return (estate.endpointsByAccount[account] ?? []).lazy.compactMap { key in
      self.estate.endpoints.contains(key) ? nil : self.state.endpoints[key]
    }.first { endpoint in
      !endpoint.isPlanned && !self.state.isGone(endpoint) && !(endpoint.state?.value.isEnded ?? false)
        && endpoint.serviceName.flatMap { CloudIdentifier.subscription($0.value) } == adobe
    }
  }

  /// The customer's own endpoint service, where an environment names it as Adobe's: only its owner sees the
  /// configuration of one. On AWS, one that allows Adobe to connect; an answer that says that Adobe owns it leaves that
  /// open.
  func ownService(namedAsAdobes index: Int) -> ObservedService? {
    let environment = file.environments[index]
    guard let account = accounts[index], let name = Estate.adobeService(of: environment, file)?.lowercased(),
      let id = name.split(separator: ".").last.map(String.init)
    else { return nil }
    let region = CloudIdentifier.region(ofService: name)
    let key = region == nil ? estate.servicesByAlias[name] ?? name : id
    guard let observed = state.service(key, region: region), observed.isConfigured,
      region.map({ observed.region == $0 }) ?? true, state.owners[name] != Principal.adobeAccount,
      region == nil || observed.principals.items.contains(where: { $0.value == Principal.adobeRoot }),
      observed.account ?? state.sources[observed.origin.file].account == account
    else { return nil }
    return observed
  }

  func related(_ origin: Origin, _ words: String) -> Diagnostic.Related {
    Diagnostic.Related(state.location(origin), words)
  }

}

/// Something that a manifest names and that belongs to another account than the customer's.
struct ForeignResource {
  /// "endpoint service", "endpoint".
  let what: String
  let place: Place
  /// Index of its environment in the file.
  let environment: Int
  let owner: String
  let origin: Origin

  init(_ what: String, at place: Place, of environment: Int, owner: String?, from origin: Origin) {
    (self.what, self.place, self.environment) = (what, place, environment)
    (self.owner, self.origin) = (owner ?? "", origin)
  }
}

/// Everything that the manifests of a run declare.
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
    // A sample account from documentation is still an account, and not the collected one.
    return Account(text) == nil ? nil : text.string.lowercased()
  }

  /// Adobe's endpoint service as the manifest names it.
  static func adobeService(of environment: Environment, _ file: ManifestFile) -> String? {
    if environment.adobeServiceName.isPresent { return file.string(environment.adobeServiceName.place) }
    return file.string(environment.adobeResourceID)
  }
}
