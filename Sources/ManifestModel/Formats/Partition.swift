import YAMLTree

/// The partitions of AWS that endpoint services exist in. Each has regions and accounts of its own.
package enum Partition: String, Sendable, CaseIterable {
  case commercial = "aws"
  case china = "aws-cn"
  case government = "aws-us-gov"
  case european = "aws-eusc"

  init?(_ text: Text) {
    guard let partition = Partition.allCases.first(where: { text.equals($0.rawValue) }) else { return nil }
    self = partition
  }

  /// Whether a text names one of AWS's isolated partitions (`aws-iso`, `aws-iso-b` …), about whose endpoint services
  /// nothing is published.
  static func isIsolated(_ text: Text) -> Bool { text == "aws-iso" || text.hasPrefix("aws-iso-") }

  /// The partition of a region, by the way its code begins.
  package init(ofRegion region: Text) {
    self =
      region.hasPrefix("cn-")
      ? .china : region.hasPrefix("us-gov-") ? .government : region.hasPrefix("eusc-") ? .european : .commercial
  }

  /// What the DNS names of its endpoints end with.
  package var suffix: String {
    switch self {
    case .commercial, .government: "amazonaws.com"
    case .china: "amazonaws.com.cn"
    case .european: "amazonaws.eu"
    }
  }

  static let suffixes: [String] = ["amazonaws.com", "amazonaws.com.cn", "amazonaws.eu"]

  /// What the names of its endpoint services begin with: the suffix, backwards. The European one is taken with the
  /// commercial prefix too.
  static let servicePrefixes: [String] = ["com.amazonaws.vpce.", "cn.com.amazonaws.vpce.", "eu.amazonaws.vpce."]

  func takes(servicePrefix prefix: String) -> Bool {
    switch self {
    case .commercial, .government: prefix == "com.amazonaws.vpce."
    case .china: prefix == "cn.com.amazonaws.vpce."
    case .european: prefix != "cn.com.amazonaws.vpce."
    }
  }
}
