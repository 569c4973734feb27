import Diagnostics
import ManifestModel

/// What the output of `curl -v telnet://…` says of each connection it tried.
package struct ConnectionLog: Sendable {
  package enum Verdict: String, Sendable {
    case connected
    case timedOut = "timed out"
    case refused
    case nameNotFound = "name not found"
    case noRoute = "no route"
  }

  /// One try. The host is the one that was asked for; curl may name another one that answered.
  package struct Attempt: Sendable, Equatable {
    package var host: String?
    package var port: Int?
    package var verdict: Verdict?
  }

  package private(set) var attempts: [Attempt] = []

  /// Reads a log: curl's own output, with the command line before it or not, or the lines that our script prints.
  package init(_ text: String) {
    var current = Attempt()
    for line in text.split(whereSeparator: \.isNewline) { read(line, &current) }
    finish(&current)
  }

  private mutating func read(_ line: Substring, _ current: inout Attempt) {
    if let told = ConnectionLog.scriptLine(line) {
      finish(&current)
      attempts.append(told)
    } else if let (host, port) = ConnectionLog.target(in: line) {
      // curl repeats the target of the command line as the URL it rebuilt.
      if current.verdict != nil || (current.host != nil && (current.host != host || current.port != port)) { finish(&current) }
      current.host = host
      current.port = port
    } else if let range = line.firstRange(of: "Connected to ") {
      let (host, port) = ConnectionLog.answer(line[range.upperBound...])
      if current.verdict != nil, current.verdict != .connected { finish(&current) }
      current.host = current.host ?? host
      current.port = current.port ?? port
      current.verdict = .connected
    } else {
      readFailure(line, &current)
    }
  }

  private func readFailure(_ line: Substring, _ current: inout Attempt) {
    if let range = line.firstRange(of: "Failed to connect to ") {
      let (host, port) = ConnectionLog.answer(line[range.upperBound...])
      current.host = current.host ?? host
      current.port = current.port ?? port
    }
    // An open connection ends in a time-out as well: nothing takes "connected" back.
    guard current.verdict != .connected, let verdict = ConnectionLog.failure(line, isAfter: current.verdict) else { return }
    if verdict == .nameNotFound, let range = line.firstRange(of: "resolve host") {
      let name = line[range.upperBound...].drop { ": '\"".contains($0) }.prefix { !" '\";".contains($0) }
      current.host = current.host ?? (name.isEmpty ? nil : String(name))
    }
    current.verdict = verdict
  }

  private mutating func finish(_ current: inout Attempt) {
    if current.verdict != nil { attempts.append(current) }
    current = Attempt()
  }

  /// What a line says went wrong; nil where it says nothing of that.
  private static func failure(_ line: Substring, isAfter earlier: Verdict?) -> Verdict? {
    if line.contains("esolve host") { return .nameNotFound }
    if line.contains("onnection refused") { return .refused }
    if line.contains("No route to host") || line.contains("etwork is unreachable") { return .noRoute }
    if line.contains("timed out") || line.contains("Timeout was reached") || line.contains("timeout") { return earlier ?? .timedOut }
    if line.contains("t connect to server") || line.contains("curl: (7)") { return earlier ?? .refused }
    if line.contains("curl: (28)") { return earlier ?? .timedOut }
    return nil
  }

  /// Host and port of `telnet://HOST:PORT`.
  private static func target(in line: Substring) -> (String, Int)? {
    guard let range = line.firstRange(of: "telnet://") else { return nil }
    var rest = line[range.upperBound...]
    var host: Substring
    if rest.first == "[" {
      guard let close = rest.firstIndex(of: "]") else { return nil }
      host = rest[rest.index(after: rest.startIndex)..<close]
      rest = rest[rest.index(after: close)...]
    } else {
      host = rest.prefix { $0 != ":" && $0 != "/" && $0 != " " && $0 != "'" && $0 != "\"" }
      rest = rest.dropFirst(host.count)
    }
    guard rest.first == ":", let port = Int(rest.dropFirst().prefix { $0.isNumber }), (1...65535).contains(port), !host.isEmpty else {
      return nil
    }
    return (String(host), port)
  }

  /// Host and port of `HOST (ADDRESS) port PORT …` and `HOST port PORT …`. A host that was folded with a blank in it is put together.
  private static func answer(_ rest: Substring) -> (String?, Int?) {
    guard let range = rest.firstRange(of: " port ") else { return (nil, nil) }
    let port = Int(rest[range.upperBound...].prefix { $0.isNumber })
    var host = rest[..<range.lowerBound]
    if let bracket = host.firstRange(of: " (") { host = host[..<bracket.lowerBound] }
    let name = String(host.filter { $0 != " " })
    return (name.isEmpty ? nil : name, port)
  }

  /// A line of our own script: `connected       HOST port PORT (SERVICE)`.
  private static func scriptLine(_ line: Substring) -> Attempt? {
    for verdict in [Verdict.connected, .timedOut, .refused, .nameNotFound, .noRoute] where line.hasPrefix(verdict.rawValue + " ") {
      let rest = line.dropFirst(verdict.rawValue.count).drop { $0 == " " }
      let parts = rest.split(separator: " ", maxSplits: 3)
      guard parts.count >= 3, parts[1] == "port", let port = Int(parts[2]) else { return nil }
      let host = parts[0].first == "[" ? parts[0].dropFirst().prefix { $0 != "]" } : parts[0]
      return Attempt(host: String(host), port: port, verdict: verdict)
    }
    return nil
  }
}

