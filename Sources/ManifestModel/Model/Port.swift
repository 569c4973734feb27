/// A port toward Adobe Commerce or of an endpoint service.
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
  /// The protocol, else the service, names applications, and none that HTTP carries.
  package var namesOtherThanWeb = false
  /// The protocol names transports and nothing else.
  package var protocolIsTransport = false
  package var protocolTransports: Transports = []
  /// The known services that the protocol names, else the service.
  package var namedServices = Services()

  package var isTowardCommerce: Bool { endpointService < 0 }
}
