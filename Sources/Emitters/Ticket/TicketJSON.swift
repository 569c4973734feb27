import Diagnostics
import ManifestModel

/// Tickets as JSON (`schemas/ticket.schema.json`): the contract for anybody who writes tickets of their own wording with a template tool.
package enum TicketJSON {
  package static func render(_ tickets: [Ticket]) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("version", 1)
      writer.array("tickets", tickets) { write($1, &$0) }
    }
    writer.endLine()
    return writer.text
  }

  private static func write(_ ticket: Ticket, _ writer: inout JSONWriter) {
    let project = ticket.project
    writer.object { writer in
      writer.field("subject", ticket.subject)
      writer.field("company", project.company)
      writer.field("service", ticket.cloud.privateLinkName)
      writer.object("project") { writer in
        writer.field("id", project.id)
        writer.field("title", project.title)
        writer.field("plan", project.plan?.rawValue)
        writer.field("cloud", project.cloud?.rawValue)
        writer.field("region", project.region)
      }
      writer.array("contacts", project.contacts) { writer, contact in
        writer.object { writer in
          writer.field("name", contact.name)
          writer.field("email", contact.email)
        }
      }
      writer.array("environments", ticket.environments) { write($1, ticket, &$0) }
      writer.array("exceptions", ticket.exceptions) { writer, exception in
        writer.object { writer in
          writer.field("environment", exception.environment)
          writer.field("rule", exception.rule)
          writer.field("finding", exception.finding)
          writer.field("reason", exception.reason)
          writer.field("until", exception.until)
          writer.field("request", exception.request.text)
        }
      }
      writer.strings("requests", ticket.requests.map(\.text))
      writer.strings("understood", ticket.understood)
      writer.object("limits") { writer in
        writer.field("edition", ticket.environments.map(\.edition).min() ?? ticket.project.edition)
        writer.field("https_to_commerce_barred", ticket.environments.contains(where: ticket.barsHTTPS))
      }
      writer.object("manifest") { writer in
        writer.strings("paths", project.paths)
        writer.field("fingerprint", ticket.fingerprint)
      }
      writer.field("text", TicketText.render(ticket))
    }
  }

  private static func write(_ environment: EffectiveEnvironment, _ ticket: Ticket, _ writer: inout JSONWriter) {
    let cloud = ticket.cloud
    writer.object { writer in
      writer.field("id", environment.id)
      writer.field("type", environment.type?.rawValue)
      writer.field("name", environment.displayName)
      writer.field("connection", environment.connection?.rawValue)
      writer.field("cluster", environment.cluster)
      writer.object("customer") { writer in
        writer.field("account", environment.account)
        writer.field("region", environment.region)
        if cloud == .azure { writer.strings("subscriptions", environment.subscriptions) }
      }
      writer.array("ports", environment.ports) { write($1, &$0) }
      writer.array("endpoint_services", environment.endpointServices) { write($1, cloud, &$0) }
      writer.object("limits") { writer in
        writer.field("edition", environment.edition)
        writer.field("https_to_commerce_barred", ticket.barsHTTPS(environment))
      }
      writer.field("needed_by", environment.neededBy)
      writer.field("ticket", environment.ticket)
      writer.field("adobe_service", environment.adobeService)
      writer.field("adobe_subscription", environment.adobeSubscription)
    }
  }

  private static func write(_ service: EffectiveEndpointService, _ cloud: Cloud, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("name", service.name)
      writer.field(cloud == .aws ? "service_name" : "resource_id", service.identifier)
      writer.field("region", service.region)
      if cloud == .aws {
        writer.strings("allowed_principals", service.adobePrincipals)
        writer.field("other_principals", service.otherPrincipals)
        writer.field("access_granted", service.grantsAdobe)
      }
      writer.field("acceptance_required", service.acceptanceRequired)
      writer.strings("load_balancers", service.loadBalancers)
      writer.array("ports", service.ports) { write($1, &$0) }
    }
  }

  private static func write(_ port: EffectivePort, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("service", port.service)
      writer.field("protocol", port.applicationProtocol)
      writer.field("port", port.number)
      writer.field("transport", port.transport.rawValue)
    }
  }
}
