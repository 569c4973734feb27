import Diagnostics
import YAMLTree

/// `malformed-resource-id`.
package enum MalformedResourceID {
  package static let about = RuleAbout(
    "malformed-resource-id",
    .values,
    .error,
    .malformed,
    summary:
      "A resource ID that is not that of a Private Link service (`…/Microsoft.Network/privateLinkServices/<name>`).",
    why:
      """
      On Azure, Adobe asks for the resource IDs of the target services; the ID of a private endpoint or an alias is \
      something else.
      """,
    remedy: "Copy `id` from `az network private-link-service show`.",
    basis: .service("Prerequisites"),
    example: .init(.azure, bad: [("privateLinkServices", "privateEndpoints")])
  )
}

extension MalformedResourceID {
  /// `takesAlias`: where the alias that a ticket's answer gives is fine as well.
  static func report(
    _ text: Text,
    at place: Place,
    _ field: FieldDeclaration,
    takesAlias: Bool = false,
    to findings: inout Findings
  ) {
    let written = text.string
    if ServiceName(text) != nil || ServiceName.isID(text) || text.hasPrefix("arn:") {
      let what =
        text.hasPrefix("arn:")
        ? "an AWS ARN"
        : ServiceName(text) == nil ? "the ID of an AWS endpoint service" : "the name of an AWS endpoint service"
      return CloudMismatch.report(
        "\(Display.quoted(written)) is \(what)",
        at: place,
        .azure,
        help: field.origin?.on(.azure) ?? "give the resource ID",
        to: &findings
      )
    }
    let lower = written.lowercased()
    let alias = PrivateLinkAliasFault(text)
    let (what, label, help): (String, String, String?) =
      if text.hasPrefix("com.amazonaws.") || text.hasPrefix("vpce-") {
        ("an AWS identifier, not an Azure resource ID", "from AWS", nil)
      } else if takesAlias, let alias {
        (
          alias.repaired == nil
            ? "not the alias of a Private Link service" : "not just the alias of a Private Link service",
          alias.label,
          "an alias is `<name>.<GUID>.<region>.azure.privatelinkservice`: copy it from Adobe's reply to the ticket"
        )
      } else if alias != nil || PrivateLinkAlias(text) != nil {
        ("the alias of a Private Link service, not its resource ID", "an alias", nil)
      } else if lower.hasPrefix("https://") {
        ("a URL, not a resource ID", "a URL", "copy the part from `/subscriptions/` to the end of the name")
      } else if ResourceID(text)?.kind == .privateEndpoint || lower.contains("/privateendpoints/") {
        ("the ID of a private endpoint, not of a Private Link service", "a private endpoint", nil)
      } else if ResourceID(text)?.kind == .loadBalancer || lower.contains("/loadbalancers/") {
        ("the ID of a load balancer, not of a Private Link service", "a load balancer", nil)
      } else {
        ("not the resource ID of a Private Link service", "not in the expected form", nil)
      }
    let fault = ResourceIDFault(text, wanted: .privateLinkService)
    let contained =
      ContainedIdentifier.resourceID(.privateLinkService, in: written) ?? (takesAlias ? alias?.repaired : nil)
    let wrong = fault?.range ?? (takesAlias ? alias?.range : nil)
    let span = findings.tree[place.node].span
    findings.add(
      about,
      at: wrong.map { FindingPlace(place, TextRange($0)) } ?? FindingPlace(place),
      "\(Display.quoted(fault?.shown(of: text) ?? (takesAlias ? alias?.shown(of: text) : nil) ?? written)) is \(what)",
      label: fault?.label ?? label,
      help: contained.map { "write the \(alias == nil ? "ID of the service" : "alias alone"): \(Display.quoted($0))" }
        ?? help
          ?? """
          \(field.origin?.on(.azure) ?? "give the resource ID"): \
          /subscriptions/<GUID>/resourceGroups/<group>/providers/Microsoft.Network/privateLinkServices/<name>
          """,
      fix: contained.map {
        Fix(.suggested, "write the \(alias == nil ? "ID alone" : "alias alone")", edits: [Edit(span, $0)])
      }
    )
  }
}
