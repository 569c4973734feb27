import Emitters
import ManifestModel

/// `schemas/change.schema.json`: what `change --format json` writes.
enum ChangeSchema {
  static let value = OutputSchema.root(
    .change,
    "privatelint changes",
    "What changes between two versions of the manifests, as `privatelint change --format json` writes it",
    OutputSchema.object(
      nil,
      [
        ("version", OutputSchema.version), ("summary", summary),
        (
          "old",
          OutputSchema.object(
            "The old side",
            [("errors", OutputSchema.count("Its errors; the values at fault were not compared"))]
          )
        ),
        ("notes", OutputSchema.texts("What to know of the comparison before its changes are read")),
        ("projects", OutputSchema.list("The projects that change", of: OutputSchema.reference("project"))),
      ]
    ),
    definitions: [("project", project), ("change", change)]
  )

  private static let summary = OutputSchema.object(
    "How many changes there are",
    [
      ("add", OutputSchema.count("Added, with something to send")),
      ("change", OutputSchema.count("Changed, with something to send")),
      ("remove", OutputSchema.count("Removed, with something to send")),
      ("own_side", OutputSchema.count("On the customer's own side: no ticket")),
      ("bookkeeping", OutputSchema.count("Of bookkeeping: nobody has to act")),
      ("text", OutputSchema.text("The same in one line")),
    ]
  )

  private static let project = OutputSchema.object(
    "The changes of a project",
    [
      ("id", OutputSchema.text("The project ID")), ("subject", OutputSchema.text("The subject of what is sent")),
      ("tickets", OutputSchema.texts("The tickets that what changes was enabled under")),
      ("changes", OutputSchema.list("What changes", of: OutputSchema.reference("change"))),
      (
        "fingerprints",
        OutputSchema.object(
          "Digests of the project on either side",
          [],
          optional: [("old", OutputSchema.fingerprint), ("new", OutputSchema.fingerprint)]
        )
      ),
    ],
    optional: [
      ("title", OutputSchema.text("What people call it")), ("company", OutputSchema.text("The company")),
      (
        "change_request",
        OutputSchema.text(
          "The change request to send, as plain text; absent where nothing has to be asked, and with `--summary`"
        )
      ),
      ("enablement_ticket", OutputSchema.text("The enablement ticket to send for what is new or moves, as plain text")),
    ]
  )

  private static let change = OutputSchema.object(
    "One change",
    [
      ("kind", OutputSchema.words("What it is", Change.Kind.allCases.map(\.rawValue))),
      ("mark", OutputSchema.words("Added, changed or removed", Change.Mark.allCases.map(\.rawValue))),
      ("summary", OutputSchema.text("What it is, in a clause")),
      (
        "documents",
        OutputSchema.list(
          "What is sent to Adobe for it; empty where no ticket is needed",
          of: ["enum": .strings(Change.Document.allCases.map(\.rawValue))]
        )
      ),
      (
        "actors",
        OutputSchema.list("Who has to do something", of: ["enum": .strings(Change.Actor.allCases.map(\.rawValue))])
      ),
      ("interruption", OutputSchema.text("What stops working while or after it is made")),
    ],
    optional: [
      ("environment", OutputSchema.text("The environment ID; absent: the project as a whole")),
      ("direction", OutputSchema.words("Which way the traffic goes", Change.Direction.allCases.map(\.rawValue))),
      (
        "endpoint_service",
        OutputSchema.text("The service name or resource ID of the customer's endpoint service that it is about")
      ),
      ("ticket", OutputSchema.text("The ticket that its environment was enabled under")),
      ("before", OutputSchema.text("The old value")), ("after", OutputSchema.text("The new value")),
      ("stays", OutputSchema.text("What is connected now and stays so")),
      ("customer_step", OutputSchema.text("The step on the customer's side")),
      ("customer_command", OutputSchema.text("The commands in that step, one a line")),
    ]
  )
}
