import Diagnostics
import ManifestModel

/// `duplicate-entry`: the same principal, subscription or load balancer twice in one list.
enum DuplicateEntry: Rule {
  static let about = RuleAbout(
    "duplicate-entry",
    .consistency,
    .warning,
    summary: "The same principal, subscription or load balancer twice in one list.",
    why: "The second entry adds nothing; a different one was probably intended.",
    remedy: "Remove one, or correct it.",
    example: .init(
      .aws,
      bad: Examples.bidirectional(
        principals: "\"arn:aws:iam::402592597372:root\", \"arn:aws:iam::402592597372:root\""
      ),
      good: Examples.bidirectional()
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for service in file.endpointServices {
      let principals = file.principals[service.principals.range].map(\.principal)
      report(
        principals.filter { $0.isPresent && $0.present != .nearAdobe }.map(\.place),
        what: "principal",
        in: file,
        to: &findings
      )
      let balancers = file.loadBalancers[service.loadBalancers.range].map(\.name)
      report(balancers.filter(\.isPresent).map(\.place), what: "load balancer", in: file, to: &findings)
    }
    for environment in file.environments {
      let subscriptions = file.subscriptions[environment.subscriptions.range].map(\.id)
      report(subscriptions.filter(\.isPresent).map(\.place), what: "subscription", in: file, to: &findings)
    }
  }

  /// ARNs are compared as they are written; in the names of Azure letter case does not count.
  private static func report(_ places: [Place], what: String, in file: ManifestFile, to findings: inout Findings) {
    guard places.count > 1 else { return }
    var first: [String: Place] = [:]
    for place in places {
      let text = file.text(place)
      let key = text.hasPrefix("arn:") ? text.string : text.string.lowercased()
      guard let earlier = first[key] else {
        first[key] = place
        continue
      }
      findings.add(
        about,
        at: FindingPlace(place),
        "the \(what) \(Display.quoted(text.string)) is listed twice",
        label: "again here",
        related: [(FindingPlace(earlier), "first here")],
        help: "remove one of the two, or correct it"
      )
    }
  }
}
