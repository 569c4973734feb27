import ManifestModel

/// A ticket as plain text: the subject line, then the body.
package enum TicketText {
  package static func render(_ ticket: Ticket) -> String {
    var layout = LetterLayout()
    layout.text("Subject: \(ticket.subject)")
    layout.blank()
    layout.text("Please enable \(ticket.cloud.privateLinkName) for this project.")
    layout.blank()
    layout.text("Project")
    layout.facts(ticket.projectFacts)
    for environment in ticket.environments { section(environment, of: ticket, to: &layout) }
    if !ticket.exceptions.isEmpty {
      layout.blank()
      layout.exceptions(ticket.exceptions)
    }
    layout.blank()
    layout.text("Requested actions, in order")
    for (index, request) in ticket.requests.enumerated() { layout.text("  \(index + 1). \(request.text)") }
    layout.blank()
    layout.text("Our understanding")
    for line in ticket.understood { layout.text("  - \(line)") }
    layout.blank()
    layout.text(
      """
      Compiled from \(ticket.project.paths.joined(separator: ", ")), fingerprint \(ticket.fingerprint), checked \
      against \(ticket.editions) of the documented limits.
      """
    )
    return layout.rendered
  }

  private static func section(_ environment: EffectiveEnvironment, of ticket: Ticket, to layout: inout LetterLayout) {
    layout.blank()
    layout.text(environment.displayName)
    layout.facts(ticket.facts(environment))
    layout.blank()
    if environment.ports.isEmpty {
      layout.text("  Our network to Adobe Commerce: no ports")
    } else {
      layout.text("  Our network to Adobe Commerce: ports to open")
      layout.ports(environment.ports, indent: 4)
    }
    guard environment.isBidirectional else { return }
    layout.blank()
    layout.text("  Adobe Commerce to our network: services to connect to")
    for service in environment.endpointServices {
      layout.row(service.name, service.identifier ?? "", indent: 4)
      let access = ticket.access(to: service, of: environment)
      layout.serviceData(service, access, isRegionShown: ticket.cloud == .azure, indent: 6)
    }
  }
}
