import CloudState
import Diagnostics
import ManifestModel

/// `live-service-missing`: an endpoint service that does not exist.
enum LiveServiceMissing: CloudRule {
  static let about = RuleAbout(
    "live-service-missing",
    .cloud,
    summary: "The endpoint service does not exist in the account and region.",
    why: "Adobe would be asked to connect to a service that does not exist.",
    remedy: "Create the endpoint service, or correct its name, region or account.",
    basis: .service("Set up for bidirectional PrivateLink connections"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(),
      good: Examples.bidirectional(),
      answers: [
        CloudExamples.services(bad: "{\n  \"ServiceConfigurations\": []\n}\n", good: CloudExamples.configuration())
      ]
    )
  )

  static func check(_ audit: Audit, _ findings: inout Findings) {
    for service in audit.file.endpointServices {
      guard let key = Estate.key(of: service, audit.file), audit.state.services[key] == nil else { continue }
      let text = audit.file.string(audit.identifier(service))
      let environment = audit.file.environments[service.environment]
      let region = CloudIdentifier.region(ofService: text)
      // A Private Link service of another subscription is in another list.
      if let subscription = CloudIdentifier.subscription(text), subscription != audit.accounts[service.environment] {
        continue
      }
      guard audit.isWhole(.services, environment: service.environment, region: region) else { continue }
      let place =
        "account \(Display.quoted(audit.accounts[service.environment] ?? ""))"
        + (region.map { " and region `\($0)`" } ?? "")
      findings.add(
        about,
        at: FindingPlace(audit.identifier(service)),
        in: environment.place,
        "\(Display.quoted(text)) does not exist in \(place)",
        label: "not among the collected endpoint services",
        related: [(FindingPlace(environment.account.place), "the customer's account")],
        help: "check the name and the region first; if the service is gone, create it again and record its new name"
      )
    }
  }
}
