import Diagnostics
import YAMLTree

/// The DNS name of an AWS interface endpoint:
/// `<endpoint>-<8 letters and digits>[-<zone>].<service>.<region>.vpce.<suffix>`, with the suffix of the partition.
package struct EndpointDNS: Sendable {
  /// `vpce-…`.
  package let endpointID: TextRange
  /// `vpce-svc-…`.
  package let serviceID: TextRange
  package let region: TextRange
  /// The availability zone of a zonal name: `us-east-1b`.
  package let zone: TextRange?
  /// `amazonaws.com`.
  package let suffix: TextRange

  package init?(_ text: Text) {
    guard text.count <= 200, text.hasPrefix("vpce-"), let parts = text.parts(by: UInt8(ascii: ".")), parts.count >= 6
    else { return nil }
    let suffix = parts[4].lowerBound..<text.count
    guard Partition.suffixes.contains(where: { text[suffix].equals($0) }) else { return nil }
    let label = text[parts[0]]
    let service = text[parts[1]]
    let region = text[parts[2]]
    guard ServiceName.isID(service), Region.isAWS(region), text[parts[3]] == "vpce",
      let dash = label.bytes.dropFirst(5).firstIndex(of: UInt8(ascii: "-")), EndpointDNS.isEndpointID(label[0..<dash])
    else { return nil }
    let rest = label[dash + 1..<label.count].bytes.split(
      separator: UInt8(ascii: "-"),
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    guard rest[0].count == 8, rest[0].allSatisfy(EndpointDNS.isLowerAlphanumeric) else { return nil }
    if rest.count > 1,
      rest[1].isEmpty || !rest[1].allSatisfy({ EndpointDNS.isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") })
    {
      return nil
    }
    endpointID = TextRange(0..<dash)
    serviceID = TextRange(parts[1])
    self.region = TextRange(parts[2])
    zone = rest.count > 1 ? TextRange(label.count - rest[1].count..<label.count) : nil
    self.suffix = TextRange(suffix)
  }

  /// `vpce-` and 8 or 17 lower-case hex digits.
  package static func isEndpointID(_ text: Text) -> Bool {
    text.hasPrefix("vpce-") && ServiceName.isHexID(text[5..<text.count])
  }

  static func isLowerAlphanumeric(_ byte: UInt8) -> Bool { byte.isDigit || byte.isSmallLetter }
}
