import Diagnostics

/// Findings that were there before, by a key, and how often each was.
enum KnownFindings {
  /// Divides findings into new ones and those that `counts` has, each as often as it was counted; these are suppressed. What does not `mayBeOld` is new.
  static func divide<Key: Hashable>(
    _ findings: [Diagnostic],
    by counts: [Key: Int],
    _ suppression: Diagnostic.Suppression,
    mayBeOld: (Diagnostic) -> Bool,
    key: (Diagnostic) -> Key
  ) -> (new: [Diagnostic], old: [Diagnostic]) {
    var left = counts
    var (new, old): ([Diagnostic], [Diagnostic]) = ([], [])
    for var finding in findings {
      let key = key(finding)
      guard mayBeOld(finding), let count = left[key], count > 0 else {
        new.append(finding)
        continue
      }
      left[key] = count - 1
      finding.suppression = suppression
      old.append(finding)
    }
    return (new, old)
  }
}
