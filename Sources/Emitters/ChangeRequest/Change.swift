import Diagnostics
import ManifestModel

/// One difference between two versions of a manifest, by name and meaning.
package struct Change: Sendable {
  package let project: String
  /// nil: of the project as a whole.
  package let environment: String?
  package let kind: Kind
  package let mark: Mark
  /// What it is, in a clause, for the customer: "close TCP 80 (Webserver) toward Adobe Commerce".
  package let summary: String
  package var before: String?
  package var after: String?
  /// Which way the traffic goes; nil where that makes no difference.
  package var direction: Direction?
  /// What stops working while or after it is made.
  package var interruption = "nothing"
  /// What is connected now and that no change of this comparison interrupts; empty where nothing is at stake.
  package var stays: [String] = []
  /// The step on the customer's side; nil where there is none.
  package var customerStep: Sentence?
  /// The endpoint service that it is about, as Adobe knows it after the change, or knew it where it is gone.
  package var service: EffectiveEndpointService?
  /// What it asks of Adobe, as lines below the request.
  package var details: [Ticket.Fact] = []
  /// The request to Adobe where it is not the summary.
  var ownRequest: String?
  /// The number of the ticket that its environment was enabled under.
  package var ticket: String?
  /// Whether its environment moves: then the new connection is asked for as a whole, and the old one removed as a whole.
  package var isPartOfMove = false

  init(
    project: String,
    environment: String?,
    kind: Kind,
    mark: Mark,
    summary: String,
    before: String? = nil,
    after: String? = nil
  ) {
    self.project = project
    self.environment = environment
    self.kind = kind
    self.mark = mark
    self.summary = summary
    self.before = before
    self.after = after
  }

  package enum Mark: String, Sendable, CaseIterable { case added = "+", changed = "~", removed = "-" }

  package enum Direction: String, Sendable, CaseIterable {
    case towardCommerce = "toward-commerce"
    case towardCustomer = "toward-customer"
  }

  package enum Kind: String, Sendable, CaseIterable {
    case enable = "enable"
    case removeConnection = "remove-connection"
    case changeAccount = "change-account"
    case addEndpointService = "add-endpoint-service"
    case removeEndpointService = "remove-endpoint-service"
    case replaceEndpointService = "replace-endpoint-service"
    case openPort = "open-port"
    case closePort = "close-port"
    case changeConnectionType = "change-connection-type"
    case move = "move"
    case renameEndpointService = "rename-endpoint-service"
    case ownSide = "own-side"
    case bookkeeping = "bookkeeping"
  }

  package enum Document: String, Sendable, CaseIterable {
    case enablementTicket = "enablement-ticket"
    case changeRequest = "change-request"
  }

  /// Who has to do something.
  package enum Actor: String, Sendable, CaseIterable { case adobe, customer }

  /// What is sent to Adobe for it; nothing where no ticket is needed.
  package var documents: [Document] {
    switch kind {
    case .enable: [.enablementTicket]
    // A move is a new enablement and the removal of the old one.
    case .move: [.enablementTicket, .changeRequest]
    case .removeConnection, .changeAccount, .addEndpointService, .removeEndpointService, .replaceEndpointService,
      .openPort, .closePort, .changeConnectionType:
      isPartOfMove ? documentsOfMove : [.changeRequest]
    case .renameEndpointService, .ownSide, .bookkeeping: []
    }
  }

  /// What comes is in the enablement ticket, what goes leaves with the old connection, and what changes is both.
  private var documentsOfMove: [Document] {
    switch mark {
    case .added: [.enablementTicket]
    case .removed: [.changeRequest]
    case .changed: [.enablementTicket, .changeRequest]
    }
  }

  package var actors: [Actor] {
    let needsAdobe = !documents.isEmpty
    let needsCustomer = customerStep != nil || kind == .ownSide || isPartOfMove && needsAdobe
    return (needsAdobe ? [.adobe] : []) + (needsCustomer ? [.customer] : [])
  }

  /// Whether it stops something that works now.
  package var interrupts: Bool { interruption != "nothing" }

  /// The request to Adobe, without the stop at its end: it names endpoint services as Adobe knows them.
  package var request: String {
    let words = ownRequest ?? summary
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

/// The changes of one project.
package struct ProjectChange: Sendable {
  package let id: String
  /// The older side; nil: the project is new.
  package let old: EffectiveProject?
  /// The newer side; nil: the project is gone.
  package let new: EffectiveProject?
  package let changes: [Change]
  /// The exceptions that the new side asks for, and those that the old side did.
  let exceptions: [RequestedException]
  let earlierExceptions: [RequestedException]

  /// The side that letters are written from.
  package var project: EffectiveProject { new ?? old ?? EffectiveProject(id: id, edition: Edition.standard.id) }

  /// The ticket numbers that what changes was enabled under.
  package var tickets: [String] {
    let sent = changes.filter { !$0.documents.isEmpty }
    // With the project all of its connections move.
    let all = sent.contains { $0.environment == nil } ? (old?.environments ?? []).compactMap(\.ticket) : []
    return Set(all + sent.compactMap(\.ticket)).sorted { $0.precedesByBytes($1) }
  }

  package var withoutTicket: [Change] { changes.filter { $0.documents.isEmpty && $0.kind != .bookkeeping } }
  package var bookkeeping: [Change] { changes.filter { $0.kind == .bookkeeping } }

  /// Whether it asks Adobe to change something, and neither side knows anything of an enablement: then there may be nothing yet to change.
  package var isEnabledNowhere: Bool {
    changes.contains { $0.documents.contains(.changeRequest) }
      && ![old, new].compactMap { $0 }.flatMap(\.environments).contains(where: \.hasEnablement)
  }

  /// The environments that an enablement ticket is needed for.
  private var enabled: Set<String> {
    let changes = self.changes.filter { $0.documents.contains(.enablementTicket) }
    if changes.contains(where: { $0.environment == nil }) { return Set(new?.environments.map(\.id) ?? []) }
    return Set(changes.compactMap(\.environment))
  }

  /// The enablement ticket that a new or moved environment needs; nil where there is none.
  package var ticket: Ticket? {
    let enabled = self.enabled
    guard let new, !enabled.isEmpty else { return nil }
    let left = (old?.environments ?? []).compactMap { environment in
      environment.adobeService.map { (environment.id, $0) }
    }
    return Ticket(
      new,
      named: enabled,
      exceptions: exceptions,
      left: Dictionary(left, uniquingKeysWith: { first, _ in first })
    )
  }

  /// Without the changes that do not count; nil where none are left.
  package func without(_ isLeftOut: (Change) -> Bool) -> ProjectChange? { keeping { !isLeftOut($0) } }

  /// The changes of some environments, and those of the project as a whole, which concern each of them; nil where none are left.
  package func restricted(to environments: Set<String>) -> ProjectChange? {
    keeping { $0.environment.map(environments.contains) ?? true }
  }

  private func keeping(_ isKept: (Change) -> Bool) -> ProjectChange? {
    let kept = changes.filter(isKept)
    return kept.isEmpty
      ? nil
      : ProjectChange(
        id: id,
        old: old,
        new: new,
        changes: kept,
        exceptions: exceptions,
        earlierExceptions: earlierExceptions
      )
  }
}

extension EffectiveEnvironment {
  /// Whether anything is known of its enablement, in either direction.
  fileprivate var hasEnablement: Bool {
    ticket != nil || adobeService != nil || adobeSubscription != nil || !endpoints.isEmpty
      || endpointServices.contains { !$0.endpoints.isEmpty }
  }
}
