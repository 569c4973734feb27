/// A value that an editor offers, and what it is.
package struct OfferedValue: Sendable, Equatable {
  package let value: String
  /// A few words beside it: the place of a region, the service of a port.
  package let detail: String?
  /// Offered before the others.
  package let isLikely: Bool

  package init(_ value: String, _ detail: String? = nil, isLikely: Bool = false) {
    self.value = value
    self.detail = detail
    self.isLikely = isLikely
  }
}

extension ValueType.Format {
  /// The values of this form that are known beforehand; empty where only the customer knows any.
  package func offered(on cloud: Cloud?) -> [OfferedValue] {
    switch self {
    case .region: (cloud.map { [$0] } ?? Cloud.allCases).flatMap(RegionList.offered)
    case .environmentID: ["production", "staging"].map { OfferedValue($0) }
    case .principal:
      [OfferedValue(Principal.adobeRoot, "Adobe's account: without it no connection is added", isLikely: true)]
    default: []
    }
  }
}

extension RegionList {
  /// The regions of a cloud; those where Adobe's map shows Adobe Commerce are likely.
  fileprivate static func offered(on cloud: Cloud) -> [OfferedValue] {
    list(of: cloud).map { region in
      OfferedValue(region.code, region.name, isLikely: known[region.code]?.isHosting ?? false)
    }
  }
}

/// What answers on a port, as it is offered: the name, the protocol and the usual port.
package struct UsualPort: Sendable {
  package let service: String
  package let applicationProtocol: String?
  package let port: UInt16

  /// Protocols that run on any port, with the port that is meant where none is named; SFTP on the port of Adobe's own example.
  private static let ofAnyPort = [
    UsualPort(service: "Webserver", applicationProtocol: "HTTP", port: 80),
    UsualPort(service: "Webserver", applicationProtocol: "HTTPS", port: 443),
    UsualPort(service: "SFTP", applicationProtocol: "SFTP", port: 2222),
  ]

  package static let all =
    ofAnyPort
    + KnownService.all.flatMap { service in
      service.ports.map { UsualPort(service: service.name, applicationProtocol: service.name, port: $0) }
    }

  /// The services by name, each once.
  package static let services = names { $0.service }
  package static let protocols = names { $0.applicationProtocol }

  private static func names(_ name: (UsualPort) -> String?) -> [String] {
    var seen: Set<String> = []
    return all.compactMap(name).filter { seen.insert($0).inserted }
  }

  /// The ports of what a service or protocol is called, the usual one first.
  package static func ports(of names: [String]) -> [UsualPort] {
    let wanted = names.map { $0.lowercased() }
    return all.filter { port in
      wanted.contains(port.service.lowercased()) || wanted.contains(port.applicationProtocol?.lowercased() ?? "")
    }
  }
}
