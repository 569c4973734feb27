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

  /// Why an endpoint service is not there.
  enum Reason {
    /// The whole list of its account and region lacks it; one of its ID in another account or region.
    case unlisted(elsewhere: ObservedService?)
    case deleted(Observed<String>)
    /// The cloud gives that ID another name.
    case renamed(String, Origin)
  }

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (service, reason) in zip(audit.file.endpointServices, audit.absences) {
      guard let reason else { continue }
      let text = audit.file.string(audit.identifier(service))
      let environment = audit.file.environments[service.environment]
      let account = audit.owner(of: text, service.environment) ?? ""
      let isAWS = audit.cloud(of: service) == .aws
      let place =
        "\(isAWS ? "account" : "subscription") \(Display.quoted(account))"
        + (Audit.region(of: service, audit.file).map { ", region `\($0)`" } ?? "")
      let details = describe(reason, of: service, account: account, audit)
      findings.add(
        about,
        at: FindingPlace(audit.identifier(service)),
        in: environment.place,
        "\(Display.quoted(text)) \(details.words) \(place)",
        label: details.label,
        related: details.related + customer(of: environment, account: account, audit, findings),
        help: details.help
      )
    }
  }

  /// nil: it exists, or nobody knows.
  static func reason(_ service: EndpointService, _ audit: Audit) -> Reason? {
    guard let key = Estate.key(of: service, audit.file) else { return nil }
    let region = Audit.region(of: service, audit.file)
    let observed = audit.state.service(key, region: region)
    let isElsewhere = observed.map { Audit.isElsewhere(service, $0, in: audit.file) } ?? false
    let listed = observed.flatMap { isElsewhere || $0.isListed ? $0 : nil }
    if !isElsewhere, let observed = listed, audit.isOfOwner(observed, key, of: service) {
      if let state = observed.state, state.value.lowercased() == "deleted" { return .deleted(state) }
      guard let name = observed.name, service.name.isPresent,
        name != audit.file.string(audit.identifier(service)), CloudIdentifier.region(ofService: name) != nil
      else { return nil }
      return .renamed(name, observed.origin)
    }
    let account = audit.owner(of: key, service.environment)
    guard audit.isWhole(.services, account, region: region) else { return nil }
    return .unlisted(elsewhere: listed)
  }

  private static func customer(
    of environment: Environment,
    account: String,
    _ audit: Audit,
    _ findings: Findings
  ) -> [Diagnostic.Related] {
    guard account == Estate.account(of: environment, audit.file) else { return [] }
    let location = findings.location(of: FindingPlace(environment.account.place))
    return [Diagnostic.Related(location, "the customer's account")]
  }

  private static func describe(_ reason: Reason, of service: EndpointService, account: String, _ audit: Audit) -> (
    words: String, label: String, related: [Diagnostic.Related], help: String
  ) {
    let region = Audit.region(of: service, audit.file)
    let (owner, name) =
      audit.cloud(of: service) == .aws ? ("account", "name") : ("subscription", "resource ID")
    switch reason {
    case .unlisted(let elsewhere?) where elsewhere.region == region || elsewhere.cloud == .azure:
      let other = audit.otherAccount(elsewhere.describers, than: account).map {
        "an endpoint service with this ID is in \(owner) \(Display.quoted($0))"
      }
      return (
        "does not exist in", "not among the collected endpoint services",
        [audit.related(elsewhere.origin, other ?? "found in an answer from an unknown \(owner)")],
        "correct `customer.account`, or create the endpoint service in this \(owner) and record its new \(name)"
      )
    case .unlisted(let elsewhere?):
      let region = Display.quoted(elsewhere.region ?? "")
      return (
        "does not exist in", "not among the collected endpoint services",
        [audit.related(elsewhere.origin, "an endpoint service with this ID is in \(region)")],
        "correct the region, or create the endpoint service there and record its new \(name)"
      )
    case .unlisted(nil):
      return (
        "does not exist in", "not among the collected endpoint services", [],
        "check the \(name) and the region first; if the service is gone, create it again and record its new \(name)"
      )
    case .deleted(let state):
      return (
        "has been deleted from", "its state is deleted", [audit.related(state.origin, "its state")],
        "create it again and record its new \(name)"
      )
    case .renamed(let name, let origin):
      return (
        "does not exist in", "its name is \(Display.quoted(name))",
        [audit.related(origin, "the endpoint service with this ID")], "write \(Display.quoted(name))"
      )
    }
  }
}
