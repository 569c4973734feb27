import Diagnostics

/// What the content of an answer says about the call that it is of.
enum AnswerContent {
  /// The calls that can have this content; empty if it does not show it.
  static func calls(of root: JSONValue) -> [String] {
    if root["format_version"] != nil { return ["terraform show -json"] }
    if let call = awsCalls.first(where: { root[$0.list]?.isArray == true })?.call { return [call] }
    if root["Account"] != nil, root["Arn"] != nil, root["UserId"] != nil { return ["get-caller-identity"] }
    if root["tenantId"] != nil, root["environmentName"] != nil || root["homeTenantId"] != nil {
      return ["account-show"]
    }
    let items = root.isArray ? root.items : root["value"]?.isArray == true ? root.items("value") : [root]
    return items.first.flatMap(StateBuilder.kind(of:)).flatMap { azureCalls[$0] } ?? []
  }

  private static let awsCalls: [(list: StaticString, call: String)] = [
    ("ServiceConfigurations", "describe-vpc-endpoint-service-configurations"),
    ("AllowedPrincipals", "describe-vpc-endpoint-service-permissions"),
    ("VpcEndpointConnections", "describe-vpc-endpoint-connections"), ("VpcEndpoints", "describe-vpc-endpoints"),
    ("ServiceDetails", "describe-vpc-endpoint-services"), ("SecurityGroups", "describe-security-groups"),
    ("LoadBalancers", "describe-load-balancers"), ("Listeners", "describe-listeners"),
    ("TargetGroups", "describe-target-groups"), ("TargetHealthDescriptions", "describe-target-health"),
  ]

  private static let azureCalls = [
    "services": ["private-link-service-list", "private-link-service-show"],
    "endpoints": ["private-endpoint-list", "private-endpoint-show"],
    "connections": ["private-endpoint-connection-list"], "balancers": ["lb-list", "lb-show"],
    "interfaces": ["nic-list"],
  ]

  /// What an answer that is asked for of one resource is of, and is not what the file is named after.
  static func otherSubject(in root: JSONValue, than subject: String) -> String? {
    if CloudIdentifier.isServiceID(subject) {
      let items = (root["AllowedPrincipals"] ?? root["VpcEndpointConnections"])?.items ?? []
      return items.lazy.compactMap { $0["ServiceId"]?.peek }.first { $0 != subject }
    }
    guard let id = subject.parts(between: "-").last, id.utf8.count == 16, id.utf8.allSatisfy({ $0.hexValue != nil })
    else { return nil }
    let balancers = (root["Listeners"]?.items ?? []).lazy.compactMap { $0["LoadBalancerArn"]?.peek }
    return balancers.map(CloudIdentifier.subject(ofARN:)).first { $0 != subject }
  }
}

extension SnapshotName {
  /// Why a file is not used: its name says one call or resource, its content another.
  func objection(to root: JSONValue) -> String? {
    guard SnapshotName.calls.contains(call) else { return nil }
    let found = AnswerContent.calls(of: root)
    if let first = found.first, !found.contains(call) {
      return "is named after `\(call)`, but contains the output of `\(first)`; rename it to match, or collect it again"
    }
    guard let subject, let other = AnswerContent.otherSubject(in: root, than: subject) else { return nil }
    return
      """
      is named after \(Display.quoted(subject)), but is about \(Display.quoted(other)); rename it to match, or \
      collect it again
      """
  }
}
