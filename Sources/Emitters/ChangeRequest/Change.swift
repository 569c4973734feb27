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
  /// Which way the traffic goes; nil if that makes no difference.
  package var direction: Direction?
  /// What stops working while or after it is made.
  package var interruption = Change.noTraffic
  /// What is connected now and that no change of this comparison interrupts; empty if nothing is at stake.
  package var stays: [String] = []
  /// The step on the customer's side; nil if there is none.
  package var customerStep: Sentence?
  /// The endpoint service that it is about, as Adobe knows it after the change, or knew it where it is gone.
  package var service: EffectiveEndpointService?
  /// What it asks of Adobe, as lines below the request.
  package var details: [Ticket.Fact] = []
  /// The request to Adobe where it is not the summary.
  var ownRequest: String?
  /// The number of the ticket that its environment was enabled under.
  package var ticket: String?
  /// Whether its environment moves: then the new connection is asked for as a whole, and the old one removed as a
  /// whole.
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

  /// What is sent to Adobe for it; nothing if no ticket is needed.
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
  package var interrupts: Bool { interruption != Change.noTraffic }
  /// What is interrupted, for readers.
  var disruption: String { interrupts ? interruption : "none" }

  static let noTraffic = "no traffic"

  /// The request to Adobe, without the stop at its end: it names endpoint services as Adobe knows them.
  package var request: String {
    let words = ownRequest ?? summary
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension EffectiveEnvironment {
  /// Whether anything is known of its enablement, in either direction.
  var hasEnablement: Bool {
    ticket != nil || adobeService != nil || adobeSubscription != nil || !endpoints.isEmpty
      || endpointServices.contains { !$0.endpoints.isEmpty }
  }
}
