import Diagnostics
import YAMLTree

/// A principal that an endpoint service allows: an account, role or user by ARN, or everyone.
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
  /// No principal, but plainly meant for Adobe's.
  case nearAdobe

  /// Whether its account is one that documentation prints.
  var isSample: Bool { account.map(\.isSample) ?? false }

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
    guard let parts = text.parts(by: UInt8(ascii: ":")), parts.count == 6, text[parts[0]] == "arn",
      Partition.isOne(text[parts[1]]),
      text[parts[2]] == "iam", parts[3].isEmpty, let account = AWSAccount(text[parts[4]])
    else { return nil }
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

  package var account: AWSAccount? {
    switch self {
    case .everyone, .nearAdobe: nil
    case .account(let account), .identity(let account): account
    }
  }

  /// Whether the text is what somebody writes who means Adobe's principal and mistypes it: within three edits, or the bare account number.
  package static func isNearAdobeRoot(_ text: String) -> Bool {
    if text == adobeRoot { return false }
    let digits = text.filter(\.isNumber)
    if digits == adobeAccount, !text.contains("role/"), !text.contains("user/") { return true }
    return NearestName.distance(Array(text.lowercased().utf8.prefix(64)), Array(adobeRoot.utf8), atMost: 3) != nil
  }
}

/// The partitions of AWS that endpoint services exist in.
enum Partition {
  static func isOne(_ text: Text) -> Bool { text == "aws" || text == "aws-cn" || text == "aws-us-gov" }
}
