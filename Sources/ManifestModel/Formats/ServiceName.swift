import Diagnostics
import YAMLTree

/// The name of an AWS endpoint service: `com.amazonaws.vpce.<region>.vpce-svc-<8 or 17 hex digits>`, in China with
/// `cn.` before it; in the European Sovereign Cloud with `eu.` for `com.` too.
package struct ServiceName: Sendable {
  package let region: TextRange
  /// `vpce-svc-…`.
  package let serviceID: TextRange
  /// The ID is made of zeros.
  let isSample: Bool

  package init?(_ text: Text) {
    guard text.count <= 100, let prefix = Partition.servicePrefixes.first(where: { text.bytes.starts(with: $0.utf8) })
    else {
      return nil
    }
    let start = prefix.utf8.count
    guard let dot = text.bytes[start...].firstIndex(of: UInt8(ascii: ".")) else { return nil }
    let region = text[start..<dot]
    let id = text[dot + 1..<text.count]
    guard Region.isAWS(region), Partition(ofRegion: region).takes(servicePrefix: prefix), ServiceName.isID(id) else {
      return nil
    }
    self.region = TextRange(start..<dot)
    serviceID = TextRange(dot + 1..<text.count)
    isSample = id.bytes.dropFirst(9).allSatisfy { $0 == UInt8(ascii: "0") }
  }

  package static func isID(_ text: Text) -> Bool {
    text.hasPrefix("vpce-svc-") && isHexID(text[9..<text.count])
  }

  /// 8 or 17 lower-case hex digits.
  static func isHexID(_ text: Text) -> Bool {
    (text.count == 8 || text.count == 17) && text.bytes.allSatisfy(\.isSmallHexDigit)
  }
}
