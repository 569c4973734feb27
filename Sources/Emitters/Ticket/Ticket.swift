import ManifestModel

/// An enablement ticket: what Adobe asks for, in the order in which a support engineer works through it. The renderers
/// only lay it out.
package struct Ticket: Sendable {
  package let subject: String
  package let project: EffectiveProject
  /// The environments to enable.
  package let environments: [EffectiveEnvironment]
  package let exceptions: [RequestedException]
  package let fingerprint: String

  /// The ticket of a project; nil if nothing is left to ask for.
  ///
  /// Environments that already have Adobe's service are left out, unless they are asked for by name.
  ///
  /// - Parameters:
  ///   - project: the project to enable.
  ///   - named: the environments that are asked for by name.
  ///   - exceptions: those that any project asks for.
  ///   - left: by environment, Adobe's service of a connection that is left for a new one: it is not the answer to this
  ///     ticket.
  package init?(
    _ project: EffectiveProject,
    named: Set<String> = [],
    exceptions: [RequestedException] = [],
    left: [String: String] = [:]
  ) {
    let wanted = project.environments.filter { named.isEmpty ? $0.adobeService == nil : named.contains($0.id) }
    guard !wanted.isEmpty else { return nil }
    environments = wanted.map { environment in
      guard let service = environment.adobeService, left[environment.id] == service else { return environment }
      var environment = environment
      environment.adobeService = nil
      return environment
    }
    self.project = project
    subject = Ticket.subject(project)
    let ids = Set(environments.map(\.id))
    self.exceptions = exceptions.filter { exception in
      exception.project == project.id && exception.environment.map(ids.contains) ?? true
    }
    fingerprint = EffectiveJSON.fingerprint(of: project)
  }

  /// The subject Adobe asks for (source: Enablement workflow).
  package static func subject(_ project: EffectiveProject) -> String {
    "PrivateLink support for \(project.company ?? "")"
  }

  package var cloud: Cloud { project.cloud ?? .aws }

  // MARK: Data

  /// A datum of a letter: its label, and the value to copy.
  package typealias Fact = (label: String, value: Sentence)

  /// What Adobe needs to know of the project.
  package var projectFacts: [Fact] { Ticket.facts(of: project) }

  static func facts(of project: EffectiveProject) -> [Fact] {
    let title = project.title.map { " (\($0))" } ?? ""
    let plan = project.plan.map { ", \($0.name) plan" } ?? ""
    let region: Sentence = project.region.map { ", \(code: $0)" } ?? ""
    let contacts = project.contacts.map { contact -> Fact in
      let email: Sentence = contact.email.map { " <\(code: $0)>" } ?? ""
      return ("Contact", "\(contact.name)\(email)")
    }
    return [
      ("Project ID", "\(code: project.id)\(title)\(plan)"),
      ("Cloud and region", "\((project.cloud ?? .aws).name)\(region)"),
    ] + contacts
  }

  /// The data of an environment that take one line each.
  package func facts(_ environment: EffectiveEnvironment) -> [Fact] {
    var facts = Ticket.facts(of: environment, on: cloud)
    if let number = environment.ticket { facts.append(("Earlier ticket", "\(code: number)")) }
    return facts
  }

  static func facts(of environment: EffectiveEnvironment, on cloud: Cloud) -> [Fact] {
    var facts: [Fact] = []
    if let connection = environment.connection { facts.append(("Connection type", "\(connection.rawValue)")) }
    if let cluster = environment.cluster { facts.append(("Cluster ID", "\(code: cluster)")) }
    if let account = environment.account {
      let region: Sentence = environment.region.map { ", \(cloud.networkNoun) in \(code: $0)" } ?? ""
      facts.append(("Our \(cloud.accountNoun)", "\(code: account)\(region)"))
    }
    if cloud == .azure, !environment.subscriptions.isEmpty {
      facts.append(("Allowed subscriptions", "\(codes: environment.subscriptions, last: ", ")"))
    }
    if let date = environment.neededBy { facts.append(("Needed by", "\(code: date)")) }
    if let service = environment.adobeService { facts.append(("Your \(cloud.serviceNoun)", "\(code: service)")) }
    if let subscription = environment.adobeSubscription {
      facts.append(("Your subscription", "\(code: subscription)"))
    }
    return facts
  }

  /// The access granted on an endpoint service. Only Adobe's principals are named: who else may connect concerns only
  /// the customer.
  package func access(to service: EffectiveEndpointService, of environment: EffectiveEnvironment) -> Sentence {
    Ticket.access(to: service, of: environment, on: cloud)
  }

  static func access(to service: EffectiveEndpointService, of environment: EffectiveEnvironment, on cloud: Cloud)
    -> Sentence
  {
    switch cloud {
    case .aws:
      let adobe = service.adobePrincipals
      if adobe.isEmpty { return "not granted to you yet" }
      if adobe.contains("*") { return "granted to every AWS account (\(code: "*"))" }
      let others = service.otherPrincipals
      let rest = others == 0 ? "" : ", and to \(others == 1 ? "1 other principal" : "\(others) other principals")"
      return "granted to \(codes: adobe)\(rest)"
    case .azure:
      guard let subscription = environment.adobeSubscription else {
        return "not granted yet: please send us your subscription ID"
      }
      return service.acceptanceRequired
        ? "we approve connection requests from your subscription \(code: subscription)"
        : "connection requests from your subscription \(code: subscription) are approved automatically"
    }
  }

  /// "edition 2022-10", "editions 2022-10 (production) and 2023-03 (staging)".
  package var editions: String {
    let all = Set(environments.map(\.edition)).sorted()
    guard all.count > 1 else { return "edition \(all.first ?? project.edition)" }
    let named = all.map { edition in
      "\(edition) (\(environments.filter { $0.edition == edition }.map(\.id).joined(separator: ", ")))"
    }
    return "editions \(Words.list(named))"
  }

  /// Whether the edition that an environment follows bars HTTPS toward Adobe Commerce.
  package func barsHTTPS(_ environment: EffectiveEnvironment) -> Bool {
    (Edition.named(environment.edition) ?? .standard).barsHTTPSToCommerce(on: cloud)
  }

  // MARK: What is known

  /// What the customer already knows (source: Limitations; Request PrivateLink enablement).
  package var understood: [String] {
    let connections = environments.count == 1 ? "this connection" : "these connections"
    var lines = [
      "We pay for our own \(cloud.networkNoun) and endpoints.",
      "\(apart("ssh-over-privatelink", "private-dns"))SSH and private DNS are not available over \(connections).",
    ]
    let barred = environments.filter(barsHTTPS)
    if !barred.isEmpty {
      let noun = barred.count == 1 ? "connection" : "connections"
      let place =
        barred.count == environments.count ? connections : "the \(noun) of \(Words.list(barred.map(\.id)))"
      lines.append(
        "\(apart("https-to-commerce"))HTTPS (port 443) toward Adobe Commerce is not available over \(place)."
      )
    }
    lines.append("Enablement can take up to five business days.")
    lines.append(
      """
      After enablement, we are responsible for resolving problems with \(cloud.privateLinkName); Adobe Commerce \
      support does not cover them.
      """
    )
    return lines
  }

  /// What a sentence on a limit begins with if an exception to it is requested.
  private func apart(_ rules: String...) -> String {
    exceptions.contains { rules.contains($0.rule) } ? "Apart from the exceptions above, " : ""
  }
}
