package enum Cloud: String, Sendable, CaseIterable {
  case aws, azure

  package var other: Cloud { self == .aws ? .azure : .aws }
  /// "AWS", "Azure".
  package var name: String { self == .aws ? "AWS" : "Azure" }
  /// The name of the service the connection runs over.
  package var privateLinkName: String { self == .aws ? "AWS PrivateLink" : "Azure Private Link" }
}

package enum Plan: String, Sendable, CaseIterable { case pro, starter }

package enum Connection: String, Sendable, CaseIterable { case unidirectional, bidirectional }

package enum Transport: String, Sendable, CaseIterable { case tcp, udp }

/// A set of transports.
package struct Transports: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package init(_ transport: Transport) { self = transport == .tcp ? .tcp : .udp }

  package static let tcp = Transports(rawValue: 1)
  package static let udp = Transports(rawValue: 2)
}

package enum EnvironmentType: String, Sendable, CaseIterable {
  case production, staging, integration, development, local

  package var isEligible: Bool { self == .production || self == .staging }
}
