import Diagnostics

/// The verdicts on a manifest's connections, from a log.
package struct ConnectionReport: Sendable {
  /// One connection of the manifest.
  package struct Line: Sendable {
    package let test: ConnectionTest
    /// nil: the log does not contain it.
    package var verdict: ConnectionVerdict?
    /// Addresses that failed before another one of the host connected.
    package var failedAddresses: [String: ConnectionVerdict] = [:]
  }

  package private(set) var lines: [Line]
  /// Connections of the manifest that no test can try.
  package let untestable: [EnvironmentConnections.Untestable]
  /// Tries in the log that are not a connection of the manifest, and why.
  package private(set) var others: [(attempt: ConnectionLog.Attempt, why: String)] = []
  /// Whether any connection was tried in the log, of the manifest or not.
  package let isEmpty: Bool

  /// Judges a log by a manifest. Of several tries of a connection the last counts.
  ///
  /// - Parameters:
  ///   - log: what was printed.
  ///   - connections: those of the environments that are judged.
  ///   - elsewhere: those of the manifest's other environments; tries of these are passed over.
  package init(
    _ log: ConnectionLog,
    _ connections: [EnvironmentConnections],
    elsewhere: [EnvironmentConnections] = []
  ) {
    lines = connections.flatMap(\.tests).map { Line(test: $0) }
    untestable = connections.flatMap(\.untestable)
    isEmpty = log.attempts.isEmpty
    let known = KnownConnections(connections)
    let passedOver = KnownConnections(elsewhere)
    for attempt in log.attempts {
      let found = known.places(attempt)
      let isAmbiguous = Set(found.map { lines[$0.line].test.endpoint.place }).count > 1
      if found.isEmpty {
        if passedOver.places(attempt).isEmpty { others.append((attempt, known.objection(attempt))) }
      } else if isAmbiguous, attempt.heading == nil {
        others.append((attempt, "in several environments of the manifest: evaluate one at a time, with --environment"))
      } else {
        for place in found { judge(place, attempt) }
      }
    }
  }

  private mutating func judge(_ place: KnownConnections.Place, _ attempt: ConnectionLog.Attempt) {
    let earlier = lines[place.line].verdict
    // A try that shows nothing takes nothing back, and one without a reason no reason.
    if place.verdict == .unclear, earlier != nil { return }
    if place.verdict == .failed, let earlier, earlier != .connected, earlier != .unclear { return }
    lines[place.line].verdict = place.verdict
    let failed = attempt.addresses.filter { $0.value != .connected && $0.value != .noRoute }
    lines[place.line].failedAddresses = place.verdict == .connected ? failed : [:]
  }

  package func count(_ verdict: ConnectionVerdict) -> Int { lines.count { $0.verdict == verdict } }
  package var untestedCount: Int { lines.count { $0.verdict == nil } }

  /// Every connection of the manifest is in the log and connected.
  package var isComplete: Bool {
    !lines.isEmpty && untestable.isEmpty && lines.allSatisfy { $0.verdict == .connected }
  }

  /// The endpoints all of whose ports connected: those whose `verified` may be recorded.
  package var verifiedEndpoints: [ConnectionTest.Endpoint] { connectedEndpoints.filter { !$0.hasDatagramPorts } }

  /// The endpoints all of whose TCP ports connected.
  var connectedEndpoints: [ConnectionTest.Endpoint] {
    var order: [ConnectionTest.Endpoint] = []
    var isVerified: [ConnectionTest.Endpoint: Bool] = [:]
    for line in lines {
      if isVerified[line.test.endpoint] == nil { order.append(line.test.endpoint) }
      isVerified[line.test.endpoint, default: true] =
        isVerified[line.test.endpoint] != false && line.verdict == .connected
    }
    return order.filter { isVerified[$0] == true }
  }
}

/// Finds the connections of a manifest that a try in a log is one of. Host names are compared as they are: another
/// endpoint of the same service is another connection.
private struct KnownConnections {
  /// A line of the report, and what the try says of it.
  struct Place {
    let line: Int
    let verdict: ConnectionVerdict
  }
  private struct Target: Hashable {
    let host: String
    let port: Int
  }

  private var byTarget: [Target: [Int]] = [:]
  private var byHost: [String: [Int]] = [:]
  private var isAddress: Set<String> = []
  private var headings: [String?] = []

  init(_ connections: [EnvironmentConnections]) {
    for environment in connections {
      for test in environment.tests {
        let host = KnownConnections.canonical(test.host)
        byTarget[Target(host: host, port: test.port), default: []].append(headings.count)
        byHost[host, default: []].append(headings.count)
        if LogAddress.bytes(host) != nil { isAddress.insert(host) }
        headings.append(environment.heading(test.endpoint.side))
      }
    }
  }

  func places(_ attempt: ConnectionLog.Attempt) -> [Place] {
    var found: [Int: ConnectionVerdict] = [:]
    if let host = attempt.host.map(KnownConnections.canonical) {
      if let port = attempt.port {
        for line in byTarget[Target(host: host, port: port)] ?? [] { found[line] = attempt.verdict }
      } else if attempt.verdict == .nameNotFound {
        // Whatever the port, there is no host.
        for line in byHost[host] ?? [] { found[line] = attempt.verdict }
      }
    }
    // A name leads to an address that the manifest names.
    if let port = attempt.port, !isAddress.isEmpty {
      for (address, verdict) in attempt.addresses {
        for line in byTarget[Target(host: KnownConnections.canonical(address), port: port)] ?? []
        where found[line] == nil {
          found[line] = verdict
        }
      }
    }
    let all = found.sorted { $0.key < $1.key }.map { Place(line: $0.key, verdict: $0.value) }
    guard let heading = attempt.heading else { return all }
    let under = all.filter { headings[$0.line] == heading }
    return under.isEmpty ? all : under
  }

  /// Why a try is not a connection of the manifest.
  func objection(_ attempt: ConnectionLog.Attempt) -> String {
    guard let host = attempt.host.map(KnownConnections.canonical) else { return "the log does not name the host" }
    if let asked = attempt.asked { return "not in the manifest; the command asked for \(Display.oneLine(asked))" }
    if byHost[host] == nil {
      return attempt.isAddressOnly
        ? "not in the manifest; keep the command line in the log, which names the host" : "not in the manifest"
    }
    return attempt.port == nil
      ? "the log does not say which port: keep the command line in it" : "this port is not in the manifest"
  }

  /// One spelling of a host: lower case, no final dot, the bytes of an address.
  private static func canonical(_ host: String) -> String {
    let name = Array(host.utf8)[...].lowercased.host ?? ""
    return LogAddress.bytes(name)?.map { String($0) }.joined(separator: ".") ?? name
  }
}

extension ConnectionTest.Endpoint {
  /// The environment, as one word to tell it from others.
  fileprivate var place: [String] { [project, environment, side.rawValue] }
}
