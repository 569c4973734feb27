import CloudState
import ManifestModel

/// What the cloud says about Adobe's access to an endpoint service.
enum AdobeAccess {
  /// Whether a principal or subscription allows the whole of Adobe's account, or Adobe's subscription, to connect.
  static func grants(to principal: String, on service: EndpointService, in audit: Audit) -> Bool {
    if principal == "*" { return true }
    switch audit.cloud(of: service) {
    case .aws: return principal == Principal.adobeRoot
    case .azure: return principal == subscription(service, audit)
    }
  }

  /// A role or user of Adobe's account, which is narrower than what Adobe asks for.
  static func isNarrowed(_ principal: String) -> Bool {
    principal.hasPrefix("arn:aws:iam::\(Principal.adobeAccount):") && principal != Principal.adobeRoot
  }

  /// The owner of Adobe's endpoints: Adobe's account or, on Azure, the subscription that Adobe has named; nil if the
  /// manifest does not record it.
  static func owner(_ service: EndpointService, _ audit: Audit) -> String? {
    audit.cloud(of: service) == .aws ? Principal.adobeAccount : subscription(service, audit)
  }

  /// Whether an endpoint that connects to an endpoint service is known to be Adobe's.
  static func owns(_ connection: ObservedConnection, to service: EndpointService, _ audit: Audit) -> Bool {
    connection.owner.map { $0 == owner(service, audit) } ?? false
  }

  /// Whether it is known to be somebody else's.
  static func isForeign(_ connection: ObservedConnection, to service: EndpointService, _ audit: Audit) -> Bool {
    guard let holder = connection.owner, let adobe = owner(service, audit) else { return false }
    return holder != adobe
  }

  /// The subscription that Adobe connects from, where the manifest knows it.
  static func subscription(_ service: EndpointService, _ audit: Audit) -> String? {
    let field = audit.file.environments[service.environment].adobeSubscription
    return field.isPresent ? audit.file.string(field.place).lowercased() : nil
  }

  /// Whether the owner has to approve Adobe's request; nil if it is not known.
  static func requiresAcceptance(_ observed: ObservedService, of service: EndpointService, in audit: Audit) -> Bool? {
    if observed.cloud == .aws { return observed.acceptanceRequired?.value }
    guard let approved = observed.autoApproval?.value else { return nil }
    if approved.isEmpty { return true }
    if approved.contains("*") { return false }
    return subscription(service, audit).map { !approved.contains($0) }
  }
}
