import YAMLTree

// The typed manifest: one array for each kind of thing, plain structs that point to their parent by index and to their children by a run.

/// One YAML document.
package struct Manifest: Sendable {
  package let root: NodeID
  package var company = TextField()
  /// The edition the manifest itself asks for.
  package var edition = Field<Edition>()
  /// The list itself.
  package var contactList = Place.none
  package var contacts = Run()
  package var projects = Run()
}

package struct Contact: Sendable {
  package var name = TextField()
  package var email = TextField()
}

package struct Project: Sendable {
  package let manifest: Int
  /// The key: the project ID as it is written.
  package let id: Place
  /// The whole mapping.
  package let place: Place
  /// The ID is one: not empty, and no placeholder.
  package var isNamed = true
  package var title = TextField()
  package var plan = Field<Plan>()
  package var cloud = Field<Cloud>()
  package var region = Field<RegionID>()
  package var environments = Run()
}

package struct Environment: Sendable {
  package let project: Int
  package let id: Place
  package let place: Place
  /// The ID is one: not empty, and no placeholder.
  package var isNamed = true
  /// The ID has capital letters.
  package var hasCapitals = false
  package var type = Field<EnvironmentType>()
  /// What the ID tells of the type.
  package var typeByID: EnvironmentType?
  package var connection = Field<Connection>()
  package var cluster = TextField()
  package var customer = Place.none
  package var account = Field<Account>()
  package var region = Field<RegionID>()
  package var subscriptionList = TextField()
  package var subscriptions = Run()
  /// The list itself: present also where it is `[]`.
  package var portList = TextField()
  package var ports = Run()
  package var privateDNS = Field<Bool>()
  package var endpointServiceMapping = TextField()
  package var endpointServices = Run()
  package var neededBy = Field<CivilDate>()
  package var enablement = Place.none
  package var ticket = TextField()
  /// Adobe's endpoint service on AWS.
  package var adobeServiceName = Field<ServiceName>()
  /// Adobe's Private Link service on Azure: a resource ID or an alias.
  package var adobeResourceID = TextField()
  package var adobeSubscription = Field<GUID>()
  package var endpoints = Run()

  /// What the environment is: by its ID where that tells, else by `type`.
  package var effectiveType: EnvironmentType? { typeByID ?? type.present }
  package var holdsAdobeService: Bool { adobeServiceName.isPresent || adobeResourceID.isPresent }
}

package struct Subscription: Sendable {
  package let environment: Int
  package let id: Field<GUID>
}

package struct Port: Sendable {
  package let environment: Int
  /// The endpoint service whose port it is; -1: a port toward Adobe Commerce.
  package let endpointService: Int
  package let place: Place
  package var service = TextField()
  package var applicationProtocol = TextField()
  package var number = Field<UInt16>()
  package var transport = Field<Transport>()
  /// The key `transport` is there, with a value or without.
  package var writesTransport = false
  // What the two names say, as far as rules ask: read while the text is at hand.
  package var serviceNamesSSH = false
  package var protocolNamesSSH = false
  /// The service is HTTPS by a word of its name, and no protocol says otherwise.
  package var serviceNamesHTTPS = false
  package var protocolNamesHTTPS = false
  /// The protocol names transports and nothing else.
  package var protocolIsTransport = false
  package var protocolTransports: Transports = []
  /// The known services that the protocol names, else the service.
  package var namedServices = Services()

  package var isTowardCommerce: Bool { endpointService < 0 }
}

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

package struct AllowedPrincipal: Sendable {
  package let endpointService: Int
  package let principal: Field<Principal>
}

package struct LoadBalancer: Sendable {
  package let endpointService: Int
  package let name: Field<LoadBalancerName>
}

/// A region in an identifier that is at fault: it is compared all the same, whatever becomes of the finding about the identifier.
package struct RegionAtFault: Sendable {
  package let environment: Int
  package let place: Place
  package let range: TextRange
  /// "the load balancer".
  package let owner: String
}

package struct Endpoint: Sendable {
  package let environment: Int
  /// The endpoint service it leads to; -1: Adobe's.
  package let endpointService: Int
  package let place: Place
  package var id = TextField()
  package var dns = Field<EndpointAddress>()
  package var approved = Field<CivilDate>()
  package var verified = Field<CivilDate>()
}
