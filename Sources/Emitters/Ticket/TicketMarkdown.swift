import Diagnostics
import ManifestModel

/// A ticket as Markdown, for ticket systems and pull requests that take it.
package enum TicketMarkdown {
  package static func render(_ ticket: Ticket) -> String {
    var text =
      "# \(Markdown.text(ticket.subject))\n\nPlease enable \(ticket.cloud.privateLinkName) for this project.\n\n## Project\n\n"
    text += Markdown.table(["Datum", "Value"], project(ticket.project))
    for environment in ticket.environments { text += "\n" + section(environment, ticket) }
    if !ticket.exceptions.isEmpty { text += "\n## Exceptions we ask for\n\n" + exceptions(ticket) }
    text +=
      "\n## What we ask of you, in this order\n\n"
      + ticket.requests.enumerated().map { "\($0.offset + 1). \($0.element.markdown)\n" }.joined()
    text += "\n## What we know\n\n" + ticket.understood.map { "- \(Markdown.text($0))\n" }.joined()
    let paths = ticket.project.paths.map(Markdown.code).joined(separator: ", ")
    return text
      + "\nCompiled from \(paths), fingerprint `\(ticket.fingerprint)`, checked against \(Markdown.text(ticket.editions)) of the documented limits.\n"
  }

  /// The data of a project, identifiers as code.
  static func project(_ project: EffectiveProject) -> [[String]] {
    var facts = [["Project ID", Markdown.code(project.id)]]
    if let title = project.title { facts.append(["Title", Markdown.text(title)]) }
    if let plan = project.plan { facts.append(["Plan", plan == .pro ? "Pro" : "Starter"]) }
    facts.append(["Cloud and region", "\((project.cloud ?? .aws).name), \(Markdown.code(project.region ?? ""))"])
    for contact in project.contacts {
      facts.append(["Contact", Markdown.text(contact.name + (contact.email.map { ", \($0)" } ?? ""))])
    }
    return facts
  }

  /// The data of an environment, each value as code.
  static func facts(_ environment: EffectiveEnvironment, on cloud: Cloud) -> [[String]] {
    Ticket.facts(of: environment, on: cloud).map { label, value in
      let parts = value.split(separator: ", ", omittingEmptySubsequences: false).map { part in
        part.hasPrefix("in ") ? "in \(Markdown.code(String(part.dropFirst(3))))" : Markdown.code(String(part))
      }
      return [label, parts.joined(separator: ", ")]
    }
  }

  private static func section(_ environment: EffectiveEnvironment, _ ticket: Ticket) -> String {
    var text = "## \(Markdown.text(environment.displayName)): \(environment.connection?.rawValue ?? "")\n\n"
    text += Markdown.table(["Datum", "Value"], facts(environment, on: ticket.cloud))
    text += "\n### Our network to Adobe Commerce: \(environment.ports.isEmpty ? "no ports" : "ports to open")\n"
    if !environment.ports.isEmpty { text += "\n" + ports(environment.ports) }
    guard environment.isBidirectional else { return text }
    text += "\n### Adobe Commerce to our network: please connect to\n"
    for service in environment.endpointServices {
      text += "\n" + self.service(service, of: environment, on: ticket.cloud)
    }
    return text
  }

  static func service(_ service: EffectiveEndpointService, of environment: EffectiveEnvironment, on cloud: Cloud)
    -> String
  {
    var text = "**\(Markdown.text(service.name))**: \(Markdown.code(service.identifier ?? ""))\n\n"
    if cloud == .azure, let region = service.region { text += "- Region: \(Markdown.code(region))\n" }
    if cloud == .aws, !service.allowedPrincipals.isEmpty {
      text += "- Access: granted to \(service.allowedPrincipals.map(Markdown.code).joined(separator: ", "))\n"
    } else if let access = Ticket.access(to: service, of: environment, on: cloud) {
      text += "- Access: \(Markdown.text(access))\n"
    }
    return text + (text.hasSuffix("\n\n") ? "" : "\n") + ports(service.ports)
  }

  static func ports(_ ports: [EffectivePort]) -> String {
    Markdown.table(
      ["Service", "Protocol", "Port"],
      ports.map { [Markdown.text($0.service ?? ""), Markdown.text($0.applicationProtocol ?? ""), $0.socket] }
    )
  }

  private static func exceptions(_ ticket: Ticket) -> String {
    ticket.exceptions.map { exception in
      "- \(exception.environment.map { Markdown.text($0) + ": " } ?? "")\(Markdown.text(exception.finding)) (`\(exception.rule)`). Reason: \(Markdown.text(exception.reason))\n"
    }.joined()
  }
}
