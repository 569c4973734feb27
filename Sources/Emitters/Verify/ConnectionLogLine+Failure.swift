/// The lines of tools on a connection that was not made.
extension ConnectionLogLine {
  /// What a line says of a connection that was not made.
  static func failure(_ words: LogWords) -> ConnectionLogLine? {
    let reason = reason(words)
    if reason == .nameNotFound { return .failed(host: unresolved(words), port: unresolvedPort(words), .nameNotFound) }
    if let (host, address, port, _) = traditional(words) ?? busyBox(words), let reason {
      return .addressFailed(host: host, address: address, port: port, reason)
    }
    if let rest = words.after("/dev/tcp/"),
      let (port, following) = rest[rest.until("/").endIndex...].dropFirst().leadingPort,
      following.starts(": ")
    {
      return .failed(host: rest.until("/").host, port: port, reason)
    }
    return summary(words, reason) ?? address(words, reason) ?? end(words, reason)
  }

  /// The last word of a tool on a host.
  private static func summary(_ words: LogWords, _ reason: ConnectionVerdict?) -> ConnectionLogLine? {
    // Older versions write "Failed connect to HOST:PORT; REASON".
    if let rest = words.after("failed connect to "), let (host, port) = rest.until("; ").socket {
      return .failed(host: host, port: port, reason)
    }
    if let rest = words.after("couldn't connect to host at "), let (host, port) = rest.until(" ").socket {
      return .failed(host: host, port: port, reason)
    }
    if let rest = words.after("failed to connect to ") {
      if let name = rest.before(" port "), let port = rest.after(" port ")?.leadingPort?.port {
        return .failed(host: name.host, port: port, reason)
      }
      if let (host, port) = rest.until(" ").trimmed(":").socket { return .failed(host: host, port: port, reason) }
      // "Failed to connect to ADDRESS: REASON" is said of one address, and repeated at the end.
      if words.holds("url: (") { return nil }
      guard let name = rest.before(": ")?.host, LogAddress.bytes(name) != nil else { return nil }
      return .addressFailed(host: nil, address: name, port: nil, reason ?? .failed)
    }
    if words.holds("unable to connect to remote host") || words.holds("can't connect to remote host") {
      return .failed(host: nil, port: nil, reason)
    }
    // Windows: "Connecting To HOST...Could not open connection to the host, on port 23: Connect failed".
    if let name = words.after("connecting to ")?.before("...")?.host, words.holds("could not open connection") {
      return .failed(host: name, port: words.after("on port ")?.leadingPort?.port, reason)
    }
    // "Ncat: Connection refused."; of several addresses ncat names those before the last.
    if words.holds("ncat: "), !words.holds("ncat: connection to "), let reason {
      return .failed(host: nil, port: nil, reason)
    }
    return nil
  }

  /// What is said of one address.
  private static func address(_ words: LogWords, _ reason: ConnectionVerdict?) -> ConnectionLogLine? {
    if let rest = words.after("immediate connect fail for "), let end = rest.before(": ") {
      return .addressFailed(host: nil, address: end.host, port: nil, reason ?? .failed)
    }
    if let rest = words.after("connect to address "), let end = rest.before(": ") {
      return .addressFailed(host: nil, address: end.host, port: nil, reason ?? .failed)
    }
    if let rest = words.after("ncat: connection to "), let end = rest.before(" failed") {
      return .addressFailed(host: nil, address: end.host, port: nil, reason ?? .failed)
    }
    // curl: "connect to ADDRESS port PORT failed: REASON"; nc: "connect to HOST (ADDRESS) port PORT (tcp) failed:
    // REASON".
    if let rest = words.after("connect to ") ?? words.after("connectx to "), let name = rest.before(" port "),
      let port = rest.after(" port ")?.leadingPort?.port, words.holds("failed") || words.holds("timed out")
    {
      let bracket = name.after(" (")?.until(")").host
      let host = (name.before(" (") ?? name).host
      let isAddress = bracket == nil && host.map { LogAddress.bytes($0) != nil } == true
      return .addressFailed(host: isAddress ? nil : host, address: bracket ?? host, port: port, reason ?? .failed)
    }
    // "ipv4 connect timeout after 1998ms, move on!", "After 2000ms connect time, move on!".
    if words.holds(", move on!") { return .addressFailed(host: nil, address: nil, port: nil, .timedOut) }
    return nil
  }

