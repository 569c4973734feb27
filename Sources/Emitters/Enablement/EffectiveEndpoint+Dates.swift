import ManifestModel

/// The dates of an endpoint, as far as they count: a day in the future has not come, and a test before the approval
/// tested something else.
extension EffectiveEndpoint {
  /// Whether its connection is approved; a test that passed shows that it is.
  package func isApproved(on today: CivilDate) -> Bool {
    if let approved, CivilDate(approved).map({ $0 <= today }) ?? false { return true }
    return isVerified(on: today)
  }

  /// Whether the test passed after the approval.
  package func isVerified(on today: CivilDate) -> Bool {
    guard let day = verified.flatMap(CivilDate.init), day <= today else { return false }
    return approved.flatMap(CivilDate.init).map { $0 <= day } ?? true
  }

  /// Why a date of the endpoint does not count, in one sentence each.
  package func uncountedDates(on today: CivilDate) -> [String] {
    let future = [("approved", approved), ("verified", verified)].compactMap { key, text in
      text.flatMap(CivilDate.init).flatMap {
        $0 > today ? "\(key) (\($0.text)) is in the future and does not count yet." : nil
      }
    }
    guard let approved, let verified, let first = CivilDate(approved), let second = CivilDate(verified), second < first,
      first <= today
    else { return future }
    return future + ["verified (\(verified)) is before approved (\(approved)) and does not count: test again."]
  }
}
