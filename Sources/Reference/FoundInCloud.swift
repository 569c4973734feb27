import CloudState
import Diagnostics
import ManifestModel

/// What exists in a cloud already, as the data of a manifest to start from.
package struct FoundInCloud: Sendable {
  /// An account or subscription with a region in which something was found.
  package struct Place: Hashable, Sendable {
    package let cloud: Cloud
    package let account: String
    /// nil: a subscription in which nothing was found; its lists are of every region.
    package let region: String?

    /// The flags of `init` that choose it.
    package var flags: String {
      Display.oneLine(
        "--cloud \(cloud.rawValue) --account \(account)" + (region.map { " --customer-region \($0)" } ?? "")
      )
    }
  }

  /// Where something was found, in order.
  package let places: [Place]
  let state: CloudState
  let takesAll: Bool
  private let today: CivilDate

  /// - Parameters:
  ///   - state: what was collected.
  ///   - takesAll: endpoint services that do not allow Adobe as well.
  ///   - today: the day on which what is approved was seen to be.
  package init(_ state: CloudState, takesAll: Bool, today: CivilDate) {
    self.state = state
    self.takesAll = takesAll
    self.today = today
    var places: Set<Place> = []
    for service in state.services.values where FoundInCloud.isWanted(service, in: state, takesAll: takesAll) {
      guard let account = service.account ?? state.sources[service.origin.file].account, let region = service.region
      else {
        continue
      }
      places.insert(Place(cloud: service.cloud, account: account, region: region))
    }
    for endpoint in state.endpoints.values where FoundInCloud.leadsToAdobe(endpoint, state) {
      guard let account = endpoint.account ?? state.sources[endpoint.origin.file].account, let region = endpoint.region
      else {
        continue
      }
      places.insert(Place(cloud: endpoint.cloud, account: account, region: region))
    }
    if places.isEmpty {
      // Nothing of PrivateLink yet: the account itself is something to start from.
      for source in state.sources {
        guard let account = source.account else { continue }
        if source.kind == .aws, let region = source.region {
          places.insert(Place(cloud: .aws, account: account, region: region))
        } else if source.kind == .azure {
          places.insert(Place(cloud: .azure, account: account, region: nil))
        }
      }
    }
    self.places = places.sorted {
      ($0.cloud.rawValue, $0.account, $0.region ?? "") < ($1.cloud.rawValue, $1.account, $1.region ?? "")
    }
  }

  /// Fills a manifest with what was found at a place; what it has already stays.
  ///
  /// The account is the customer's, so its region is the customer's too. The project's own is known where an endpoint
  /// leads to Adobe's service.
  package func fill(_ manifest: inout StartingManifest, from place: Place) {
    manifest.cloud = manifest.cloud ?? place.cloud
    manifest.account = manifest.account ?? place.account
    manifest.customerRegion = manifest.customerRegion ?? place.region
    let services = state.services.sorted { $0.key.precedesByBytes($1.key) }.map(\.value).filter { service in
      FoundInCloud.isWanted(service, in: state, takesAll: takesAll) && isAt(place, service)
    }
    var labels: Set<String> = []
    manifest.foundServices = services.map { start($0, &labels) }
    fillEndpoints(&manifest, place)
  }

  // MARK: What is wanted

  /// Whether an endpoint service is in the account and region of a place.
  func isAt(_ place: Place, _ service: ObservedService) -> Bool {
    service.cloud == place.cloud && (place.region == nil || service.region == place.region)
      && (service.account ?? state.sources[service.origin.file].account) == place.account
  }

  /// Whether an endpoint is in the account and region of a place.
  func isAt(_ place: Place, _ endpoint: ObservedEndpoint) -> Bool {
    endpoint.cloud == place.cloud && (place.region == nil || endpoint.region == place.region)
      && (endpoint.account ?? state.sources[endpoint.origin.file].account) == place.account
  }

  private static func isWanted(_ service: ObservedService, in state: CloudState, takesAll: Bool) -> Bool {
    service.isConfigured && !service.isPlanned && !state.isGone(service) && !isEnded(service)
      && (takesAll || allowsAdobe(service))
  }

  /// Whether it will not be available again. On Azure one works although the last change to it has failed.
  static func isEnded(_ service: ObservedService) -> Bool {
    let word = service.state?.value.lowercased()
    return ["deleting", "deleted"].contains(word) || word == "failed" && service.cloud == .aws
  }

  static func allowsAdobe(_ service: ObservedService) -> Bool {
    if service.cloud == .aws {
      return service.principals.items.contains {
        $0.value.hasPrefix("arn:aws:iam::\(Principal.adobeAccount):") || $0.value == "*"
      }
    }
    // Which subscription is Adobe's nobody knows: one that is not the customer's own may be.
    return service.principals.items.contains { $0.value != service.account }
  }

  static func leadsToAdobe(_ endpoint: ObservedEndpoint, _ state: CloudState) -> Bool {
    guard !state.isGone(endpoint), let name = endpoint.serviceName?.value, !endpoint.isPlanned,
      !(endpoint.state?.value.isEnded ?? false)
    else {
      return false
    }
    return state.owners[name] == Principal.adobeAccount
  }

  // MARK: Services

  private func start(_ service: ObservedService, _ labels: inout Set<String>) -> StartingService {
    var start = StartingService()
    start.label = label(of: service, &labels)
    if service.cloud == .aws { start.serviceName = service.name } else { start.resourceID = service.id }
    if service.cloud == .azure { start.region = service.region }
    start.principals = service.cloud == .aws ? service.principals.items.map(\.value) : []
    if service.acceptanceRequired?.value == false || service.autoApproval?.value.contains("*") == true {
      start.acceptanceRequired = false
    }
    start.loadBalancers =
      service.shownLoadBalancers.isEmpty ? service.loadBalancers?.value ?? [] : service.shownLoadBalancers
    start.ports = ports(of: service)
    start.endpoints = service.connections.items.filter {
      service.cloud == .aws && $0.owner == Principal.adobeAccount && $0.state.map { !$0.isEnded } ?? false
    }.map {
      StartingEndpoint(id: $0.endpointID, dns: $0.dnsNames.first?.value, approved: $0.state == .available ? today : nil)
    }
    return start
  }

  /// A name for the manifest: that of its load balancer or of the service itself.
  private func label(of service: ObservedService, _ labels: inout Set<String>) -> String {
    let path = service.cloud == .aws ? service.loadBalancers?.value.first : service.id
    let parts = (path ?? "").parts(between: "/")
    let name = service.cloud == .aws ? (parts.count >= 3 ? parts[parts.count - 2] : "service") : parts.last ?? "service"
    var label = String(
      String.UnicodeScalarView(
        name.lowercased().unicodeScalars.map {
          $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) ? $0 : "-"
        }
      )
    )
    if label.unicodeScalars.first.map({ !$0.properties.isAlphabetic }) ?? true { label = "service-" + label }
    var unique = label
    var number = 2
    while !labels.insert(unique).inserted {
      unique = "\(label)-\(number)"
      number += 1
    }
    return unique
  }

  /// The ports on which every load balancer of the service listens.
  private func ports(of service: ObservedService) -> [StartingPort] {
    let balancers = (service.loadBalancers?.value ?? []).compactMap { state.loadBalancers[$0] }
    let listeners = balancers.flatMap(\.listeners.items).filter {
      $0.frontend == nil || service.frontends.isEmpty || service.frontends.contains($0.frontend ?? "")
    }
    var seen: Set<Int> = []
    return listeners.filter { (1...65535).contains($0.port) }.sorted { $0.port < $1.port }.compactMap { listener in
      guard seen.insert(listener.port).inserted else { return nil }
      return StartingPort(number: listener.port, transport: listener.transports.contains(.tcp) ? .tcp : .udp)
    }
  }

  // MARK: Endpoints

  /// The endpoints to Adobe's services at a place, in order.
  func endpoints(at place: Place) -> [ObservedEndpoint] {
    state.endpoints.sorted { $0.key.precedesByBytes($1.key) }.map(\.value).filter {
      FoundInCloud.leadsToAdobe($0, state) && isAt(place, $0)
    }
  }

  private func fillEndpoints(_ manifest: inout StartingManifest, _ place: Place) {
    let endpoints = endpoints(at: place)
    // Two services of Adobe's are those of two environments; this writes one.
    guard let name = endpoints.first?.serviceName?.value, endpoints.allSatisfy({ $0.serviceName?.value == name }) else {
      return
    }
    manifest.foundAdobeService = name
    manifest.region = manifest.region ?? CloudIdentifier.region(ofService: name)
    manifest.foundEndpoints = endpoints.map {
      StartingEndpoint(
        id: $0.id,
        dns: $0.dnsNames.first?.value,
        approved: $0.state?.value == .available ? today : nil
      )
    }
  }
}
