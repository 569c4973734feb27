import ManifestModel

/// What a load balancer listens on: TCP and UDP on one port are one listener.
struct Listener: Sendable {
  let port: Int
  let transports: [Transport]

  var isUDPOnly: Bool { transports == [.udp] }
  /// "TCP", "UDP", "TCP_UDP": the protocol of Elastic Load Balancing.
  var protocolName: String { transports.map { $0.rawValue.uppercased() }.joined(separator: "_") }
  /// "TCP 8443", "TCP and UDP 5353".
  var title: String { transports.map { $0.rawValue.uppercased() }.joined(separator: " and ") + " \(port)" }

  /// In order of port.
  static func all(of service: EffectiveEndpointService) -> [Listener] {
    var listeners: [Listener] = []
    // Ports are in order of number, TCP first.
    for port in service.ports {
      if let last = listeners.last, last.port == port.number {
        guard !last.transports.contains(port.transport) else { continue }
        listeners[listeners.count - 1] = Listener(port: last.port, transports: last.transports + [port.transport])
      } else {
        listeners.append(Listener(port: port.number, transports: [port.transport]))
      }
    }
    return listeners
  }

  /// "UDP 514, TCP 8443".
  static func titles(of service: EffectiveEndpointService) -> String {
    let titles = all(of: service).map(\.title)
    return titles.isEmpty ? "each port of the service" : titles.joined(separator: ", ")
  }
}
