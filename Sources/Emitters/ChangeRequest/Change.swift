import ManifestModel

/// One difference between two versions of a manifest, by name and meaning.
package struct Change: Sendable {
  package let project: String
  /// nil: of the project as a whole.
  package let environment: String?
  package let kind: Kind
  package let mark: Mark
  /// What it is, in a clause: "close TCP 80 (Webserver) toward Adobe Commerce".
  package let summary: String
  package var before: String?
  package var after: String?
  /// Which way the traffic goes; nil where that makes no difference.
  package var direction: Direction?
  /// What is connected now and stays so; nil where nothing is at stake.
  package var stays: String?
  /// The step on the customer's side; nil where there is none.
  package var customerStep: CustomerStep?
  /// The endpoint service that comes, with all that Adobe has to know of it.
  package var service: EffectiveEndpointService?
  /// Whether its environment moves: then it is a part of the new enablement.
  package var isPartOfMove = false
  private var ownInterruption: String?

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
      .openPort, .closePort,
      .changeConnectionType:
      isPartOfMove ? [.enablementTicket] : [.changeRequest]
    case .renameEndpointService, .ownSide, .bookkeeping: []
    }
  }

  package var actors: [Actor] {
    switch kind {
    case .enable, .changeAccount, .addEndpointService, .replaceEndpointService, .changeConnectionType, .move,
      .removeConnection,
      .removeEndpointService:
      [.adobe, .customer]
    case .openPort, .closePort: direction == .towardCommerce ? [.adobe] : [.adobe, .customer]
    case .ownSide: [.customer]
    case .renameEndpointService, .bookkeeping: []
    }
  }

  /// What stops working while or after it is made.
  package var interruption: String {
    get { ownInterruption ?? usualInterruption }
    set { ownInterruption = newValue }
  }

  private var usualInterruption: String {
    switch kind {
    case .enable, .addEndpointService, .openPort, .renameEndpointService, .ownSide, .bookkeeping: "nothing"
    case .removeConnection: "the whole connection ends"
    case .changeAccount:
      "what goes through the endpoints of those that lose access, until the new endpoints are approved"
    case .removeEndpointService: "what Adobe Commerce sends to this service"
    case .replaceEndpointService:
      "what Adobe Commerce sends to the old service, until the request to the new one is approved"
    case .closePort: "what uses this port"
    case .changeConnectionType:
      after == Connection.bidirectional.rawValue ? "nothing" : "the half from Adobe Commerce to our network ends"
    case .move: "the old connection ends; the new one takes up to five business days"
    }
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
  package var cloud: Cloud { project.cloud ?? .aws }
  /// The ticket numbers the enablement was done under.
  package var tickets: [String] {
    Set([old, new].compactMap { $0 }.flatMap(\.environments).compactMap(\.ticket)).sorted()
  }

  package var asked: [Change] { changes.filter { $0.documents.contains(.changeRequest) } }
  package var withoutTicket: [Change] { changes.filter { $0.documents.isEmpty && $0.kind != .bookkeeping } }
  package var bookkeeping: [Change] { changes.filter { $0.kind == .bookkeeping } }

  /// The environments that an enablement ticket is needed for.
  package var enabled: Set<String> {
    let changes = self.changes.filter { $0.documents.contains(.enablementTicket) }
    if changes.contains(where: { $0.environment == nil }) { return Set(new?.environments.map(\.id) ?? []) }
    return Set(changes.compactMap(\.environment))
  }

  /// The enablement ticket that a new or moved environment needs; nil where there is none.
  package var ticket: Ticket? {
    guard let new, !enabled.isEmpty else { return nil }
    return Ticket(new, named: enabled, exceptions: exceptions)
  }

  /// The changes of some environments, and those of the project as a whole, which concern each of them; nil where none are left.
  package func restricted(to environments: Set<String>) -> ProjectChange? {
    let kept = changes.filter { $0.environment.map(environments.contains) ?? true }
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
