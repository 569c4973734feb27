import Diagnostics
import ManifestModel

/// Tickets as JSON (`schemas/ticket.schema.json`): the contract for anybody who writes tickets of their own wording
/// with a template tool.
package enum TicketJSON {
  package static func render(_ tickets: [Ticket]) -> String {
    var writer = JSONWriter()
    document.write(tickets, &writer)
    writer.endLine()
    return writer.text
  }

  /// An environment in its ticket.
  fileprivate struct Entry: Sendable {
    let environment: EffectiveEnvironment
    let ticket: Ticket
  }

  /// An endpoint service on its cloud: each cloud has names of its own for what identifies it.
  fileprivate struct Service: Sendable {
    let service: EffectiveEndpointService
    let cloud: Cloud

    /// What only an AWS connection has.
    func onAWS<Value>(_ value: Value?) -> Value? { cloud == .aws ? value : nil }
  }

  /// The documented limits that something was checked against.
  fileprivate struct Limits: Sendable {
    let edition: String
    let barsHTTPS: Bool
  }

  // MARK: The fields, in order

  package static let document = OutputObject<[Ticket]>(
    nil,
    [.version(), .list("tickets", doc: "One ticket for each project", of: ticket) { $0 }]
  )

  private static let ticket = OutputObject<Ticket>(
    "An enablement ticket",
    [
      .text("subject", doc: "The subject that Adobe asks for") { $0.subject },
      .optionalText("company", doc: "The company") { $0.project.company },
      .word("service", doc: "What the connection runs over", among: Cloud.allCases.map(\.privateLinkName)) {
        $0.cloud.privateLinkName
      },
      .object("project", as: project) { $0.project },
      .list("contacts", doc: "Who answers questions", of: contact) { $0.project.contacts },
      .list("environments", doc: "The environments to enable", of: environment) { ticket in
        ticket.environments.map { Entry(environment: $0, ticket: ticket) }
      },
      .list("exceptions", doc: "Documented limits to which the customer requests an exception", of: exception) {
        $0.exceptions
      },
      .texts("requests", doc: "What Adobe is asked to do, step by step") { $0.requests.map(\.text) },
      .texts("understood", doc: "What the customer already knows") { $0.understood },
      .object("limits", as: limits("The documented limits it was checked against; of several editions the earliest")) {
        Limits(
          edition: $0.environments.map(\.edition).min() ?? $0.project.edition,
          barsHTTPS: $0.environments.contains(where: $0.barsHTTPS)
        )
      },
      .object("manifest", as: manifest) { $0 },
      .text("text", doc: "The ticket as plain text") { TicketText.render($0) },
    ]
  )

  private static let project = OutputObject<EffectiveProject>(
    "The project",
    [
      .text("id", doc: "The project ID") { $0.id },
      .optionalText("title", doc: "What people call it") { $0.title },
      .optionalWord("plan", doc: "The plan", among: Plan.allCases.map(\.rawValue)) { $0.plan?.rawValue },
      .optionalWord("cloud", doc: "The cloud", among: Cloud.allCases.map(\.rawValue)) { $0.cloud?.rawValue },
      .optionalText("region", doc: "The cloud region of the Adobe Commerce instance") { $0.region },
    ]
  )

  private static let contact = OutputObject<EffectiveContact>(
    nil,
    [
      .text("name", doc: "The person or team") { $0.name },
      .optionalText("email", doc: "The address to write to") { $0.email },
    ]
  )

  private static let exception = OutputObject<RequestedException>(
    nil,
    [
      .optionalText("environment", doc: "The environment it concerns; absent: the whole project") { $0.environment },
      .rule("rule", doc: "The rule that was ignored") { $0.rule },
      .text("finding", doc: "What it found") { $0.finding },
      .text("reason", doc: "Why it was ignored") { $0.reason },
      .optionalDate("until", doc: "The last day of the exception; absent: it has no end") { $0.until },
      .text("request", doc: "The exception as a request to Adobe, in one sentence") { $0.request.text },
    ]
  )

  private static let manifest = OutputObject<Ticket>(
    "Where it comes from",
    [.texts("paths", doc: "The manifests") { $0.project.paths }, .fingerprint("fingerprint") { $0.fingerprint }]
  )

  private static func limits(_ doc: String) -> OutputObject<Limits> {
    OutputObject(
      doc,
      [
        .word("edition", doc: "The edition of the documented limits", among: Edition.all.map(\.id)) { $0.edition },
        .flag("https_to_commerce_barred", doc: "Whether HTTPS toward Adobe Commerce is barred on this cloud") {
          $0.barsHTTPS
        },
      ]
    )
  }

  private static let environment = OutputObject<Entry>(
    "An environment to enable",
    [
      .text("id", doc: "The environment ID") { $0.environment.id },
      .optionalWord("type", doc: "The kind of environment", among: EnvironmentType.allCases.map(\.rawValue)) {
        $0.environment.type?.rawValue
      },
      .text("name", doc: "What the ticket calls it") { $0.environment.displayName },
      .optionalWord("connection", doc: "The connection type", among: Connection.allCases.map(\.rawValue)) {
        $0.environment.connection?.rawValue
      },
      .optionalText("cluster", doc: "The cluster ID") { $0.environment.cluster },
      .object("customer", as: customer) { $0 },
      .list("ports", doc: "The ports Adobe opens", of: port) { $0.environment.ports },
      .list("endpoint_services", doc: "The customer's endpoint services that Adobe connects to", of: endpointService) {
        entry in entry.environment.endpointServices.map { Service(service: $0, cloud: entry.ticket.cloud) }
      },
      .object("limits", as: limits("The documented limits it was checked against")) {
        Limits(edition: $0.environment.edition, barsHTTPS: $0.ticket.barsHTTPS($0.environment))
      },
      .optionalDate("needed_by", doc: "The day on which it has to work") { $0.environment.neededBy },
      .optionalText("ticket", doc: "The number of an earlier ticket") { $0.environment.ticket },
      .optionalText("adobe_service", doc: "Adobe's endpoint service, if it is already known") {
        $0.environment.adobeService
      },
      .optionalText("adobe_subscription", doc: "The subscription Adobe connects from") {
        $0.environment.adobeSubscription
      },
    ]
  )

  private static let customer = OutputObject<Entry>(
    "The customer's side",
    [
      .optionalText("account", doc: "The AWS account or Azure subscription") { $0.environment.account },
      .optionalText("region", doc: "Its region") { $0.environment.region },
      .optionalTexts("subscriptions", doc: "On Azure: the subscriptions that may connect") {
        $0.ticket.cloud == .azure ? $0.environment.subscriptions : nil
      },
    ]
  )

  private static let endpointService = OutputObject<Service>(
    "An endpoint service of the customer's",
    [
      .text("name", doc: "Its name in the manifest") { $0.service.name },
      .optionalText("service_name", doc: "On AWS: the name of the endpoint service") {
        $0.onAWS($0.service.identifier)
      },
      .optionalText("resource_id", doc: "On Azure: the resource ID of the Private Link service") {
        $0.cloud == .azure ? $0.service.identifier : nil
      },
      .optionalText("region", doc: "Its region") { $0.service.region },
      .optionalTexts("allowed_principals", doc: "On AWS: the principals that allow Adobe to connect") {
        $0.onAWS($0.service.adobePrincipals)
      },
      .optionalCount("other_principals", doc: "On AWS: how many other principals may connect") {
        $0.onAWS($0.service.otherPrincipals)
      },
      .optionalFlag("access_granted", doc: "On AWS: whether Adobe may connect") { $0.onAWS($0.service.grantsAdobe) },
      .flag("acceptance_required", doc: "Whether Adobe's requests are held for approval") {
        $0.service.acceptanceRequired
      },
      .texts("load_balancers", doc: "The load balancers that it forwards to") { $0.service.loadBalancers },
      .list("ports", doc: "The ports Adobe connects to", of: port) { $0.service.ports },
    ]
  )

  private static let port = OutputObject<EffectivePort>(
    "A port and what answers on it",
    [
      .optionalText("service", doc: "What answers on the port") { $0.service },
      .optionalText("protocol", doc: "The application protocol") { $0.applicationProtocol },
      .portNumber("port", doc: "The port number") { $0.number },
      .word("transport", doc: "The transport protocol", among: Transport.allCases.map(\.rawValue)) {
        $0.transport.rawValue
      },
    ]
  )
}
