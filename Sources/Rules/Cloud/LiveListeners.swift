import CloudState
import ManifestModel

/// The listeners through which a port of an endpoint service is reached.
enum LiveListeners {
  struct Result {
    /// The load balancers of the endpoint service, each with the listener of the port; nil if it has none.
    var balancers: [(balancer: ObservedLoadBalancer, listener: ObservedListener?)] = []
  }

  /// nil if the listeners of some load balancer of the service are not known.
  static func of(_ port: UInt16, over transport: Transport, for observed: ObservedService, in state: CloudState)
    -> Result?
  {
    // A service that leads to an address has no load balancer.
    guard let balancers = observed.loadBalancers?.value, !balancers.isEmpty else { return nil }
    var result = Result()
    for id in balancers {
      guard let balancer = state.loadBalancers[id] else { return nil }
      let covering = balancer.listeners(on: Int(port)).filter { $0.covers(Int(port), transport) && !$0.lacksPool }
      let listener = covering.first { listener in
        observed.cloud == .aws || (listener.frontend.map(observed.frontends.contains) ?? false)
      }
      // A list that may lack some does not say that there is none, nor does a rule of which the frontend is not known.
      if listener == nil, !balancer.listeners.isWhole || covering.contains(where: { $0.frontend == nil }) { return nil }
      result.balancers.append((balancer, listener))
    }
    return result
  }
}