/// The verdicts on a manifest's connections, from a log.
package struct ConnectionReport: Sendable {
  package let lines: [Line]
  /// Tries in the log that are no connection of the manifest.
  package let others: [ConnectionLog.Attempt]

  package struct Line: Sendable {
    package let test: ConnectionTest
    /// nil: the log does not hold it.
    package let verdict: ConnectionLog.Verdict?
  }

  /// The last try of each connection counts. In AWS another endpoint of the same service may answer, so a host is known by its service as well.
  package init(_ log: ConnectionLog, _ tests: [ConnectionTest]) {
    var last: [String: ConnectionLog.Verdict] = [:]
    for attempt in log.attempts {
      guard let host = attempt.host, let port = attempt.port, let verdict = attempt.verdict else { continue }
      last["\(host.lowercased()):\(port)"] = verdict
    }
    lines = tests.map { Line(test: $0, verdict: last["\($0.host.lowercased()):\($0.port)"]) }
    let known = Set(tests.map { "\($0.host.lowercased()):\($0.port)" })
    others = log.attempts.filter { attempt in
      guard let host = attempt.host, let port = attempt.port else { return true }
      return !known.contains("\(host.lowercased()):\(port)")
    }
  }

  package var hasFailure: Bool {
    lines.contains { $0.verdict != nil && $0.verdict != .connected } || others.contains { $0.verdict != .connected }
  }
  package var isEmpty: Bool { others.isEmpty && lines.allSatisfy { $0.verdict == nil } }

  package func render() -> String {
    var rows = lines.map { line in
      [
        line.verdict?.rawValue ?? "not in the log", "\(line.test.host) port \(line.test.port)",
        "\(line.test.environment), \(line.test.service)",
      ]
    }
    rows += others.map {
      [
        $0.verdict?.rawValue ?? "", "\($0.host.map { Shown.oneLine($0) } ?? "an unnamed host")\($0.port.map { " port \($0)" } ?? "")",
        "not in the manifest",
      ]
    }
    var text = Columns.aligned(rows, indent: "")
    let verdicts = Set(lines.compactMap(\.verdict) + others.compactMap(\.verdict))
    for verdict in [ConnectionLog.Verdict.timedOut, .refused, .nameNotFound, .noRoute] where verdicts.contains(verdict) {
      text += "\n\(verdict.rawValue): " + ConnectionReport.advice(verdict) + "\n"
    }
    return text
  }

  /// What to look at next, in the order in which it is most often the cause.
  private static func advice(_ verdict: ConnectionLog.Verdict) -> String {
    switch verdict {
    case .connected: "nothing to do"
    case .timedOut:
      "the request never arrived. Check that the connection request is approved, then the endpoint's security group, then that endpoint and service share a zone and the load balancer has a listener on the port."
    case .refused:
      "the load balancer or host was reached, and nothing listens on the port. Check the service on each machine, the listener, and that the targets are healthy."
    case .nameNotFound:
      "the host name does not resolve. Check the name in the manifest, and that the endpoint still exists; a new one takes some minutes to resolve."
    case .noRoute:
      "this machine has no route to the endpoint. Run the test in the network of the endpoint, and check its route table and network ACL."
    }
  }
}
