/// What answers on a port, as it is offered: the name, the protocol and the usual port.
package struct UsualPort: Sendable {
  package let service: String
  package let applicationProtocol: String?
  package let port: UInt16

  /// Protocols that run on any port, with the port that is meant where none is named; SFTP on the port of Adobe's own
  /// example.
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
