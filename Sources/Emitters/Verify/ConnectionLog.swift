import Diagnostics

/// What a log of connection tests says of each connection that was tried: curl's output, that of nc, ncat, telnet or
/// PowerShell's Test-NetConnection, or that of our own script.
///
/// No tool says where a try begins or ends, and each of their versions words it differently: every line is read for
/// itself (`ConnectionLogLine`), and a line that cannot belong to the try before it begins a new one.
package struct ConnectionLog: Sendable {
  /// One try.
  package struct Attempt: Sendable, Equatable {
    /// The host that the outcome names, or else the one that was asked for.
    package var host: String?
    package var port: Int?
    package var verdict: ConnectionVerdict
    /// The addresses that were tried, with what came of each where the log says it.
    package var addresses: [String: ConnectionVerdict] = [:]
    /// The host of the command line or the URL, where the outcome names another.
    package var asked: String?
    /// The heading of our script above the line.
    package var heading: String?
    /// The host is an address that was tried, and nothing says for which name.
    package var isAddressOnly = false
  }

  package private(set) var attempts: [Attempt] = []
  private var current = Try()
  private var heading: String?
  /// The names over the rows of a table that is being read.
  private var columns: [String] = []

  /// What follows in a line is not a tool's words.
  private static let longestLine = 16_384

  /// - Parameter bytes: text in UTF-8, or in UTF-16 with a byte-order mark, as PowerShell writes it.
  package init(_ bytes: UnsafeRawBufferPointer) {
    if let text = ConnectionLog.wide(bytes) {
      Array(text.utf8).withUnsafeBytes { readAll($0) }
    } else {
      readAll(bytes)
    }
  }

  package init(_ text: String) {
    self = Array(text.utf8).withUnsafeBytes { ConnectionLog($0) }
  }

  private mutating func readAll(_ bytes: UnsafeRawBufferPointer) {
    for line in bytes.split(whereSeparator: { $0.isLineBreak }) {
      let line = UnsafeRawBufferPointer(rebasing: line.prefix(ConnectionLog.longestLine))
      if readRow(line) { continue }
      if let event = ConnectionLogLine.event(line) { read(event) }
    }
    finish()
  }

  private static func wide(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard bytes.count >= 2 else { return nil }
    let isLittle = bytes[0] == 0xFF && bytes[1] == 0xFE
    guard isLittle || (bytes[0] == 0xFE && bytes[1] == 0xFF) else { return nil }
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { (index: Int) -> UInt16 in
      let pair = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? pair.0 | pair.1 << 8 : pair.0 << 8 | pair.1
    }
    return String(decoding: units, as: UTF16.self)
  }

  // MARK: One line after the other

  private mutating func read(_ event: ConnectionLogLine) {
    switch event {
    case .heading(let text):
      finish()
      heading = text
    case .result(let verdict, let host, let port):
      finish()
      attempts.append(Attempt(host: host, port: port, verdict: verdict, heading: heading))
    case .command(let command):
      finish()
      // What follows was typed, whatever our script printed before.
      heading = nil
      current.askedHost = command.host
      current.askedPort = command.port
      current.isProxied = command.isProxied
      current.isDatagram = command.isDatagram
      current.isAnsweredAlone = command.isAnsweredAlone
    case .asked(let host, let port): readAsked(host, port)
    case .trying(let address, let port):
      // In a file telnet's words on an error come before those on what it tried, which the system keeps back.
      let isLate = port == nil && current.tried.isEmpty && current.namedHost == nil && current.verdict != .connected
      let isOther = current.hasOutcome && !current.isFor(nil, port)
      if (current.isOver && !isLate) || isOther || current.hasTried(address) { finish() }
      current.tried.append(address)
      current.triedPort = port ?? current.triedPort
    case .connected(let host, let address, let port, let isResolved):
      readConnected(to: host, address: address, port: port, isResolved: isResolved)
    case .addressFailed(let host, let address, let port, let verdict):
      readFailure(host: host, address: address, port: port, verdict: verdict)
    case .failed(let host, let port, let verdict): readEnd(host: host, port: port, verdict: verdict)
    case .proxied(let host, let port):
      if current.hasEnded { finish() }
      current.readProxy(host, port)
    case .field(let name, let value): readField(name, value: value)
    case .columns(let names):
      if current.isOver { finish() }
      columns = names
    case .answer(let isConnected):
      guard current.isAnsweredAlone, !current.hasEnded else { return }
      readField("tcptestsucceeded", value: isConnected ? "true" : "false")
    case .ended(let verdict):
      // An open connection ends in a time-out as well: nothing takes "connected" back.
      if let verdict, current.verdict != .connected { current.settleAtEnd(verdict) }
      current.hasEnded = true
    }
  }

  private mutating func readAsked(_ host: String, _ port: Int?) {
    // The name of a proxy is not what is asked for.
    if current.isProxied, !current.isOver, current.askedHost != nil { return }
    // curl repeats the target of the command line as the URL it rebuilt, and as the name it resolved, where it may have
    // tried an address of it already.
    if current.isOver || !current.isFor(host, port) { finish() }
    current.askedHost = host
    current.askedPort = port ?? current.askedPort
  }

  private mutating func readConnected(to host: String?, address: String?, port: Int?, isResolved: Bool) {
    let isOther = address.map { !current.tried.isEmpty && !current.hasTried($0) } ?? false
    let isNamedOtherwise = current.namedHost != nil && !current.isFor(host, port)
    if current.isOver || isNamedOtherwise || (isOther && current.askedHost == nil) { finish() }
    if !(isResolved && current.askedHost != nil) { current.namedHost = host ?? current.namedHost }
    if let address = address ?? current.tried.last { current.addresses[address] = .connected }
    current.namedPort = port ?? current.namedPort
    current.verdict = .connected
  }

  private mutating func readFailure(host: String?, address: String?, port: Int?, verdict: ConnectionVerdict) {
    let isNameless = host == nil && address == nil
    // Words without a name may be anything that was received over an open connection.
    if isNameless, current.verdict == .connected || current.hasEnded || !current.isBegun { return }
    // Newer versions of curl say the same of an address twice, and some give no reason the second time: "failed:
    // Success".
    let isAgain = address.map { (current.addresses[$0] ?? verdict) != verdict && verdict != .failed } ?? false
    if current.isOver || isAgain || (host != nil && !current.isFor(host, port)) { finish() }
    current.namedHost = host ?? current.namedHost
    current.namedPort = port ?? current.namedPort
    if let address = address ?? current.lastOpen, verdict != .failed || current.addresses[address] == nil {
      current.addresses[address] = verdict
    }
    current.settle(verdict)
  }

  private mutating func readEnd(host: String?, port: Int?, verdict: ConnectionVerdict?) {
    if host == nil, current.verdict == .connected, !current.hasEnded { return }
    if current.verdict == .connected || (current.hasEnded && !current.isFor(host, port)) { finish() }
    // Before a name is known curl speaks of addresses.
    if !current.isFor(host, port), current.namedHost != nil { finish() }
    current.namedHost = host ?? current.namedHost
    current.namedPort = port ?? current.namedPort
    current.settleAtEnd(verdict ?? .failed)
    current.hasEnded = true
  }

  private mutating func readField(_ name: String, value: String) {
    switch name {
    case "computername":
      // PowerShell warns of an address before it prints the table.
      if current.isOver || (current.namedHost ?? current.askedHost).map({ $0 != value }) == true { finish() }
      current.namedHost = Array(value.utf8)[...].host
    case "remoteaddress":
      if let address = Array(value.utf8)[...].host {
        current.tried.append(address)
      } else {
        current.settle(.nameNotFound)
      }
    case "remoteport": current.namedPort = Array(value.utf8)[...].port ?? current.namedPort
    default:
      if value.hasPrefix("true") {
        current.verdict = .connected
        if let address = current.tried.last { current.addresses[address] = .connected }
      } else if value.hasPrefix("false") {
        current.settleAtEnd(.failed)
      }
      current.hasEnded = true
    }
  }

  /// Reads a row under the names of PowerShell's columns; false if the line is none.
  private mutating func readRow(_ line: UnsafeRawBufferPointer) -> Bool {
    if columns.isEmpty { return false }
    let cells = ConnectionLogLine.cells(line)
    if cells.allSatisfy({ $0.utf8.allSatisfy { $0 == UInt8(ascii: "-") } }) { return true }
    guard cells.count == columns.count, let outcome = columns.firstIndex(of: "tcptestsucceeded"),
      ["true", "false"].contains(cells[outcome])
    else {
      columns = []
      return false
    }
    for name in ConnectionLogLine.fieldNames {
      if let column = columns.firstIndex(of: name) { readField(name, value: cells[column]) }
    }
    return true
  }

  private mutating func finish() {
    if let attempt = current.attempt(under: heading) { attempts.append(attempt) }
    current = Try()
  }
}

