import Diagnostics
import YAMLTree

enum HostName {
  /// Labels of letters, digits and inner dashes, 1 to 63 long, 253 together, the last one not all digits.
  /// `international`: letters beyond ASCII too, as in the address of a mailbox.
  static func isOne(_ text: Text, international: Bool = false) -> Bool {
    guard !text.isEmpty, text.count <= 253 else { return false }
    let labels = text.bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let last = labels.last, !last.allSatisfy({ $0.isDigit }) else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
        && label.allSatisfy {
          EndpointDNS.isLowerAlphanumeric(Text.fold($0)) || (international && $0 >= 0x80) || $0 == UInt8(ascii: "-")
            || $0 == UInt8(ascii: "_")
        }
    }
  }

  /// A name that belongs to AWS's endpoints, or looks as if it should.
  static func looksLikeAmazonEndpoint(_ text: Text) -> Bool {
    text.hasPrefix("vpce-") || text.hasPrefix("com.amazonaws.") || text.hasPrefix("cn.com.amazonaws.")
      || text.hasPrefix("eu.amazonaws.vpce.") || text.hasSuffix(".vpce.amazonaws.com")
      || text.hasSuffix(".vpce.amazonaws.com.cn") || text.hasSuffix(".vpce.amazonaws.eu")
      || text.string.lowercased().hasSuffix(".azure.privatelinkservice")
  }
}
