import Diagnostics

/// The values of a file that cannot be read: what rules would find in them is not known yet.
struct UnreadValues {
  /// Where they begin, in UTF-8 offsets.
  private let starts: [UInt32]

  /// `findings`: those that count, in order of position.
  init(_ findings: [Diagnostic]) {
    starts = findings.filter { $0.severity == .error && UnreadValues.groups.contains($0.about.group) }
      .map(\.location.span.start)
  }

  var isEmpty: Bool { starts.isEmpty }

  /// Whether one is among what an ignore covers.
  func isAny(in comment: IgnoreComment) -> Bool {
    guard let range = comment.range else { return !isEmpty }
    let index = starts.prefixCount { $0 < range.lowerBound }
    return index < starts.count && starts[index] < range.upperBound
  }

  private static let groups: Set<RuleAbout.Group> = [.yaml, .language, .values]
}
