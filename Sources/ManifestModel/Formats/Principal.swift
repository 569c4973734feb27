import Diagnostics
import YAMLTree

/// A principal that an endpoint service allows: everyone, an account, role, user or organizational unit by ARN, or a
/// service of AWS by name.
package enum Principal: Sendable, Equatable {
  /// Adobe's AWS account.
  package static let adobeAccount = "402592597372"
  /// Adobe's principal as the source document prints it.
  package static let adobeRoot = "arn:aws:iam::\(adobeAccount):root"

  case everyone
  /// `arn:<partition>:iam::<account>:root`.
  case account(AWSAccount)
  /// A role or user of an account.
  case identity(AWSAccount)
  /// A service of AWS: `vpc-lattice.amazonaws.com`.
  case service
  /// `arn:<partition>:organizations::<account>:ou/o-…/ou-…`; the account is the organization's own.
  case organizationalUnit(AWSAccount)
  /// No principal, but plainly meant for Adobe's.
  case nearAdobe

  /// Whether its account is a sample from documentation.
  var isSample: Bool {
    if case .organizationalUnit(let account) = self { return account.isSample }
    return account?.isSample ?? false
  }

  package init?(_ text: Text) {
    if let principal = Principal(exactly: text) {
      self = principal
    } else if Principal.isNearAdobeRoot(text.string) {
      self = .nearAdobe
    } else {
      return nil
    }
  }

  private init?(exactly text: Text) {
    if text == "*" {
      self = .everyone
      return
    }
    if Principal.isService(text) {
      self = .service
      return
    }
    guard let parts = text.parts(by: UInt8(ascii: ":")), parts.count == 6, text[parts[0]] == "arn",
      Partition(text[parts[1]]) != nil, parts[3].isEmpty, let account = AWSAccount(text[parts[4]])
    else { return nil }
    if text[parts[2]] == "organizations" {
      guard Principal.isOrganizationalUnit(text[parts[5]]) else { return nil }
      self = .organizationalUnit(account)
      return
    }
    guard text[parts[2]] == "iam" else { return nil }
    // Adobe's account is one of the commercial partition; in another one the number is somebody else's, or nobody's.
    if account == .adobe, !(text[parts[1]] == "aws") { return nil }
    let resource = text[parts[5]]
    if resource == "root" {
      self = .account(account)
    } else if let name = Principal.name(in: resource), !(resource.hasPrefix("user/") && name == "root") {
      self = .identity(account)
    } else {
      return nil
    }
  }

  /// The name in `role/NAME` or `user/NAME`: 1 to 64 of letters, digits and `+=,.@_-`; no path.
  private static func name(in resource: Text) -> Text? {
    guard resource.hasPrefix("role/") || resource.hasPrefix("user/") else { return nil }
    let name = resource[5..<resource.count]
    let isName =
      (1...64).contains(name.count)
      && name.bytes.allSatisfy { EndpointDNS.isLowerAlphanumeric(Text.fold($0)) || "+=,.@_-".utf8.contains($0) }
    return isName ? name : nil
  }

  /// `<service>[.<region>].amazonaws.com`, with the suffix of any partition; a service may have a name of several
  /// parts, as `delivery.logs` has.
  private static func isService(_ text: Text) -> Bool {
    guard text.count <= 100,
      let suffix = Partition.suffixes.first(where: { suffix in
        text.count > suffix.utf8.count && text[text.count - suffix.utf8.count..<text.count].equals(suffix)
      }),
      let parts = text[0..<text.count - suffix.utf8.count].parts(by: UInt8(ascii: ".")), parts.last?.isEmpty == true,
      (2...5).contains(parts.count)
    else { return false }
    // The name, before the dot that precedes the suffix.
    let names = parts.dropLast().enumerated()
    return names.allSatisfy { index, part in
      isServiceName(text[part]) || (index > 0 && index == parts.count - 2 && Region.isAWS(text[part]))
    }
  }

  /// Lower-case letters, digits and dashes; regions and what DNS names of resources consist of are none.
  private static func isServiceName(_ name: Text) -> Bool {
    guard let first = name.bytes.first, first.isSmallLetter, !name.hasPrefix("vpce"), !Region.isAWS(name),
      !hostLabels.contains(where: { name.equals($0) })
    else { return false }
    return name.bytes.allSatisfy { EndpointDNS.isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }

  private static let hostLabels = ["elb", "compute", "rds", "cache", "execute-api"]

  /// `ou/o-<10 to 32>/ou-<4 to 32>-<8 to 32>` of lower-case letters and digits.
  private static func isOrganizationalUnit(_ resource: Text) -> Bool {
    guard let parts = resource.parts(by: UInt8(ascii: "/")), parts.count == 3, resource[parts[0]] == "ou",
      resource[parts[1]].hasPrefix("o-"), resource[parts[2]].hasPrefix("ou-")
    else { return false }
    let organization = resource[parts[1].lowerBound + 2..<parts[1].upperBound]
    let unit = resource[parts[2].lowerBound + 3..<parts[2].upperBound]
    guard let pieces = unit.parts(by: UInt8(ascii: "-")), pieces.count == 2 else { return false }
    return isWord(organization, 10...32) && isWord(unit[pieces[0]], 4...32) && isWord(unit[pieces[1]], 8...32)
  }

  private static func isWord(_ text: Text, _ length: ClosedRange<Int>) -> Bool {
    length.contains(text.count) && text.bytes.allSatisfy(EndpointDNS.isLowerAlphanumeric)
  }

  /// The account that is allowed, as a whole or in part.
  package var account: AWSAccount? {
    switch self {
    case .everyone, .service, .organizationalUnit, .nearAdobe: nil
    case .account(let account), .identity(let account): account
    }
  }

  /// The partition in an ARN.
  package static func partition(in arn: Text) -> TextRange? {
    arn.parts(by: UInt8(ascii: ":")).flatMap { $0.count > 1 ? TextRange($0[1]) : nil }
  }

  /// The account in its ARN; nil if it is not an ARN.
  package var owner: AWSAccount? {
    if case .organizationalUnit(let account) = self { return account }
    return account
  }

  /// Whether the text is what somebody writes who means Adobe's principal and mistypes it: within three edits, or the
  /// bare account number.
  package static func isNearAdobeRoot(_ text: String) -> Bool {
    if text == adobeRoot { return false }
    let digits = text.filter(\.isNumber)
    if digits == adobeAccount, !text.contains("role/"), !text.contains("user/") { return true }
    return NearestName.distance(from: Array(text.lowercased().utf8.prefix(64)), to: Array(adobeRoot.utf8), atMost: 3)
      != nil
  }
}
