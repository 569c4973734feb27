import Diagnostics
import ManifestModel

/// What the formats of an overview say alike.
enum OverviewWords {
  static let columns = ["Environment", "Type", "Direction", "Ports", "State", "Who acts next", "Next step"]

  /// "TCP 80, 2222; UDP 514".
  static func ports(_ ports: [EffectivePort]) -> String {
    let groups = [Transport.tcp, .udp].map { transport in
      (transport, ports.filter { $0.transport == transport }.map { String($0.number) })
    }
    let texts = groups.filter { !$0.1.isEmpty }.map {
      "\($0.0.rawValue.uppercased()) \(unique($0.1).joined(separator: ", "))"
    }
    return texts.isEmpty ? "no ports" : texts.joined(separator: "; ")
  }

  /// "customer", "Adobe", "customer and Adobe", "nobody".
  static func actors(_ actors: [ConnectionState.Actor]) -> String { Words.list(actors.map(actor)) }

  static func actor(_ actor: ConnectionState.Actor) -> String { actor == .adobe ? "Adobe" : actor.rawValue }

  static func type(_ environment: EffectiveEnvironment) -> String {
    environment.connection?.rawValue ?? "unknown type"
  }

  /// What a removed environment says instead of its state.
  static let removed = "removed"

  static func state(_ half: OverviewHalf, of environment: OverviewEnvironment) -> String {
    environment.mark == .removed ? removed : half.state.description
  }

  static func actor(_ half: OverviewHalf, of environment: OverviewEnvironment) -> String {
    environment.mark == .removed ? "" : actor(half.state.actor)
  }

  /// What is said of a mark where a sign is not enough.
  static func word(_ mark: Change.Mark) -> String {
    switch mark {
    case .added: "added"
    case .changed: "changed"
    case .removed: "removed"
    }
  }

  /// "2027-01-31", "no end date".
  static func until(_ exception: RequestedException) -> String { exception.until ?? "no end date" }

  /// "until 2027-01-31", "without an end date".
  static func term(_ exception: RequestedException) -> String {
    exception.until.map { "until \($0)" } ?? "without an end date"
  }

  /// What a manifest says of an exception, and what it does not.
  static let exceptions = "The manifests ask Adobe for these exceptions. Whether Adobe granted them is not recorded."

  /// What a state means, for who reads its name for the first time.
  static func meaning(_ state: ConnectionState) -> String {
    switch state {
    case .notReady: "The manifest has errors, or lacks something that the ticket needs."
    case .ticketToSend: "The enablement ticket can be written and sent to Adobe."
    case .waitingForAdobe: "The ticket was sent, and Adobe has the next step."
    case .endpointToCreate: "Adobe has named its service; the customer has no endpoint to it yet."
    case .waitingForApproval: "The customer's endpoint exists, and Adobe has to approve it."
    case .accessToGrant: "Azure: Adobe's subscription is known, and the customer has to allow it."
    case .requestToApprove: "Adobe's endpoint exists, and the customer has to approve it."
    case .toBeTested: "The connection is approved, but no test is recorded since then."
    case .connected: "A test passed after the approval."
    }
  }

  /// "production", "whole project".
  static func place(_ exception: RequestedException) -> String { exception.environment ?? "whole project" }

  /// A change as `change` says it, with what was before and after.
  static func change(_ change: Change) -> String {
    let values =
      change.mark == .changed && (change.before != nil || change.after != nil)
      ? " (\(change.before ?? "nothing") -> \(change.after ?? "nothing"))" : ""
    return change.summary + values
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

/// A line of the table: one half of a connection, or an environment without any.
struct OverviewRow {
  let environment: OverviewEnvironment
  let isFirst: Bool
  let half: OverviewHalf?

  static func rows(of environment: OverviewEnvironment) -> [OverviewRow] {
    if environment.halves.isEmpty { return [OverviewRow(environment: environment, isFirst: true, half: nil)] }
    return environment.halves.enumerated().map { index, half in
      OverviewRow(environment: environment, isFirst: index == 0, half: half)
    }
  }

  var direction: String { half?.title ?? "neither direction" }
  var ports: String { half.map { OverviewWords.ports($0.ports) } ?? OverviewWords.ports([]) }
  var state: String {
    half.map { OverviewWords.state($0, of: environment) }
      ?? (environment.mark == .removed ? OverviewWords.removed : environment.state.description)
  }
  var stateName: String? { environment.mark == .removed ? nil : (half?.state ?? environment.state).name }
  var actor: String {
    half.map { OverviewWords.actor($0, of: environment) }
      ?? (environment.mark == .removed ? "" : OverviewWords.actor(environment.state.actor))
  }
  /// nil: nothing is left to do, or it is removed.
  var nextStep: OverviewStep? {
    environment.mark == .removed ? nil : half.map(\.step) ?? environment.step
  }
  var step: String { nextStep?.text ?? "" }
}
