import Diagnostics
import ManifestModel

/// What an overview is made of: checked manifests, and what changed in them.
package struct OverviewBuilder: Sendable {
  package var projects: [EffectiveProject]
  package var findings: [OverviewFinding]
  package var exceptions: [RequestedException]
  /// The comparison with an old side; nil: nothing is compared.
  package var comparison: ChangeReport?
  package var notes: [String] = []
  package let today: CivilDate
  /// Whether `today` was asked for; the day of a run is not shown.
  package var namesDay = false

  package init(
    projects: [EffectiveProject],
    findings: [OverviewFinding],
    exceptions: [RequestedException],
    today: CivilDate
  ) {
    self.projects = projects
    self.findings = findings
    self.exceptions = exceptions
    self.today = today
  }

  /// The overview of the projects and environments that are wanted.
  package func overview(
    projects isWanted: (String) -> Bool = { _ in true },
    environments: Set<String> = []
  ) -> Overview {
    let changes = Dictionary(comparison?.changes.map { ($0.id, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    let gone = (comparison?.changes ?? []).filter { $0.new == nil }.compactMap(\.old)
    let found = Dictionary(grouping: findings) { $0.project ?? "" }
    let asked = Dictionary(grouping: exceptions, by: \.project)
    let errors = ManifestErrors(findings)
    let all = (projects + gone).filter { isWanted($0.id) }.sorted { $0.id.precedesByBytes($1.id) }
    let shown = all.map { project in
      ProjectView(
        project: project,
        change: changes[project.id],
        findings: found[project.id] ?? [],
        exceptions: asked[project.id] ?? [],
        errors: errors.errors(of: project),
        today: today
      ).view(environments)
    }.filter { environments.isEmpty || !$0.environments.isEmpty }
    let counted = comparison.map { report in
      let changes = report.changes.filter { isWanted($0.id) }
      return ChangeReport(
        environments.isEmpty ? changes : changes.compactMap { $0.restricted(to: environments) },
        isPartial: report.isPartial
      )
    }
    return Overview(
      projects: shown,
      unplaced: findings.filter { $0.project == nil },
      notes: notes,
      changes: counted.map(ChangeTotal.init),
      today: today,
      namesDay: namesDay
    )
  }

}

/// One project on its way into an overview.
private struct ProjectView {
  let project: EffectiveProject
  let change: ProjectChange?
  let findings: [OverviewFinding]
  let exceptions: [RequestedException]
  let errors: ProjectErrors
  let today: CivilDate

  private var isGone: Bool { change.map { $0.new == nil } ?? false }

  func view(_ wanted: Set<String>) -> OverviewProject {
    let changes = Dictionary(grouping: change?.changes ?? []) { $0.environment ?? "" }
    let own = Dictionary(grouping: findings) { $0.environment ?? "" }
    let names = Set(project.environments.map(\.id))
    let gone = isGone ? [] : (change?.old?.environments ?? []).filter { !names.contains($0.id) }
    let all = (project.environments.map { ($0, isGone) } + gone.map { ($0, true) }).filter {
      wanted.isEmpty || wanted.contains($0.0.id)
    }.sorted { $0.0.id.precedesByBytes($1.0.id) }
    let asked = Dictionary(grouping: exceptions) { $0.environment ?? "" }
    let environments = all.map { environment, isGone in
      EnvironmentView(
        environment: environment,
        project: project,
        errors: isGone ? .none : errors.errors(of: environment.id),
        changes: changes[environment.id] ?? [],
        exceptions: isGone ? [] : asked[environment.id] ?? [],
        findings: isGone ? [] : own[environment.id] ?? [],
        isGone: isGone,
        today: today
      ).view
    }
    let isShown = { (name: String?) in wanted.isEmpty || name.map(wanted.contains) ?? true }
    return OverviewProject(
      project: project,
      mark: change.map { $0.new == nil ? .removed : $0.old == nil ? .added : .changed },
      changes: changes[""] ?? [],
      environments: environments,
      exceptions: exceptions.filter { isShown($0.environment) },
      findings: findings.filter { isShown($0.environment) }
    )
  }
}

/// One environment on its way into an overview.
private struct EnvironmentView {
  let environment: EffectiveEnvironment
  let project: EffectiveProject
  let errors: EnvironmentErrors
  let changes: [Change]
  let exceptions: [RequestedException]
  let findings: [OverviewFinding]
  let isGone: Bool
  let today: CivilDate

  var view: OverviewEnvironment {
    let runbook = EnvironmentRunbook(environment, project, today: today)
    let progress = EnablementProgress(environment, of: project, today: today)
    let pending = PendingSteps(runbook)
    let services = Dictionary(
      environment.endpointServices.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let halves = progress.halves(errors: errors).map { part -> OverviewHalf in
      let service: EffectiveEndpointService? =
        if case .towardCustomer(let name) = part.half { services[name] } else { nil }
      return OverviewHalf(
        half: part.half,
        state: part.state,
        ports: service?.ports ?? environment.ports,
        service: service,
        endpoints: service?.endpoints ?? environment.endpoints,
        step: pending.next(of: part.half).map { self.step($0, in: part.state, progress: progress) }
      )
    }
    let states = halves.map(\.state)
    // If they are equal, the earlier date.
    let state =
      states.min { ($0.rank, $0.description) < ($1.rank, $1.description) } ?? .notReady(errors: errors.own.all)
    let step = runbook.next.map { self.step(runbook.steps[$0], in: state, progress: progress) }
    return OverviewEnvironment(
      environment: environment,
      cloud: progress.cloud,
      halves: halves,
      state: state,
      step: halves.isEmpty ? step : nil,
      mark: mark,
      changes: changes,
      exceptions: exceptions,
      findings: findings
    )
  }

  private var mark: Change.Mark? {
    if isGone { return .removed }
    if changes.contains(where: { $0.kind == .enable }) { return .added }
    return changes.isEmpty ? nil : .changed
  }

  /// The runbook's next step; errors that it does not lead through come first.
  private func step(_ step: RunbookStep, in state: ConnectionState, progress: EnablementProgress) -> OverviewStep {
    guard case .notReady = state else { return OverviewStep(actor: state.actor, action: step.report) }
    if errors.own.beyondRunbook > 0 {
      let action = errors.own.all == 1 ? "Fix the error" : "Fix \(errors.own.all) errors, the first"
      return OverviewStep(actor: .customer, action: action, cause: errors.own.first)
    }
    if errors.own.all == 0, errors.inProject.all > 0, progress.missing.isEmpty, step.track == .ticket {
      return OverviewStep(
        actor: .customer,
        action: "Fix the error elsewhere in the project that blocks its ticket,",
        cause: errors.inProject.first
      )
    }
    if step.track == .ticket, !progress.missing.isEmpty {
      return OverviewStep(actor: .customer, action: "Complete the manifest: \(Words.shortList(progress.missing))")
    }
    return OverviewStep(actor: .customer, action: step.report)
  }
}

extension ConnectionState {
  /// How far it is: 0 for what is not ready.
  var rank: Int { ConnectionState.names.firstIndex(of: name) ?? 0 }
}
