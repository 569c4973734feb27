import ManifestModel

/// A ticket as plain text: the subject line, then the body.
package enum TicketText {
  package static func render(_ ticket: Ticket) -> String {
    var text = "Subject: \(ticket.subject)\n\nPlease enable \(ticket.cloud.privateLinkName) for this project.\n\nProject\n"
    let project = ticket.project
    let plan = project.plan.map { ", \($0 == .pro ? "Pro" : "Starter") plan" } ?? ""
    var rows = [["Project ID", project.displayName + plan], ["Cloud and region", "\(ticket.cloud.name), \(project.region ?? "")"]]
    for contact in project.contacts { rows.append(["Contact", contact.name + (contact.email.map { " <\($0)>" } ?? "")]) }
    text += Columns.aligned(rows, indent: "  ", gap: 3)
    for environment in ticket.environments { text += "\n" + section(environment, ticket) }
    if !ticket.exceptions.isEmpty { text += "\nExceptions we ask for\n" + exceptions(ticket) }
    text += "\nWhat we ask of you, in this order\n" + numbered(ticket.requests)
    text += "\nWhat we know\n" + ticket.understood.map { "  - \($0)\n" }.joined()
    text +=
      "\nCompiled from \(project.paths.joined(separator: ", ")), fingerprint \(ticket.fingerprint), checked against edition \(ticket.edition.id) of the documented limits.\n"
    return text
  }

  private static func section(_ environment: EffectiveEnvironment, _ ticket: Ticket) -> String {
    var text = "\(environment.displayName): \(environment.connection?.rawValue ?? "")\n"
    text += Columns.aligned(facts(environment, ticket), indent: "  ", gap: 3)
    if !environment.ports.isEmpty {
      text += "\n  Our network to Adobe Commerce: ports to open\n" + ports(environment.ports, indent: "    ")
    }
    guard environment.isBidirectional else { return text }
    text += "\n  Adobe Commerce to our network: please connect to\n"
    for service in environment.endpointServices { text += self.service(service, ticket) }
    return text
  }

  /// The data of an environment that stand in one line each.
  static func facts(_ environment: EffectiveEnvironment, _ ticket: Ticket) -> [[String]] {
    var rows = [["Environment ID", environment.id]]
    if let cluster = environment.cluster { rows.append(["Cluster ID", cluster]) }
    rows.append([ticket.cloud == .aws ? "Our account" : "Our subscription", "\(environment.account ?? ""), in \(environment.region ?? "")"])
    if ticket.cloud == .azure { rows.append(["Subscriptions to let in", environment.subscriptions.joined(separator: ", ")]) }
    if let date = environment.neededBy { rows.append(["Needed by", date]) }
    if let number = environment.ticket { rows.append(["Ticket so far", number]) }
    if let service = environment.adobeService { rows.append(["Your service", service]) }
    if let subscription = environment.adobeSubscription { rows.append(["Your subscription", subscription]) }
    return rows
  }

  private static func ports(_ ports: [EffectivePort], indent: String) -> String {
    let hasProtocol = ports.contains { $0.applicationProtocol != nil }
    return Columns.aligned(
      ports.map { port in [port.service ?? ""] + (hasProtocol ? [port.applicationProtocol ?? ""] : []) + [port.socket] }, indent: indent,
      gap: 3)
  }

  private static func service(_ service: EffectiveEndpointService, _ ticket: Ticket) -> String {
    var text = Columns.aligned([[service.name, service.identifier ?? ""]], indent: "    ", gap: 3)
    var rows: [[String]] = []
    if let region = service.region { rows.append(["Region", region]) }
    if ticket.cloud == .aws, let access = Ticket.access(service) { rows.append(["Access", access]) }
    if !service.loadBalancers.isEmpty {
      rows.append([service.loadBalancers.count == 1 ? "Load balancer" : "Load balancers", service.loadBalancers.joined(separator: ", ")])
    }
    text += Columns.aligned(rows, indent: "      ", gap: 3)
    return text + "      Ports\n" + ports(service.ports, indent: "        ")
  }

  private static func exceptions(_ ticket: Ticket) -> String {
    ticket.exceptions.map { exception in
      "  - \(exception.environment.map { "\($0): " } ?? "")\(exception.finding) (\(exception.rule))\n    Reason: \(exception.reason)\n"
    }.joined()
  }

  static func numbered(_ steps: [String]) -> String {
    steps.enumerated().map { "  \($0.offset + 1). \($0.element)\n" }.joined()
  }
}
