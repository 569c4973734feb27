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
    why: "Adobe connects to exactly this name; a DNS name or a bare service ID is something else.",
    remedy: "Copy ServiceName from `aws ec2 describe-vpc-endpoint-service-configurations`.",
    basis: .service("Prerequisites"),
    example: .init(
      .aws,
      bad: [
        ("connection: unidirectional", "connection: bidirectional"),
        (
          "        # endpoint services",
          """
                  endpoint_services:
                    erp:
                      service_name: vpce-svc-03d5ebb7d9579a2b3
                      allowed_principals: ["arn:aws:iam::402592597372:root"]
                      ports: [{ service: ERP, port: 8443 }]
          """
        ),
      ],
      good: [
        ("connection: unidirectional", "connection: bidirectional"),
        (
          "        # endpoint services",
          """
                  endpoint_services:
                    erp:
                      service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3
                      allowed_principals: ["arn:aws:iam::402592597372:root"]
                      ports: [{ service: ERP, port: 8443 }]
          """
        ),
      ]
    )
  )
}

extension MalformedServiceName {
  static func report(_ text: Text, at place: Place, _ field: FieldDeclaration, to findings: inout Findings) {
    let written = text.string
    if written.lowercased().hasPrefix("/subscriptions/") {
      return CloudMismatch.report(
        "\(Display.quoted(written)) is an Azure resource ID",
        at: place,
        .aws,
        help: field.origin?.on(.aws) ?? "give the endpoint service's name",
        to: &findings
      )
    }
    let mistake = ServiceNameMistake(written)
    let fault = AWSNameFault(serviceName: text)
    let span = findings.tree[place.node].span
    findings.add(
      about,
      at: fault.map { FindingPlace(place, TextRange($0.range)) } ?? FindingPlace(place),
      "\(Display.quoted(written)) is \(mistake.what)",
      label: fault?.label ?? mistake.label,
      help: mistake.help
        ?? """
        \(field.origin?.on(.aws) ?? "copy it as it is printed"), in the form \
        `com.amazonaws.vpce.<region>.vpce-svc-<17 hex digits>`
        """,
      fix: mistake.repaired.map { Fix(.safe, "write `\($0)`", edits: [Edit(span, $0)]) }
    )
  }
}

/// What somebody wrote where a service name was wanted.
private struct ServiceNameMistake {
  var what = "not the name of an endpoint service"
  var label = "not in the expected form"
  var help: String?
  /// The service name, if the text contains both region and ID.
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
    } else if labels.first?.hasPrefix("vpce-svc-") == true, written.contains(".vpce.amazonaws.") {
      (what, label) = ("the base DNS name of an endpoint service, not its name", "a DNS name")
    } else if labels.first?.hasPrefix("vpce-") == true, written.contains(".vpce.amazonaws.") {
      (what, label) = ("the DNS name of an endpoint, not the name of an endpoint service", "a DNS name")
    } else if written.hasPrefix("vpce-"), !written.hasPrefix("vpce-svc-"), labels.count == 1 {
      (what, label) = ("the ID of an interface endpoint, not the name of an endpoint service", "an endpoint's ID")
    } else if written.hasPrefix("com.amazonaws."), !written.contains("vpce") {
      (what, label) = ("the name of one of AWS's own services, not of your own endpoint service", "AWS's own")
    }
    if let id, Partition.servicePrefixes.contains(where: { written == $0 + id }) {
      (what, label, help) = (
        "the name of an endpoint service without its region", "the region is missing",
        "write `com.amazonaws.vpce.<region>.\(id)` with the region of the service"
      )
    }
    if repaired == nil { repaired = ContainedIdentifier.serviceName(in: written) }
    let ids = Set(ids(in: written))
    if let id = ids.first, ids.count == 1, repaired == nil, written.contains(where: { " /()".contains($0) }) {
      (label, help) = (
        "a service ID and other text", "write `com.amazonaws.vpce.<region>.\(id)` with the region of the service"
      )
    }
    if repaired == written { repaired = nil }
  }
}

/// The service IDs in a text.
private func ids(in text: String) -> [String] {
  text.split { " /()".contains($0) }.map(String.init).filter { ReplacedText($0).isServiceID }
}

extension ReplacedText {
  fileprivate var isServiceID: Bool { ServiceName.isID(text) }
  fileprivate var isAWSRegion: Bool { Region.isAWS(text) }
}