/// The attempt that is being read.
private struct Try {
  var askedHost: String?
  var askedPort: Int?
  /// The host that the outcome names.
  var namedHost: String?
  var namedPort: Int?
  var tried: [String] = []
  var triedPort: Int?
  var addresses: [String: ConnectionVerdict] = [:]
  var verdict: ConnectionVerdict?
  /// The last line counts if nothing before it gave a reason.
  private var lastWord: ConnectionVerdict?
  /// The tool has said how this try ended; its exit status may still follow.
  var hasEnded = false
  var isProxied = false
  var isDatagram = false
  /// `True` or `False` on a line of its own is the outcome.
  var isAnsweredAlone = false

  var isBegun: Bool { askedHost != nil || namedHost != nil || !tried.isEmpty }
  /// The address that was tried last and of which nothing is said yet.
  var lastOpen: String? { tried.last { addresses[$0] == nil && !hasResult($0) } }
  var hasOutcome: Bool { verdict != nil || lastWord != nil }
  /// Nothing but the end of it can follow.
  var isOver: Bool { hasEnded || verdict == .connected }

  /// Whether this try may be one of that host and port.
  func isFor(_ host: String?, _ port: Int?) -> Bool {
    let hosts = [namedHost ?? askedHost].compactMap { $0 } + tried
    let ports = [namedPort ?? askedPort ?? triedPort].compactMap { $0 }
    return (host.map { hosts.isEmpty || hosts.contains($0) || (namedHost ?? askedHost) == nil } ?? true)
      && (port.map { ports.isEmpty || ports.contains($0) } ?? true)
  }

