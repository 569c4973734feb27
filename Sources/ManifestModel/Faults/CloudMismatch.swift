import Diagnostics
import YAMLTree

/// `cloud-mismatch`: something of the other cloud.
package enum CloudMismatch {
  package static let about = RuleAbout(
    "cloud-mismatch",
    .limits,
    .error,
    .cloudMismatch,
    summary:
      "Something of the other cloud: a key, account, region or identifier of Azure in an AWS project, or of AWS in an Azure project.",
    why:
      "Both ends of the connection have to be on the same cloud platform; there is no PrivateLink between AWS and Azure.",
    remedy: "Give the value of the project's own cloud, or correct the project's `cloud`.",
    basis: .service("Prerequisites"),
    example: .init(.aws, bad: [("account: \"210987654321\"", "account: 0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21")])
  )
}

extension Decoder {
  /// Reports a key of the other cloud; true where it did, and the value is not looked into.
  mutating func reportOtherCloud(_ slot: Slot, _ field: FieldDeclaration, _ cloud: Cloud?) -> Bool {
    let place = place(slot)
    guard let cloud, slot.isWritten, let keyCloud = field.cloud, keyCloud != cloud, !tree.isNothing(place),
      !tree[place.node].flags.contains(.unusable)
    else { return false }
    findings.add(
      CloudMismatch.about,
      at: Spot(place),
      in: Place(node: slot.key, use: slot.use),
      "`\(field.key)` belongs to \(keyCloud.name), and this project runs on \(cloud.name)",
      label: "\(keyCloud.name) only",
      help: otherCloudHelp(field, cloud)
    )
    return true
  }

  private func otherCloudHelp(_ field: FieldDeclaration, _ cloud: Cloud) -> String {
    switch (field.key, cloud) {
    case ("service_name", .azure): "give the Private Link service's `resource_id` instead"
    case ("resource_id", .aws): "give the endpoint service's `service_name` instead"
    case ("allowed_principals", .azure):
      "remove it; on Azure, access is granted to Adobe's subscription, which the ticket asks for"
    case ("subscriptions", .aws): "remove it; on AWS the account says who connects"
    default: "remove it, or correct the project's `cloud`"
    }
  }

  mutating func reportValueOfOtherCloud(_ what: String, at place: Place, _ cloud: Cloud, help: String) {
    findings.add(
      CloudMismatch.about,
      at: Spot(place),
      "\(what), and this project runs on \(cloud.name)",
      label: "of \(cloud.other.name)",
      help: help
    )
  }
}
