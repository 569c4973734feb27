import CloudState
import Diagnostics
import ManifestModel

/// `live-acceptance`: requests are approved otherwise than the manifest says.
enum LiveAcceptance: CloudRule {
  static let about = RuleAbout(
    "live-acceptance",
    .cloud,
    .warning,
    summary:
      """
      `acceptance_required` differs from the endpoint service, or the service does not require acceptance and the \
      manifest does not say so.
      """,
    why:
      """
      In the enablement workflow, the customer approves Adobe's request; without acceptance, every allowed principal \
      connects at once.
      """,
    remedy: "Change the endpoint service, or record in the manifest what is intended.",
    basis: .service("Enablement workflow"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(),
      good: Examples.bidirectional(),
      answers: [
        CloudExamples.services(
          bad: CloudExamples.configuration(acceptance: false),
          good: CloudExamples.configuration()
        )
      ]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (service, observed) in audit.known where observed.isConfigured {
      guard let live = AdobeAccess.requiresAcceptance(observed, of: service, in: audit),
        !(service.acceptanceRequired.state == .faulty),
        live != (service.acceptanceRequired.present ?? true),
        let origin = observed.acceptanceRequired?.origin ?? observed.autoApproval?.origin
      else { continue }
      let field = service.acceptanceRequired
      findings.add(
        about,
        at: FindingPlace(field.isPresent ? field.place : audit.identifier(service)),
        in: audit.file.environments[service.environment].place,
        """
        endpoint service \(Display.quoted(audit.name(service))) \
        \(live ? "requires acceptance" : "does not require acceptance"), but the manifest \
        \(field.isPresent ? "says otherwise" : "does not say so")
        """,
        label: live ? "the endpoint service requires acceptance" : "the endpoint service does not require acceptance",
        related: [audit.related(origin, "its setting")],
        help: live
          ? "write `acceptance_required: true`, or change the endpoint service"
          : "require acceptance on the endpoint service, or write `acceptance_required: false` if that is intended",
        cause: audit.absence(of: service, findings)
      )
    }
  }
}
