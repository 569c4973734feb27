import ManifestModel

/// One connection that a test tries: a host and a port, from one side.
package struct ConnectionTest: Sendable, Hashable {
  package enum Side: String, Sendable, CaseIterable {
    /// From the customer's network to Adobe Commerce.
    case customer
    /// From the Adobe Commerce environment to the customer's network.
    case commerce

    /// How a reader knows the direction.
    package var direction: String { self == .customer ? "toward Adobe Commerce" : "from Adobe Commerce" }
  }
  /// The endpoint that is tested. On the customer's side it has no endpoint service.
  package struct Endpoint: Sendable, Hashable {
    package let project: String
    package let environment: String
    package let cloud: Cloud?
    package let side: Side
    package let endpointService: String?
    package let id: String?
    /// When an earlier test was recorded, `YYYY-MM-DD`.
    package let verified: String?
    /// Some of its ports are UDP, which no connection test can try.
    package let hasDatagramPorts: Bool
  }
  package let endpoint: Endpoint
  package let host: String
  package let port: Int
  /// What answers there.
  package let service: String

  /// The host as it is in a URL.
  package static func urlHost(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}
