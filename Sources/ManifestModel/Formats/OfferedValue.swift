/// A value that an editor offers, and what it is.
package struct OfferedValue: Sendable, Equatable {
  package let value: String
  /// A few words beside it: the place of a region, the service of a port.
  package let detail: String?
  /// Offered before the others.
  package let isLikely: Bool

  package init(_ value: String, _ detail: String? = nil, isLikely: Bool = false) {
    self.value = value
    self.detail = detail
    self.isLikely = isLikely
  }
}

extension ValueType.Format {
  /// The values of this form that are known beforehand; empty if only the customer knows any.
  package func offered(on cloud: Cloud?) -> [OfferedValue] {
    switch self {
    case .region: (cloud.map { [$0] } ?? Cloud.allCases).flatMap(RegionList.offered)
    case .environmentID: ["production", "staging"].map { OfferedValue($0) }
    case .principal:
      [OfferedValue(Principal.adobeRoot, "Adobe's account: without it no connection is added", isLikely: true)]
    default: []
    }
  }
}

extension RegionList {
  /// The regions of a cloud; those where Adobe's map shows Adobe Commerce are likely.
  fileprivate static func offered(on cloud: Cloud) -> [OfferedValue] {
    list(of: cloud).map { region in
      OfferedValue(region.code, region.name, isLikely: known[region.code]?.isHosting ?? false)
    }
  }
}
