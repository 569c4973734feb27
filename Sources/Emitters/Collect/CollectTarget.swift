import Diagnostics
import ManifestModel

/// An account or subscription to collect from, and its regions; none on Azure, whose lists are of the whole
/// subscription.
package struct CollectTarget: Hashable, Sendable {
  package let cloud: Cloud
  package let account: String
  package let region: String?

  package init(_ cloud: Cloud, account: String, region: String?) {
    self.cloud = cloud
    self.account = account
    self.region = region
  }

  /// The target for an account number or a subscription ID; nil if it is neither.
  package init?(account: String, region: String?) {
    var text = account
    switch text.withUTF8({ Account(Text($0)) }) {
    case .aws?: self.init(.aws, account: account, region: region)
    case .azure?: self.init(.azure, account: account.lowercased(), region: nil)
    case nil: return nil
    }
  }

  package static func isRegion(_ region: String) -> Bool {
    var region = region
    return region.withUTF8 { Region.isAWS(Text($0)) }
  }

  /// Whether account and region have the form that the clouds take.
  package var isWellFormed: Bool {
    guard let same = CollectTarget(account: account, region: region), same.cloud == cloud else { return false }
    return cloud == .azure || region.map(CollectTarget.isRegion) ?? false
  }
}
