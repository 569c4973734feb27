import CloudState
import Diagnostics
import ManifestModel

/// Who is connected to an endpoint service and is neither Adobe nor the customer.
enum Strangers {
  struct Connection {
    let owner: String
    let connection: ObservedConnection
  }

  /// The first connection of each account or subscription of which nothing else speaks: the manifest does not list it
  /// or record its endpoint, and the cloud no longer allows it.
  static func connected(
    to service: EndpointService,
    _ observed: ObservedService,
    listed: Set<String>,
    _ audit: Audit
  ) -> [Connection] {
    let connections = observed.connections.items.filter { connection in
      guard let state = connection.state, !state.isEnded else { return false }
      return AdobeAccess.isForeign(connection, to: service, audit)
    }
    guard !connections.isEmpty else { return [] }
    var others = Set((Array(listed) + observed.principals.items.map(\.value)).map { account(of: $0) })
    // Nobody can tell which accounts an organization or `*` includes.
    guard !others.contains(nil) else { return [] }
    let recorded = Set(audit.file.endpoints[service.endpoints.range].compactMap { Estate.key(of: $0, audit.file) })
    return connections.compactMap { connection in
      guard let owner = connection.owner, !recorded.contains(connection.endpointID.lowercased()),
        !audit.estate.accounts.contains(owner), others.insert(owner).inserted
      else { return nil }
      return Connection(owner: owner, connection: connection)
    }
  }

  /// The account of a principal, or the subscription that it is; nil: it may stand for several.
  private static func account(of principal: String) -> String? {
    if principal == "*" { return nil }
    if !principal.hasPrefix("arn:") { return principal.lowercased() }
    return principal.parts(around: ":organizations:") == nil ? CloudIdentifier.arn(principal)?.account : nil
  }
}
