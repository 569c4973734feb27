import ManifestModel

/// The letter that asks Adobe for the changes of one project: all of them in one request, by environment.
package struct ChangeRequest: Sendable {
  package let subject: String
  private let change: ProjectChange

  /// nil: nothing has to be asked.
  package init?(_ change: ProjectChange) {
    guard !change.asked.isEmpty else { return nil }
    self.change = change
    subject = Ticket.subject(change.project)
  }

  package var text: String {
    var layout = Layout()
    layout.text("Subject: \(subject)")
    layout.blank()
    layout.text("Please change the \(change.cloud.privateLinkName) configuration of this project.")
    layout.blank()
    layout.text("Project")
    // Adobe finds the connection by what was enabled, not by what it becomes.
    for (label, value) in Ticket.facts(of: known(change.old, change.new)) { layout.row(label, value) }
    if !change.tickets.isEmpty {
      layout.row("Enabled under", "\(change.tickets.count == 1 ? "ticket" : "tickets") \(Ticket.list(change.tickets))")
    }
    var number = 0
    if !projectMoves.isEmpty {
      layout.blank()
      moveProject(&number, &layout)
    }
    for name in environments { section(name, &number, &layout) }
    exceptions(&layout)
    questions(&layout)
    layout.blank()
    layout.text(footer)
    return layout.rendered
  }

  private var projectMoves: [Change] { change.asked.filter { $0.environment == nil } }

  /// The environments with something to ask; where the project as a whole moves, their own moves are told with it.
  private var environments: [String] {
    change.asked.filter { projectMoves.isEmpty || $0.kind != .move }.compactMap(\.environment)
      .reduce(into: []) { names, name in if names.last != name { names.append(name) } }
  }

  /// What Adobe knows of a project, with the contacts and the company of today.
  private func known(_ old: EffectiveProject?, _ new: EffectiveProject?) -> EffectiveProject {
    guard var project = old ?? new, let new else { return change.project }
    project.title = new.title
    project.contacts = new.contacts
    project.plan = project.plan ?? new.plan
    project.region = project.region ?? new.region
    return project
  }

  /// What Adobe knows of an environment, with what has become known since.
  private func known(_ name: String) -> EffectiveEnvironment? {
    let new = change.new?.environments.first { $0.id == name }
    guard var environment = change.old?.environments.first(where: { $0.id == name }) else { return new }
    guard let new else { return environment }
    environment.account = environment.account ?? new.account
    environment.region = environment.region ?? new.region
    environment.cluster = environment.cluster ?? new.cluster
    environment.neededBy = new.neededBy
    // What is known of a connection that moved is known of the new one; the old one is to be removed.
    if isMoved(name) { return environment }
    environment.ticket = new.ticket ?? environment.ticket
    environment.adobeService = new.adobeService ?? environment.adobeService
    environment.adobeSubscription = new.adobeSubscription ?? environment.adobeSubscription
    return environment
  }

  private func isMoved(_ name: String) -> Bool {
    !projectMoves.isEmpty || change.asked.contains { $0.kind == .move && $0.environment == name }
  }

  private func section(_ name: String, _ number: inout Int, _ layout: inout Layout) {
    guard let environment = known(name) else { return }
    layout.blank()
    layout.text("\(environment.displayName): \(environment.connection?.rawValue ?? "connected")")
    for (label, value) in Ticket.facts(of: environment, on: change.old?.cloud ?? change.cloud) {
      layout.row(label, value)
    }
    layout.blank()
    let asked = change.asked.filter { $0.environment == name }
    let moves = asked.filter { $0.kind == .move }
    if !moves.isEmpty, projectMoves.isEmpty { move(moves, of: [name], &number, &layout) }
    for change in asked where change.kind != .move { item(change, environment, &number, &layout) }
  }

  /// All that moves with its project; what is gone for good has a section of its own.
  private func moveProject(_ number: inout Int, _ layout: inout Layout) {
    let staying = Set(change.new?.environments.map(\.id) ?? [])
    let moved = (change.old?.environments ?? []).map(\.id).filter(staying.contains).compactMap(known)
    move(projectMoves, of: moved.map(\.id), &number, &layout) { layout in
      for environment in moved {
        let facts = Ticket.facts(of: environment, on: change.old?.cloud ?? change.cloud).filter {
          $0.label != "Needed by"
        }
        for (index, fact) in facts.enumerated() {
          layout.row(index == 0 ? environment.id : "", "\(fact.label): \(fact.value)", indent: 5)
        }
      }
    }
  }

  /// The removal that a move means; the new connection is asked for in the enablement ticket.
  private func move(
    _ moves: [Change],
    of environments: [String],
    _ number: inout Int,
    _ layout: inout Layout,
    data: (inout Layout) -> Void = { _ in }
  ) {
    number += 1
    let names = Ticket.list(environments)
    layout.text(
      environments.count == 1
        ? "  \(number). Remove the old connection of \(names) once the new one works, which we ask for in a ticket of its own."
        : "  \(number). Remove the old connections of \(names) once the new ones work, which we ask for in a ticket of their own."
    )
    data(&layout)
    for move in moves {
      let reason = move.summary.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? move.summary
      layout.row("Because", "\(reason) from \(move.before ?? "") to \(move.after ?? "")", indent: 5)
    }
    if let first = moves.first { consequences(first, &layout) }
  }

  private func item(_ item: Change, _ environment: EffectiveEnvironment, _ number: inout Int, _ layout: inout Layout) {
    number += 1
    layout.text("  \(number). \(item.summary.prefix(1).uppercased())\(item.summary.dropFirst()).")
    if item.mark == .changed {
      layout.row("From", item.before ?? "nothing", indent: 5)
      layout.row("To", item.after ?? "nothing", indent: 5)
    }
    if let service = item.service {
      let access = Ticket.access(to: service, of: environment, on: change.cloud)
      layout.service(service, access, isRegionShown: change.cloud == .azure, indent: 5)
    } else if item.kind == .removeEndpointService, let identifier = item.before {
      layout.row("Endpoint service", identifier, indent: 5)
    }
    consequences(item, &layout)
  }

  private func consequences(_ item: Change, _ layout: inout Layout) {
    layout.row("Interrupted", item.interruption, indent: 5)
    if let stays = item.stays { layout.row("Stays connected", stays, indent: 5) }
    layout.row("Who acts", item.actors.map { $0 == .adobe ? "you" : "we" }.joined(separator: " and "), indent: 5)
  }

  /// The documented limits that the new side goes beyond and the old one did not.
  private func exceptions(_ layout: inout Layout) {
    let asked = Set(change.asked.compactMap(\.environment))
    let added = change.exceptions.filter { exception in
      (exception.environment.map(asked.contains) ?? true)
        && !change.earlierExceptions.contains {
          $0.environment == exception.environment && $0.rule == exception.rule && $0.finding == exception.finding
        }
    }
    guard !added.isEmpty else { return }
    layout.blank()
    TicketText.exceptions(added, &layout)
  }

  /// What Adobe has to tell before it can connect.
  private func questions(_ layout: inout Layout) {
    let names = change.asked.filter { $0.service != nil }.compactMap(\.environment)
    let unknown = Set(names).sorted().filter { known($0)?.adobeSubscription == nil }
    guard change.cloud == .azure, !unknown.isEmpty else { return }
    layout.blank()
    layout.text("What we have to know from you")
    layout.text("  - The ID of the subscription you connect from (\(Ticket.list(unknown))), so that we can let it in.")
  }

  private var footer: String {
    let before = change.old.map { "fingerprint \(EffectiveJSON.fingerprint(of: $0))" } ?? "nothing"
    let after = change.new.map { "fingerprint \(EffectiveJSON.fingerprint(of: $0))" } ?? "nothing"
    return
      "Compiled from \(change.project.paths.joined(separator: ", ")): from \(before) to \(after), checked against edition \(change.project.edition) of the documented limits."
  }
}
