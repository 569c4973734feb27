import Diagnostics
import YAMLTree

/// The identifier that is wanted, inside a longer or another one: what consoles, ARNs, URLs and command lines put
/// around it.
enum ContainedIdentifier {
  // MARK: AWS

  /// The name of an endpoint service, where its region and its ID are both in the text and nothing else could be meant.
  static func serviceName(in text: String) -> String? {
    let words = words(of: text)
    let ids = Set(words.filter { isID($0, after: "vpce-svc-") })
    let regions = Set(words.compactMap(region))
    guard let id = ids.first, ids.count == 1, let region = regions.first, regions.count == 1 else { return nil }
    let prefix = region.hasPrefix("cn-") ? "cn.com" : region.hasPrefix("eusc-") ? "eu" : "com"
    return "\(prefix).amazonaws.vpce.\(region).\(id)"
  }

  /// The ID of an interface endpoint; of several, and of a service's, none.
  static func endpointID(in text: String) -> String? {
    var ids = Set(words(of: text).filter { isID($0, after: "vpce-") })
    // The first part of a DNS name goes on after the ID.
    if let label = words(of: text).first {
      let start = label.split(separator: "-").prefix(2).joined(separator: "-")
      if isID(start, after: "vpce-") { ids.insert(start) }
    }
    return ids.count == 1 ? ids.first : nil
  }

  /// The load balancer of a listener or of its rule, by their ARNs; or the ARN of one in an address of the console.
  static func loadBalancer(in text: String) -> String? {
    let arns = Set(text.split { " \t=;,()[]\"'&".contains($0) }.map(String.init).filter(isLoadBalancer))
    if arns.count == 1 { return arns.first }
    let parts = text.split(separator: "/")
    guard parts.count > 3, let colon = parts[0].lastIndex(of: ":") else { return nil }
    let arn = "\(parts[0][...colon])loadbalancer/\(parts[1...3].joined(separator: "/"))"
    return isLoadBalancer(arn) ? arn : nil
  }

  private static func isLoadBalancer(_ arn: String) -> Bool {
    let bytes = Array(arn.utf8)
    return bytes.withUnsafeBufferPointer { AWSLoadBalancer(Text($0)) != nil }
  }

  /// The number of an account: in an ARN, or beside the account's name, with or without dashes.
  static func account(in text: String) -> String? {
    let numbers = text.split { " \t()[],/:".contains($0) }.compactMap { word -> String? in
      let groups = word.split(separator: "-")
      let digits = groups.joined()
      return [[12], [4, 4, 4]].contains(groups.map(\.utf8.count)) && digits.isDigits ? digits : nil
    }
    return Set(numbers).count == 1 ? numbers.first : nil
  }

  // MARK: Azure

  /// The ID of a resource: in a URL of the portal or of the management API, or in the ID of something inside the
  /// resource.
  static func resourceID(_ kind: ResourceID.Kind, in text: String) -> String? {
    guard let start = text.start(ofIgnoringCase: "/subscriptions/") else { return nil }
    let rest = text[start...].prefix { !"?#&\"' \t".contains($0) }
    let id = rest.split(separator: "/", omittingEmptySubsequences: false).prefix(9).joined(separator: "/")
    let bytes = Array(id.utf8)
    return bytes.withUnsafeBufferPointer { ResourceID(Text($0))?.kind == kind } ? id : nil
  }

  // MARK: Host names

  /// The host name or address: without scheme, port, path, a dot at its end, and the hosted zone that CloudFormation
  /// writes before it and the console behind it.
  static func host(in text: String) -> String? {
    var host = text[...]
    if let end = host.firstRange(of: "://") { host = host[end.upperBound...] }
    host = host.prefix { !"/?#(".contains($0) }.drop { " \t".contains($0) }
    while let last = host.last, " \t".contains(last) { host.removeLast() }
    let parts = host.split(separator: ":")
    if parts.count == 2 {
      if isPort(parts[1]) {
        host = parts[0]
      } else if isHostedZone(parts[0]) {
        host = parts[1]
      } else if isHostedZone(parts[1]) {
        host = parts[0]
      }
    }
    while host.hasSuffix(".") { host.removeLast() }
    return host.isEmpty ? nil : String(host)
  }

  private static func isPort(_ text: Substring) -> Bool { Int(text).map { (1...65535).contains($0) } ?? false }

  private static func isHostedZone(_ text: Substring) -> Bool {
    text.first == "Z" && text.utf8.allSatisfy(Alphabet.capitalsAndDigits.contains)
  }

  // MARK: Words

  /// What is between the marks that identifiers do not contain.
  private static func words(of text: String) -> [String] {
    text.split { " \t./:,;()[]\"'?#=".contains($0) }.map(String.init)
  }

  private static func isID(_ word: String, after prefix: String) -> Bool {
    guard word.hasPrefix(prefix) else { return false }
    let digits = word.utf8.dropFirst(prefix.utf8.count)
    return (digits.count == 8 || digits.count == 17) && digits.allSatisfy(\.isSmallHexDigit)
  }

  /// The region that a word is, or whose zone it is.
  private static func region(_ word: String) -> String? {
    let code = String(word.map { $0 == "_" ? "-" : $0 })
    if RegionList.known[code]?.cloud == .aws { return code }
    return Region.ofZone(word)
  }
}

extension String {
  /// Where a text begins in it, whatever its ASCII letter case.
  fileprivate func start(ofIgnoringCase text: String) -> String.Index? {
    utf8.indices.first { utf8[$0...].lazy.map(Text.fold).starts(with: text.utf8) }
  }
}