  private static func end(_ words: LogWords, _ reason: ConnectionVerdict?) -> ConnectionLogLine? {
    if let rest = words.after("url: (") {
      let status = rest.until(")").text
      if words.holds("operation timed out") || words.holds(") time-out") { return .ended(.unclear) }
      let hasNoReason = status == "7" || words.holds("couldn't connect")
      return .ended(reason ?? (status == "28" ? .timedOut : hasNoReason ? .failed : .unclear))
    }
    if words.holds("losing connection") || words.holds("shutting down connection") || words.holds("left intact")
      || words.holds("connection closed by foreign host")
    {
      return .ended(nil)
    }
    // Once it is connected curl says "Operation timed out after …".
    if words.holds("operation timed out after ") { return .ended(nil) }
    // "Connection timed out after 10001 milliseconds", "Connection timeout after 10001 ms".
    if reason == .timedOut, words.holds(" after ") { return .ended(reason) }
    // "* Connection refused", and what is alone otherwise.
    return reason.map { .addressFailed(host: nil, address: nil, port: nil, $0) }
  }

  private static let reasons: [(ConnectionVerdict, [StaticString])] = [
    (
      .nameNotFound,
      [
        "resolve host", "resolve: ", "resolving timed out", "resolving host timed out", "name lookup timed out",
        "name or service not known", "temporary failure in name resolution", "servname provided", "getaddrinfo",
        "host lookup failed", "host name lookup failure", "server lookup failure", "no address associated",
        "unknown host", "bad address '", "could not resolve ", "no such host is known",
      ]
    ),
    (.refused, ["connection refused", "actively refused"]),
    (.noRoute, ["no route to host", "network is unreachable", "host is unreachable", "host is down"]),
    (
      .timedOut,
      [
        "timed out", "timeout was reached", "connection timeout", "connection time-out", "connect timeout after",
        "ncat: timeout.", "failed: timeout.", "operation now in progress",
      ]
    ),
  ]

  /// The reason in words.
  private static func reason(_ words: LogWords) -> ConnectionVerdict? {
    reasons.first { $0.1.contains { words.holds($0) } }?.0
  }

  private static func unresolved(_ words: LogWords) -> String? {
    let before: [StaticString] = [
      "resolve hostname ", "resolve host ", "resolve host: ", "resolve: ", "resolving host timed out: ",
      "could not resolve ",
      "getaddrinfo for host ", "server lookup failure: ", "bad address ",
    ]
    for mark in before {
      guard let rest = words.after(mark) else { continue }
      let name = rest.trimmed(" '\"").until(" '\"/;(,!:")
      if let host = name.host, !["host", "hostname", "proxy"].contains(host) { return host }
    }
    // "telnet: HOST: Name or service not known", "HOST: forward host lookup failed: …".
    let after: [StaticString] = [
      ": name or service", ": temporary failure", ": nodename", ": forward host", ": host name lookup",
      ": unknown host",
    ]
    for mark in after {
      guard let name = words.before(mark)?.words.last?.trimmed(":"), !name.holds("getaddrinfo") else { continue }
      if let host = name.host, LogAddress.bytes(host) == nil { return host }
    }
    return nil
  }

  /// nc and telnet say which port they looked up.
  private static func unresolvedPort(_ words: LogWords) -> Int? {
    if let rest = words.after("\" port ") { return rest.leadingPort?.port }
    let socket =
      words.after("server lookup failure: ")?.trimmed().until(", ") ?? words.after("resolve: ")?.until(" ")
      ?? words.after("could not resolve ")?.until(": ")
    guard let socket, let mark = socket.lastIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }) else {
      return nil
    }
    return socket[(mark + 1)...].port
  }
}
