import Diagnostics
import ManifestModel
import YAMLTree

/// Parts of the identifiers that clouds print.
package enum CloudIdentifier {
  /// `vpce-svc-…` inside a service name, or as it is.
  package static func serviceID(_ text: String) -> String? {
    if with(text, { ServiceName.isID($0) }) { return text }
    return with(text) { text in ServiceName(text).map { text[$0.serviceID.range].string } }
  }

  /// The region inside a service name.
  package static func region(ofService name: String) -> String? {
    with(name) { text in ServiceName(text).map { text[$0.region.range].string } }
  }

  /// Whether a text is an AWS account number.
  static func isAccount(_ text: String) -> Bool { text.utf8.count == 12 && text.isDigits }

  static func isRegion(_ text: String) -> Bool { with(text) { Region.isAWS($0) } }

  /// Account and region of an ARN.
  package static func arn(_ text: String) -> (account: String, region: String)? {
    let parts = text.parts(between: ":")
    guard parts.count >= 6, parts[0] == "arn", isAccount(parts[4]) else { return nil }
    return (parts[4], parts[3])
  }

  /// The ARN of a Network Load Balancer, whatever kind it names: mocks of the API print `app/` for all.
  static func networkLoadBalancer(_ arn: String) -> String {
    arn.parts(around: ":loadbalancer/app/").map { $0.before + ":loadbalancer/net/" + $0.after } ?? arn
  }

  /// `name/id` of a target group's ARN.
  static func targetGroup(_ arn: String) -> String? { arn.parts(around: ":targetgroup/")?.after }

  /// How a file is named after the load balancer or target group that it is of: the ARN's name and ID.
  package static func subject(ofARN arn: String) -> String { arn.parts(between: "/").suffix(2).joined(separator: "-") }

  /// The DNS name of an endpoint as AWS writes it; mocks of the API put the service name after the first label.
  static func endpointDNS(_ text: String) -> String {
    guard let dot = text.firstIndex(of: ".") else { return text }
    let (label, rest) = (text[..<dot], String(text[text.index(after: dot)...]))
    guard let service = serviceID(rest), rest != service, let region = region(ofService: rest) else { return text }
    return "\(label).\(service).\(region).vpce.amazonaws.com" + (region.hasPrefix("cn-") ? ".cn" : "")
  }

  /// The region of the availability zone in a zonal DNS name of an endpoint: `vpce-…-…-eu-west-1a.…`.
  static func region(ofZonalName dns: String) -> String? {
    guard dns.hasPrefix("vpce-"), let label = dns.parts(between: ".").first else { return nil }
    return Region.ofZone(label.parts(between: "-").dropFirst(3).joined(separator: "-"))
  }

  /// Whether a DNS name is the one that AWS gives an endpoint for its whole region, not for one zone, and not a private
  /// name.
  static func isRegionalName(_ dns: String) -> Bool { dns.hasPrefix("vpce-") && region(ofZonalName: dns) == nil }

  /// Whether a text is the ID of an endpoint or of an endpoint service, as the cloud gives it: nothing else is taken
  /// over as one.
  static func isEndpointID(_ text: String) -> Bool {
    with(text) { EndpointDNS.isEndpointID($0) || ResourceID($0)?.kind == .privateEndpoint }
  }

  static func isServiceID(_ text: String) -> Bool {
    with(text) { ServiceName.isID($0) || ResourceID($0)?.kind == .privateLinkService }
  }

  /// Whether a text can be the host of an endpoint.
  static func isHost(_ text: String) -> Bool { with(text) { EndpointAddress($0) != nil } }

  /// Whether the host is an IP address.
  package static func isAddress(_ text: String) -> Bool {
    with(text) { if case .ipAddress? = EndpointAddress($0) { true } else { false } }
  }

  /// The subscription of a resource ID, in lower case.
  package static func subscription(_ resourceID: String) -> String? {
    let parts = resourceID.parts(between: "/")
    guard parts.count > 2, parts[0].isEmpty, parts[1].lowercased() == "subscriptions", isGUID(parts[2]) else {
      return nil
    }
    return parts[2].lowercased()
  }

  /// The load balancer of a frontend's ID.
  static func loadBalancer(ofFrontend id: String) -> String? {
    let parts = id.parts(between: "/")
    guard parts.count == 11, parts[7].lowercased() == "loadbalancers" else { return nil }
    return parts[..<9].joined(separator: "/")
  }

  /// Whether a private endpoint's target is a Private Link service, by its resource ID or its alias.
  package static func namesLinkService(_ target: String) -> Bool {
    with(target) { ResourceID($0)?.kind == .privateLinkService || PrivateLinkAlias($0) != nil }
  }

  static func isGUID(_ text: String) -> Bool { with(text) { GUID($0) != nil } }

  private static func with<Result>(_ text: String, _ body: (Text) -> Result) -> Result {
    var text = text
    return text.withUTF8 { body(Text($0)) }
  }
}
