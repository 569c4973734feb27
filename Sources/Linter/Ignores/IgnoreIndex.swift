import Diagnostics
import YAMLTree

/// Finds the ignore that covers a finding without asking every ignore for every finding.
struct IgnoreIndex {
  /// The ignores of one rule, in order of where their range begins.
  private struct Ranges {
    var lines: [IgnoreComment] = []
    var entries: [IgnoreComment] = []
    /// The furthest end among the entries up to each.
    var furthest: [UInt32] = []
  }

  private var byRule: [String: Ranges] = [:]

  init(_ comments: [IgnoreComment]) {
    for comment in comments {
      for rule in Set(comment.rules.map(\.name)) {
        switch comment.scope {
        case .line: byRule[rule, default: Ranges()].lines.append(comment)
        case .entry(let range):
          let furthest = byRule[rule]?.furthest.last ?? 0
          byRule[rule, default: Ranges()].entries.append(comment)
          byRule[rule]?.furthest.append(max(furthest, range.upperBound))
        case .nothing: break
        }
      }
    }
  }

  func first(covering finding: Diagnostic) -> IgnoreComment? {
    guard let ranges = byRule[finding.about.id] else { return nil }
    let start = finding.location.span.start
    let line = ranges.lines.index(before: start)
    if line >= 0, ranges.lines[line].covers(finding) { return ranges.lines[line] }
    var entry = ranges.entries.index(before: start)
    while entry >= 0, ranges.furthest[entry] > start {
      if ranges.entries[entry].covers(finding) { return ranges.entries[entry] }
      entry -= 1
    }
    return nil
  }
}

extension [IgnoreComment] {
  /// The index of the last ignore whose range begins at or before an offset; -1: none.
  fileprivate func index(before offset: UInt32) -> Int {
    prefixCount { ($0.range?.lowerBound ?? 0) <= offset } - 1
  }
}
