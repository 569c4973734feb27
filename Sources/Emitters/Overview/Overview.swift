import Diagnostics
import ManifestModel

/// The whole estate at a glance: what is connected to what, how far each connection is, and who acts next.
package struct Overview: Sendable {
  /// In order of ID; with a comparison, projects that are gone are among them.
  package let projects: [OverviewProject]
  /// Findings outside any project: what could not be read of a file.
  package let unplaced: [OverviewFinding]
  /// What to know before reading, in sentences whose backticks mark code.
  package let notes: [String]
  /// How much changed since the old side; nil: nothing was compared.
  package let changes: ChangeTotal?
  /// The day that was asked for; nil: that of the run, which is not shown, so that a file stays as it is while the
  /// manifests do.
  package let day: CivilDate?
  private let today: CivilDate

  package init(
    projects: [OverviewProject],
    unplaced: [OverviewFinding] = [],
    notes: [String] = [],
    changes: ChangeTotal? = nil,
    today: CivilDate,
    namesDay: Bool
  ) {
    day = namesDay ? today : nil
    self.today = today
    self.projects = projects
    self.unplaced = unplaced
    self.notes = notes
    self.changes = changes
  }

  /// The environments that there are now.
  var environments: [OverviewEnvironment] {
    projects.flatMap(\.environments).filter { $0.mark != .removed }
  }

  /// How many environments are in each state, the furthest first; states of none are left out.
  package var counts: [(state: String, count: Int)] {
    var counts: [String: Int] = [:]
    for environment in environments { counts[environment.state.name, default: 0] += 1 }
    return ConnectionState.names.reversed().compactMap { name in counts[name].map { (name, $0) } }
  }

  /// "7 environments: 3 connected, 2 waiting for Adobe, 1 ticket to send, 1 not ready".
  package var total: String {
    let states = counts.map { ConnectionState.count($0.count, named: $0.state) }.joined(separator: ", ")
    return Display.count(environments.count, "environment") + (states.isEmpty ? "" : ": \(states)")
  }

  /// The latest approval or test that counts.
  var latestDate: String? {
    let endpoints = environments.flatMap(\.halves).flatMap(\.endpoints)
    let dates = endpoints.flatMap { [$0.approved, $0.verified] }.compactMap { $0.flatMap(CivilDate.init) }
    return dates.filter { $0 <= today }.max()?.text
  }

  /// What the reader sees the state of.
  var standing: String {
    let recorded =
      latestDate.map { "the latest approval or test recorded in them is dated \($0)" }
      ?? "no approval or test is recorded in them"
    return "This overview reflects the manifests\(day.map { " as of \($0.text)" } ?? ""); \(recorded)."
  }

  var exceptions: [RequestedException] { projects.flatMap(\.exceptions) }
  var findings: [OverviewFinding] { unplaced + projects.flatMap(\.findings) }

  /// "2 errors and 1 warning"; nil without either.
  var findingCount: String? {
    let (errors, warnings) = (findings.count { $0.severity == .error }, findings.count { $0.severity == .warning })
    let counts = [
      errors > 0 ? Display.count(errors, "error") : nil, warnings > 0 ? Display.count(warnings, "warning") : nil,
    ].compactMap { $0 }
    return counts.isEmpty ? nil : Words.list(counts)
  }
}

/// A project of an overview.
package struct OverviewProject: Sendable {
  package let project: EffectiveProject
  /// How it differs from the old side; nil: not at all, or nothing was compared.
  package let mark: Change.Mark?
  /// Changes of the project as a whole.
  package let changes: [Change]
  package let environments: [OverviewEnvironment]
  package let exceptions: [RequestedException]
  package let findings: [OverviewFinding]

  package var fingerprint: String { EffectiveJSON.fingerprint(of: project) }

  /// "Pro plan, AWS, eu-west-1"; what the manifest lacks is named.
  var placement: String {
    [
      project.plan.map { "\($0.name) plan" } ?? "plan not known", project.cloud?.name ?? "cloud not known",
      project.region ?? "region not known",
    ].joined(separator: ", ")
  }
}

/// An environment of an overview, with both halves of its connection.
package struct OverviewEnvironment: Sendable {
  package let environment: EffectiveEnvironment
  package let cloud: Cloud
  package let halves: [OverviewHalf]
  /// That of its least advanced half.
  package let state: ConnectionState
  /// What the environment waits for where it has no half yet.
  package let step: OverviewStep?
  package let mark: Change.Mark?
  package let changes: [Change]
  package let exceptions: [RequestedException]
  package let findings: [OverviewFinding]

  package var id: String { environment.id }

  /// Everybody whom a half waits for.
  package var actors: [ConnectionState.Actor] {
    let all = Set(halves.isEmpty ? [state.actor] : halves.map(\.state.actor))
    let acting = ConnectionState.Actor.allCases.filter { $0 != .nobody && all.contains($0) }
    return acting.isEmpty ? [.nobody] : acting
  }
}

/// One half of a connection: its state and what it waits for.
package struct OverviewHalf: Sendable {
  package let half: ConnectionHalf
  package let state: ConnectionState
  package let ports: [EffectivePort]
  /// The customer's endpoint service, on the way to the customer's network.
  package let service: EffectiveEndpointService?
  package let endpoints: [EffectiveEndpoint]
  /// nil: it is connected.
  package let step: OverviewStep?

  var direction: Change.Direction { half == .towardCommerce ? .towardCommerce : .towardCustomer }

  /// "to Adobe Commerce", "from Adobe to erp".
  var title: String {
    switch half {
    case .towardCommerce: "to Adobe Commerce"
    case .towardCustomer(let service): "from Adobe to \(service)"
    }
  }
}

/// What a connection waits for: the next step of its runbook.
package struct OverviewStep: Sendable, Equatable {
  package let actor: ConnectionState.Actor
  /// A clause that begins with a verb; of an error what to do before its place is named.
  let action: String
  /// The error that is in the way; nil: none is.
  let cause: OverviewFinding?

  init(actor: ConnectionState.Actor, action: String, cause: OverviewFinding? = nil) {
    self.actor = actor
    self.action = action
    self.cause = cause
  }

  package var text: String { action + (cause.map { " at \($0.place): \($0.rule)" } ?? "") }
}

/// A finding of the lint, as far as an overview shows it.
package struct OverviewFinding: Sendable, Equatable {
  /// nil: it is outside any project.
  package let project: String?
  /// nil: it is of the project as a whole.
  package let environment: String?
  package let severity: Severity
  package let rule: String
  package let message: String
  package let path: String
  /// From 1.
  package let line: Int

  package init(
    project: String?,
    environment: String?,
    severity: Severity,
    rule: String,
    message: String,
    path: String,
    line: Int
  ) {
    self.project = project
    self.environment = environment
    self.severity = severity
    self.rule = rule
    self.message = message
    self.path = path
    self.line = line
  }

  /// "privatelink.yaml:12".
  var place: String { "\(path):\(line)" }
  /// The page of its rule; nil if this build knows no address of the documentation.
  var page: String? { Version.documentation.isEmpty ? nil : "\(Version.documentation)/rules/\(rule).md" }
}
