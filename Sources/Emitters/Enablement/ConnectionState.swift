import Diagnostics

/// How far one half of a connection is. Every view (runbook, overview, editor) uses this vocabulary.
package enum ConnectionState: Sendable, Equatable {
  /// The manifest has errors or lacks what the ticket needs; 0 where nobody counted the errors.
  case notReady(errors: Int)
  case ticketToSend
  case waitingForAdobe(ticket: String?)
  /// Adobe has named its endpoint service, and the customer has no endpoint to it yet.
  case endpointToCreate
  /// The customer's endpoint is there, and Adobe has not approved it.
  case waitingForApproval
  /// On Azure: Adobe has named its subscription, which has to see the customer's Private Link service.
  case accessToGrant
  /// Adobe's endpoint is there, and the customer has not approved it.
  case requestToApprove
  case toBeTested
  /// The day of the last test that passed, `YYYY-MM-DD`.
  case connected(since: String)

  /// Who acts next.
  package enum Actor: String, Sendable, CaseIterable { case customer, adobe, nobody }

  package var actor: Actor {
    switch self {
    case .notReady, .ticketToSend, .endpointToCreate, .accessToGrant, .requestToApprove, .toBeTested: .customer
    case .waitingForAdobe, .waitingForApproval: .adobe
    case .connected: .nobody
    }
  }

  /// Every name that a state may have.
  package static let names = [
    ConnectionState.notReady(errors: 0), .ticketToSend, .waitingForAdobe(ticket: nil), .endpointToCreate,
    .waitingForApproval, .accessToGrant, .requestToApprove, .toBeTested, .connected(since: ""),
  ].map(\.name)

  /// The state without its particulars: what a total counts by.
  package var name: String {
    switch self {
    case .notReady: "not ready"
    case .ticketToSend: "ticket to send"
    case .waitingForAdobe: "waiting for Adobe"
    case .endpointToCreate: "endpoint to create"
    case .waitingForApproval: "waiting for Adobe's approval"
    case .accessToGrant: "access to grant"
    case .requestToApprove: "request to approve"
    case .toBeTested: "to be tested"
    case .connected: "connected"
    }
  }

  /// "1 ticket to send", "2 with a ticket to send": environments are counted, and several may share a ticket.
  static func count(_ count: Int, named state: String) -> String {
    guard count > 1, let noun = state.split(separator: " ").first,
      ["ticket", "endpoint", "access", "request"].contains(noun)
    else {
      return "\(count) \(state)"
    }
    return noun == "access" ? "\(count) with \(state)" : "\(count) with \(Display.withArticle(state))"
  }

  /// "waiting for Adobe (ticket 251234567)", "connected (verified 2026-11-21)".
  package var description: String {
    switch self {
    case .notReady(let errors) where errors > 0: "\(name) (\(Display.count(errors, "error")))"
    case .waitingForAdobe(let ticket?): "\(name) (ticket \(ticket))"
    case .connected(let since): "\(name) (verified \(since))"
    default: name
    }
  }
}

/// One half of a connection: a direction, and on the way to the customer's network an endpoint service.
package enum ConnectionHalf: Sendable, Hashable {
  /// From the customer's network to Adobe Commerce.
  case towardCommerce
  /// From Adobe Commerce to an endpoint service of the customer.
  case towardCustomer(service: String)
}
