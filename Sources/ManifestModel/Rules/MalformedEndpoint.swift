import Diagnostics
import YAMLTree

/// `malformed-endpoint`.
package enum MalformedEndpoint {
  package static let about = RuleAbout(
    "malformed-endpoint",
    .values,
    .error,
    .malformed,
    summary: "An endpoint's `id` or `dns` that is not in the right form.",
    why: "The connection test uses it, and would test nothing.",
    remedy: "Copy VpcEndpointId and DnsName from `aws ec2 describe-vpc-endpoints`.",
    basis: .service("Test VPC endpoint service connection"),
    example: .init(
      .aws,
      bad: [
        (
          "        # endpoint services",
          "        enablement:\n          endpoints: [{ id: vpce-svc-0a1b2c3d4e5f60718 }]"
        )
      ],
      good: [
        ("        # endpoint services", "        enablement:\n          endpoints: [{ id: vpce-0c4f1e2d3b5a69788 }]")
      ]
    )
  )
}

extension MalformedEndpoint {
  static func reportID(_ text: Text, at place: Place, _ cloud: Cloud?, to findings: inout Findings) {
    guard let cloud else { return }
    let written = text.string
    if cloud == .aws ? written.lowercased().hasPrefix("/subscriptions/") : EndpointDNS.isEndpointID(text) {
      return CloudMismatch.report(
        "\(Display.quoted(written)) is \(cloud == .aws ? "an Azure resource ID" : "an AWS endpoint ID")",
        at: place,
        cloud,
        help: cloud == .aws ? "give the interface endpoint's ID, `vpce-…`" : "give the private endpoint's resource ID",
        to: &findings
      )
    }
    let fault = cloud == .azure ? ResourceIDFault(text, wanted: .privateEndpoint) : nil
    let contained =
      cloud == .azure
      ? ContainedIdentifier.resourceID(.privateEndpoint, in: written) : ContainedIdentifier.endpointID(in: written)
    let span = findings.tree[place.node].span
    let (what, label) = fault == nil ? kind(ofID: text, holdsID: contained != nil) : (nil, "")
    findings.add(
      about,
      at: fault.map { FindingPlace(place, TextRange($0.range)) } ?? FindingPlace(place),
      """
      \(Display.quoted(fault?.shown(of: text) ?? written)) is \(what.map { "\($0), " } ?? "")not the ID of \
      \(cloud == .azure ? "a private endpoint" : "an interface endpoint")
      """,
      label: fault?.label ?? label,
      help: contained.map { "write the ID: \(Display.quoted($0))" }
        ?? (cloud == .azure
          ? "`az network private-endpoint show --query id` prints it"
          : "`aws ec2 describe-vpc-endpoints` prints it as VpcEndpointId: `vpce-` and 17 hex digits"),
      fix: contained.map { Fix(.suggested, "write the ID alone", edits: [Edit(span, $0)]) }
    )
  }

  /// What somebody wrote where the ID of an endpoint was wanted; `label` is for the place.
  private static func kind(ofID text: Text, holdsID: Bool) -> (what: String?, label: String) {
    let written = text.string
    if text.hasPrefix("arn:") { return ("an ARN", holdsID ? "an ARN; the ID is in it" : "an ARN") }
    if ServiceName(text) != nil { return ("the name of an endpoint service", "a service name") }
    if text.hasPrefix("vpce-svc-") {
      return written.contains(".")
        ? ("the DNS name of an endpoint service", "the DNS name of a service")
        : ("the ID of an endpoint service", "a service ID")
    }
    if written.contains(".amazonaws.") { return ("a DNS name", "a DNS name; it belongs under `dns`") }
    if text.hasPrefix("eni-") { return ("the ID of a network interface", "a network interface") }
    return (nil, "not in the expected form")
  }

  static func reportAddress(_ text: Text, at place: Place, _ cloud: Cloud?, to findings: inout Findings) {
    let written = text.string
    let (label, help): (String, String) =
      if written.contains("://") {
        ("a URL", "write the host name alone, without scheme and port")
      } else if written.contains("com.amazonaws.") {
        (
          "a service name",
          """
          nothing can connect to a service name; use the DnsName of your endpoint from `aws ec2 \
          describe-vpc-endpoints`
          """
        )
      } else if text.hasPrefix("vpce-svc-") {
        (
          "the base DNS name of the service",
          "nothing can connect to it; use the DnsName of your endpoint, which begins with `vpce-` and the endpoint's ID"
        )
      } else if EndpointDNS.isEndpointID(text) {
        ("an endpoint ID", "use the DnsName of the endpoint from `aws ec2 describe-vpc-endpoints`")
      } else if cloud == .azure {
        ("not in the expected form", "give the host name or the IP address of the private endpoint alone")
      } else {
        (
          "not in the expected form",
          "give the DnsName that `aws ec2 describe-vpc-endpoints` prints, your own host name for it, or an IP address"
        )
      }
    let host = host(in: written, cloud)
    let span = findings.tree[place.node].span
    let rest = host.flatMap { partBeside($0, in: written) }
    let shown = rest.map { $0.lowerBound > longestStart ? "…" + written.utf8Part(from: $0.lowerBound - 24) : written }
    findings.add(
      about,
      at: rest.map { FindingPlace(place, TextRange($0)) } ?? FindingPlace(place),
      "\(Display.quoted(shown ?? written)) is not a host name or address to test",
      label: host == nil || label != "not in the expected form" ? label : "more than a host name",
      help: host.map { "write the host name or address alone: \(Display.quoted($0))" } ?? help,
      fix: host.map { Fix(.suggested, "write the host alone", edits: [Edit(span, $0)]) }
    )
  }

  /// Bytes of a text that are shown before the part that is wrong.
  private static let longestStart = 60

  /// What is written before or after a host name that is all right; nil: both, or neither.
  private static func partBeside(_ host: String, in written: String) -> Range<Int>? {
    guard let range = written.firstRange(of: host) else { return nil }
    let start = written.utf8.distance(from: written.startIndex, to: range.lowerBound)
    let (end, count) = (start + host.utf8.count, written.utf8.count)
    if start == 0, end < count { return end..<count }
    return end == count && start > 0 ? 0..<start : nil
  }

  /// The host name or address in a text that is more, where it is one to test.
  private static func host(in written: String, _ cloud: Cloud?) -> String? {
    guard let host = ContainedIdentifier.host(in: written) else { return nil }
    let bytes = Array(host.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      switch EndpointAddress(Text(bytes)) {
      case .endpointDNS?: cloud != .azure
      case .hostName?, .ipAddress?: true
      case nil: false
      }
    } ? host : nil
  }

  static func report(addressOfAWS text: Text, at place: Place, to findings: inout Findings) {
    CloudMismatch.report(
      "\(Display.quoted(text.string)) is an AWS endpoint",
      at: place,
      .azure,
      help: "give the host name or the IP address of the private endpoint",
      to: &findings
    )
  }
}

extension String {
  /// The text from an offset in UTF-8 on; nothing if that is inside a character.
  fileprivate func utf8Part(from offset: Int) -> String { String(utf8.dropFirst(offset)) ?? "" }
}
