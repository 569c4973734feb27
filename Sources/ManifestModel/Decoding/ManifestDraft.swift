import Diagnostics
import YAMLTree

/// A manifest file while it is decoded; `ManifestFile` says what each array contains.
struct ManifestDraft {
  var manifests: [Manifest] = []
  var contacts: [Contact] = []
  var projects: [Project] = []
  var environments: [Environment] = []
  var subscriptions: [Subscription] = []
  var ports: [Port] = []
  var endpointServices: [EndpointService] = []
  var principals: [AllowedPrincipal] = []
  var loadBalancers: [LoadBalancer] = []
  var endpoints: [Endpoint] = []
  var regions = RegionTable()
  var regionsAtFault: [RegionAtFault] = []
  var portNames = PortNameTable()
  var secrets: [Span] = []
  var replacedTexts: [NodeID: ReplacedText] = [:]
  /// Repaired texts that were repaired again: tables may point to them.
  var supersededTexts: [ReplacedText] = []

  /// Reserves room for as many things as so many nodes can write. What is not written to costs no memory, and nothing
  /// is copied as it grows.
  mutating func reserveCapacity(nodes: Int) {
    guard nodes > 1000 else { return }
    projects.reserveCapacity(nodes / 25)
    environments.reserveCapacity(nodes / 17)
    endpointServices.reserveCapacity(nodes / 11)
    ports.reserveCapacity(nodes / 5)
  }
}
