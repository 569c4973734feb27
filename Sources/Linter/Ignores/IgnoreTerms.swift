import ManifestModel

/// What settings ask of an ignore beside its reason.
package struct IgnoreTerms: Sendable, Equatable {
  package var maxDays: Int?
  package var requiresUntil: Bool?
  /// Where it is written.
  package var origin: SettingsOrigin?

  package init() {}

  /// Whether an ignore needs an end: one that has none would outlast every term.
  package var needsEnd: Bool { requiresUntil ?? (maxDays != nil) }

  /// Whether an ignore with this end is one; nil: it has none.
  func allow(_ end: CivilDate?, today: CivilDate) -> Bool {
    guard let end else { return !needsEnd }
    return maxDays.map { end.days - today.days <= $0 } ?? true
  }
}
