import CloudState
import Diagnostics
import ManifestModel

/// `live-principal-ungranted`: a principal of the manifest that the cloud does not allow.
enum LivePrincipalUngranted: CloudRule {
  /// The principals of the manifest in the example.
  private static let listed = "\"\(Principal.adobeRoot)\", \"\(CloudExamples.otherPrincipal)\""

  static let about = RuleAbout(
    "live-principal-ungranted",
    .cloud,
    .warning,
    summary: "The manifest lists a principal other than Adobe's that the endpoint service does not allow.",
    why: "Anyone who relies on the manifest assumes that the principal can connect.",
    remedy: "Allow the principal on the endpoint service, or remove it from `allowed_principals`.",
    basis: .fact("AWS: permissions of an endpoint service"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(principals: listed),
      good: Examples.bidirectional(principals: listed),
      answers: [
        CloudExamples.permissions(
          bad: [Principal.adobeRoot],
          good: [Principal.adobeRoot, CloudExamples.otherPrincipal]
        )
      ]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (service, observed) in audit.known where observed.cloud == .aws {
      guard observed.principals.isWhole, let origin = observed.principals.origin else { continue }
      let granted = Set(observed.principals.items.map(\.value))
      for entry in audit.file.principals[service.principals.range] where entry.principal.isPresent {
        let text = audit.file.string(entry.principal.place)
        // `live-principal-missing` reports Adobe's own principal.
        guard text != Principal.adobeRoot, !granted.contains(text) else { continue }
        findings.add(
          about,
          at: FindingPlace(entry.principal.place),
          in: audit.file.environments[service.environment].place,
          """
          \(Display.quoted(text)) is listed, but endpoint service \(Display.quoted(audit.name(service))) does not \
          allow it
          """,
          label: "not allowed by the endpoint service",
          related: [audit.related(origin, "the collected permissions")],
          help: "allow it on the endpoint service, or remove it here",
          cause: audit.absence(of: service, findings)
        )
      }
    }
  }
}
