import Diagnostics

/// A command line in a log: what is asked for, in lower case. Options are distinguished by case.
struct LogCommand: Equatable {
  var host: String?
  var port: Int?
  /// A proxy is asked for, or datagrams: what follows shows no connection of this machine over TCP.
  var isProxied = false
  var isDatagram = false
  /// PowerShell is asked to answer `True` or `False` alone.
  var isAnsweredAlone = false

  private enum Tool { case curl, netcat, telnet, powershell }
  private static let tools: [String: Tool] = [
    "curl": .curl, "nc": .netcat, "ncat": .netcat, "netcat": .netcat, "nc.openbsd": .netcat, "nc.traditional": .netcat,
    "telnet": .telnet, "test-netconnection": .powershell, "tnc": .powershell, "test-connection": .powershell,
  ]

  /// - Returns: nil if the line is not a command that tries a connection.
  init?(_ line: LogWords) {
    if let target = LogCommand.shellSocket(line) {
      self = target
      return
    }
    let words = line.words.map { $0.trimmed("'\"`();,") }
    guard let place = words.firstIndex(where: { LogCommand.tool($0) != nil }), let tool = LogCommand.tool(words[place])
    else { return nil }
    let arguments = words[(place + 1)...].prefix { !["|", "&&", "||", ">", "<", "2>&1", "&", "#"].contains($0.text) }
    switch tool {
    case .curl: readCurl(Array(arguments))
    case .netcat, .telnet: readPair(Array(arguments), isNetcat: tool == .netcat)
    case .powershell: readPowerShell(Array(arguments))
    }
    if host == nil { return nil }
  }

  private static func tool(_ word: LogWords) -> Tool? {
    let slash = word.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    let name = slash.map { word[($0 + 1)...] } ?? word
    // The longest is Test-NetConnection.
    guard name.count <= 22 else { return nil }
    let tool = name.lowercased.text
    return tools[tool.hasSuffix(".exe") ? String(tool.dropLast(4)) : tool]
  }

  /// `</dev/tcp/HOST/PORT`, of bash; the same words before a reason are what bash prints.
  private static func shellSocket(_ line: LogWords) -> LogCommand? {
    guard let rest = line.after("/dev/tcp/") else { return nil }
    let name = rest.until("/ ")
    guard let (port, following) = rest[name.endIndex...].dropFirst().leadingPort, !following.starts(": ") else {
      return nil
    }
    return host(name).map { LogCommand(host: $0, port: port) }
  }

  private init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Options of curl whose value may look like a host and a port.
  private static let curlOptions: Set<String> = [
    "--resolve", "--connect-to", "-H", "--header", "-e", "--referer", "-u", "--user", "-U", "--proxy-user", "-o",
    "--output", "-d", "--data", "--interface", "--dns-servers", "--noproxy", "-w", "--write-out", "-A", "-b", "-c",
  ]

  private mutating func readCurl(_ arguments: [LogWords]) {
    var targets: [(host: String, port: Int?)] = []
    for (index, word) in arguments.enumerated() {
      let before = index > 0 ? arguments[index - 1].text : ""
      if before == "-x" || before == "--proxy" || before.hasPrefix("--socks") || before == "--preproxy" {
        isProxied = true
      } else if LogCommand.curlOptions.contains(before) {
        continue
      } else if let target = LogCommand.url(word) {
        targets.append(target)
      } else if !word.starts("-"), let (name, port) = word.until("/").socket {
        targets.append((name.lowercased(), port))
      }
    }
    // If one command has several, curl's own output says which is meant.
    if targets.count == 1 { (host, port) = targets[0] }
  }

  /// Host and port of a URL.
  static func url(_ word: LogWords) -> (host: String, port: Int?)? {
    guard let rest = word.after("://") else { return nil }
    let scheme = word.before("://")?.text.lowercased()
    let authority = rest.until("/?#'\" \\")
    let place = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
    if let (name, port) = place.socket { return (name.lowercased(), port) }
    let standard = ["telnet": 23, "http": 80, "https": 443, "ftp": 21, "sftp": 22][scheme ?? ""]
    return host(place).map { ($0, standard) }
  }

  /// The first host that has ports after it: `nc -zv -w 5 HOST 80`, `telnet HOST 80`.
  private mutating func readPair(_ arguments: [LogWords], isNetcat: Bool) {
    var words = arguments
    if isNetcat {
      isDatagram = words.contains {
        $0.text == "--udp" || ($0.starts("-") && !$0.starts("--") && $0.contains(UInt8(ascii: "u")))
      }
      isProxied = words.contains { ["-x", "-X", "--proxy"].contains($0.text) }
    }
    // Options of a number, as -w 5, come between or after as well.
    for index in words.indices.reversed() where words[index].starts("-") {
      if index + 1 < words.count, words[index].last == UInt8(ascii: "w") || words[index].text == "--wait",
        words[index + 1].port != nil || words[index + 1].text.hasSuffix("s")
      {
        words.remove(at: index + 1)
      }
      words.remove(at: index)
    }
    guard
      let place = words.indices.dropLast().first(where: {
        words[$0].port == nil && LogCommand.host(words[$0]) != nil && words[$0 + 1].until("-").port != nil
      })
    else { return }
    host = LogCommand.host(words[place])
    // If there are several ports, the tool's own output says which is meant.
    let isOnly = !words[(place + 2)...].contains { $0.port != nil } && words[place + 1].port != nil
    port = isOnly ? words[place + 1].port : nil
  }

  private mutating func readPowerShell(_ arguments: [LogWords]) {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      switch word.text.lowercased() {
      case "-port", "-remoteport", "-tcpport": port = rest.popFirst()?.port
      case "-computername", "-targetname", "-cn": host = rest.popFirst().flatMap { LogCommand.host($0) }
      case "-informationlevel": isAnsweredAlone = rest.popFirst()?.lowercased.text == "quiet"
      case "-quiet": isAnsweredAlone = true
      case "-hops", "-commontcpport", "-timeoutseconds", "-count": rest = rest.dropFirst()
      default: if !word.starts("-"), host == nil { host = LogCommand.host(word) }
      }
    }
  }

  /// A host that a command names: neither a variable nor a placeholder nor a file.
  private static func host(_ word: LogWords) -> String? {
    let isPlain = word.allSatisfy { $0.isDigit || $0.isLetter || $0 >= 0x80 || "-._:[]%".utf8.contains($0) }
    return isPlain ? word.host?.lowercased() : nil
  }
}
