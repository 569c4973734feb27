import ManifestModel
import Diagnostics
import YAMLTree
import Files

/// Applies fixes, again and again until nothing changes: what a fix brings to light is fixed as well.
package struct Fixing: Sendable {
  /// Which fixes are wanted.
  package struct Choice: Sendable {
    /// Suggested ones too.
    package var includesSuggested = false
    /// Of these rules only; empty: of all.
    package var rules: Set<String> = []

    package init(includesSuggested: Bool = false, rules: Set<String> = []) {
      self.includesSuggested = includesSuggested
      self.rules = rules
    }

    func takes(_ finding: Diagnostic) -> Bool {
      guard let fix = finding.fix, includesSuggested || fix.safety == .safe else { return false }
      return rules.isEmpty || rules.contains(finding.about.id)
    }
  }

  /// A file whose text has changed.
  package struct FixedFile: Sendable {
    package let path: String
    package let before: [UInt8]
    package let after: [UInt8]
    /// How many findings were fixed on the way.
    package let fixCount: Int
  }

  /// In order of path.
  package private(set) var files: [FixedFile] = []
  /// Files that have fixes, and are refused because they are UTF-16.
  package private(set) var refused: [InputProblem] = []
  /// What is left to find after the last round.
  package private(set) var outcome: LintOutcome
  /// More rounds than any chain of fixes needs.
  static let mostRounds = 20

  /// Fixes the inputs in memory; nothing is written.
  package init(_ inputs: [LintInput], with options: LintOptions, choosing choice: Choice) {
    var inputs = inputs
    var original: [ByteKey: [UInt8]] = [:]
    var fixCounts: [ByteKey: Int] = [:]
    outcome = Lint.run(inputs, options)
    for _ in 0..<Fixing.mostRounds {
      var changed: [ByteKey: [UInt8]] = [:]
      for checked in outcome.files {
        let source = checked.file.tree.source
        let findings = checked.diagnostics.filter(choice.takes)
        guard !findings.isEmpty else { continue }
        if source.encoding == .utf16 {
          refused.append(InputProblem(source.path, reason: "is UTF-16, which cannot be edited; save it as UTF-8 first"))
          continue
        }
        let path = ByteKey(source.path)
        let edits = Fixing.edits(findings, in: checked.file.tree, count: &fixCounts[path, default: 0])
        guard !edits.isEmpty else { continue }
        if original[path] == nil { original[path] = Array(source.bytes) }
        changed[path] = Edit.apply(edits, to: source.bytes)
      }
      if changed.isEmpty { break }
      inputs = inputs.map { input in changed[ByteKey(input.path)].map { .contents(path: input.path, $0) } ?? input }
      refused = []
      outcome = Lint.run(inputs, options)
    }
    files = outcome.files.compactMap { checked in
      let path = ByteKey(checked.file.path)
      guard let before = original[path] else { return nil }
      let after = Array(checked.file.tree.source.bytes)
      return before == after
        ? nil : FixedFile(path: checked.file.path, before: before, after: after, fixCount: fixCounts[path] ?? 0)
    }
  }

  /// The edits of the fixes that do not touch each other, in order; the others have their turn in the next round. A fix
  /// that would make a key twice has none.
  static func edits(_ findings: [Diagnostic], in tree: YAMLTree, count: inout Int) -> [Edit] {
    var taken: [Edit] = []
    var renames = KeyRenames(tree)
    for fix in findings.compactMap(\.fix) {
      let edits = fix.edits.sorted { $0.span < $1.span }
      // One edit may fix several findings: the first of them brought it.
      if !edits.isEmpty, edits.allSatisfy({ taken.suffix(8).contains($0) }) {
        count += 1
        continue
      }
      let start = Fixing.firstNear(edits, among: taken)
      let together = (taken[start...] + edits).sorted { $0.span < $1.span }
      guard edits.allSatisfy({ Fixing.isFree($0, taken) }), Edit.areApart(together, in: tree.source.bytes.count),
        renames.take(edits)
      else {
        continue
      }
      taken.replaceSubrange(start..., with: together)
      count += 1
    }
    return taken
  }

  /// Where the edits begin that a fix can touch or come before: findings come in order, so it is nearly always the end.
  private static func firstNear(_ edits: [Edit], among taken: [Edit]) -> Int {
    var start = taken.count
    while let first = edits.first, start > 0, taken[start - 1].span.end >= first.span.start { start -= 1 }
    return start
  }

  /// Findings come in order, so only the last edits can be near.
  private static func isFree(_ edit: Edit, _ taken: [Edit]) -> Bool {
    !taken.suffix(8).contains { $0.span.start < edit.span.end && edit.span.start < $0.span.end || $0.span == edit.span }
  }
}
