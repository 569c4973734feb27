/// A private endpoint, the customer's or Adobe's.
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
