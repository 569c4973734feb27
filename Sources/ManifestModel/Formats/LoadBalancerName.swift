import Diagnostics
import YAMLTree

/// A load balancer behind an endpoint service.
package enum LoadBalancerName: Sendable {
  case aws(AWSLoadBalancer)
  case azure(ResourceID)

  package init?(_ text: Text) {
    if let arn = AWSLoadBalancer(text) {
      self = .aws(arn)
    } else if let id = ResourceID(text), id.kind == .loadBalancer {
      self = .azure(id)
    } else {
      return nil
    }
  }

  /// Whether its account or subscription is a sample from documentation.
  var isSample: Bool {
    switch self {
    case .aws(let arn): arn.accountNumber.isSample
    case .azure(let id): id.subscriptionID.isSample
    }
  }

  package var cloud: Cloud {
    switch self {
    case .aws: .aws
    case .azure: .azure
    }
  }
}

/// `arn:<partition>:elasticloadbalancing:<region>:<account>:loadbalancer/<net|app|gwy>/<name>/<16 hex digits>`; a
/// classic one has only its name after `loadbalancer/`.
package struct AWSLoadBalancer: Sendable {
  package let kind: Kind
  package let partition: TextRange
  package let region: TextRange
  package let account: TextRange
  package let accountNumber: AWSAccount

  package enum Kind: Sendable { case network, application, gateway, classic }

  package init?(_ text: Text) {
    guard text.count <= 300, let parts = text.parts(by: UInt8(ascii: ":")), parts.count == 6, text[parts[0]] == "arn",
      Partition(text[parts[1]]) != nil,
      text[parts[2]] == "elasticloadbalancing", Region.isAWS(text[parts[3]]), let account = AWSAccount(text[parts[4]]),
      let kind = AWSLoadBalancer.kind(of: text[parts[5]])
    else { return nil }
    self.kind = kind
    partition = TextRange(parts[1])
    region = TextRange(parts[3])
    self.account = TextRange(parts[4])
    accountNumber = account
  }

  /// 1 to 32 letters, digits and dashes, no dash at either end.
  static func isName(_ name: Text) -> Bool {
    (1...32).contains(name.count) && name.bytes.first != UInt8(ascii: "-") && name.bytes.last != UInt8(ascii: "-")
      && name.bytes.allSatisfy { EndpointDNS.isLowerAlphanumeric(Text.fold($0)) || $0 == UInt8(ascii: "-") }
  }

  private static func kind(of resource: Text) -> Kind? {
    guard let parts = resource.parts(by: UInt8(ascii: "/")), resource[parts[0]] == "loadbalancer",
      parts.count == 2 || parts.count == 4
    else { return nil }
    let name = resource[parts[parts.count == 2 ? 1 : 2]]
    guard isName(name) else { return nil }
    if parts.count == 2 { return .classic }
    let id = resource[parts[3]]
    guard id.count == 16, id.bytes.allSatisfy(\.isSmallHexDigit) else { return nil }
    let kind = resource[parts[1]]
    return kind == "net" ? .network : kind == "app" ? .application : kind == "gwy" ? .gateway : nil
  }
}
