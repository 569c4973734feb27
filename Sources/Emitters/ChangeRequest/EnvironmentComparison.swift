import ManifestModel

/// The comparison of one environment that is there on both sides.
struct EnvironmentComparison {
  /// What the project as a whole goes through.
  struct Surroundings {
    let project: String
    let cloud: Cloud
    /// Whether the whole project moves.
    let isMoved: Bool
    /// Whether it moves to another cloud, where nothing of the old one is left.
    let isOtherCloud: Bool
    /// The editions that the project as a whole follows on either side.
    let editions: [String]
  }

  let around: Surroundings
  let old: EffectiveEnvironment
  let new: EffectiveEnvironment
  let pairs: ServicePairs
  let staying: StayingConnections

  var cloud: Cloud { around.cloud }

  init(_ around: Surroundings, old: EffectiveEnvironment, new: EffectiveEnvironment) {
    self.around = around
    self.old = old
    self.new = new
    pairs = ServicePairs(from: old.endpointServices, to: new.endpointServices)
    staying = StayingConnections(from: old, to: new, pairs: pairs, on: around.cloud)
  }

  /// The changes in the order in which they are to be made: what opens comes before what closes.
  func changes() -> [Change] {
    guard old != new else { return [] }
    let moves = self.moves()
    var changes = moves + connectionType() + accounts()
    changes += portsTowardCommerce() + services() + privateDNS() + bookkeeping()
    let isMoved = around.isMoved || !moves.isEmpty
    for index in changes.indices {
      if isMoved { makePartOfMove(&changes[index]) } else { noteWhatStays(&changes[index]) }
      changes[index].ticket = isMoved ? old.ticket : new.ticket ?? old.ticket
    }
    return changes.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
  }

  func change(
    _ kind: Change.Kind,
    mark: Change.Mark,
    _ summary: String,
    from before: String? = nil,
    to after: String? = nil
  ) -> Change {
    Change(
      project: around.project,
      environment: new.id,
      kind: kind,
      mark: mark,
      summary: summary,
      before: before,
      after: after
    )
  }

  private func noteWhatStays(_ change: inout Change) {
    if !change.documents.isEmpty || change.interrupts { change.stays = staying.words }
  }

  /// The new connection is made as a whole, and the old one ends as a whole: the runbook of the move has all the steps.
  private func makePartOfMove(_ change: inout Change) {
    guard !change.documents.isEmpty else { return }
    change.stays = ["the old connection, until it is removed"]
    if change.kind == .move { return }
    change.isPartOfMove = true
    change.customerStep = nil
    change.interruption =
      change.mark == .added ? Change.noTraffic : "traffic over the old connection when it is removed"
  }

  // MARK: The connection

  private func connectionType() -> [Change] {
    guard let before = old.connection, let after = new.connection, before != after else { return [] }
    var change = change(
      .changeConnectionType,
      mark: .changed,
      "change the connection type",
      from: before.rawValue,
      to: after.rawValue
    )
    change.details = [("From", "\(before.rawValue)"), ("To", "\(after.rawValue)")]
    if after == .bidirectional {
      change.customerStep = "follow \(code: runbook) for the half from Adobe Commerce to your network"
    } else {
      change.interruption = "all traffic from Adobe Commerce to the \(cloud.serviceNoun)s"
      change.customerStep = "once Adobe confirms, delete your \(cloud.serviceNoun)s that nothing else uses"
    }
    return [change]
  }

  private var runbook: String { EnvironmentComparison.runbook(around.project, new.id) }

  /// The command that prints the steps for an environment, or for a whole project.
  static func runbook(_ project: String, _ environment: String? = nil) -> String {
    let scope = environment.map { " --environment \(Shell.word($0))" } ?? ""
    return "privatelint runbook --project \(Shell.word(project))\(scope)"
  }

