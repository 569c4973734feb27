/// An endpoint service of the customer's; on Azure a Private Link service.
package struct EndpointService: Sendable {
  package let environment: Int
  package let id: Place
  package let place: Place
  package var name = Field<ServiceName>()
  package var resourceID = Field<ResourceID>()
  package var region = Field<RegionID>()
  package var portList = TextField()
  package var ports = Run()
  package var principalList = TextField()
  package var principals = Run()
  package var acceptanceRequired = Field<Bool>()
  package var privateDNS = Field<Bool>()
  package var loadBalancers = Run()
  package var endpoints = Run()
}

/// A principal that an endpoint service allows.
package struct AllowedPrincipal: Sendable {
  package let endpointService: Int
  package let principal: Field<Principal>
}

/// A load balancer that an endpoint service forwards to.
package struct LoadBalancer: Sendable {
  package let endpointService: Int
  package let name: Field<LoadBalancerName>
}
