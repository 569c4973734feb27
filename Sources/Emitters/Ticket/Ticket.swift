import ManifestModel

/// An enablement ticket: what Adobe asks for, in the order in which a support engineer works through it. The renderers only lay it out.
package struct Ticket: Sendable {
  package let subject: String
  package let project: EffectiveProject
  /// The environments to enable.
  package let environments: [EffectiveEnvironment]
  package let exceptions: [RequestedException]
  package let edition: Edition
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
    self.exceptions = exceptions.filter { exception in exception.project == project.id && exception.environment.map(ids.contains) ?? true }
    edition = Edition.named(project.edition) ?? .standard
    fingerprint = EffectiveJSON.fingerprint(of: project)
  }

  /// The subject Adobe asks for (source: Enablement workflow).
  package static func subject(_ project: EffectiveProject) -> String { "PrivateLink support for \(project.company ?? "")" }

  package var cloud: Cloud { project.cloud ?? .aws }
  package var isHTTPSBarred: Bool { edition.barsHTTPSToCommerce(on: cloud) }

  // MARK: What is asked

  /// What Adobe is asked to do, step by step; the environment is named where there are several.
  package var requests: [String] {
    environments.flatMap { environment in
      let prefix = environments.count > 1 ? "\(environment.id): " : ""
      return requests(for: environment).map { prefix + $0 }
    }
  }

  private func requests(for environment: EffectiveEnvironment) -> [String] {
    var steps: [String] = []
    if !environment.ports.isEmpty {
      switch cloud {
      case .aws: steps.append("Allow account \(environment.account ?? "") on your endpoint service, and send us its service name.")
      case .azure:
        let noun = environment.subscriptions.count == 1 ? "subscription" : "subscriptions"
        steps.append(
          "Let \(noun) \(environment.subscriptions.joined(separator: ", ")) connect to your Private Link service for cluster \(environment.cluster ?? ""), and send us its resource ID or alias."
        )
      }
      steps.append("Open \(Ticket.sockets(environment.ports)) for this connection.")
      steps.append(
        "Approve the connection request that our \(cloud == .aws ? "interface endpoint" : "private endpoint") will make; we test the connection then."
      )
    }
    guard environment.isBidirectional else { return steps }
    let names = environment.endpointServices.map(\.name).joined(separator: ", ")
    switch cloud {
    case .aws:
      steps.append("Tell us if you connect from another principal than \(Principal.adobeRoot), to which access is granted already.")
    case .azure where environment.adobeSubscription == nil:
      steps.append("Tell us the subscription ID you connect from, so that we can let it in.")
    case .azure: break
    }
    steps.append("Connect to our \(environment.endpointServices.count == 1 ? "service" : "services") \(names); \(acceptance(environment))")
    return steps
  }

  private func acceptance(_ environment: EffectiveEnvironment) -> String {
    let manual = environment.endpointServices.filter(\.acceptanceRequired)
    if manual.count == environment.endpointServices.count { return "we approve your connection request and test the connection." }
    if manual.isEmpty { return "your connection request is accepted automatically, and we test the connection." }
    return
      "we approve your request to \(manual.map(\.name).joined(separator: ", ")) (the others accept automatically) and test the connections."
  }

  /// "TCP 80 (Webserver) and TCP 2222 (SFTP)".
  static func sockets(_ ports: [EffectivePort]) -> String {
    let names = ports.map { port in port.service.map { "\(port.socket) (\($0))" } ?? port.socket }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  // MARK: What is known

  /// What the customer knows and need not be told (source: Limitations; Request PrivateLink enablement).
  package var understood: [String] {
    var lines = [
      "The costs of our own \(cloud == .aws ? "VPC" : "VNet") and endpoints are ours.",
      "SSH is not available over this connection, and neither is private DNS.",
    ]
    if isHTTPSBarred { lines.append("HTTPS (port 443) toward Adobe Commerce is not available over this connection.") }
    lines.append("Enablement can take up to five business days.")
    lines.append("After enablement, \(cloud.privateLinkName) problems on our side are ours to solve.")
    return lines
  }

  /// What is granted on an endpoint service.
  package static func access(_ service: EffectiveEndpointService) -> String? {
    service.allowedPrincipals.isEmpty
      ? nil : "granted to " + service.allowedPrincipals.map { $0 == "*" ? "every AWS account (*)" : $0 }.joined(separator: ", ")
  }
}
