import Diagnostics
import ManifestModel

/// A ticket as Markdown, for ticket systems and pull requests that take it.
package enum TicketMarkdown {
  package static func render(_ ticket: Ticket) -> String {
    let project = ticket.project
    var text = "# \(Markdown.text(ticket.subject))\n\nPlease enable \(ticket.cloud.privateLinkName) for this project.\n\n## Project\n\n"
    var facts = [["Project ID", Markdown.code(project.id)]]
    if let title = project.title { facts.append(["Title", Markdown.text(title)]) }
    if let plan = project.plan { facts.append(["Plan", plan == .pro ? "Pro" : "Starter"]) }
    facts.append(["Cloud and region", "\(ticket.cloud.name), \(Markdown.code(project.region ?? ""))"])
    for contact in project.contacts { facts.append(["Contact", Markdown.text(contact.name + (contact.email.map { ", \($0)" } ?? ""))]) }
    text += Markdown.table(["Datum", "Value"], facts)
    for environment in ticket.environments { text += "\n" + section(environment, ticket) }
    if !ticket.exceptions.isEmpty { text += "\n## Exceptions we ask for\n\n" + exceptions(ticket) }
    text +=
      "\n## What we ask of you, in this order\n\n"
      + ticket.requests.enumerated().map { "\($0.offset + 1). \(Markdown.text($0.element))\n" }.joined()
    text += "\n## What we know\n\n" + ticket.understood.map { "- \(Markdown.text($0))\n" }.joined()
    let paths = project.paths.map(Markdown.code).joined(separator: ", ")
    text +=
      "\nCompiled from \(paths), fingerprint `\(ticket.fingerprint)`, checked against edition `\(ticket.edition.id)` of the documented limits.\n"
    return text
  }

  private static func section(_ environment: EffectiveEnvironment, _ ticket: Ticket) -> String {
    var text = "## \(Markdown.text(environment.displayName)): \(environment.connection?.rawValue ?? "")\n\n"
    text += Markdown.table(["Datum", "Value"], TicketText.facts(environment, ticket).map { [$0[0], values($0[1])] })
    if !environment.ports.isEmpty { text += "\n### Our network to Adobe Commerce: ports to open\n\n" + ports(environment.ports) }
    guard environment.isBidirectional else { return text }
    text += "\n### Adobe Commerce to our network: please connect to\n"
    for service in environment.endpointServices {
      text += "\n**\(Markdown.text(service.name))**: \(Markdown.code(service.identifier ?? ""))\n\n"
      if let region = service.region { text += "- Region: \(Markdown.code(region))\n" }
      if ticket.cloud == .aws, !service.allowedPrincipals.isEmpty {
        text += "- Access: granted to \(service.allowedPrincipals.map(Markdown.code).joined(separator: ", "))\n"
      }
      if !service.loadBalancers.isEmpty {
        text += "- Load balancers: \(service.loadBalancers.map(Markdown.code).joined(separator: ", "))\n"
      }
      text += "\n" + ports(service.ports)
    }
    return text
  }

  /// "210987654321, in eu-west-1" with each value as code.
  private static func values(_ text: String) -> String {
    text.split(separator: ", ", omittingEmptySubsequences: false).map { part in
      part.hasPrefix("in ") ? "in \(Markdown.code(String(part.dropFirst(3))))" : Markdown.code(String(part))
    }.joined(separator: ", ")
  }

  private static func ports(_ ports: [EffectivePort]) -> String {
    Markdown.table(
      ["Service", "Protocol", "Port"],
      ports.map { [Markdown.text($0.service ?? ""), Markdown.text($0.applicationProtocol ?? ""), $0.socket] })
  }

  private static func exceptions(_ ticket: Ticket) -> String {
    ticket.exceptions.map { exception in
      "- \(exception.environment.map { Markdown.text($0) + ": " } ?? "")\(Markdown.text(exception.finding)) (`\(exception.rule)`). Reason: \(Markdown.text(exception.reason))\n"
    }.joined()
  }
}
