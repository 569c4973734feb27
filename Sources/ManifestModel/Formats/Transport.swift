/// The transport protocol of a port.
package enum Transport: String, Sendable, CaseIterable { case tcp, udp }

/// A set of transports.
package struct Transports: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package init(_ transport: Transport) { self = transport == .tcp ? .tcp : .udp }

  package static let tcp = Transports(rawValue: 1)
  package static let udp = Transports(rawValue: 2)
}
