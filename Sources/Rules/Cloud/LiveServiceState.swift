import CloudState
import Diagnostics
import ManifestModel

/// `live-service-state`: an endpoint service that is not available.
enum LiveServiceState: CloudRule {
  static let about = RuleAbout(
    "live-service-state",
    .cloud,
    .warning,
    summary:
      "The endpoint service exists but is not available (an error if it has failed on AWS, or is being deleted).",
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

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (service, observed) in audit.known where observed.isConfigured {
      // `live-service-missing` reports deleted services.
      guard let state = observed.state, isKnown(state.value),
        !["available", "succeeded", "deleted"].contains(state.value.lowercased())
      else { continue }
      let cloud = audit.cloud(of: service)
      findings.add(
        about,
        at: FindingPlace(audit.identifier(service)),
        in: audit.file.environments[service.environment].place,
        """
        endpoint service \(Display.quoted(audit.name(service))) is in state \(Display.quoted(state.value)), but \
        should be available
        """,
        label: "not available",
        related: [audit.related(state.origin, "its state")],
        help: help(state.value.lowercased(), cloud),
        cause: audit.absence(of: service, findings),
        severity: isEnded(state.value.lowercased(), cloud) ? .error : nil
      )
    }
  }

  /// Whether a state is one that the clouds' models have.
  static func isKnown(_ state: String) -> Bool {
    [
      "pending", "available", "deleting", "deleted", "failed", "succeeded", "creating", "updating", "canceled",
    ].contains(state.lowercased())
  }

  /// Whether it will not be available again. Azure says of a service that works as well that the last change to it has
  /// failed.
  private static func isEnded(_ state: String, _ cloud: Cloud) -> Bool {
    state == "deleting" || state == "failed" && cloud == .aws
  }

  private static func help(_ state: String, _ cloud: Cloud) -> String {
    if isEnded(state, cloud) { return "create it again and record its new \(cloud == .aws ? "name" : "resource ID")" }
    if state == "failed" {
      return
        "retry the update with `az network private-link-service update`, and look for the reason in its activity log"
    }
    return state == "canceled"
      ? "retry the update with `az network private-link-service update`"
      : "wait until it is available, then collect the data again"
  }
}
