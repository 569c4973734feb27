import CloudState
import ManifestModel

/// The listeners through which a port of an endpoint service is reached.
enum LiveListeners {
  struct Result {
    /// The load balancers of the endpoint service, each with the listener of the port; nil where it has none.
    var balancers: [(balancer: ObservedLoadBalancer, listener: ObservedListener?)] = []
  }

  /// nil where the listeners of some load balancer of the service are not known.
  static func of(_ port: UInt16, _ transport: Transport, _ observed: ObservedService, _ state: CloudState) -> Result? {
    // A service that leads to an address has no load balancer.
    guard let balancers = observed.loadBalancers?.value, !balancers.isEmpty else { return nil }
    var result = Result()
    for id in balancers {
      guard let balancer = state.loadBalancers[id] else { return nil }
      let listener = balancer.listeners(on: Int(port)).first { listener in
        listener.covers(Int(port), transport) && (listener.frontend.map(observed.frontends.contains) ?? true)
      }
      // A list that may lack some does not say that there is none.
      if listener == nil, !balancer.listeners.isWhole { return nil }
      result.balancers.append((balancer, listener))
    }
    return result
  }
}
