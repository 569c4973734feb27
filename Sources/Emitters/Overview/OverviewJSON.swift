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
      .version(), .object("summary", as: summary) { $0 },
      .list("projects", doc: "The projects, in order of ID", of: project) { $0.projects },
      .list("findings", doc: "Errors and warnings outside any project", of: finding) { $0.unplaced },
      .texts("notes", doc: "What to know before reading") { $0.notes },
    ]
  )

  private static let summary = OutputObject<Overview>(
    "How many environments there are",
    [
      .count("environments", doc: "The environments that there are now") { $0.environments.count },
      .list("states", doc: "How many are in each state, the furthest first", of: count) { overview in
        overview.counts.map { Count(state: $0.state, count: $0.count) }
      },
      .text("text", doc: "The total in one line") { $0.total },
      .optionalText("as_of", doc: "The day of `--today`; absent without it") { $0.day?.text },
      .optionalText("latest_date", doc: "The latest approval or test that is recorded") { $0.latestDate },
      .optionalText("changes", doc: "The changes since the old side in one line; absent without `--from`") {
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
      .word("state", doc: "The state", among: ConnectionState.names) { $0.state },
      .number("count", doc: "The number of environments whose least advanced half is in it") { $0.count },
    ]
  )

  private static let project = OutputObject<OverviewProject>(
    "A project",
    [
      .text("id", doc: "The project ID") { $0.project.id },
      .optionalText("title", doc: "What people call it") { $0.project.title },
      .optionalText("company", doc: "The company") { $0.project.company },
      .optionalText("plan", doc: "The plan") { $0.project.plan?.rawValue },
      .optionalText("cloud", doc: "The cloud") { $0.project.cloud?.rawValue },
      .optionalText("region", doc: "The cloud region of the Adobe Commerce instance") { $0.project.region },
      .text("limits", doc: "The edition of the documented limits") { $0.project.edition },
      .text("fingerprint", doc: "A digest of the effective manifest of the project") { $0.fingerprint },
      .texts("files", doc: "The manifests it comes from") { $0.project.paths },
      .optionalWord("mark", doc: markDoc, among: marks) { $0.mark?.rawValue },
      .list("changes", doc: "Changes of the project as a whole", of: change) { $0.changes },
      .list("environments", doc: "The environments, in order of ID", of: environment) { $0.environments },
      .list("exceptions", doc: "The requested exceptions", of: exception) { $0.exceptions },
      .list("findings", doc: "Its errors and warnings", of: finding) { $0.findings },
    ]
  )

  private static let environment = OutputObject<OverviewEnvironment>(
    "An environment",
    [
      .text("id", doc: "The environment ID") { $0.id },
      .optionalText("type", doc: "The kind of environment") { $0.environment.type?.rawValue },
      .optionalText("connection", doc: "The connection type") { $0.environment.connection?.rawValue },
      .optionalText("account", doc: "The customer's account or subscription") { $0.environment.account },
      .optionalText("region", doc: "Its region") { $0.environment.region },
      .optionalText("ticket", doc: "The number of the enablement ticket") { $0.environment.ticket },
      .optionalText("needed_by", doc: "The day on which it has to work") { $0.environment.neededBy },
      .optionalWord("mark", doc: markDoc, among: marks) { $0.mark?.rawValue },
      .list("changes", doc: "What changed in it", of: change) { $0.changes },
      .word("state", doc: "The state of its least advanced half", among: ConnectionState.names) { $0.state.name },
      .words("actors", doc: "Who acts next", among: ConnectionState.Actor.allCases.map(\.rawValue)) {
        $0.actors.map(\.rawValue)
      },
      .list("halves", doc: "The two directions of its connection, as far as they are requested", of: half) {
        $0.halves
      },
      .optionalObject("next_step", as: step) { $0.step },
    ]
  )

  private static let half = OutputObject<OverviewHalf>(
    "One direction of a connection",
    [
      .word("direction", doc: "Which way its traffic goes", among: Change.Direction.allCases.map(\.rawValue)) {
        $0.direction.rawValue
      },
      .optionalText("endpoint_service", doc: "The endpoint service, toward the customer") { $0.service?.name },
      .word("state", doc: "The state", among: ConnectionState.names) { $0.state.name },
      .word("actor", doc: "Who acts next", among: ConnectionState.Actor.allCases.map(\.rawValue)) {
        $0.state.actor.rawValue
      },
      .text("description", doc: "The state with its particulars: number of errors, ticket, date") {
        $0.state.description
      },
      .texts("ports", doc: "The ports, as `80` or `514-udp`") { $0.ports.map(\.name) },
      .texts("endpoints", doc: "The IDs of the endpoints that are known") { $0.endpoints.compactMap(\.id) },
      .optionalObject("next_step", as: step) { $0.step },
    ]
  )

  private static let step = OutputObject<OverviewStep>(
    "What is done next; absent if nothing is left",
    [
      .word("actor", doc: "Who does it", among: ConnectionState.Actor.allCases.map(\.rawValue)) { $0.actor.rawValue },
      .text("text", doc: "What it is, in a clause") { $0.text },
    ]
  )

  private static let markDoc = "How it differs from the old side; absent if it does not"
  private static let marks = Change.Mark.allCases.map(\.rawValue)

  private static let change = OutputObject<Change>(
    "A change, as `change` reports it",
    [
      .word("kind", doc: "Its kind", among: Change.Kind.allCases.map(\.rawValue)) { $0.kind.rawValue },
      .word("mark", doc: "Whether something was added, changed or removed", among: marks) { $0.mark.rawValue },
      .text("summary", doc: "What it is, in a clause") { $0.summary },
      .optionalText("before", doc: "The value before") { $0.before },
      .optionalText("after", doc: "The value after") { $0.after },
    ]
  )

  private static let exception = OutputObject<RequestedException>(
    "A documented limit to which the manifest requests an exception",
    [
      .optionalText("environment", doc: "The environment; absent: the whole project") { $0.environment },
      .text("rule", doc: "The rule of the limit") { $0.rule },
      .text("value", doc: "What the manifest says") { $0.value },
      .text("reason", doc: "Why it is requested") { $0.reason },
      .optionalText("until", doc: "The last day of the exception; absent: it has no end") { $0.until },
    ]
  )

  private static let finding = OutputObject<OverviewFinding>(
    "An error or a warning",
    [
      .optionalText("environment", doc: "The environment; absent: it concerns no single one") { $0.environment },
      .word("severity", doc: "Its severity", among: [Severity.warning, .error].map(\.rawValue)) {
        $0.severity.rawValue
      },
      .text("rule", doc: "The rule") { $0.rule },
      .text("message", doc: "What was found") { $0.message },
      .text("file", doc: "The manifest") { $0.path },
      .number("line", doc: "The line, from 1") { $0.line },
    ]
  )
}
