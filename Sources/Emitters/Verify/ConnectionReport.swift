import Diagnostics

/// The verdicts on a manifest's connections, from a log.
package struct ConnectionReport: Sendable {
  package let lines: [Line]
  /// Tries in the log that are no connection of the manifest.
  package let others: [ConnectionLog.Attempt]

  package struct Line: Sendable {
    package let test: ConnectionTest
    /// nil: the log does not hold it.
    package let verdict: ConnectionVerdict?
  }

  /// The last try of each connection counts.
  package init(_ log: ConnectionLog, _ tests: [ConnectionTest]) {
    let known = KnownConnections(tests)
    var last: [ConnectionTest: ConnectionVerdict] = [:]
    var others: [ConnectionLog.Attempt] = []
    for attempt in log.attempts {
      let found = known.tests(attempt)
      if found.isEmpty { others.append(attempt) }
      for test in found { last[test] = attempt.verdict }
    }
    lines = tests.map { Line(test: $0, verdict: last[$0]) }
    self.others = others
  }

  package var hasFailure: Bool {
    lines.contains { $0.verdict != nil && $0.verdict != .connected } || others.contains { $0.verdict != .connected }
  }
  package var isEmpty: Bool { others.isEmpty && lines.allSatisfy { $0.verdict == nil } }

  package func render() -> String {
    let hasOneProject = Set(lines.map(\.test.project)).count < 2
    var rows = lines.map { line in
      let place = hasOneProject ? line.test.environment : "\(line.test.project), \(line.test.environment)"
      return [
        line.verdict?.rawValue ?? "not in the log", "\(line.test.host) port \(line.test.port)",
        "\(place), \(line.test.service)",
      ]
    }
    rows += others.map {
      let host = $0.host.map { Shown.oneLine($0) } ?? "an unnamed host"
      return [$0.verdict?.rawValue ?? "", "\(host)\($0.port.map { " port \($0)" } ?? "")", "not in the manifest"]
    }
    return Columns.aligned(rows, indent: "") + advice()
  }

  private func advice() -> String {
    let sides: [(ConnectionTest.Side?, String, [ConnectionVerdict])] = [
      (.customer, ", toward Adobe Commerce", lines.filter { $0.test.side == .customer }.compactMap(\.verdict)),
      (.commerce, ", from Adobe Commerce", lines.filter { $0.test.side == .commerce }.compactMap(\.verdict)),
      (nil, "", others.compactMap(\.verdict)),
    ]
    var text = ""
    for (side, name, verdicts) in sides {
      for verdict in ConnectionVerdict.allCases where verdicts.contains(verdict) {
        if let advice = verdict.advice(side) { text += "\n\(verdict.rawValue)\(name): \(advice)\n" }
      }
    }
    return text
  }
}

/// Finds the connections of a manifest that a try in a log is one of.
private struct KnownConnections {
  private var byHost: [String: [ConnectionTest]] = [:]
  /// Another endpoint of the same service may answer, and a log may hold that name only.
  private var byService: [String: [ConnectionTest]] = [:]

  init(_ tests: [ConnectionTest]) {
    for test in tests {
      byHost["\(test.host.lowercased()):\(test.port)", default: []].append(test)
      if let service = KnownConnections.service(in: test.host) {
        byService["\(service):\(test.port)", default: []].append(test)
      }
    }
  }

  func tests(_ attempt: ConnectionLog.Attempt) -> [ConnectionTest] {
    guard let host = attempt.host, let port = attempt.port else { return [] }
    if let exact = byHost["\(host.lowercased()):\(port)"] { return exact }
    guard let service = KnownConnections.service(in: host), let found = byService["\(service):\(port)"] else {
      return []
    }
    return Set(found.map(\.host)).count == 1 ? found : []
  }

  /// The service ID inside an endpoint's host name.
  private static func service(in host: String) -> Substring? {
    host.lowercased()[...].split(separator: ".").first { $0.hasPrefix("vpce-svc-") }
  }
}
