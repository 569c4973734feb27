import Diagnostics
import ManifestModel

/// The sections of the page: a project, its environments, and both directions of their connections.
extension OverviewHTML {
  mutating func write(_ project: OverviewProject, _ number: Int) {
    text +=
      """
      <section class="project" id="p\(number)">
      <h2>\(HTML.value(project.project.displayName))\(HTML.mark(project.mark))</h2>

      """
    let contacts = project.project.contacts.map { $0.name + ($0.email.map { " <\($0)>" } ?? "") }
    text += HTML.list([
      ("Company", project.project.company.map { [HTML.value($0)] } ?? []),
      ("Plan, cloud and region", [HTML.value(project.placement)]),
      ("Contacts", contacts.map(HTML.value)),
      ("Checked against", ["edition \(HTML.identifier(project.project.edition)) of Adobe's documented limits"]),
      ("Manifests", project.project.paths.map(HTML.identifier)),
      ("Fingerprint of the manifest", [HTML.identifier(project.fingerprint)]),
      ("Exceptions for the project", exceptions(project.exceptions.filter { $0.environment == nil })),
    ])
    writeChanges(project.changes)
    let names = Set(project.environments.map(\.id))
    let shared = project.findings.filter { $0.environment.map(names.contains) != true }
    if !shared.isEmpty {
      text += "<h3 id=\"p\(number)f\">Findings for the project as a whole</h3>\n"
      writeFindings(shared)
    }
    for (index, environment) in project.environments.enumerated() {
      write(environment, of: project, number: number, anchor: "p\(number)e\(index + 1)")
    }
    text += "</section>\n"
  }

  private mutating func writeChanges(_ changes: [Change]) {
    guard !changes.isEmpty else { return }
    text += "<ul class=\"changes\">\n"
    for change in changes {
      text += "<li>\(HTML.mark(change.mark)) \(HTML.value(OverviewWords.change(change)))</li>\n"
    }
    text += "</ul>\n"
  }

  private mutating func write(
    _ environment: OverviewEnvironment,
    of project: OverviewProject,
    number: Int,
    anchor: String
  ) {
    let own = environment.environment
    let state = environment.mark == .removed ? OverviewWords.removed : environment.state.description
    text +=
      """
      <details class="environment"\(isUnfolded ? " open" : "")>
      <summary><h3>\(HTML.value(own.displayName))</h3>\(HTML.mark(environment.mark))\u{20}
      """
    text +=
      """
      <span>\(OverviewWords.type(own))</span> \
      \(HTML.state(state, environment.mark == .removed ? nil : environment.state))</summary>

      """
    text +=
      """
      <div id="\(anchor)">
      <figure>\(OverviewSVG.element(OverviewDiagram(environment, of: project.project)))</figure>

      """
    writeChanges(environment.changes)
    let cloud = environment.cloud
    text += HTML.list([
      ("Customer \(cloud.accountNoun)", identifiers(own.account)), ("Customer region", identifiers(own.region)),
      ("Allowed subscriptions", own.subscriptions.map(HTML.identifier)), ("Cluster", identifiers(own.cluster)),
      ("Ticket", identifiers(own.ticket)), ("Needed by", identifiers(own.neededBy)),
      ("Adobe's \(cloud.serviceNoun)", identifiers(own.adobeService)),
      ("Adobe's subscription", identifiers(own.adobeSubscription)),
      ("Private DNS", own.privateDNS ? ["requested"] : []),
      ("Requested exceptions", exceptions(environment.exceptions)),
    ])
    for half in environment.halves { write(half, of: environment, number) }
    if !environment.findings.isEmpty {
      text += "<h4 id=\"\(anchor)f\">Findings</h4>\n"
      writeFindings(environment.findings)
    }
    text += "</div>\n</details>\n"
  }

  private func identifiers(_ value: String?) -> [String] { value.map { [HTML.identifier($0)] } ?? [] }

  /// Each exception on its own, with what is known of its fate.
  private func exceptions(_ exceptions: [RequestedException]) -> [String] {
    exceptions.map { exception in
      let end = exception.until.map { "until \(HTML.day($0))" } ?? "without an end date"
      return
        """
        \(HTML.value(exception.value)) requested \(end); whether it was granted is not recorded. Adobe's limit: \
        \(HTML.sentence(exception.finding)) (\(HTML.rule(exception.rule))). Reason: \(HTML.value(exception.reason))
        """
    }
  }

  private mutating func write(
    _ half: OverviewHalf,
    of environment: OverviewEnvironment,
    _ number: Int
  ) {
    let isRemoved = environment.mark == .removed
    text += "<h4>\(HTML.value(half.title.prefix(1).uppercased() + half.title.dropFirst()))</h4>\n"
    let ports = half.ports.map { port in
      HTML.value([port.socket, port.service, port.applicationProtocol].compactMap(\.self).joined(separator: ", "))
    }
    var facts = [("State", [HTML.state(OverviewWords.state(half, of: environment), isRemoved ? nil : half.state)])]
    if !isRemoved, let step = half.step {
      facts.append(("Next step", ["\(OverviewWords.actor(step.actor)): \(self.step(step, number))"]))
    }
    facts += [("Ports", ports.isEmpty ? ["none"] : ports), ("Endpoints", half.endpoints.map(endpoint))]
    if let service = half.service { facts += access(to: service, on: environment.cloud) }
    text += HTML.list(facts)
  }

  private func endpoint(_ endpoint: EffectiveEndpoint) -> String {
    let names = [endpoint.id ?? "ID not known", endpoint.dns].compactMap(\.self).map(HTML.identifier)
    let dates = [("approved", endpoint.approved), ("verified", endpoint.verified)].compactMap { word, date in
      date.map { HTML.identifier("\(word) \($0)") }
    }
    return names.joined(separator: ", ") + (dates.isEmpty ? "" : " (\(dates.joined(separator: ", ")))")
  }

  /// Who may connect to an endpoint service of the customer.
  private func access(to service: EffectiveEndpointService, on cloud: Cloud) -> [(String, [String])] {
    let noun = cloud.serviceNoun.prefix(1).uppercased() + cloud.serviceNoun.dropFirst()
    var facts = [(String(noun), service.identifier.map { [HTML.identifier($0)] } ?? ["not created yet"])]
    if cloud == .aws {
      let adobes = Set(service.adobePrincipals)
      let principals = service.allowedPrincipals.map { principal in
        principal == "*"
          ? "* (every AWS account)"
          : HTML.identifier(principal) + (adobes.contains(principal) ? " (Adobe)" : "")
      }
      facts.append(("Allowed principals", principals.isEmpty ? ["none"] : principals))
      let who =
        service.isOpenToAll
        ? service.acceptanceRequired ? "every AWS account may request a connection" : "every AWS account"
        : principals.isEmpty ? "nobody yet" : "the allowed principals only"
      facts.append(("Who may connect", [who]))
    }
    facts.append(
      (
        "Connection requests",
        [service.acceptanceRequired ? "each one is approved by the customer" : "accepted without approval"]
      )
    )
    return facts + [
      ("Load balancers", service.loadBalancers.map(HTML.identifier)), ("Private DNS", service.privateDNS ? ["on"] : []),
    ]
  }
}
