import YAMLTree

/// The ID of a cluster (source: the answer of `cat /etc/platform_cluster`): a letter or digit, then letters, digits,
/// `_` and `-`.
package enum ClusterID {
  package static func isOne(_ text: Text) -> Bool {
    guard let first = text.bytes.first, EndpointDNS.isLowerAlphanumeric(Text.fold(first)) else { return false }
    return text.bytes.allSatisfy {
      EndpointDNS.isLowerAlphanumeric(Text.fold($0)) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
    }
  }
}
