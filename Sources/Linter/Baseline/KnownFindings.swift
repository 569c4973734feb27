import Diagnostics

/// Findings that were there before, by a key, and how often each was.
enum KnownFindings {
  /// Divides findings into new ones and those that `counts` has by one of their keys, each as often as it was counted;
  /// these are suppressed. What does not `mayBeOld` is new.
  static func divide<Key: Hashable>(
    _ findings: [Diagnostic],
    by counts: [Key: Int],
    _ suppression: Diagnostic.Suppression,
    mayBeOld: (Diagnostic) -> Bool,
    keys: (Diagnostic) -> [Key]
  ) -> (new: [Diagnostic], old: [Diagnostic]) {
    var left = counts
    var (new, old): ([Diagnostic], [Diagnostic]) = ([], [])
    for var finding in findings {
      guard mayBeOld(finding), let key = keys(finding).first(where: { left[$0, default: 0] > 0 }) else {
        new.append(finding)
        continue
      }
      left[key, default: 0] -= 1
      finding.suppression = suppression
      old.append(finding)
    }
    return (new, old)
  }
}
