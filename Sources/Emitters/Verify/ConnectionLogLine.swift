/// What one line of a connection test's output says. Hosts are in lower case.
enum ConnectionLogLine: Equatable {
  /// A heading of our script.
  case heading(String)
  /// A line of our script, which contains everything about one attempt.
  case result(ConnectionVerdict, host: String, port: Int)
  /// A command line: a new try.
  case command(LogCommand)
  /// What the tool says that it is asked for: the URL that curl rebuilt, the name that it resolved.
  case asked(host: String, port: Int?)
  case trying(address: String, port: Int?)
  /// - Parameter isResolved: the name is what the resolver calls the host, not what was asked for.
  case connected(host: String?, address: String?, port: Int?, isResolved: Bool)
  /// One of the addresses of a host failed; another may do.
  case addressFailed(host: String?, address: String?, port: Int?, ConnectionVerdict)
  /// The tool gave up; where it gives no reason there is no verdict.
  case failed(host: String?, port: Int?, ConnectionVerdict?)
  /// The connection that follows, or that was made, is one to a proxy.
  case proxied(host: String?, port: Int?)
  /// A line of PowerShell's `Name : Value`.
  case field(String, String)
  /// The heading of a table of PowerShell, as names of such lines.
  case columns([String])
  /// PowerShell's answer where nothing else is asked for: `True`, `False`.
  case answer(Bool)
  /// The try is over, whatever came of it.
  case ended(ConnectionVerdict?)

  /// Most lines of a long log say nothing of a connection: they cost one look for each of these.
  private static let hints: [StaticString] = [
    "onnect", "://", "esol", "rying ", "url: (", " port ", "nreachable", "o route", "imed out", "imeout", "/dev/tcp/",
    "lookup fail", "ot known", "cat: ", "nc", "elnet", "Address ", "TcpTest", "puterName", "emotePort", "] ",
    "CONNECT ", "From ", "tnc", "TNC",
    "OCKS", "proxy", "bad address", "is down", ") open",
  ]

  /// - Parameter bytes: a line without its end. Colours, time stamps and whatever else comes before the tool's words
  ///   are passed over.
  /// - Returns: nil if the line says nothing of a connection.
  static func event(_ bytes: UnsafeRawBufferPointer) -> ConnectionLogLine? {
    let line = plain(bytes)
    if line.count <= 12 {
      let answer = line.lowercased.trimmed().text
      if answer == "true" || answer == "false" { return .answer(answer == "true") }
    }
    guard hints.contains(where: line.holds) else { return nil }
    if let command = LogCommand(line) { return .command(command) }
    let words = line.lowercased
    if words.holds("/udp") || words.holds("(udp)") { return nil }
    return own(words, line.text) ?? proxy(words) ?? powerShell(words) ?? success(words) ?? failure(words)
      ?? target(words)
  }

  // MARK: Our script

  /// `connected       HOST port PORT (SERVICE)`, and the headings over such lines.
  private static func own(_ words: LogWords, _ line: String) -> ConnectionLogLine? {
    if words.starts("from "), words.holds(" to ") { return .heading(line) }
    guard let before = words.before(" port "), let (port, rest) = words.after(" port ")?.leadingPort,
      rest.starts(" ("), let space = before.lastIndex(of: UInt8(ascii: " "))
    else { return nil }
    let words = before[..<space].trimmed().text
    guard let host = before[space...].host,
      let verdict = ConnectionVerdict.allCases.first(where: {
        words == $0.rawValue || words.hasSuffix(" " + $0.rawValue)
      }
      )
    else { return nil }
    return .result(verdict, host: host, port: port)
  }

  // MARK: Proxies

  private static func proxy(_ words: LogWords) -> ConnectionLogLine? {
    if let rest = words.after("proxy env variable ") {
      return rest.starts("no_proxy") ? nil : .proxied(host: nil, port: nil)
    }
    if let rest = words.after("proxy tunnel to ") {
      let (host, port) = rest.until(" ").socket ?? ("", 0)
      return .proxied(host: host.isEmpty ? nil : host, port: port == 0 ? nil : port)
    }
    if words.holds("resolve proxy") || words.holds("over proxy ") || words.holds("tunnel failed, response")
      || words.holds("from proxy after connect") || words.holds("socks4 ") || words.holds("socks5 ")
      || words.holds("socks connection")
    {
      return .proxied(host: nil, port: nil)
    }
    return nil
  }

  // MARK: PowerShell

  /// `RemotePort             : 2222`.
  private static func powerShell(_ words: LogWords) -> ConnectionLogLine? {
    if let rest = words.after("tcp connect to ") {
      let place = rest.trimmed("( ")
      guard let end = place.before(" failed") ?? place.before(")") else { return nil }
      // "(10.0.0.1 : 2222)" as well.
      let socket = end.filter { !" ()".utf8.contains($0) }[...].socket
      return .addressFailed(host: nil, address: socket?.host, port: socket?.port, .failed)
    }
    if let name = words.after("name resolution of ")?.before(" failed") {
      return .failed(host: name.host, port: nil, .nameNotFound)
    }
    guard let colon = words.firstIndex(of: UInt8(ascii: ":")) else { return columns(words) }
    let name = words[..<colon].trimmed().text
    guard fieldNames.contains(name) else { return nil }
    return .field(name, words[(colon + 1)...].trimmed().text)
  }

  /// In the order in which a row is read: the outcome last.
  static let fieldNames = ["computername", "remoteaddress", "remoteport", "tcptestsucceeded"]

  private static func columns(_ words: LogWords) -> ConnectionLogLine? {
    guard words.holds("tcptestsucceeded"), case let names = words.words.map(\.text), names.count > 1,
      names.contains("computername") || names.contains("remoteport")
    else { return nil }
    return .columns(names)
  }

