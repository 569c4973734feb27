import Diagnostics
import YAMLTree

/// What a connection test is pointed at.
package enum EndpointAddress: Sendable {
  case endpointDNS(EndpointDNS)
  /// Any other host name: a customer's own CNAME, a name in Azure.
  case hostName
  case ipAddress

  package init?(_ text: Text) {
    if let dns = EndpointDNS(text) {
      self = .endpointDNS(dns)
    } else if IPAddress.isOne(text) {
      self = .ipAddress
    } else if HostName.isOne(text), !HostName.looksLikeAmazonEndpoint(text) {
      self = .hostName
    } else {
      return nil
    }
  }
}
