import Diagnostics
import YAMLTree

/// The number of an AWS account: 12 digits, leading zeros included.
package struct AWSAccount: Sendable, Hashable {
  package let number: UInt64

  /// The account Adobe connects from (source: PrivateLink service, Prerequisites).
  package static let adobe = AWSAccount(number: 402_592_597_372)
  /// The sample accounts of documentation.
  static let samples: [AWSAccount] = [
    AWSAccount(number: 123_456_789_012), AWSAccount(number: 111_122_223_333), AWSAccount(number: 0),
  ]

  package init(number: UInt64) { self.number = number }

  package init?(_ text: Text) {
    guard text.count == 12, text.isDigits else { return nil }
    number = text.bytes.reduce(0) { $0 * 10 + UInt64($1 - 48) }
  }

  package var isSample: Bool { AWSAccount.samples.contains(self) }
}

/// The customer's account on either cloud.
package enum Account: Sendable, Hashable {
  case aws(AWSAccount)
  case azure(GUID)

  package init?(_ text: Text) {
    if let account = AWSAccount(text) {
      self = .aws(account)
    } else if let subscription = GUID(text) {
      self = .azure(subscription)
    } else {
      return nil
    }
  }

  package var cloud: Cloud {
    switch self {
    case .aws: .aws
    case .azure: .azure
    }
  }

  package var isSample: Bool {
    switch self {
    case .aws(let account): account.isSample
    case .azure(let subscription): subscription.isSample
    }
  }
}
