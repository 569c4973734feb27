import Diagnostics
import ManifestModel

/// Tickets as JSON (`schemas/ticket.schema.json`): the contract for anybody who writes tickets of their own wording with a template tool.
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
    [.version(), .list("tickets", "One ticket for each project", of: ticket) { $0 }]
  )

  private static let ticket = OutputObject<Ticket>(
    "An enablement ticket",
    [
      .text("subject", "The subject that Adobe asks for") { $0.subject },
      .optionalText("company", "The company") { $0.project.company },
      .word("service", "What the connection runs over", Cloud.allCases.map(\.privateLinkName)) {
        $0.cloud.privateLinkName
      },
      .object("project", project) { $0.project },
      .list("contacts", "Who answers questions", of: contact) { $0.project.contacts },
      .list("environments", "The environments to enable", of: environment) { ticket in
        ticket.environments.map { Entry(environment: $0, ticket: ticket) }
      },
      .list("exceptions", "Documented limits to which the customer requests an exception", of: exception) {
        $0.exceptions
      },
      .texts("requests", "What Adobe is asked to do, step by step") { $0.requests.map(\.text) },
      .texts("understood", "What the customer already knows") { $0.understood },
      .object("limits", limits("The documented limits it was checked against; of several editions the earliest")) {
        Limits(
          edition: $0.environments.map(\.edition).min() ?? $0.project.edition,
          barsHTTPS: $0.environments.contains(where: $0.barsHTTPS)
        )
      },
      .object("manifest", manifest) { $0 },
      .text("text", "The ticket as plain text") { TicketText.render($0) },
    ]
  )

  private static let project = OutputObject<EffectiveProject>(
    "The project",
    [
      .text("id", "The project ID") { $0.id },
      .optionalText("title", "What people call it") { $0.title },
      .optionalWord("plan", "The plan", Plan.allCases.map(\.rawValue)) { $0.plan?.rawValue },
      .optionalWord("cloud", "The cloud", Cloud.allCases.map(\.rawValue)) { $0.cloud?.rawValue },
      .optionalText("region", "The cloud region of the Adobe Commerce instance") { $0.region },
    ]
  )

  private static let contact = OutputObject<EffectiveContact>(
    nil,
    [
      .text("name", "The person or team") { $0.name },
      .optionalText("email", "The address to write to") { $0.email },
    ]
  )

  private static let exception = OutputObject<RequestedException>(
    nil,
    [
      .optionalText("environment", "The environment it concerns; absent: the whole project") { $0.environment },
      .rule("rule", "The rule that was ignored") { $0.rule },
      .text("finding", "What it found") { $0.finding },
      .text("reason", "Why it was ignored") { $0.reason },
      .optionalDate("until", "The last day of the exception; absent: it has no end") { $0.until },
      .text("request", "The exception as a request to Adobe, in one sentence") { $0.request.text },
    ]
  )

  private static let manifest = OutputObject<Ticket>(
    "Where it comes from",
    [.texts("paths", "The manifests") { $0.project.paths }, .fingerprint("fingerprint") { $0.fingerprint }]
  )

  private static func limits(_ doc: String) -> OutputObject<Limits> {
    OutputObject(
      doc,
      [
        .word("edition", "The edition of the documented limits", Edition.all.map(\.id)) { $0.edition },
        .flag("https_to_commerce_barred", "Whether HTTPS toward Adobe Commerce is barred on this cloud") {
          $0.barsHTTPS
        },
      ]
    )
  }

  private static let environment = OutputObject<Entry>(
    "An environment to enable",
    [
      .text("id", "The environment ID") { $0.environment.id },
      .optionalWord("type", "The kind of environment", EnvironmentType.allCases.map(\.rawValue)) {
        $0.environment.type?.rawValue
      },
      .text("name", "What the ticket calls it") { $0.environment.displayName },
      .optionalWord("connection", "The connection type", Connection.allCases.map(\.rawValue)) {
        $0.environment.connection?.rawValue
      },
      .optionalText("cluster", "The cluster ID") { $0.environment.cluster },
      .object("customer", customer) { $0 },
      .list("ports", "The ports Adobe opens", of: port) { $0.environment.ports },
      .list("endpoint_services", "The customer's endpoint services that Adobe connects to", of: endpointService) {
        entry in entry.environment.endpointServices.map { Service(service: $0, cloud: entry.ticket.cloud) }
      },
      .object("limits", limits("The documented limits it was checked against")) {
        Limits(edition: $0.environment.edition, barsHTTPS: $0.ticket.barsHTTPS($0.environment))
      },
      .optionalDate("needed_by", "The day on which it has to work") { $0.environment.neededBy },
      .optionalText("ticket", "The number of an earlier ticket") { $0.environment.ticket },
      .optionalText("adobe_service", "Adobe's endpoint service, if it is already known") {
        $0.environment.adobeService
      },
      .optionalText("adobe_subscription", "The subscription Adobe connects from") {
        $0.environment.adobeSubscription
      },
    ]
  )

  private static let customer = OutputObject<Entry>(
    "The customer's side",
    [
      .optionalText("account", "The AWS account or Azure subscription") { $0.environment.account },
      .optionalText("region", "Its region") { $0.environment.region },
      .optionalTexts("subscriptions", "On Azure: the subscriptions that may connect") {
        $0.ticket.cloud == .azure ? $0.environment.subscriptions : nil
      },
    ]
  )

  private static let endpointService = OutputObject<Service>(
    "An endpoint service of the customer's",
    [
      .text("name", "Its name in the manifest") { $0.service.name },
      .optionalText("service_name", "On AWS: the name of the endpoint service") { $0.onAWS($0.service.identifier) },
      .optionalText("resource_id", "On Azure: the resource ID of the Private Link service") {
        $0.cloud == .azure ? $0.service.identifier : nil
      },
      .optionalText("region", "Its region") { $0.service.region },
      .optionalTexts("allowed_principals", "On AWS: the principals that allow Adobe to connect") {
        $0.onAWS($0.service.adobePrincipals)
      },
      .optionalCount("other_principals", "On AWS: how many other principals may connect") {
        $0.onAWS($0.service.otherPrincipals)
      },
      .optionalFlag("access_granted", "On AWS: whether Adobe may connect") { $0.onAWS($0.service.grantsAdobe) },
      .flag("acceptance_required", "Whether Adobe's requests are held for approval") {
        $0.service.acceptanceRequired
      },
      .texts("load_balancers", "The load balancers that it forwards to") { $0.service.loadBalancers },
      .list("ports", "The ports Adobe connects to", of: port) { $0.service.ports },
    ]
  )

  private static let port = OutputObject<EffectivePort>(
    "A port and what answers on it",
    [
      .optionalText("service", "What answers on the port") { $0.service },
      .optionalText("protocol", "The application protocol") { $0.applicationProtocol },
      .portNumber("port", "The port number") { $0.number },
      .word("transport", "The transport protocol", Transport.allCases.map(\.rawValue)) { $0.transport.rawValue },
    ]
  )
}
