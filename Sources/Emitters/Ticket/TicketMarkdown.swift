import Diagnostics
import ManifestModel

/// A ticket as Markdown, for ticket systems and pull requests that take it. It also reads where it is not rendered.
package enum TicketMarkdown {
  package static func render(_ ticket: Ticket) -> String {
    var text =
      """
      # \(Markdown.text(ticket.subject))

      Please enable \(ticket.cloud.privateLinkName) for this project.

      ## Project


      """
    text += table(ticket.projectFacts)
    for environment in ticket.environments { text += "\n" + section(environment, ticket) }
    if !ticket.exceptions.isEmpty { text += "\n## Requested exceptions\n\n" + list(ticket.exceptions.map(\.request)) }
    text +=
      "\n## Requested actions, in order\n\n"
      + ticket.requests.enumerated().map { "\($0.offset + 1). \($0.element.markdown)\n" }.joined()
    text += "\n## Our understanding\n\n" + list(ticket.understood.map { "\($0)" })
    let paths = ticket.project.paths.map(Markdown.code).joined(separator: ", ")
    return text
      + """

      Compiled from \(paths), fingerprint `\(ticket.fingerprint)`, checked against \(Markdown.text(ticket.editions)) \
      of the documented limits.

      """
  }

  private static func table(_ facts: [Ticket.Fact]) -> String {
    Markdown.table(["Item", "Value"], facts.map { [$0.label, $0.value.markdown] })
  }

  private static func list(_ sentences: [Sentence]) -> String { sentences.map { "- \($0.markdown)\n" }.joined() }

  private static func section(_ environment: EffectiveEnvironment, _ ticket: Ticket) -> String {
    var text = "## \(Markdown.text(environment.displayName))\n\n"
    text += table(ticket.facts(environment))
    text += "\n### Our network to Adobe Commerce: \(environment.ports.isEmpty ? "no ports" : "ports to open")\n"
    if !environment.ports.isEmpty { text += "\n" + ports(environment.ports) }
    guard environment.isBidirectional else { return text }
    text += "\n### Adobe Commerce to our network: services to connect to\n"
    for service in environment.endpointServices { text += "\n" + self.service(service, of: environment, ticket) }
    return text
  }

  private static func service(
    _ service: EffectiveEndpointService,
    of environment: EffectiveEnvironment,
    _ ticket: Ticket
  ) -> String {
    var text = "**\(Markdown.text(service.name))**: \(Markdown.code(service.identifier ?? ""))\n\n"
    if ticket.cloud == .azure, let region = service.region { text += "- Region: \(Markdown.code(region))\n" }
    text += "- Access: \(ticket.access(to: service, of: environment).markdown)\n"
    return text + "\n" + ports(service.ports)
  }

  private static func ports(_ ports: [EffectivePort]) -> String {
    Markdown.table(
      ["Service", "Protocol", "Port"],
      ports.map { [Markdown.text($0.service ?? ""), Markdown.text($0.applicationProtocol ?? ""), $0.socket] }
    )
  }
}
