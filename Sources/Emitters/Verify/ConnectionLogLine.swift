/// What one line of curl's output, or of our script's, says.
enum ConnectionLogLine: Equatable {
  /// A line of our own script, which tells all of a try.
  case told(ConnectionLog.Attempt)
  /// What is asked for: a command line, the URL that curl rebuilt, the name that it resolved.
  case target(String, Int)
  case trying(String?, Int?)
  case connected(String?, Int?)
  /// One of the addresses of a host failed; another may do.
  case addressFailed(ConnectionVerdict)
  /// The try failed; a line that gives no reason has no verdict.
  case failed(String?, Int?, ConnectionVerdict?)
  /// The try is over, whatever came of it.
  case ended(ConnectionVerdict?)

  /// - Parameter bytes: a line without its end. Colours, time stamps and whatever else stands before curl's words are passed over.
  /// - Returns: nil where the line says nothing of a connection.
  static func event(_ bytes: UnsafeRawBufferPointer) -> ConnectionLogLine? {
    // Most lines of a long log say nothing of a connection: they cost one look for each of these.
    guard
      ["onnect", "telnet://", "esolv", "Trying", "curl: (", " port ", "unreachable", "No route"].contains(where: {
        contains(bytes, $0)
      })
    else { return nil }
    let line = plain(bytes)
    if let (host, port) = target(line) { return .target(host, port) }
    if let attempt = told(line) { return .told(attempt) }
    if let rest = line.after("Connected to ") ?? line.after("stablished connection to ") { return connected(rest) }
    if let rest = line.after("About to connect() to "), case (let host?, let port?) = place(rest) {
      return .target(host, port)
    }
    if let rest = line.after("Host "), let end = rest.firstRange(of: " was resolved"),
      let (host, port) = socket(rest[..<end.lowerBound])
    {
      return .target(host, port)
    }
    if let rest = line.after("Trying ") { return trying(rest) }
    return failure(line)
  }

  private static func failure(_ line: String) -> ConnectionLogLine? {
    let reason = reason(line)
    if reason == .nameNotFound {
      let name = (line.after("esolve host") ?? "").drop { ": '\"".contains($0) }.prefix { !" '\";(".contains($0) }
      return .failed(name.isEmpty ? nil : String(name), nil, reason)
    }
    // Older versions write "Failed connect to HOST:PORT; REASON".
    if let rest = line.after("Failed connect to "), let (host, port) = socket(rest.prefix { $0 != ";" }) {
      return .failed(host, port, reason ?? code(line))
    }
    if let rest = line.after("Failed to connect to ") {
      let (host, port) = place(rest)
      return .failed(host, port, reason ?? code(line))
    }
    if line.contains("url: (") { return .ended(reason ?? code(line)) }
    if line.contains("losing connection") { return .ended(nil) }
    // "Connection timed out after 10001 milliseconds", "Connection timeout after 10001 ms", "Operation timed out after …".
    if reason == .timedOut, line.contains(" after ") { return .ended(reason) }
    // "connect to ADDRESS port 80 failed: Connection refused", "Immediate connect fail for ADDRESS: Network is unreachable".
    return reason.map { .addressFailed($0) }
  }

  /// The reason in words.
  private static func reason(_ line: String) -> ConnectionVerdict? {
    if line.contains("esolve host") || line.contains("esolving timed out") { return .nameNotFound }
    if line.contains("onnection refused") { return .refused }
    if line.contains("No route to host") || line.contains("etwork is unreachable") { return .noRoute }
    if line.contains("timed out") || line.contains("imeout was reached") || line.contains("onnection timeout") {
      return .timedOut
    }
    return nil
  }

  /// The reason by curl's exit status; 7 is said of all that fails to connect, most of all of what is refused.
  private static func code(_ line: String) -> ConnectionVerdict? {
    guard let rest = line.after("url: ("), let number = Int(rest.prefix { $0.isNumber }) else { return nil }
    return switch number {
    case 6: .nameNotFound
    case 7: .refused
    case 28: .timedOut
    default: nil
    }
  }

  /// Host and port of `telnet://HOST:PORT`.
  private static func target(_ line: String) -> (String, Int)? {
    guard let rest = line.after("telnet://") else { return nil }
    return socket(rest.prefix { !" /'\"".contains($0) })
  }