  /// curl 7.68 to 7.88 writes an address of version 6 and the port after it with a colon and without brackets.
  func hasTried(_ address: String) -> Bool {
    tried.contains(address) || tried.contains { $0.hasPrefix(address + ":") && LogAddress.bytes(address)?.count == 16 }
  }

  private func hasResult(_ tried: String) -> Bool {
    tried.utf8.contains(UInt8(ascii: ":")) && addresses.keys.contains { tried.hasPrefix($0 + ":") }
  }

  mutating func settle(_ verdict: ConnectionVerdict) { self.verdict = .stronger(self.verdict, verdict) }

  /// A reason in words joins those of the addresses; an exit status without one does not.
  mutating func settleAtEnd(_ verdict: ConnectionVerdict) {
    switch verdict {
    case .failed: lastWord = .failed
    case .unclear: lastWord = .stronger(lastWord, tried.isEmpty || isProxied ? .unclear : .timedOut)
    default: settle(verdict)
    }
  }

  mutating func readProxy(_ host: String?, _ port: Int?) {
    isProxied = true
    askedHost = host ?? askedHost
    askedPort = port ?? askedPort
    // The connection so far was one to the proxy.
    if host != nil { (namedHost, namedPort, tried, addresses) = (nil, nil, [], [:]) }
  }

  func attempt(under heading: String?) -> ConnectionLog.Attempt? {
    if isDatagram { return nil }
    if isProxied {
      guard askedHost != nil, hasOutcome || hasEnded || namedHost != nil || !tried.isEmpty else { return nil }
      return ConnectionLog.Attempt(host: askedHost, port: askedPort, verdict: .unclear, heading: heading)
    }
    // The log ends, or another try begins, while an address has not answered yet.
    let isCutOff = !isOver && !tried.isEmpty && lastOpen == tried.last
    guard let verdict = isCutOff ? .unclear : verdict ?? lastWord else { return nil }
    var attempt = ConnectionLog.Attempt(host: nil, port: namedPort ?? askedPort ?? triedPort, verdict: verdict)
    // An address alone is asked for as such.
    attempt.host = namedHost ?? askedHost ?? tried.first ?? addresses.keys.min()
    attempt.isAddressOnly = namedHost == nil && askedHost == nil
    attempt.addresses = addresses
    // Of an address that the tool says nothing of, the end is reported only where it was the last that was left.
    if verdict != .connected, verdict != .unclear, let last = lastOpen, last == tried.last {
      attempt.addresses[last] = verdict
    }
    attempt.heading = heading
    if let askedHost, let namedHost, askedHost != namedHost { attempt.asked = askedHost }
    return attempt
  }
}
