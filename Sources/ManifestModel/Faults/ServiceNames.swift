import Diagnostics
import YAMLTree

/// `malformed-service-name`.
package enum MalformedServiceName {
  package static let about = RuleAbout(
    "malformed-service-name",
    .values,
    .error,
    .malformed,
    summary: "A service name that is not `com.amazonaws.vpce.<region>.vpce-svc-<8 or 17 hex digits>`.",
    why: "Adobe connects to exactly this name; a DNS name or a bare service ID is another thing.",
    remedy: "Copy ServiceName from `aws ec2 describe-vpc-endpoint-service-configurations`.",
    basis: .service("Prerequisites"),
    example: .init(
      .aws,
      bad: [
        ("connection: unidirectional", "connection: bidirectional"),
        (
          "        # endpoint services",
          "        endpoint_services:\n          erp:\n            service_name: vpce-svc-03d5ebb7d9579a2b3\n            allowed_principals: [\"arn:aws:iam::402592597372:root\"]\n            ports: [{ service: ERP, port: 8443 }]"
        ),
      ],
      good: [
        ("connection: unidirectional", "connection: bidirectional"),
        (
          "        # endpoint services",
          "        endpoint_services:\n          erp:\n            service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3\n            allowed_principals: [\"arn:aws:iam::402592597372:root\"]\n            ports: [{ service: ERP, port: 8443 }]"
        ),
      ]
    )
  )
}

/// `malformed-resource-id`.
package enum MalformedResourceID {
  package static let about = RuleAbout(
    "malformed-resource-id",
    .values,
    .error,
    .malformed,
    summary:
      "A resource ID that is not one of a Private Link service (`…/Microsoft.Network/privateLinkServices/<name>`).",
    why:
      "On Azure, Adobe asks for the resource IDs of the target services; a private endpoint or an alias is another thing.",
    remedy: "Copy `id` from `az network private-link-service show`.",
    basis: .service("Prerequisites"),
    example: .init(.azure, bad: [("privateLinkServices", "privateEndpoints")])
  )
}

extension Decoder {
  mutating func serviceName(_ slot: Slot, _ field: FieldDeclaration, isRequired: Bool) -> Field<ServiceName> {
    let name: Field<ServiceName> = identifier(
      slot,
      field,
      isRequired: isRequired,
      parse: { ServiceName($0) },
      explain: { $0.reportMalformedServiceName($1, $2, field) }
    )
    if let parts = name.present { checkRegion(parts.region, of: text(of: name.place), at: name.place) }
    return name
  }

  private mutating func reportMalformedServiceName(_ text: Text, _ place: Place, _ field: FieldDeclaration) {
    let written = text.string
    if written.lowercased().hasPrefix("/subscriptions/") {
      return reportValueOfOtherCloud(
        "\(Shown.quoted(written)) is an Azure resource ID",
        at: place,
        .aws,
        help: field.origin?.on(.aws) ?? "give the endpoint service's name"
      )
    }
    let told = ServiceNameMistake(written)
    findings.add(
      MalformedServiceName.about,
      at: Spot(place),
      "\(Shown.quoted(written)) is \(told.what)",
      label: told.label,
      help: told.help
        ?? "\(field.origin?.on(.aws) ?? "copy it as it is printed"), in the form `com.amazonaws.vpce.<region>.vpce-svc-<17 hex digits>`",
      fix: told.repaired.map { Fix(.safe, "write `\($0)`", [Edit(tree[place.node].span, $0)]) }
    )
  }

  mutating func resourceID(_ slot: Slot, _ field: FieldDeclaration, isRequired: Bool) -> Field<ResourceID> {
    identifier(
      slot,
      field,
      isRequired: isRequired,
      parse: { text in ResourceID(text).flatMap { $0.kind == .privateLinkService ? $0 : nil } },
      mayBeSample: \.subscriptionID.isSample,
      explain: { $0.reportMalformedResourceID($1, $2, field) }
    )
  }

  /// Adobe's Private Link service: a resource ID, or the alias that the ticket's answer gives.
  mutating func adobeResourceID(_ slot: Slot) -> TextField {
    let field = EnablementKey.resourceID.field
    let id: Field<Void> = identifier(
      slot,
      field,
      isRequired: false,
      parse: { PrivateLinkAlias($0) != nil || ResourceID($0)?.kind == .privateLinkService ? () : nil },
      mayBeSample: { _ in true },
      explain: { $0.reportMalformedResourceID($1, $2, field) }
    )
    return TextField(state: id.state, place: id.place)
  }

