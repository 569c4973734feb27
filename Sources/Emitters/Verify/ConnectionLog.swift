/// What the output of `curl -v telnet://…` says of each connection it tried.
///
/// curl does not say where a try begins or ends, and each of its versions words it differently: every line is read for itself
/// (`ConnectionLogLine`), and a line that cannot belong to the try before it begins a new one.
package struct ConnectionLog: Sendable {
  /// One try. The host is the one that was asked for; curl may name another one that answered.
  package struct Attempt: Sendable, Equatable {
    package var host: String?
    package var port: Int?
    package var verdict: ConnectionVerdict?

    func isFor(_ host: String?, _ port: Int?) -> Bool {
      (host == nil || self.host == nil || host?.lowercased() == self.host?.lowercased())
        && (port == nil || self.port == nil || port == self.port)
    }
  }

  package private(set) var attempts: [Attempt] = []
  private var current = Attempt()
  /// curl has told how this try ended; what it says of it on standard error may still follow.
  private var isEnded = false
  /// The last word was "couldn't connect", without a reason.
  private var isUnexplained = false

  /// What stands further behind in a line is none of curl's words.
  private static let longestLine = 16_384

  /// Reads a log: curl's own output, with the command lines before it or not, or the lines that our script prints.
  package init(_ bytes: UnsafeRawBufferPointer) {
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      guard
        let event = ConnectionLogLine.event(UnsafeRawBufferPointer(rebasing: line.prefix(ConnectionLog.longestLine)))
      else { continue }
      read(event)
    }
    finish()
  }

  package init(_ text: String) {
    self = Array(text.utf8).withUnsafeBytes { ConnectionLog($0) }
  }

  private mutating func read(_ event: ConnectionLogLine) {
    switch event {
    case .told(let attempt):
      finish()
      attempts.append(attempt)
    case .target(let host, let port):
      // curl repeats the target of the command line as the URL it rebuilt, and as the name it resolved.
      if current.verdict != nil || isEnded || !current.isFor(host, port) { finish() }
      current.host = host
      current.port = port
    case .trying(let address, let port):
      if current.verdict == .connected || isEnded { finish() }
      current.host = current.host ?? address
      current.port = current.port ?? port
    case .connected(let host, let port): readConnected(host, port)
    case .addressFailed(let verdict):
      if current.verdict == .connected || isEnded { finish() }
      settle(verdict)
    case .failed(let host, let port, let verdict): readFailed(host, port, verdict)
    case .ended(let verdict):
      // An open connection ends in a time-out as well: nothing takes "connected" back.
      if current.verdict != .connected { settle(verdict) }
      isEnded = true
    }
  }

  private mutating func readConnected(_ host: String?, _ port: Int?) {
    if current.verdict == .connected || isEnded { finish() }
    current.host = current.host ?? host
    current.port = current.port ?? port
    current.verdict = .connected
  }

  private mutating func readFailed(_ host: String?, _ port: Int?, _ verdict: ConnectionVerdict?) {
    if current.verdict == .connected || (isEnded && !current.isFor(host, port)) { finish() }
    // Before a name is known curl speaks of addresses.
    if !current.isFor(host, port) { current = Attempt() }
    current.host = host ?? current.host
    current.port = port ?? current.port
    settle(verdict)
    isUnexplained = isUnexplained || current.verdict == nil
    isEnded = true
  }

  /// Of several addresses of a host one may refuse and another not answer: the refusal tells more.
  private mutating func settle(_ verdict: ConnectionVerdict?) {
    guard let verdict else { return }
    let order = ConnectionVerdict.allCases
    guard let earlier = current.verdict, let before = order.firstIndex(of: earlier),
      let now = order.firstIndex(of: verdict)
    else {
      current.verdict = verdict
      return
    }
    if now < before { current.verdict = verdict }
  }

  private mutating func finish() {
    if current.verdict == nil, isUnexplained { current.verdict = .refused }
    if current.verdict != nil { attempts.append(current) }
    current = Attempt()
    isEnded = false
    isUnexplained = false
  }
}
