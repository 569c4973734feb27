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

/// A globally unique identifier such as an Azure subscription ID; letter case does not count.
package struct GUID: Sendable, Hashable {
  let high: UInt64
  let low: UInt64

  package init?(_ text: Text) {
    guard text.count == 36 else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    var digits = 0
    for (index, byte) in text.bytes.enumerated() {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = Hex.value(byte) else { return nil }
      if digits < 16 { high = high << 4 | UInt64(digit) } else { low = low << 4 | UInt64(digit) }
      digits += 1
    }
    self.high = high
    self.low = low
  }

  /// The all-zero GUID of documentation.
  package var isSample: Bool { high == 0 && low == 0 }
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

enum Hex {
  @inline(__always)
  static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
