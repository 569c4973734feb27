import Diagnostics
import ManifestModel

/// The effective manifest as canonical JSON (`schemas/effective.schema.json`): keys in alphabetical order, lists that
/// are sets in order of value, defaults written out. Equal manifests give equal bytes.
package enum EffectiveJSON {
  /// `defaults`: where values come from that no manifest writes. The fingerprint is that of the whole project, as
  /// tickets quote it, also where only some environments are wanted.
  package static func render(
    _ projects: [EffectiveProject],
    defaults: DefaultOrigins? = nil,
    where isWanted: (EffectiveEnvironment) -> Bool = { _ in true }
  ) -> String {
    let entries = projects.map { project in
      var shown = project
      shown.environments = project.environments.filter(isWanted)
      return Project(project: shown, fingerprint: fingerprint(of: project), defaults: defaults)
    }
    var writer = JSONWriter()
    document.write(entries, &writer)
    writer.endLine()
    return writer.text
  }

  /// A 64-bit FNV-1a digest of a project's canonical JSON, in hex. It shows whether two tickets came from the same
  /// manifest; it is no protection against anybody who wants them to look so.
  package static func fingerprint(of project: EffectiveProject) -> String {
    var writer = JSONWriter(compact: true)
    writer.object { writer in
      writer.key(project.id)
      self.project.write(Project(project: project, fingerprint: nil, defaults: nil), &writer)
    }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in writer.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let hex = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - hex.count) + hex
  }

  /// A project with its fingerprint, which is not part of what it is the digest of.
  package struct Project: Sendable {
    fileprivate let project: EffectiveProject
    fileprivate let fingerprint: String?
    fileprivate let defaults: DefaultOrigins?
  }

  /// An environment in its project.
  fileprivate struct Environment: Sendable {
    let environment: EffectiveEnvironment
    let owner: Project

    var isOnAzure: Bool { owner.project.cloud == .azure }
  }

  /// An endpoint service on its cloud: each cloud has names of its own for what identifies it.
  fileprivate struct Service: Sendable {
    let service: EffectiveEndpointService
    let isOnAzure: Bool
  }

  // MARK: The fields, in order

  package static let document = OutputObject<[Project]>(
    nil,
    [.named("projects", doc: "The projects by ID", of: project) { $0.map { ($0.project.id, $0) } }, .version()]
  )

  private static let project = OutputObject<Project>(
    "A project, from however many manifests",
    [
      .optionalWord("cloud", doc: "The cloud", among: Cloud.allCases.map(\.rawValue)) { $0.project.cloud?.rawValue },
      .optionalText("company", doc: "The company") { $0.project.company },
      .list("contacts", doc: "Who answers questions", of: contact) { $0.project.contacts },
      defaults { $0.defaults?.of(project: $0.project.id) ?? [] },
      .named("environments", doc: "The environments by ID", of: environment) { owner in
        owner.project.environments.map { ($0.id, Environment(environment: $0, owner: owner)) }
      },
      .fingerprint("fingerprint") { $0.fingerprint },
      .word("limits", doc: "The edition of the documented limits", among: Edition.all.map(\.id)) { $0.project.edition },
      .optionalWord("plan", doc: "The plan", among: Plan.allCases.map(\.rawValue)) { $0.project.plan?.rawValue },
      .optionalText("region", doc: "The cloud region of the Adobe Commerce instance") { $0.project.region },
      .optionalText("title", doc: "What people call it") { $0.project.title },
    ]
  )

  private static let contact = OutputObject<EffectiveContact>(
    nil,
    [
      .optionalText("email", doc: "The address to write to") { $0.email },
      .text("name", doc: "The person or team") { $0.name },
    ]
  )

  /// Left out if there are none.
  private static func defaults<Value>(
    _ entries: @escaping @Sendable (Value) -> [DefaultOrigins.Entry]
  ) -> OutputField<Value> {
    .optionalNamedTexts(
      "defaults",
      doc: "Values that come from the defaults in the settings, by key, each with its place there",
      itemDoc: "The settings file and the line"
    ) { value in
      let entries = entries(value)
      return entries.isEmpty ? nil : entries.map { ($0.key, $0.origin) }
    }
  }

  private static let environment = OutputObject<Environment>(
    "An environment and its connection",
    [
      .optionalText("cluster", doc: "The cluster ID") { $0.environment.cluster },
      .optionalWord("connection", doc: "The connection type", among: Connection.allCases.map(\.rawValue)) {
        $0.environment.connection?.rawValue
      },
      .object("customer", as: customer) { $0 },
      defaults { $0.owner.defaults?.of(environment: $0.environment.id, in: $0.owner.project.id) ?? [] },
      .object("enablement", as: enablement) { $0 },
      .named("endpoint_services", doc: "The customer's endpoint services by name", of: endpointService) { owner in
        owner.environment.endpointServices.map { ($0.name, Service(service: $0, isOnAzure: owner.isOnAzure)) }
      },
      // Manifests of one project may follow different editions; what they agree on is at the project.
      .optionalWord(
        "limits",
        doc: "The edition that its manifest follows, if it is not the project's",
        among: Edition.all.map(\.id)
      ) { $0.environment.edition == $0.owner.project.edition ? nil : $0.environment.edition },
      .optionalDate("needed_by", doc: "The day on which it has to work") { $0.environment.neededBy },
      .list("ports", doc: "The ports Adobe opens", of: port) { $0.environment.ports },
      .flag("private_dns", doc: "Whether private DNS is requested") { $0.environment.privateDNS },
      .optionalWord("type", doc: "The kind of environment", among: EnvironmentType.allCases.map(\.rawValue)) {
        $0.environment.type?.rawValue
      },
    ]
  )

  private static let customer = OutputObject<Environment>(
    "The customer's side",
    [
      .optionalText("account", doc: "The AWS account or Azure subscription") { $0.environment.account },
      .optionalText("region", doc: "Its region") { $0.environment.region },
      .optionalTexts(
        "subscriptions",
        doc: "On Azure: the subscriptions that may connect; the account if none are given"
      ) { $0.isOnAzure ? $0.environment.subscriptions : nil },
    ]
  )

  private static let enablement = OutputObject<Environment>(
    "What is known about the connection to Adobe Commerce",
    [
      .optionalText("adobe_subscription", doc: "The subscription Adobe connects from") {
        $0.environment.adobeSubscription
      },
      .list("endpoints", doc: "Endpoints in order of ID", of: endpoint) { $0.environment.endpoints },
      .optionalText("resource_id", doc: "On Azure: Adobe's Private Link service") {
        $0.isOnAzure ? $0.environment.adobeService : nil
      },
      .optionalText("service_name", doc: "On AWS: Adobe's endpoint service") {
        $0.isOnAzure ? nil : $0.environment.adobeService
      },
      .optionalText("ticket", doc: "The ticket's number") { $0.environment.ticket },
    ]
  )

  private static let endpointService = OutputObject<Service>(
    "An endpoint service of the customer's",
    [
      .flag("acceptance_required", doc: "Whether requests are held for approval") { $0.service.acceptanceRequired },
      .optionalTexts("allowed_principals", doc: "On AWS: who may connect") {
        $0.isOnAzure ? nil : $0.service.allowedPrincipals
      },
      .object("enablement", as: serviceEnablement) { $0.service },
      .texts("load_balancers", doc: "The load balancers that it forwards to") { $0.service.loadBalancers },
      .list("ports", doc: "The ports Adobe connects to", of: port) { $0.service.ports },
      .flag("private_dns", doc: "Whether private DNS is requested") { $0.service.privateDNS },
      .optionalText("region", doc: "Its region") { $0.service.region },
      .optionalText("resource_id", doc: "On Azure: the resource ID of the Private Link service") {
        $0.isOnAzure ? $0.service.identifier : nil
      },
      .optionalText("service_name", doc: "On AWS: the name of the endpoint service") {
        $0.isOnAzure ? nil : $0.service.identifier
      },
    ]
  )

  private static let serviceEnablement = OutputObject<EffectiveEndpointService>(
    "What is known about Adobe's connection to it",
    [.list("endpoints", doc: "Endpoints in order of ID", of: endpoint) { $0.endpoints }]
  )

  private static let port = OutputObject<EffectivePort>(
    "A port and what answers on it",
    [
      .portNumber("port", doc: "The port number") { $0.number },
      .optionalText("protocol", doc: "The application protocol") { $0.applicationProtocol },
      .optionalText("service", doc: "What answers on the port") { $0.service },
      .word("transport", doc: "The transport protocol", among: Transport.allCases.map(\.rawValue)) {
        $0.transport.rawValue
      },
    ]
  )

  private static let endpoint = OutputObject<EffectiveEndpoint>(
    "An interface endpoint or private endpoint",
    [
      .optionalDate("approved", doc: "The day on which its connection was approved") { $0.approved },
      .optionalText("dns", doc: "The host name or address that the test uses") { $0.dns },
      .optionalText("id", doc: "Its ID") { $0.id },
      .optionalDate("verified", doc: "The day on which the test passed") { $0.verified },
    ]
  )
}
