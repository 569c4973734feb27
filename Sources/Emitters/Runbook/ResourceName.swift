import Diagnostics

/// Names of the resources that a runbook creates.
///
/// A name contains project and environment, so that production and staging never share a resource. It stays the same
/// from run to run, is made of lower-case letters, digits and single hyphens, which every service takes, and begins and
/// ends with a letter or digit.
enum ResourceName {
  /// The most letters each service takes (AWS: the API models; Azure: the naming rules of resources).
  enum Limit {
    static let networkLoadBalancer = 32
    static let targetGroup = 32
    static let securityGroup = 255
    static let awsNameTag = 256
    static let azureLoadBalancer = 80
    static let privateLinkService = 80
    static let privateEndpoint = 64
  }

  /// A name for a part of an environment.
  ///
  /// Names that were cut or changed, and those that other parts could give as well (`a-b`, `c` and `a`, `b-c`), end in
  /// a digest of all parts.
  static func of(_ project: String, environment: String, part: String, limit: Int) -> String {
    let parts = [project, environment, part]
    let cleaned = parts.map(clean)
    let name = cleaned.filter { !$0.isEmpty }.joined(separator: "-")
    let isFaithful =
      cleaned == parts && !project.isEmpty && !part.isEmpty && !project.utf8.contains(hyphen)
      && !environment.utf8.contains(hyphen)
    if isFaithful, name.utf8.count <= limit, !isReserved(name), !endsLikeDigest(name) { return name }
    let head = isReserved(name) || name.isEmpty ? "pl-" + name : name
    let room = head.utf8.prefix(limit - digestLength - 1)
    return trimmed(String(decoding: room, as: UTF8.self)) + "-" + digest(of: parts)
  }

  /// What services keep for themselves, with or without a digest after it: load balancers of Elastic Load Balancing,
  /// IDs of security groups.
  private static func isReserved(_ name: String) -> Bool {
    ["internal-", "sg-"].contains { (name + "-").hasPrefix($0) }
  }

  // MARK: Letters

  private static let hyphen = UInt8(ascii: "-")

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }

  /// In lower case, everything else than letters and digits of ASCII as one hyphen, none at the ends.
  private static func clean(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      let lower = byte.isCapitalLetter ? byte | 0x20 : byte
      if isPlain(lower) {
        bytes.append(lower)
      } else if bytes.last != nil, bytes.last != hyphen {
        bytes.append(hyphen)
      }
    }
    return trimmed(String(decoding: bytes, as: UTF8.self))
  }

  private static func trimmed(_ text: String) -> String {
    var bytes = Substring(text).utf8
    while bytes.last == hyphen { bytes.removeLast() }
    return String(Substring(bytes))
  }

  // MARK: Digests

  private static let digestLength = 7

  /// A digit, then six digits or letters: 34 bits of a FNV-1a digest of the parts.
  private static func digest(of parts: [String]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in parts.joined(separator: "\0").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    // The high half is mixed in: the low bits of this hash follow the last bytes.
    hash ^= hash >> 32
    let letters = String(hash / 10 % 2_176_782_336, radix: 36)
    return String(hash % 10) + String(repeating: "0", count: digestLength - 1 - letters.utf8.count) + letters
  }

  /// Whether a name ends in what could be a digest: it gets one of its own.
  private static func endsLikeDigest(_ name: String) -> Bool {
    guard let last = name.utf8.split(separator: hyphen).last, last.count == digestLength, let first = last.first else {
      return false
    }
    return first <= UInt8(ascii: "9")
  }
}