  /// `HOST:PORT`, `[ADDRESS]:PORT`.
  private static func socket(_ text: Substring) -> (String, Int)? {
    guard let colon = text.lastIndex(of: ":"), let port = number(text[text.index(after: colon)...]) else { return nil }
    let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
    return host.isEmpty ? nil : (host, port)
  }

  /// `10.0.0.5:80...`, `[::1]:80...`, in older versions `10.0.0.5...`.
  private static func trying(_ rest: Substring) -> ConnectionLogLine {
    let text = rest.prefix { $0 != " " }.drop { $0 == " " }
    let bare = text.hasSuffix("...") ? text.dropLast(3) : text
    let isSocket = bare.contains("]") || bare.filter { $0 == ":" }.count == 1
    if isSocket, let (host, port) = socket(bare) { return .trying(host, port) }
    return .trying(bare.isEmpty ? nil : String(bare), nil)
  }

  /// `HOST (ADDRESS) port PORT (#0)`; since curl 8.16 `HOST (ADDRESS port PORT) from ADDRESS port PORT`.
  private static func connected(_ rest: Substring) -> ConnectionLogLine {
    let (host, port) = place(rest)
    return .connected(host, port)
  }

  /// Host and port of `HOST (ADDRESS) port PORT …` and `HOST port PORT …`. A host that was folded with a blank in it is put together.
  private static func place(_ rest: Substring) -> (String?, Int?) {
    guard let range = rest.firstRange(of: " port ") else { return (nil, nil) }
    var host = rest[..<range.lowerBound]
    if let bracket = host.firstRange(of: " (") { host = host[..<bracket.lowerBound] }
    let name = host.filter { $0 != " " && $0 != "[" && $0 != "]" }
    return (name.isEmpty ? nil : name, number(rest[range.upperBound...].prefix { $0.isNumber }))
  }

  private static func number(_ text: Substring) -> Int? { Int(text).flatMap { (1...65535).contains($0) ? $0 : nil } }

  /// `connected       HOST port PORT (SERVICE)`.
  private static func told(_ line: String) -> ConnectionLog.Attempt? {
    guard let middle = line.firstRange(of: " port "), let space = line[..<middle.lowerBound].lastIndex(of: " ") else {
      return nil
    }
    let rest = line[middle.upperBound...]
    let digits = rest.prefix { $0.isNumber }
    guard let port = number(digits), rest.dropFirst(digits.count).hasPrefix(" (") else { return nil }
    var before = line[..<space]
    while before.last == " " { before.removeLast() }
    guard
      let verdict = ConnectionVerdict.allCases.first(where: {
        before == $0.rawValue || before.hasSuffix(" " + $0.rawValue)
      })
    else {
      return nil
    }
    let host = line[line.index(after: space)..<middle.lowerBound].filter { $0 != "[" && $0 != "]" }
    return host.isEmpty ? nil : ConnectionLog.Attempt(host: host, port: port, verdict: verdict)
  }

  // MARK: Bytes

  /// The line without what steers a terminal.
  private static func plain(_ bytes: UnsafeRawBufferPointer) -> String {
    guard bytes.contains(0x1B) else { return String(decoding: bytes, as: UTF8.self) }
    var kept: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x1B else {
        kept.append(bytes[index])
        index += 1
        continue
      }
      index += 1
      guard index < bytes.count, bytes[index] == UInt8(ascii: "[") else { continue }
      index += 1
      // Parameters up to the letter that ends the sequence.
      while index < bytes.count, !(0x40...0x7E).contains(bytes[index]) { index += 1 }
      index += 1
    }
    return String(decoding: kept, as: UTF8.self)
  }

  private static func contains(_ bytes: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count >= count else { return false }
    let first = word.utf8Start[0]
    for start in 0...(bytes.count - count) where bytes[start] == first {
      if (1..<count).allSatisfy({ bytes[start + $0] == word.utf8Start[$0] }) { return true }
    }
    return false
  }
}

extension String {
  /// What follows the first occurrence of a word.
  fileprivate func after(_ word: String) -> Substring? { firstRange(of: word).map { self[$0.upperBound...] } }
}