  /// The cells of a row, in lower case.
  static func cells(_ bytes: UnsafeRawBufferPointer) -> [String] { plain(bytes).lowercased.words.map(\.text) }

  // MARK: Connected

  private static func success(_ words: LogWords) -> ConnectionLogLine? {
    if let rest = words.after("stablished connection to ") ?? words.after("stablished 2nd connection to ") {
      return connected(rest)
    }
    // "Not connected to …", "Ncat: Connected to …", "* Connected to …".
    if !words.holds("not connected to "), let rest = words.after("connected to ") { return connected(rest) }
    // nc of OpenBSD: "Connection to HOST (ADDRESS) PORT port [tcp/NAME] succeeded!"; of macOS "… port PORT [tcp/NAME]
    // …".
    if let rest = words.after("connection to "), rest.holds(" succeeded"),
      let piece = rest.before("[") ?? rest.before(" succeeded")
    {
      let parts = piece.words
      let port = parts.dropFirst().lazy.compactMap(\.port).last
      let address = parts.first { $0.starts("(") }.flatMap { $0.trimmed("()").host }
      return .connected(host: parts.first?.host, address: address, port: port, isResolved: false)
    }
    // The traditional nc: "HOST [ADDRESS] PORT (NAME) open".
    if let (host, address, port, rest) = traditional(words), rest.trimmed().starts("open") {
      return .connected(host: host, address: address, port: port, isResolved: true)
    }
    // nc of BusyBox: "HOST (ADDRESS:PORT) open".
    if let (host, address, port, rest) = busyBox(words), rest.text == " open" {
      return .connected(host: host, address: address, port: port, isResolved: false)
    }
    return nil
  }

  /// `HOST (ADDRESS) port PORT (#0)`; since curl 8.16 `HOST (ADDRESS port PORT) from …`; ncat's `ADDRESS:PORT.`;
  /// telnet's `HOST.`.
  private static func connected(_ rest: LogWords) -> ConnectionLogLine? {
    if let bracket = rest.before(" ("), let inside = rest.after(" (") {
      let address = inside.until(" )").host
      let port = rest.after(" port ")?.leadingPort?.port
      return .connected(host: bracket.host, address: address, port: port, isResolved: false)
    }
    if let name = rest.before(" port "), let port = rest.after(" port ")?.leadingPort?.port {
      return .connected(host: name.host, address: nil, port: port, isResolved: false)
    }
    let word = rest.trimmed().until(" \t").trimmed(".")
    if rest.trimmed().words.count > 1 { return nil }
    if let (address, port) = word.socket, LogAddress.bytes(address) != nil,
      word.starts("[") || LogAddress.bytes(word.text) == nil
    {
      return .connected(host: nil, address: address, port: port, isResolved: false)
    }
    guard let host = word.host else { return nil }
    return .connected(host: host, address: nil, port: nil, isResolved: true)
  }

  /// Host, address and port of `HOST [ADDRESS] PORT (NAME) …`, and what follows; no host if it is unknown.
  static func traditional(_ words: LogWords) -> (host: String?, address: String, port: Int, rest: LogWords)? {
    guard let before = words.before(" ["), let inside = words.after(" ["), let address = inside.before("] ")?.host,
      LogAddress.bytes(address) != nil, let (port, rest) = inside.after("] ")?.leadingPort, rest.starts(" ("),
      let following = rest.after(") ")
    else { return nil }
    let name = before.words.last
    return (name?.text == "(unknown)" ? nil : name?.host, address, port, following)
  }

  /// The same of `HOST (ADDRESS:PORT) …`, as the nc of BusyBox writes it.
  static func busyBox(_ words: LogWords) -> (host: String?, address: String, port: Int, rest: LogWords)? {
    guard let name = words.before(" (")?.words.last, let inside = words.after(" ("),
      let (address, port) = inside.before(")")?.socket, LogAddress.bytes(address) != nil, let rest = inside.after(")")
    else { return nil }
    return (name.host, address, port, rest)
  }

  // MARK: What is asked for

  private static func target(_ words: LogWords) -> ConnectionLogLine? {
    if words.holds("rebuilt url to"), let (host, port) = LogCommand.url(words.after("url to: ")?.until(" ") ?? words) {
      return .asked(host: host, port: port)
    }
    if let rest = words.after("about to connect() to "), let name = rest.before(" port "),
      let port = rest.after(" port ")?.leadingPort?.port
    {
      return name.starts("proxy ") ? .proxied(host: nil, port: nil) : name.host.map { .asked(host: $0, port: port) }
    }
    if let rest = words.after("host "), let name = rest.before(" was resolved"), let (host, port) = name.socket {
      return .asked(host: host, port: port)
    }
    return words.after("trying ").flatMap(trying)
  }

  /// `10.0.0.5:80...`, `[::1]:80...`, in older versions and of telnet `10.0.0.5...`.
  private static func trying(_ rest: LogWords) -> ConnectionLogLine? {
    let bare = rest.trimmed().until(" \t").trimmed(".")
    if let (host, port) = bare.socket, bare.starts("[") || LogAddress.bytes(host)?.count == 4 {
      return .trying(address: host, port: port)
    }
    return bare.host.flatMap { LogAddress.bytes($0) == nil ? nil : .trying(address: $0, port: nil) }
  }

  // MARK: Bytes

  /// The line without what steers a terminal.
  private static func plain(_ bytes: UnsafeRawBufferPointer) -> LogWords {
    guard bytes.contains(0x1B) else { return Array(bytes)[...] }
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
    return kept[...]
  }
}
