/// An environment of a project, with the customer's side and what has become known of Adobe's.
package struct Environment: Sendable {
  package let project: Int
  package let id: Place
  package let place: Place
  /// The ID is one: not empty, and no placeholder.
  package var isNamed = true
  /// The ID has capital letters.
  package var hasCapitals = false
  package var type = Field<EnvironmentType>()
  /// What the ID says about the type.
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

  /// What the environment is: by its ID if that shows it, otherwise by `type`.
  package var effectiveType: EnvironmentType? { typeByID ?? type.present }
  package var holdsAdobeService: Bool { adobeServiceName.isPresent || adobeResourceID.isPresent }
}

/// A subscription that may connect, on Azure.
package struct Subscription: Sendable {
  package let environment: Int
  package let id: Field<GUID>
}
