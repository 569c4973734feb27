import ManifestModel

/// An enablement ticket: what Adobe asks for, in the order in which a support engineer works through it. The renderers only lay it out.
package struct Ticket: Sendable {
  package let subject: String
  package let project: EffectiveProject
  /// The environments to enable.
  package let environments: [EffectiveEnvironment]
  package let exceptions: [RequestedException]
  package let fingerprint: String

  /// The ticket of a project; nil where nothing is left to ask for.
  ///
  /// Environments that already hold Adobe's service are left out, unless they are asked for by name.
  package init?(_ project: EffectiveProject, named: Set<String> = [], exceptions: [RequestedException] = []) {
    environments = project.environments.filter { named.isEmpty ? $0.adobeService == nil : named.contains($0.id) }
    guard !environments.isEmpty else { return nil }
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

  /// What Adobe needs to know of the project.
  package var projectFacts: [(label: String, value: String)] { Ticket.facts(of: project) }

  static func facts(of project: EffectiveProject) -> [(label: String, value: String)] {
    let plan = project.plan.map { ", \($0 == .pro ? "Pro" : "Starter") plan" } ?? ""
    let place = [(project.cloud ?? .aws).name, project.region].compactMap { $0 }.joined(separator: ", ")
    let contacts = project.contacts.map { ("Contact", $0.name + ($0.email.map { " <\($0)>" } ?? "")) }
    return [("Project ID", project.displayName + plan), ("Cloud and region", place)] + contacts
  }

  /// The data of an environment that stand in one line each.
  package func facts(_ environment: EffectiveEnvironment) -> [(label: String, value: String)] {
    Ticket.facts(of: environment, on: cloud)
  }

  static func facts(of environment: EffectiveEnvironment, on cloud: Cloud) -> [(label: String, value: String)] {
    var facts: [(label: String, value: String)] = []
    if let cluster = environment.cluster { facts.append(("Cluster ID", cluster)) }
    let account = [environment.account, environment.region.map { "in \($0)" }].compactMap { $0 }.joined(separator: ", ")
    facts.append((cloud == .aws ? "Our account" : "Our subscription", account))
    if cloud == .azure { facts.append(("Subscriptions to let in", environment.subscriptions.joined(separator: ", "))) }
    if let date = environment.neededBy { facts.append(("Needed by", date)) }
    if let number = environment.ticket { facts.append(("Ticket so far", number)) }
    if let service = environment.adobeService { facts.append(("Your service", service)) }
    if let subscription = environment.adobeSubscription { facts.append(("Your subscription", subscription)) }
    return facts
  }

  /// What is granted on an endpoint service; nil where the cloud has nothing to grant before Adobe's subscription is known.
  package func access(to service: EffectiveEndpointService, of environment: EffectiveEnvironment) -> String? {
    Ticket.access(to: service, of: environment, on: cloud)
  }

  static func access(to service: EffectiveEndpointService, of environment: EffectiveEnvironment, on cloud: Cloud)
    -> String?
  {
    switch cloud {
    case .aws:
      service.allowedPrincipals.isEmpty
        ? "not granted yet"
        : "granted to "
          + service.allowedPrincipals.map { $0 == "*" ? "every AWS account (*)" : $0 }.joined(separator: ", ")
    case .azure: environment.adobeSubscription.map { "for your subscription \($0)" }
    }
  }

  /// "edition 2022-10", "editions 2022-10 (production) and 2023-03 (staging)".
  package var editions: String {
    let all = Set(environments.map(\.edition)).sorted()
    guard all.count > 1 else { return "edition \(all.first ?? project.edition)" }
    let named = all.map { edition in
      "\(edition) (\(environments.filter { $0.edition == edition }.map(\.id).joined(separator: ", ")))"
    }
    return "editions \(Ticket.list(named))"
  }

  /// Whether the edition that an environment follows bars HTTPS toward Adobe Commerce.
  package func barsHTTPS(_ environment: EffectiveEnvironment) -> Bool {
    (Edition.named(environment.edition) ?? .standard).barsHTTPSToCommerce(on: cloud)
  }

  // MARK: What is known

  /// What the customer knows and need not be told (source: Limitations; Request PrivateLink enablement).
  package var understood: [String] {
    var lines = [
      "The costs of our own \(cloud == .aws ? "VPC" : "VNet") and endpoints are ours.",
      "\(apart("ssh-over-privatelink", "private-dns"))SSH is not available over this connection, and neither is private DNS.",
    ]
    let barred = environments.filter(barsHTTPS)
    if !barred.isEmpty {
      let place = barred.count == environments.count ? "" : "\(Ticket.list(barred.map(\.id))): "
      lines.append(
        "\(apart("https-to-commerce", "https-on-other-port"))\(place)HTTPS (port 443) toward Adobe Commerce is not available over this connection."
      )
    }
    lines.append("Enablement can take up to five business days.")
    lines.append(
      "Once it is enabled, troubleshooting \(cloud.privateLinkName) is ours: your support does not cover it."
    )
    return lines
  }

  /// What a sentence on a limit begins with where an exception from it is asked for.
  private func apart(_ rules: String...) -> String {
    exceptions.contains { rules.contains($0.rule) } ? "Apart from the exceptions above, " : ""
  }

  // MARK: Words

  /// "TCP 80 (Webserver) and TCP 2222 (SFTP)".
  static func sockets(_ ports: [EffectivePort]) -> String {
    list(ports.map { port in port.service.map { "\(port.socket) (\($0))" } ?? port.socket })
  }

  /// "a", "a and b", "a, b and c".
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
