import ManifestModel
import YAMLTree

/// The data of a manifest to start from, as far as they are given.
package struct StartingManifest {
  /// Where an editor finds the schema: a path from the manifest, or a URL.
  package var schema: String?
  package var company: String?
  package var contactName: String?
  package var contactEmail: String?
  package var limits: Edition?
  package var project: String?
  package var title: String?
  package var plan: Plan?
  package var cloud: Cloud?
  package var region: String?
  /// The ID of the environment.
  package var environment: String?
  package var type: EnvironmentType?
  package var connection: Connection?
  package var cluster: String?
  package var account: String?
  package var customerRegion: String?
  package var subscriptions: [String] = []
  package var ports: [StartingPort] = []
  package var endpointService: String?
  package var serviceName: String?
  package var resourceID: String?
  package var serviceRegion: String?
  package var servicePorts: [StartingPort] = []
  /// Adobe's principal is allowed already.
  package var accessGranted = false
  package var acceptanceRequired: Bool?
  package var loadBalancers: [String] = []
  package var neededBy: CivilDate?
  /// Endpoint services that were found in the cloud; if there are any, the data of a single one fill or overrule the
  /// only one.
  package var foundServices: [StartingService] = []
  /// Adobe's endpoint service and the endpoints to it that were found in the cloud.
  package var foundAdobeService: String?
  package var foundEndpoints: [StartingEndpoint] = []

  package init() {}

  package var foundServiceCount: Int { foundServices.count }

  // MARK: What follows from what is given

  /// The cloud, where it is given or plain from what is.
  var effectiveCloud: Cloud? {
    if let cloud { return cloud }
    if resourceID != nil || !subscriptions.isEmpty { return .azure }
    if serviceName != nil || accessGranted { return .aws }
    let byAccount = account.flatMap { StartingManifest.parse($0) { Account($0)?.cloud } }
    return byAccount ?? (region ?? customerRegion).flatMap { StartingManifest.parse($0) { Region.shape(of: $0) } }
  }

  /// An endpoint service is for bidirectional connections only.
  var effectiveConnection: Connection? { connection ?? (describesService ? .bidirectional : nil) }

  private var describesService: Bool {
    endpointService != nil || serviceName != nil || resourceID != nil || serviceRegion != nil || !servicePorts.isEmpty
      || accessGranted
      || acceptanceRequired != nil || !loadBalancers.isEmpty || !foundServices.isEmpty
  }

  /// The endpoint services to write; one of placeholders where nothing is known.
  var services: [StartingService] {
    if foundServices.count > 1 { return foundServices }
    var service = foundServices.first ?? StartingService()
    service.label = endpointService ?? service.label
    service.serviceName = serviceName ?? service.serviceName
    service.resourceID = resourceID ?? service.resourceID
    service.region = serviceRegion ?? service.region
    if !servicePorts.isEmpty { service.ports = servicePorts }
    if accessGranted, !service.grantsAdobe { service.principals.insert(Principal.adobeRoot, at: 0) }
    service.acceptanceRequired = acceptanceRequired ?? service.acceptanceRequired
    if !loadBalancers.isEmpty { service.loadBalancers = loadBalancers }
    return [service]
  }

  /// Whether the environment's ID shows its type.
  var tellsType: Bool {
    environment.flatMap { StartingManifest.parse($0) { EnvironmentID.type(of: $0) } } != nil
  }

  private static func parse<Value>(_ text: String, _ body: (Text) -> Value?) -> Value? {
    var text = text
    return text.withUTF8 { body(Text($0)) }
  }
}

/// A port and what answers on it, as a command line gives it.
package struct StartingPort: Sendable {
  /// nil: nobody knows what answers there.
  let service: String?
  let applicationProtocol: String?
  let number: Int
  /// Nil: the one that a manifest need not name.
  let transport: Transport?

  /// `SERVICE:PORT` or `SERVICE:PROTOCOL:PORT`, the port with `/udp` or `/tcp` after it or without.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count), !parts.contains(where: \.isEmpty), let last = parts.last else { return nil }
    let port = last.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard port.count <= 2, port[0].utf8.allSatisfy({ 48...57 ~= $0 }), let number = Int(port[0]), 1...65535 ~= number
    else { return nil }
    if port.count == 2 {
      guard let transport = Transport(rawValue: port[1].lowercased()) else { return nil }
      self.transport = transport
    } else {
      transport = nil
    }
    service = parts[0]
    applicationProtocol = parts.count == 3 ? parts[1] : nil
    self.number = number
  }

  /// A port that was found open, without a name.
  init(number: Int, transport: Transport) {
    service = nil
    applicationProtocol = nil
    self.number = number
    self.transport = transport == .tcp ? nil : transport
  }
}

/// An endpoint service of a manifest to start from.
package struct StartingService: Sendable {
  var label: String?
  package var serviceName: String?
  package var resourceID: String?
  var region: String?
  var ports: [StartingPort] = []
  var principals: [String] = []
  var acceptanceRequired: Bool?
  var loadBalancers: [String] = []
  /// Adobe's endpoints to it.
  var endpoints: [StartingEndpoint] = []

  var grantsAdobe: Bool {
    principals.contains { $0 == "*" || $0.hasPrefix("arn:aws:iam::\(Principal.adobeAccount):") }
  }
}

/// An endpoint as the cloud knows it.
package struct StartingEndpoint: Sendable {
  let id: String
  let dns: String?
  let approved: CivilDate?
}
