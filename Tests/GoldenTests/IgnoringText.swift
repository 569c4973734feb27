import Diagnostics

/// A manifest with an ignore at the end of each line that has a finding.
struct IgnoringText {
  private var lines: [String]
  private var rules: [Int: Set<String>] = [:]

  /// Nil if nothing can be ignored, or where the end of a line takes no comment.
  init?(_ text: String, _ findings: [Diagnostic]) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard add(findings) else { return nil }
  }

  var bytes: [UInt8] {
    Array(
      lines.enumerated().map { index, line in
        let names = rules[index]?.sorted().joined(separator: ", ")
        return names.map { "\(line) # privatelint: ignore[\($0)] -- a reason" } ?? line
      }.joined(separator: "\n").utf8
    )
  }

  /// Ignores the findings too; false if that adds nothing or cannot be done.
  mutating func add(_ findings: [Diagnostic]) -> Bool {
    var indices = LineIndices()
    var changes = false
    for finding in findings where finding.about.isIgnorable {
      let line = indices.index(finding.location.source).position(finding.location.span.start).line - 1
      guard !lines[line].contains("#"), !lines[line].contains(where: "|>'".contains) else { return false }
      if rules[line, default: []].insert(finding.about.id).inserted { changes = true }
    }
    return changes
  }
}