  private func moves() -> [Change] {
    var changes: [Change] = []
    func move(_ what: String, from before: String?, to after: String?) {
      guard before != after, let before, let after else { return }
      var change = change(.move, mark: .changed, "move the connection: \(what) changes", from: before, to: after)
      change.interruption = "traffic that still uses the old connection when it is removed"
      change.customerStep = "follow \(code: runbook), and delete your old endpoints once Adobe confirms"
      changes.append(change)
    }
    move("the customer's region", from: old.region, to: new.region)
    if !around.isOtherCloud { move("the cluster", from: old.cluster, to: new.cluster) }
    for (before, after) in pairs.same { move("the region of \(after.name)", from: before.region, to: after.region) }
    return changes
  }

  // MARK: Who may connect

  private func accounts() -> [Change] {
    let isOther = old.account != new.account && old.account != nil && new.account != nil
    if around.isOtherCloud {
      guard isOther else { return [] }
      var change = change(
        .changeAccount,
        mark: .changed,
        "change the customer account",
        from: old.account,
        to: new.account
      )
      change.direction = .towardCommerce
      return [change]
    }
    if cloud == .aws {
      return isOther ? [access("the customer account", from: [old.account ?? ""], to: [new.account ?? ""])] : []
    }
    // Subscriptions that only follow the account are changed with it.
    if isOther, old.subscriptions == [old.account], new.subscriptions == [new.account] {
      return [access("the customer subscription", from: old.subscriptions, to: new.subscriptions)]
    }
    var changes = isOther ? [owner()] : []
    if old.subscriptions != new.subscriptions, !old.subscriptions.isEmpty, !new.subscriptions.isEmpty {
      changes.append(access("the subscriptions that may connect", from: old.subscriptions, to: new.subscriptions))
    }
    return changes
  }

  /// Another subscription of the customer's beside an explicit list of those that may connect: it does not decide who
  /// connects.
  private func owner() -> Change {
    var change = change(
      .changeAccount,
      mark: .changed,
      "change the customer subscription",
      from: old.account,
      to: new.account
    )
    change.direction = .towardCommerce
    change.details = [
      ("From", "\(code: old.account ?? "")"), ("To", "\(code: new.account ?? "")"),
      ("Note", "this does not change which subscriptions may connect"),
    ]
    return change
  }

  /// A change of those whose endpoints may connect to Adobe's service.
  private func access(_ what: String, from before: [String], to after: [String]) -> Change {
    let (added, removed) = difference(from: before, to: after)
    var change = change(.changeAccount, mark: .changed, "change \(what)", from: text(before), to: text(after))
    change.direction = .towardCommerce
    func noun(_ accounts: [String]) -> String { cloud.accountNoun + (accounts.count == 1 ? "" : "s") }
    if !added.isEmpty { change.details.append(("Allow", "\(codes: added, last: ", ")")) }
    if !removed.isEmpty {
      change.details.append(
        (
          "Remove",
          "\(codes: removed, last: ", ")\(added.isEmpty ? "" : ", once we confirm that our new endpoints work")"
        )
      )
    }
    if !removed.isEmpty, !old.ports.isEmpty {
      change.interruption =
        """
        traffic that still goes through the endpoints of \(noun(removed)) \(Words.shortList(removed)) when \
        \(removed.count == 1 ? "it loses" : "they lose") access
        """
    }
    let comes: Sentence? =
      added.isEmpty || new.ports.isEmpty
      ? nil
      : "once Adobe has allowed \(noun(added)) \(Words.shortList(added)), create your endpoints there and test them"
    let goes: Sentence? =
      removed.isEmpty || old.ports.isEmpty
      ? nil : "delete your endpoints in \(noun(removed)) \(Words.shortList(removed))"
    switch (comes, goes) {
    case (let comes?, let goes?): change.customerStep = "\(comes); tell Adobe that they work, then \(goes)"
    case (let comes?, nil): change.customerStep = comes
    case (nil, let goes?): change.customerStep = "\(goes) once Adobe confirms"
    case (nil, nil): break
    }
    return change
  }

  // MARK: Ports

  private func portsTowardCommerce() -> [Change] {
    let changes =
      opened(from: old.ports, to: new.ports, target: "toward Adobe Commerce")
      + closed(from: old.ports, to: new.ports, target: "toward Adobe Commerce")
    return changes.map { change in
      var change = change.0
      change.direction = .towardCommerce
      return change
    } + notes(from: old.ports, to: new.ports, target: "toward Adobe Commerce")
  }

