import Diagnostics
import YAMLTree

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
      guard let digit = byte.hexValue else { return nil }
      if digits < 16 { high = high << 4 | UInt64(digit) } else { low = low << 4 | UInt64(digit) }
      digits += 1
    }
    self.high = high
    self.low = low
  }

  /// The all-zero GUID of documentation.
  package var isSample: Bool { high == 0 && low == 0 }
}
