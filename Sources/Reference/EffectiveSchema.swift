import ManifestModel

/// `schemas/effective.schema.json`: what `compile` writes.
enum EffectiveSchema {
  static let value = OutputSchema.root(
    .effective,
    "effective manifest",
    "What a workspace says after aliases, merges and defaults, as `privatelint compile` writes it: keys in alphabetical order, sets in order of value",
    OutputSchema.object(
      nil,
      [
        ("projects", OutputSchema.named("The projects by ID", OutputSchema.reference("project"))),
        ("version", OutputSchema.version),
      ]
    ),
    definitions: [
      ("project", project), ("environment", environment), ("endpoint-service", endpointService),
      ("endpoints", endpoints),
      ("port", OutputSchema.port),
    ]
  )

  private static let project = OutputSchema.object(
    "A project, from however many manifests",
    [
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
      ("environments", OutputSchema.named("The environments by ID", OutputSchema.reference("environment"))),
      ("fingerprint", OutputSchema.fingerprint), ("limits", OutputSchema.edition),
    ],
    optional: [
      ("cloud", OutputSchema.cloud), ("defaults", defaults), ("company", OutputSchema.text("The company")),
      ("plan", OutputSchema.plan),
      ("region", OutputSchema.text("The cloud region of the Adobe Commerce instance")),
      ("title", OutputSchema.text("What people call it")),
    ]
  )

  private static let defaults = OutputSchema.named(
    "The values that no manifest writes, by their keys, each with its place in the settings",
    OutputSchema.text("The settings file and the line")
  )

  private static let environment = OutputSchema.object(
    "An environment and its connection",
    [
      (
        "customer",
        OutputSchema.object(
          "The customer's side",
          [],
          optional: [
            ("account", OutputSchema.text("The AWS account or Azure subscription")),
            ("region", OutputSchema.text("Its region")),
            (
              "subscriptions",
              OutputSchema.texts("On Azure: the subscriptions that may connect; the account where none are written")
            ),
          ]
        )
      ),
      (
        "enablement",
        OutputSchema.object(
          "What is known of the way to Adobe Commerce",
          [("endpoints", OutputSchema.reference("endpoints"))],
          optional: [
            ("adobe_subscription", OutputSchema.text("The subscription Adobe connects from")),
            ("resource_id", OutputSchema.text("On Azure: Adobe's Private Link service")),
            ("service_name", OutputSchema.text("On AWS: Adobe's endpoint service")),
            ("ticket", OutputSchema.text("The ticket's number")),
          ]
        )
      ),
      (
        "endpoint_services",
        OutputSchema.named("The customer's endpoint services by name", OutputSchema.reference("endpoint-service"))
      ),
      ("ports", OutputSchema.list("The ports Adobe opens", of: OutputSchema.reference("port"))),
      ("private_dns", OutputSchema.flag("Whether private DNS is asked for")),
    ],
    optional: [
      ("cluster", OutputSchema.text("The cluster ID")), ("defaults", defaults), ("connection", OutputSchema.connection),
      (
        "limits",
        OutputSchema.words(
          "The edition that its manifest follows, where it is not the project's",
          Edition.all.map(\.id)
        )
      ),
      ("needed_by", OutputSchema.date("The day on which it has to work")), ("type", OutputSchema.environmentType),
    ]
  )

  private static let endpointService = OutputSchema.object(
    "An endpoint service of the customer's",
    [
      ("acceptance_required", OutputSchema.flag("Whether requests are held for approval")),
      (
        "enablement",
        OutputSchema.object("What is known of Adobe's way to it", [("endpoints", OutputSchema.reference("endpoints"))])
      ),
      ("load_balancers", OutputSchema.texts("The load balancers that it forwards to")),
      ("ports", OutputSchema.list("The ports Adobe connects to", of: OutputSchema.reference("port"))),
      ("private_dns", OutputSchema.flag("Whether private DNS is asked for")),
    ],
    optional: [
      ("allowed_principals", OutputSchema.texts("On AWS: who may connect")),
      ("region", OutputSchema.text("Its region")),
      ("resource_id", OutputSchema.text("On Azure: the resource ID of the Private Link service")),
      ("service_name", OutputSchema.text("On AWS: the name of the endpoint service")),
    ]
  )

  private static let endpoints = OutputSchema.list(
    "Endpoints in order of ID",
    of: OutputSchema.object(
      "An interface endpoint or private endpoint",
      [],
      optional: [
        ("approved", OutputSchema.date("The day on which its connection was approved")),
        ("dns", OutputSchema.text("The host name or address that the test uses")), ("id", OutputSchema.text("Its ID")),
        ("verified", OutputSchema.date("The day on which the test passed")),
      ]
    )
  )
}
