import ManifestModel
import Diagnostics

/// An overview as JSON (`schemas/overview.schema.json`).
package enum OverviewJSON {
  package static func render(_ overview: Overview) -> String {
    var writer = JSONWriter()
    document.write(overview, &writer)
    writer.endLine()
    return writer.text
  }

  // MARK: The fields, in order

  package static let document = OutputObject<Overview>(
    nil,
    [
      .version(), .object("summary", summary) { $0 },
      .list("projects", "The projects, in order of ID", of: project) { $0.projects },
      .list("findings", "Errors and warnings outside any project", of: finding) { $0.unplaced },
      .texts("notes", "What to know before reading") { $0.notes },
    ]
  )

  private static let summary = OutputObject<Overview>(
    "How many environments there are",
    [
      .count("environments", "The environments that there are now") { $0.environments.count },
      .list("states", "How many are in each state, the furthest first", of: count) { overview in
        overview.counts.map { Count(state: $0.state, count: $0.count) }
      },
      .text("text", "The total in one line") { $0.total },
      .optionalText("as_of", "The day of `--today`; absent without it") { $0.day?.text },
      .optionalText("latest_date", "The latest approval or test that is recorded") { $0.latestDate },
      .optionalText("changes", "The changes since the old side in one line; absent without `--from`") {
        $0.changes?.text
      },
    ]
  )

  fileprivate struct Count: Sendable {
    let state: String
    let count: Int
  }

  private static let count = OutputObject<Count>(
    "A state and how many environments are in it",
    [
      .word("state", "The state", ConnectionState.names) { $0.state },
      .number("count", "The number of environments whose least advanced half is in it") { $0.count },
    ]
  )

  private static let project = OutputObject<OverviewProject>(
    "A project",
    [
      .text("id", "The project ID") { $0.project.id },
      .optionalText("title", "What people call it") { $0.project.title },
      .optionalText("company", "The company") { $0.project.company },
      .optionalText("plan", "The plan") { $0.project.plan?.rawValue },
      .optionalText("cloud", "The cloud") { $0.project.cloud?.rawValue },
      .optionalText("region", "The cloud region of the Adobe Commerce instance") { $0.project.region },
      .text("limits", "The edition of the documented limits") { $0.project.edition },
      .text("fingerprint", "A digest of the effective manifest of the project") { $0.fingerprint },
      .texts("files", "The manifests it comes from") { $0.project.paths },
      .optionalWord("mark", markDoc, marks) { $0.mark?.rawValue },
      .list("changes", "Changes of the project as a whole", of: change) { $0.changes },
      .list("environments", "The environments, in order of ID", of: environment) { $0.environments },
      .list("exceptions", "The requested exceptions", of: exception) { $0.exceptions },
      .list("findings", "Its errors and warnings", of: finding) { $0.findings },
    ]
  )

  private static let environment = OutputObject<OverviewEnvironment>(
    "An environment",
    [
      .text("id", "The environment ID") { $0.id },
      .optionalText("type", "The kind of environment") { $0.environment.type?.rawValue },
      .optionalText("connection", "The connection type") { $0.environment.connection?.rawValue },
      .optionalText("account", "The customer's account or subscription") { $0.environment.account },
      .optionalText("region", "Its region") { $0.environment.region },
      .optionalText("ticket", "The number of the enablement ticket") { $0.environment.ticket },
      .optionalText("needed_by", "The day on which it has to work") { $0.environment.neededBy },
      .optionalWord("mark", markDoc, marks) { $0.mark?.rawValue },
      .list("changes", "What changed in it", of: change) { $0.changes },
      .word("state", "The state of its least advanced half", ConnectionState.names) { $0.state.name },
      .words("actors", "Who acts next", ConnectionState.Actor.allCases.map(\.rawValue)) { $0.actors.map(\.rawValue) },
      .list("halves", "The two directions of its connection, as far as they are requested", of: half) { $0.halves },
      .optionalObject("next_step", step) { $0.step },
    ]
  )

  private static let half = OutputObject<OverviewHalf>(
    "One direction of a connection",
    [
      .word("direction", "Which way its traffic goes", Change.Direction.allCases.map(\.rawValue)) {
        $0.direction.rawValue
      },
      .optionalText("endpoint_service", "The endpoint service, toward the customer") { $0.service?.name },
      .word("state", "The state", ConnectionState.names) { $0.state.name },
      .word("actor", "Who acts next", ConnectionState.Actor.allCases.map(\.rawValue)) { $0.state.actor.rawValue },
      .text("description", "The state with its particulars: number of errors, ticket, date") { $0.state.description },
      .texts("ports", "The ports, as `80` or `514-udp`") { $0.ports.map(\.name) },
      .texts("endpoints", "The IDs of the endpoints that are known") { $0.endpoints.compactMap(\.id) },
      .optionalObject("next_step", step) { $0.step },
    ]
  )

  private static let step = OutputObject<OverviewStep>(
    "What is done next; absent if nothing is left",
    [
      .word("actor", "Who does it", ConnectionState.Actor.allCases.map(\.rawValue)) { $0.actor.rawValue },
      .text("text", "What it is, in a clause") { $0.text },
    ]
  )

  private static let markDoc = "How it differs from the old side; absent if it does not"
  private static let marks = Change.Mark.allCases.map(\.rawValue)

  private static let change = OutputObject<Change>(
    "A change, as `change` reports it",
    [
      .word("kind", "Its kind", Change.Kind.allCases.map(\.rawValue)) { $0.kind.rawValue },
      .word("mark", "Whether something was added, changed or removed", marks) { $0.mark.rawValue },
      .text("summary", "What it is, in a clause") { $0.summary },
      .optionalText("before", "The value before") { $0.before },
      .optionalText("after", "The value after") { $0.after },
    ]
  )

  private static let exception = OutputObject<RequestedException>(
    "A documented limit to which the manifest requests an exception",
    [
      .optionalText("environment", "The environment; absent: the whole project") { $0.environment },
      .text("rule", "The rule of the limit") { $0.rule },
      .text("value", "What the manifest says") { $0.value },
      .text("reason", "Why it is requested") { $0.reason },
      .optionalText("until", "The last day of the exception; absent: it has no end") { $0.until },
    ]
  )

  private static let finding = OutputObject<OverviewFinding>(
    "An error or a warning",
    [
      .optionalText("environment", "The environment; absent: it concerns no single one") { $0.environment },
      .word("severity", "Its severity", [Severity.warning, .error].map(\.rawValue)) { $0.severity.rawValue },
      .text("rule", "The rule") { $0.rule },
      .text("message", "What was found") { $0.message },
      .text("file", "The manifest") { $0.path },
      .number("line", "The line, from 1") { $0.line },
    ]
  )
}
