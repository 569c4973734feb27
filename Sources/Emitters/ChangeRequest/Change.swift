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

  package enum Mark: String, Sendable { case added = "+", changed = "~", removed = "-" }

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

    /// What is sent to Adobe for it.
    package var document: Document {
      switch self {
      case .enable: .enablementTicket
      case .move: .enablementTicket
      case .removeConnection, .changeAccount, .addEndpointService, .removeEndpointService, .replaceEndpointService, .openPort, .closePort,
        .changeConnectionType:
        .changeRequest
      case .renameEndpointService, .ownSide, .bookkeeping: .none
      }
    }
  }

  package enum Document: String, Sendable {
    case enablementTicket = "enablement-ticket"
    case changeRequest = "change-request"
    case none
  }

  /// Who has to do something.
  package enum Actor: String, Sendable { case adobe, customer }

  init(
    _ project: String, _ environment: String?, _ kind: Kind, _ mark: Mark, _ summary: String, before: String? = nil, after: String? = nil
  ) {
    self.project = project
    self.environment = environment
    self.kind = kind
    self.mark = mark
    self.summary = summary
    self.before = before
    self.after = after
  }

  package var actors: [Actor] {
    switch kind {
    case .enable, .changeAccount, .addEndpointService, .replaceEndpointService, .changeConnectionType, .move, .removeConnection,
      .removeEndpointService:
      [.adobe, .customer]
    case .openPort, .closePort: summary.contains("toward Adobe Commerce") ? [.adobe] : [.adobe, .customer]
    case .ownSide: [.customer]
    case .renameEndpointService, .bookkeeping: []
    }
  }

  /// What stops working while or after it is made.
  package var interruption: String {
    switch kind {
    case .enable, .addEndpointService, .openPort: "nothing is interrupted"
    case .removeConnection: "the connection ends"
    case .changeAccount: "endpoints of the old account lose their access; those of the new one have to be approved"
    case .removeEndpointService: "Adobe Commerce no longer reaches this service"
    case .replaceEndpointService:
      "Adobe Commerce does not reach the service until it is connected to the new one and you have approved the request"
    case .closePort: "what uses the port is cut off"
    case .changeConnectionType: "the half that stays is not interrupted"
    case .move: "the connection ends, and a new one takes up to five business days"
    case .ownSide, .renameEndpointService, .bookkeeping: "nothing is interrupted"
    }
  }

  /// The step on the customer's side; nil where there is none.
  package var customerStep: String? {
    switch kind {
    case .removeConnection: "delete your endpoint, and your endpoint service if nothing else uses it, once Adobe confirms"
    case .changeAccount: "create the endpoint in the new account, and delete the old one when the new one works"
    case .addEndpointService, .replaceEndpointService: "let Adobe in to the service, and approve its connection request"
    case .removeEndpointService: "delete the endpoint service once Adobe confirms, if nothing else uses it"
    case .openPort where !summary.contains("toward Adobe Commerce"): "add the listener to your load balancer"
    case .closePort where !summary.contains("toward Adobe Commerce"): "remove the listener from your load balancer"
    case .changeConnectionType: "follow the runbook for the half that comes"
    case .enable, .move: "follow the runbook"
    case .ownSide: ownStep
    default: nil
    }
  }

  private var ownStep: String {
    if summary.contains("principal") { return "run `aws ec2 modify-vpc-endpoint-service-permissions`" }
    if summary.contains("acceptance") { return "run `aws ec2 modify-vpc-endpoint-service-configuration`" }
    if summary.contains("load balancer") {
      return "run `aws ec2 modify-vpc-endpoint-service-configuration` with the load balancers that come and go"
    }
    return "change it on your side"
  }
}

/// The changes of one project.
package struct ProjectChange: Sendable {
  /// The newer side, or the older where the project is gone.
  package let project: EffectiveProject
  package let changes: [Change]
  /// The ticket numbers the enablement was done under.
  package let tickets: [String]

  package var asked: [Change] { changes.filter { $0.kind.document == .changeRequest } }
  package var enabled: [Change] { changes.filter { $0.kind.document == .enablementTicket } }
  package var own: [Change] { changes.filter { $0.kind == .ownSide || $0.kind == .renameEndpointService } }
  package var bookkeeping: [Change] { changes.filter { $0.kind == .bookkeeping } }
}

extension ProjectChange {
  /// The changes of some environments only; nil where none are left.
  package func restricted(to environments: Set<String>) -> ProjectChange? {
    let kept = changes.filter { $0.environment.map(environments.contains) ?? false }
    return kept.isEmpty ? nil : ProjectChange(project: project, changes: kept, tickets: tickets)
  }
}
