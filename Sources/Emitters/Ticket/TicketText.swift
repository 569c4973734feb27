import ManifestModel

/// A ticket as plain text: the subject line, then the body.
package enum TicketText {
  package static func render(_ ticket: Ticket) -> String {
    var layout = Layout()
    layout.text("Subject: \(ticket.subject)")
    layout.blank()
    layout.text("Please enable \(ticket.cloud.privateLinkName) for this project.")
    layout.blank()
    layout.text("Project")
    for (label, value) in ticket.projectFacts { layout.row(label, value) }
    for environment in ticket.environments { section(environment, ticket, &layout) }
    if !ticket.exceptions.isEmpty {
      layout.blank()
      exceptions(ticket.exceptions, &layout)
    }
    layout.blank()
    layout.text("What we ask of you, in this order")
    for (index, request) in ticket.requests.enumerated() { layout.text("  \(index + 1). \(request.text)") }
    layout.blank()
    layout.text("What we know")
    for line in ticket.understood { layout.text("  - \(line)") }
    layout.blank()
    layout.text(
      "Compiled from \(ticket.project.paths.joined(separator: ", ")), fingerprint \(ticket.fingerprint), checked against \(ticket.editions) of the documented limits."
    )
    return layout.rendered
  }

  private static func section(_ environment: EffectiveEnvironment, _ ticket: Ticket, _ layout: inout Layout) {
    layout.blank()
    layout.text("\(environment.displayName): \(environment.connection?.rawValue ?? "")")
    for (label, value) in ticket.facts(environment) { layout.row(label, value) }
    layout.blank()
    if environment.ports.isEmpty {
      layout.text("  Our network to Adobe Commerce: no ports")
    } else {
      layout.text("  Our network to Adobe Commerce: ports to open")
      layout.ports(environment.ports, indent: 4)
    }
    guard environment.isBidirectional else { return }
    layout.blank()
    layout.text("  Adobe Commerce to our network: please connect to")
    for service in environment.endpointServices {
      layout.service(
        service,
        ticket.access(to: service, of: environment),
        isRegionShown: ticket.cloud == .azure,
        indent: 4
      )
    }
  }

  static func exceptions(_ exceptions: [RequestedException], _ layout: inout Layout) {
    layout.text("Exceptions we ask for")
    for exception in exceptions {
      layout.text("  - \(exception.environment.map { "\($0): " } ?? "")\(exception.finding) (\(exception.rule))")
      layout.text("    Reason: \(exception.reason)")
    }
  }
}
