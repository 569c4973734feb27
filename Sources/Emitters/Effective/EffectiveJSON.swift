import Diagnostics
import ManifestModel

/// The effective manifest as canonical JSON: keys in alphabetical order, lists that are sets in order of value, defaults written out. Equal
/// manifests give equal bytes.
package enum EffectiveJSON {
  /// `defaults`: where values come from that no manifest writes. The fingerprint is that of the whole project, as tickets quote it, also where only some environments are wanted.
  package static func render(
    _ projects: [EffectiveProject],
    defaults: DefaultOrigins? = nil,
    where isWanted: (EffectiveEnvironment) -> Bool = { _ in true }
  ) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.object("projects") { writer in
        for project in projects {
          var shown = project
          shown.environments = project.environments.filter(isWanted)
          writer.object(project.id) { writer in
            write(shown, fingerprint: fingerprint(of: project), defaults, &writer)
          }
        }
      }
      writer.field("version", 1)
    }
    writer.endLine()
    return writer.text
  }

  /// A 64-bit FNV-1a digest of a project's canonical JSON, in hex. It tells whether two tickets came from the same manifest; it is no protection
  /// against anybody who wants them to look so.
  package static func fingerprint(of project: EffectiveProject) -> String {
    var writer = JSONWriter(compact: true)
    writer.object { writer in
      writer.object(project.id) { writer in write(project, fingerprint: nil, nil, &writer) }
    }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in writer.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let hex = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - hex.count) + hex
  }

  private static func write(
    _ project: EffectiveProject,
    fingerprint: String?,
    _ defaults: DefaultOrigins?,
    _ writer: inout JSONWriter
  ) {
    writer.field("cloud", project.cloud?.rawValue)
    writer.field("company", project.company)
    writer.array("contacts", project.contacts) { writer, contact in
      writer.object { writer in
        writer.field("email", contact.email)
        writer.field("name", contact.name)
      }
    }
    write(defaults?.of(project: project.id) ?? [], &writer)
    writer.object("environments") { writer in
      for environment in project.environments {
        let defaults = defaults?.of(environment: environment.id, in: project.id) ?? []
        writer.object(environment.id) { writer in write(environment, project, defaults, &writer) }
      }
    }
    writer.field("fingerprint", fingerprint)
    writer.field("limits", project.edition)
    writer.field("plan", project.plan?.rawValue)
    writer.field("region", project.region)
    writer.field("title", project.title)
  }

  private static func write(
    _ environment: EffectiveEnvironment,
    _ project: EffectiveProject,
    _ defaults: [DefaultOrigins.Entry],
    _ writer: inout JSONWriter
  ) {
    let cloud = project.cloud
    writer.field("cluster", environment.cluster)
    writer.field("connection", environment.connection?.rawValue)
    writer.object("customer") { writer in
      writer.field("account", environment.account)
      writer.field("region", environment.region)
      if cloud == .azure { writer.strings("subscriptions", environment.subscriptions) }
    }
    write(defaults, &writer)
    writer.object("enablement") { writer in
      writer.field("adobe_subscription", environment.adobeSubscription)
      writer.array("endpoints", environment.endpoints) { write($1, &$0) }
      writer.field(cloud == .azure ? "resource_id" : "service_name", environment.adobeService)
      writer.field("ticket", environment.ticket)
    }
    writer.object("endpoint_services") { writer in
      for service in environment.endpointServices {
        writer.object(service.name) { writer in write(service, cloud, &writer) }
      }
    }
    // Manifests of one project may follow different editions; what they agree on is at the project.
    if environment.edition != project.edition { writer.field("limits", environment.edition) }
    writer.field("needed_by", environment.neededBy)
    writer.array("ports", environment.ports) { write($1, &$0) }
    writer.field("private_dns", environment.privateDNS)
    writer.field("type", environment.type?.rawValue)
  }

  /// Left out where there are none.
  private static func write(_ defaults: [DefaultOrigins.Entry], _ writer: inout JSONWriter) {
    if defaults.isEmpty { return }
    writer.object("defaults") { writer in
      for entry in defaults { writer.field(entry.key, entry.origin) }
    }
  }

  private static func write(_ service: EffectiveEndpointService, _ cloud: Cloud?, _ writer: inout JSONWriter) {
    writer.field("acceptance_required", service.acceptanceRequired)
    if cloud != .azure { writer.strings("allowed_principals", service.allowedPrincipals) }
    writer.object("enablement") { writer in writer.array("endpoints", service.endpoints) { write($1, &$0) } }
    writer.strings("load_balancers", service.loadBalancers)
    writer.array("ports", service.ports) { write($1, &$0) }
    writer.field("private_dns", service.privateDNS)
    writer.field("region", service.region)
    if cloud == .azure {
      writer.field("resource_id", service.identifier)
    } else {
      writer.field("service_name", service.identifier)
    }
  }

  private static func write(_ port: EffectivePort, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("port", port.number)
      writer.field("protocol", port.applicationProtocol)
      writer.field("service", port.service)
      writer.field("transport", port.transport.rawValue)
    }
  }

  private static func write(_ endpoint: EffectiveEndpoint, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("approved", endpoint.approved)
      writer.field("dns", endpoint.dns)
      writer.field("id", endpoint.id)
      writer.field("verified", endpoint.verified)
    }
  }
}