  private mutating func reportMalformedResourceID(_ text: Text, _ place: Place, _ field: FieldDeclaration) {
    let written = text.string
    if ServiceName(text) != nil || ServiceName.isID(text) || text.hasPrefix("arn:") {
      let what =
        text.hasPrefix("arn:")
        ? "an ARN of AWS"
        : ServiceName(text) == nil ? "the ID of an AWS endpoint service" : "the name of an AWS endpoint service"
      return reportValueOfOtherCloud(
        "\(Shown.quoted(written)) is \(what)",
        at: place,
        .azure,
        help: field.origin?.on(.azure) ?? "give the resource ID"
      )
    }
    let lower = written.lowercased()
    let (what, label, help): (String, String, String?) =
      if text.hasPrefix("com.amazonaws.") || text.hasPrefix("vpce-") {
        ("an identifier of AWS, not an Azure resource ID", "of AWS", nil)
      } else if PrivateLinkAlias(text) != nil || lower.hasSuffix(".azure.privatelinkservice") {
        ("the alias of a Private Link service, and its resource ID is asked for", "an alias", nil)
      } else if lower.hasPrefix("https://") {
        ("a URL, not a resource ID", "a URL", "copy the part from `/subscriptions/` on, without what follows the name")
      } else if ResourceID(text)?.kind == .privateEndpoint || lower.contains("/privateendpoints/") {
        ("the ID of a private endpoint, not of a Private Link service", "a private endpoint", nil)
      } else if ResourceID(text)?.kind == .loadBalancer || lower.contains("/loadbalancers/") {
        ("the ID of a load balancer, not of a Private Link service", "a load balancer", nil)
      } else {
        ("not the resource ID of a Private Link service", "not of the form", nil)
      }
    findings.add(
      MalformedResourceID.about,
      at: Spot(place),
      "\(Shown.quoted(written)) is \(what)",
      label: label,
      help: help
        ?? "`az network private-link-service show --query id` prints it: /subscriptions/<GUID>/resourceGroups/<group>/providers/Microsoft.Network/privateLinkServices/<name>"
    )
  }
}

/// What somebody wrote where a service name was wanted.
private struct ServiceNameMistake {
  var what = "not the name of an endpoint service"
  var label = "not of the form"
  var help: String?
  /// The service name, where region and ID both stand in the text.
  var repaired: String?

  init(_ written: String) {
    let lower = written.lowercased()
    let name =
      lower.hasPrefix("https://") || lower.hasPrefix("http://")
      ? lower.drop { $0 != ":" }.dropFirst(3).prefix { !"/:".contains($0) } : lower[...]
    let labels = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let id = labels.first { label in ReplacedText(label).isServiceID }
    let region = labels.first { label in ReplacedText(label).isAWSRegion }
    if let id, let region { repaired = (region.hasPrefix("cn-") ? "cn." : "") + "com.amazonaws.vpce.\(region).\(id)" }
    if id != nil, labels.count == 1 {
      (what, label, help) = (
        "a bare service ID, not the name of an endpoint service", "the region is missing",
        "write `com.amazonaws.vpce.<region>.\(written)` with the region of the service"
      )
    } else if written.hasPrefix("arn:") {
      (what, label) = ("an ARN, not the name of an endpoint service", "an ARN")
      repaired = nil
    } else if labels.first?.hasPrefix("vpce-svc-") == true, written.contains(".vpce.amazonaws.com") {
      (what, label) = ("the base DNS name of an endpoint service, not its name", "a DNS name")
    } else if labels.first?.hasPrefix("vpce-") == true, written.contains(".vpce.amazonaws.com") {
      (what, label) = ("the DNS name of an endpoint, not the name of an endpoint service", "a DNS name")
    } else if written.hasPrefix("com.amazonaws."), !written.contains("vpce") {
      (what, label) = ("the name of a service that AWS itself offers, not of an endpoint service of yours", "AWS's own")
    }
    if repaired == written { repaired = nil }
  }
}

extension ReplacedText {
  fileprivate var isServiceID: Bool { ServiceName.isID(text) }
  fileprivate var isAWSRegion: Bool { Region.isAWS(text) }
}