  /// Ports that come, each with its port.
  func opened(from old: [EffectivePort], to new: [EffectivePort], target: String) -> [(Change, EffectivePort)] {
    let names = Set(old.map(\.name))
    return new.filter { !names.contains($0.name) }.map { port in
      (change(.openPort, mark: .added, "open \(port.described) \(target)", to: port.name), port)
    }
  }

  /// Ports that go, each with its port.
  func closed(from old: [EffectivePort], to new: [EffectivePort], target: String) -> [(Change, EffectivePort)] {
    let names = Set(new.map(\.name))
    return old.filter { !names.contains($0.name) }.map { port in
      var change = change(.closePort, mark: .removed, "close \(port.described) \(target)", from: port.name)
      change.interruption = "traffic on this port"
      return (change, port)
    }
  }

  /// What else is written of the ports that stay.
  func notes(from old: [EffectivePort], to new: [EffectivePort], target: String) -> [Change] {
    let before = Dictionary(old.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return new.flatMap { port -> [Change] in
      guard let earlier = before[port.name] else { return [] }
      return note("service of \(port.socket) \(target)", from: earlier.service, to: port.service)
        + note("protocol of \(port.socket) \(target)", from: earlier.applicationProtocol, to: port.applicationProtocol)
    }
  }

  /// The values of a list in one line; nil if there are none.
  func text(_ values: [String]) -> String? { values.isEmpty ? nil : values.joined(separator: ", ") }

  // MARK: Bookkeeping

  func note(_ key: String, from before: String?, to after: String?) -> [Change] {
    before == after ? [] : [change(.bookkeeping, mark: .changed, key, from: before, to: after)]
  }

  /// Private DNS of the customer's endpoints to Adobe's service.
  private func privateDNS() -> [Change] {
    guard old.privateDNS != new.privateDNS else { return [] }
    var change = change(
      .ownSide,
      mark: .changed,
      "private DNS of the endpoints to Adobe's service",
      from: "\(old.privateDNS)",
      to: "\(new.privateDNS)"
    )
    if old.privateDNS { change.interruption = "traffic that uses the private DNS name" }
    change.customerStep = "switch it \(new.privateDNS ? "on" : "off") on your endpoints"
    return [change]
  }

  private func bookkeeping() -> [Change] {
    var changes: [Change] = []
    // A cluster ID that comes or goes says nothing about the connection itself.
    if old.cluster == nil || new.cluster == nil { changes += note("cluster", from: old.cluster, to: new.cluster) }
    // An edition that the whole project changes is reported with the project.
    if [old.edition, new.edition] != around.editions { changes += note("limits", from: old.edition, to: new.edition) }
    changes += note("needed_by", from: old.neededBy, to: new.neededBy)
    changes += note("type", from: old.type?.rawValue, to: new.type?.rawValue)
    changes += note("ticket in enablement", from: old.ticket, to: new.ticket)
    changes += note("Adobe's service in enablement", from: old.adobeService, to: new.adobeService)
    changes += note("Adobe's subscription in enablement", from: old.adobeSubscription, to: new.adobeSubscription)
    if old.endpoints != new.endpoints {
      changes.append(change(.bookkeeping, mark: .changed, "endpoints in enablement"))
    }
    for (before, after) in pairs.same + pairs.replaced where before.endpoints != after.endpoints {
      changes.append(change(.bookkeeping, mark: .changed, "endpoints in enablement of \(after.name)"))
    }
    return changes
  }
}

extension Change {
  /// The order of making: moves, what opens, what is exchanged, what closes; then what needs no ticket.
  fileprivate var rank: Int {
    switch kind {
    case .enable, .move: 0
    case .changeConnectionType: after == Connection.bidirectional.rawValue ? 1 : 6
    case .addEndpointService: 2
    case .openPort: 3
    case .changeAccount: 4
    case .replaceEndpointService: 5
    case .closePort: 7
    case .removeEndpointService: 8
    case .removeConnection: 9
    case .ownSide: 10
    case .renameEndpointService: 11
    case .bookkeeping: 12
    }
  }
}
