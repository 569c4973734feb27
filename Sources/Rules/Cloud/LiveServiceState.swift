import CloudState
import Diagnostics
import ManifestModel

/// `live-service-state`: an endpoint service that is not available.
enum LiveServiceState: CloudRule {
  static let about = RuleAbout(
    "live-service-state",
    .cloud,
    .warning,
    summary: "The endpoint service exists but is not available (an error if it is being deleted).",
    why: "Adobe's request to an endpoint service that is not available fails or waits.",
    remedy: "Wait until it is available, or create it again if it failed.",
    basis: .fact("AWS: states of an endpoint service; Azure: provisioning states"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(),
      good: Examples.bidirectional(),
      answers: [
        CloudExamples.services(bad: CloudExamples.configuration(state: "Pending"), good: CloudExamples.configuration())
      ]
    )
  )

  static func check(_ audit: Audit, _ findings: inout Findings) {
    for (service, observed) in audit.configured {
      // Of a deleted one `live-service-missing` speaks.
      guard let state = observed.state, !["available", "succeeded", "deleted"].contains(state.value.lowercased())
      else { continue }
      let isEnding = state.value.lowercased() == "deleting"
      findings.add(
        about,
        at: FindingPlace(audit.identifier(service)),
        in: audit.file.environments[service.environment].place,
        "endpoint service \(Display.quoted(audit.name(service))) is in state \(Display.quoted(state.value)), but is expected to be available",
        label: "not available",
        related: [audit.related(state.origin, "its state")],
        help: isEnding
          ? "create it again and record its new name"
          : "wait until it is available and collect again; if it failed, create it again",
        cause: audit.absence(of: service, findings),
        severity: isEnding ? .error : nil
      )
    }
  }
}
