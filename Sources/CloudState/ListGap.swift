/// Why a list that was read does not say what is missing from it.
package enum ListGap: Sendable {
  /// It names a page that comes after it.
  case morePages
  /// Its file is not named after the call, so that a filter may have left something out, or its folder is a copy of one
  /// that the collecting script makes.
  case mayBeFiltered
  /// Some entry in it was not understood.
  case unreadEntry
  /// Its folder is named after another account than the one that was asked, or that has what the list belongs to.
  case ofTwoAccounts
  /// Its folder is named after another region than what the list belongs to is in.
  case ofTwoRegions
  /// An empty list of the subscriptions that may see a service: everybody may, or nobody, by whom one asks.
  case ambiguous
  /// Terraform's empty list: what others allow, or another state does, need not be in it.
  case maybeElsewhere

  /// The reason in the summary of an audit.
  package var words: String {
    switch self {
    case .morePages: "only one page of the list was read"
    case .mayBeFiltered: "its path does not show that the list is complete"
    case .unreadEntry: "an entry in the list could not be read"
    case .ofTwoAccounts: "its folder is named after a different account"
    case .ofTwoRegions: "its folder is named after a different region"
    case .ambiguous: "an empty list may mean everyone or no one"
    case .maybeElsewhere: "Terraform's list is empty, but may be managed elsewhere"
    }
  }

  /// nil: the list is whole.
  init?(isComplete: Bool, areRead: Bool, isNamed: Bool) {
    if !isComplete {
      self = .morePages
    } else if !areRead {
      self = .unreadEntry
    } else if !isNamed {
      self = .mayBeFiltered
    } else {
      return nil
    }
  }
}
