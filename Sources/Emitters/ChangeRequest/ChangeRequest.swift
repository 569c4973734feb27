import ManifestModel

/// The letter that asks Adobe for the changes of one project: all of them in one request, by environment.
package struct ChangeRequest: Sendable {
  package let subject: String
  private let change: ProjectChange
  /// The changes of the project as a whole.
  private let projectMoves: [Change]
  /// The environments with something to ask, in order, and what.
  private let sections: [(environment: EffectiveEnvironment, asked: [Change])]
  /// By ID, as they were.
  private let old: [String: EffectiveEnvironment]

  /// nil: nothing has to be asked.
  package init?(_ change: ProjectChange) {
    // Everything that moves ends with the old connection, and is requested with the new one.
    let asked = change.changes.filter { $0.documents.contains(.changeRequest) && !$0.isPartOfMove }
    guard !asked.isEmpty else { return nil }
    self.change = change
    subject = Ticket.subject(change.project)
    let moves = asked.filter { $0.environment == nil }
    projectMoves = moves
    old = ChangeRequest.byID(change.old)
    let new = ChangeRequest.byID(change.new)
    // Where the project as a whole moves, the moves of its environments are part of that.
    let own = asked.filter { $0.environment != nil && (moves.isEmpty || $0.kind != .move) }
    var order: [String] = []
    let grouped = Dictionary(grouping: own) { $0.environment ?? "" }
    for name in own.compactMap(\.environment) where order.last != name { order.append(name) }
    var sections: [(environment: EffectiveEnvironment, asked: [Change])] = []
    for name in order {
      guard let asked = grouped[name] else { continue }
      let isMoved = asked.contains { $0.kind == .move }
      guard let environment = ChangeRequest.known(from: old[name], to: new[name], isMoved: isMoved) else { continue }
      sections.append((environment, asked))
    }
    self.sections = sections
  }

  private static func byID(_ project: EffectiveProject?) -> [String: EffectiveEnvironment] {
    Dictionary((project?.environments ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package var text: String {
    var layout = LetterLayout()
    layout.text("Subject: \(subject)")
    layout.blank()
    layout.text("Please change the \(cloud.privateLinkName) configuration of this project.")
    layout.blank()
    layout.text("Project")
    layout.facts(Ticket.facts(of: known(from: change.old, to: change.new)))
    var number = 0
    if !projectMoves.isEmpty {
      layout.blank()
      moveProject(&number, &layout)
    }
    for section in sections { write(section.environment, asking: section.asked, number: &number, &layout) }
    exceptions(&layout)
    questions(&layout)
    layout.blank()
    layout.text(footer)
    return layout.rendered
  }

  /// The cloud of the connection that is to change: the old one of a move.
  private var cloud: Cloud { change.old?.cloud ?? change.new?.cloud ?? .aws }

  // MARK: What Adobe knows

  /// Adobe finds the connection by what was enabled, not by what it becomes; contacts are those of today.
  private func known(from old: EffectiveProject?, to new: EffectiveProject?) -> EffectiveProject {
    guard var project = old ?? new, let new else { return change.project }
    project.title = new.title
    project.contacts = new.contacts
    project.plan = project.plan ?? new.plan
    project.region = project.region ?? new.region
    return project
  }

  /// What Adobe knows of an environment, with what has become known since.
  private static func known(from old: EffectiveEnvironment?, to new: EffectiveEnvironment?, isMoved: Bool)
    -> EffectiveEnvironment?
  {
    guard var environment = old else { return new }
    guard let new else { return environment }
    // Facts about a connection that moves belong to the new one; the old one is to be removed.
    environment.neededBy = isMoved ? nil : new.neededBy
    if isMoved { return environment }
    environment.account = environment.account ?? new.account
    environment.region = environment.region ?? new.region
    environment.cluster = environment.cluster ?? new.cluster
    environment.ticket = new.ticket ?? environment.ticket
    environment.adobeService = new.adobeService ?? environment.adobeService
    environment.adobeSubscription = new.adobeSubscription ?? environment.adobeSubscription
    return environment
  }

  private func facts(_ environment: EffectiveEnvironment) -> [Ticket.Fact] {
    var facts = Ticket.facts(of: environment, on: cloud)
    if let ticket = environment.ticket { facts.append(("Enabled under", "ticket \(code: ticket)")) }
    return facts
  }

  // MARK: Requests

  private func write(
    _ environment: EffectiveEnvironment,
    asking asked: [Change],
    number: inout Int,
    _ layout: inout LetterLayout
  ) {
    layout.blank()
    layout.text(environment.displayName)
    layout.facts(facts(environment))
    layout.blank()
    let moves = asked.filter { $0.kind == .move }
    if !moves.isEmpty { move(moves, of: [environment], number: &number, &layout) }
    for change in asked where change.kind != .move { item(change, of: environment, number: &number, &layout) }
    // The connections that stay are the same whichever change is made.
    if let stays = asked.first(where: { !$0.stays.isEmpty })?.stays {
      layout.blank()
      layout.rows("Stays connected", stays)
    }
  }

  /// All that moves with its project; what is gone for good has a section of its own.
  private func moveProject(_ number: inout Int, _ layout: inout LetterLayout) {
    let staying = Set(change.new?.environments.map(\.id) ?? [])
    let moved = (change.old?.environments ?? []).filter { staying.contains($0.id) }
    move(projectMoves, of: moved, number: &number, &layout)
    for environment in moved {
      layout.blank()
      layout.text("\(environment.displayName): connection to be removed")
      var known = environment
      known.neededBy = nil
      layout.facts(facts(known))
    }
  }

  /// The removal that a move means; the new connection is asked for in the enablement ticket.
  private func move(
    _ moves: [Change],
    of environments: [EffectiveEnvironment],
    number: inout Int,
    _ layout: inout LetterLayout
  ) {
    number += 1
    let names = Words.shortList(environments.map(\.id))
    layout.text(
      environments.count == 1
        ? """
          \(number). Once the new connection works (requested in a separate ticket), remove the old connection for \
        \(names).
        """
        : """
          \(number). Once the new connections work (requested in a separate ticket), remove the old connections for \
        \(names).
        """
    )
    let reasons = moves.map { move in
      let what = move.summary.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? move.summary
      let owner = move.environment == nil ? "the project's" : "the environment's"
      let reason = what.hasPrefix("its ") ? owner + what.dropFirst("its".count) : what
      return "\(reason) from \(ChangeRequest.name(move.before)) to \(ChangeRequest.name(move.after))"
    }
    layout.rows("Reason", reasons, indent: 5)
    if let first = moves.first {
      consequences(first, &layout)
      if first.environment == nil { layout.rows("Stays connected", first.stays, indent: 5) }
    }
  }

  /// A value as people write it: the names of clouds and plans, any other as it is.
  private static func name(_ value: String?) -> String {
    guard let value else { return "nothing" }
    return Cloud(rawValue: value)?.name ?? Plan(rawValue: value)?.name ?? value
  }

  private func item(
    _ item: Change,
    of environment: EffectiveEnvironment,
    number: inout Int,
    _ layout: inout LetterLayout
  ) {
    number += 1
    layout.text("  \(number). \(item.request).")
    layout.facts(item.details, indent: 5)
    if let service = item.service, item.kind == .addEndpointService || item.kind == .replaceEndpointService {
      let access = Ticket.access(to: service, of: environment, on: cloud)
      layout.serviceData(service, access, isRegionShown: cloud == .azure, indent: 5)
    }
    consequences(item, &layout)
  }

  private func consequences(_ item: Change, _ layout: inout LetterLayout) {
    layout.row("Disruption", item.disruption, indent: 5)
    layout.row(
      "Action by",
      item.actors.count > 1 ? "Adobe and us" : item.actors == [.adobe] ? "Adobe" : "us",
      indent: 5
    )
  }

  // MARK: The rest of the letter

  /// The documented limits that the new side goes beyond and the old one did not.
  private func exceptions(_ layout: inout LetterLayout) {
    let asked = Set(sections.map(\.environment.id))
    let earlier = Set(change.earlierExceptions.map(\.identity))
    let added = change.exceptions.filter { exception in
      (exception.environment.map(asked.contains) ?? true) && !earlier.contains(exception.identity)
    }
    guard !added.isEmpty else { return }
    layout.blank()
    layout.exceptions(added)
  }

  /// What Adobe has to answer before it can connect, or we can test.
  private func questions(_ layout: inout LetterLayout) {
    guard cloud == .azure else { return }
    let connecting = sections.filter { section in
      section.asked.contains { $0.kind == .addEndpointService || $0.kind == .replaceEndpointService }
    }
    guard !connecting.isEmpty else { return }
    let unknown = connecting.map(\.environment).filter { $0.adobeSubscription == nil }.map(\.id)
    layout.blank()
    layout.text("Questions")
    if !unknown.isEmpty {
      layout.text(
        """
          - Which subscription do you connect from (\(Words.shortList(unknown)))? We need its ID to approve your \
        requests.
        """
      )
    }
    layout.text(
      """
        - What is the private IP address of your private endpoint to each new Private Link service? We need it for \
      the connection test.
      """
    )
  }

  private var footer: String {
    let before = change.old.map { EffectiveJSON.fingerprint(of: $0) } ?? "none"
    let after = change.new.map { EffectiveJSON.fingerprint(of: $0) } ?? "none"
    return
      """
      Compiled from \(change.project.paths.joined(separator: ", ")) and checked against edition \
      \(change.project.edition) of the documented limits. Fingerprints: \(before) (old), \(after) (new).
      """
  }
}

extension RequestedException {
  /// What makes two of them the same request.
  fileprivate var identity: [String?] { [environment, rule, finding] }
}
