import Diagnostics
import YAMLTree

/// What the name of a service or a protocol says, read by its words: every rule that asks what a port carries asks
/// here.
package struct PortName: Sendable {
  /// SSH, by a word of its own: `SSHv2`, `ssh_bastion`, `Secure Shell`, `SCP`; not `Mesh sync`, nor `SFTP over SSH`.
  private(set) var isSSH = false
  /// HTTPS, by a word of its own: `HTTP(S)`, `HTTPS/TLS`, `https://`.
  private(set) var isHTTPS = false
  /// An application protocol or a known service is named.
  private(set) var namesApplication = false
  /// One of them is HTTP or is carried by it: `HTTP`, `HTTPS`, `REST`, `WebSocket`.
  private(set) var namesWeb = false
  /// The transports that are named.
  private(set) var transports: Transports = []
  /// Nothing but transports is named: `TCP`, `tcp/ip`.
  private(set) var isTransport = false
  /// The known services that are named.
  private(set) var services = Services()
  /// Nothing but known services is named, with words that make no difference: `MySQL 8 (replica)`.
  private(set) var isService = false

  init(_ text: Text) {
    var reader = Reader(NameWords(text).words)
    while let word = reader.next() { take(word) }
    isTransport = !transports.isEmpty && !namesApplication && !reader.hasOther && services.isEmpty
    isService = !services.isEmpty && !reader.hasOther
  }

  private mutating func take(_ word: Word) {
    switch word {
    case .ssh: isSSH = true
    case .https: (isHTTPS, namesWeb) = (true, true)
    case .web: namesWeb = true
    case .application: break
    case .transport(let transport):
      transports.formUnion(transport)
      return
    case .service(let named): services.formUnion(named)
    }
    namesApplication = true
  }

  fileprivate enum Word {
    case ssh, https, web, application
    case transport(Transports)
    case service(Services)
  }
}

/// The distinct names of a file's ports: each is read once.
struct PortNameTable {
  private var names: [Text: PortName] = [:]

  mutating func read(_ text: Text) -> PortName {
    if let known = names[text] { return known }
    let name = PortName(text)
    names[text] = name
    return name
  }
}

/// Goes through the words of a name, the longest that is known first.
private struct Reader {
  /// Pieces of words; a word that is known as a whole is one piece.
  private let pieces: [String]
  private var index = 0
  /// A word was met that says something else.
  private(set) var hasOther = false

  init(_ words: [(whole: String, pieces: [String])]) {
    pieces = words.flatMap { $0.pieces.count > 1 && Reader.meaning(of: $0.whole) != nil ? [$0.whole] : $0.pieces }
  }

  mutating func next() -> PortName.Word? {
    while index < pieces.count {
      let start = index
      guard let (word, length) = longest(at: index) else {
        index += 1
        if !Vocabulary.neutral.contains(pieces[start]), !Reader.isNumber(pieces[start]) { hasOther = true }
        continue
      }
      index += length
      if !isDenied(start..<index) { return settle(word, start..<index) }
      hasOther = true
    }
    return nil
  }

  /// `SQL Server`, `Secure Shell`: up to three words that make a known one.
  private func longest(at start: Int) -> (PortName.Word, Int)? {
    let most = Vocabulary.beginnings.contains(pieces[start]) ? min(3, pieces.count - start) : 1
    for length in (1...most).reversed() {
      if let word = Reader.meaning(of: pieces[start..<start + length].joined()) { return (word, length) }
    }
    return nil
  }

  /// Words that get their meaning from their neighbours.
  private mutating func settle(_ word: PortName.Word, _ range: Range<Int>) -> PortName.Word? {
    switch word {
    case .web where pieces[range.lowerBound] == "http" && isSecured(after: range.upperBound): return .https
    case .ssh where carriesSFTP(before: range.lowerBound): return .application
    case .https where pieces.contains(where: { $0.hasPrefix("redirect") }): return .web
    default: return word
    }
  }

