import ManifestModel
import Rules

/// `schemas/ticket.schema.json`: what `ticket --format json` writes.
enum TicketSchema {
  static let value = OutputSchema.root(
    .ticket,
    "privatelint tickets",
    "Enablement tickets, as `privatelint ticket --format json` writes them",
    OutputSchema.object(
      nil,
      [
        ("version", OutputSchema.version),
        ("tickets", OutputSchema.list("One ticket for each project", of: OutputSchema.reference("ticket"))),
      ]
    ),
    definitions: [
      ("ticket", ticket), ("environment", environment), ("endpoint-service", endpointService),
      ("port", OutputSchema.port),
    ]
  )

  private static let ticket = OutputSchema.object(
    "An enablement ticket",
    [
      ("subject", OutputSchema.text("The subject that Adobe asks for")),
      ("service", OutputSchema.words("What the connection runs over", Cloud.allCases.map(\.privateLinkName))),
      (
        "project",
        OutputSchema.object(
          "The project",
          [("id", OutputSchema.text("The project ID"))],
          optional: [
            ("title", OutputSchema.text("What people call it")), ("plan", OutputSchema.plan),
            ("cloud", OutputSchema.cloud),
            ("region", OutputSchema.text("The cloud region of the Adobe Commerce instance")),
          ]
        )
      ),
      (
        "contacts",
        OutputSchema.list(
          "Who answers questions",
          of: OutputSchema.object(
            nil,
            [("name", OutputSchema.text("The person or team"))],
            optional: [("email", OutputSchema.text("The address to write to"))]
          )
        )
      ),
      ("environments", OutputSchema.list("The environments to enable", of: OutputSchema.reference("environment"))),
      (
        "exceptions",
        OutputSchema.list(
          "Documented limits that the customer asks an exception from",
          of: OutputSchema.object(
            nil,
            [
              ("rule", OutputSchema.words("The rule that was ignored", Catalog.ids)),
              ("finding", OutputSchema.text("What it found")),
              ("reason", OutputSchema.text("Why it was ignored")),
              ("request", OutputSchema.text("The exception as a request to Adobe, in one sentence")),
            ],
            optional: [
              ("environment", OutputSchema.text("The environment it concerns; absent: the whole project")),
              ("until", OutputSchema.date("The last day of the exception; absent: it has no end")),
            ]
          )
        )
      ),
      ("requests", OutputSchema.texts("What Adobe is asked to do, step by step")),
      ("understood", OutputSchema.texts("What the customer already knows")),
      ("limits", limits("The documented limits it was checked against; of several editions the earliest")),
      (
        "manifest",
        OutputSchema.object(
          "Where it comes from",
          [("paths", OutputSchema.texts("The manifests")), ("fingerprint", OutputSchema.fingerprint)]
        )
      ),
      ("text", OutputSchema.text("The ticket as plain text")),
    ],
    optional: [("company", OutputSchema.text("The company"))]
  )

  private static func limits(_ doc: String) -> JSONValue {
    OutputSchema.object(
      doc,
      [
        ("edition", OutputSchema.edition),
        ("https_to_commerce_barred", OutputSchema.flag("Whether HTTPS toward Adobe Commerce is barred on this cloud")),
      ]
    )
  }

  private static let environment = OutputSchema.object(
    "An environment to enable",
    [
      ("id", OutputSchema.text("The environment ID")), ("name", OutputSchema.text("What the ticket calls it")),
      (
        "customer",
        OutputSchema.object(
          "The customer's side",
          [],
          optional: [
            ("account", OutputSchema.text("The AWS account or Azure subscription")),
            ("region", OutputSchema.text("Its region")),
            ("subscriptions", OutputSchema.texts("On Azure: the subscriptions that may connect")),
          ]
        )
      ),
      ("ports", OutputSchema.list("The ports Adobe opens", of: OutputSchema.reference("port"))),
      (
        "endpoint_services",
        OutputSchema.list(
          "The customer's endpoint services that Adobe connects to",
          of: OutputSchema.reference("endpoint-service")
        )
      ),
      ("limits", limits("The documented limits it was checked against")),
    ],
    optional: [
      ("type", OutputSchema.environmentType), ("connection", OutputSchema.connection),
      ("cluster", OutputSchema.text("The cluster ID")),
      ("needed_by", OutputSchema.date("The day on which it has to work")),
      ("ticket", OutputSchema.text("The number of an earlier ticket")),
      ("adobe_service", OutputSchema.text("Adobe's endpoint service, where it is known already")),
      ("adobe_subscription", OutputSchema.text("The subscription Adobe connects from")),
    ]
  )

  private static let endpointService = OutputSchema.object(
    "An endpoint service of the customer's",
    [
      ("name", OutputSchema.text("Its name in the manifest")),
      ("load_balancers", OutputSchema.texts("The load balancers that it forwards to")),
      ("ports", OutputSchema.list("The ports Adobe connects to", of: OutputSchema.reference("port"))),
      ("acceptance_required", OutputSchema.flag("Whether Adobe's requests are held for approval")),
    ],
    optional: [
      ("service_name", OutputSchema.text("On AWS: the name of the endpoint service")),
      ("resource_id", OutputSchema.text("On Azure: the resource ID of the Private Link service")),
      ("region", OutputSchema.text("Its region")),
      ("allowed_principals", OutputSchema.texts("On AWS: the principals that allow Adobe to connect")),
      ("other_principals", OutputSchema.count("On AWS: how many other principals may connect")),
      ("access_granted", OutputSchema.flag("On AWS: whether Adobe may connect")),
    ]
  )
}