  /// `HTTP(S)`, `HTTP/TLS`, `HTTP over SSL`.
  private func isSecured(after index: Int) -> Bool {
    let rest = pieces[index...].drop { Vocabulary.connecting.contains($0) }
    return pieces[index...].first == "s" || rest.first.map { ["tls", "ssl"].contains($0) } == true
  }

  /// `SFTP over SSH` is SFTP.
  private func carriesSFTP(before index: Int) -> Bool {
    index >= 2 && Vocabulary.connecting.contains(pieces[index - 1]) && pieces[index - 2] == "sftp"
  }

  /// `no SSH`, `SSH-free`, `instead of SSH`.
  private func isDenied(_ range: Range<Int>) -> Bool {
    let before = pieces[..<range.lowerBound].suffix(2)
    return before.last.map(Vocabulary.denying.contains) == true || Array(before) == ["instead", "of"]
      || range.upperBound < pieces.count && Vocabulary.denyingAfter.contains(pieces[range.upperBound])
  }

  /// What a word means, with a version after it too: `ssh2`, `sshv2`, `redis7`.
  private static func meaning(of word: String) -> PortName.Word? {
    if let meaning = Vocabulary.meanings[word] { return meaning }
    var stem = word[...]
    while let last = stem.utf8.last, last.isDigit { stem = Substring(stem.utf8.dropLast()) }
    if stem.isEmpty || stem.endIndex == word.endIndex { return nil }
    return Vocabulary.meanings[String(stem)]
      ?? (stem.hasSuffix("v") ? Vocabulary.meanings[String(stem.dropLast())] : nil)
  }

  private static func isNumber(_ word: String) -> Bool {
    let digits = word.hasPrefix("v") ? word.dropFirst() : word[...]
    return digits.isDigits
  }
}

/// The words that names of services and protocols are made of.
private enum Vocabulary {
  /// What each word means; an application protocol before a service of the same name, and what a rule asks for before
  /// both.
  static let meanings: [String: PortName.Word] = {
    var meanings = Services.byName.mapValues { PortName.Word.service($0) }
    for word in applications { meanings[word] = .application }
    for word in web { meanings[word] = .web }
    for word in shells { meanings[word] = .ssh }
    for word in ["https", "securehttp", "httpsecure"] { meanings[word] = .https }
    for word in ["tcp", "tcpip"] { meanings[word] = .transport(.tcp) }
    meanings["udp"] = .transport(.udp)
    return meanings
  }()

  /// What a known word begins with and goes on after: few pieces are looked up together with those after them.
  static let beginnings = Set(meanings.keys.flatMap { word in word.indices.dropFirst().map { String(word[..<$0]) } })

  private static let shells = Set(wordsOf: "ssh sshd openssh opensshd secureshell scp dropbear autossh sshfs")

  /// Application protocols that no rule asks for; where one is given, the service's name does not say otherwise.
  private static let applications = Set(
    wordsOf: """
      sftp sshfiletransfer sshfiletransferprotocol tftp imap imaps pop3 pop3s jdbc odbc ajp fastcgi git rsync idoc
      rfc hl7 sip rtsp snmp ntp telnet vnc iscsi radius kerberos
      """
  )

  /// HTTP, and what it carries.
  private static let web = Set(
    wordsOf: "http h2 h2c http2 http3 ws wss websocket websockets rest restful soap grpc graphql odata as2"
  )

  /// They say how, where or how many, and not what.
  static let neutral = Set(
    wordsOf: """
      server servers service cluster cache primary replica replicas read reader write writer main master slave
      secondary node nodes db database databases broker brokers queue queues instance endpoint backend store shop
      prod production staging stage test dev internal private managed aws azure amazon rds aurora flexible
      serverless elasticache tls ssl plain plaintext encrypted native port ports protocol custom rule any all
      traffic socket sockets stream raw only and or both over via on with for the a ip ipv4 ipv6 x enterprise
      community edition
      """
  )

  static let connecting = Set(wordsOf: "over via through on using with by")
  static let denying = Set(wordsOf: "no non not without except never kein ohne sans")
  static let denyingAfter: Set<String> = ["free", "disabled", "off"]
}
