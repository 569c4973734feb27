import Diagnostics
import ManifestModel
import Rules
import Linter

/// The example of a rule, with what the linter really says of it.
struct CheckedExample {
  let bad: String
  let good: String
  /// The finding as a person sees it, without the line that counts.
  let output: String
  /// The editions of the limits under which the bad example is one.
  let editions: [Edition]

  init?(_ rule: RuleAbout) {
    guard let example = rule.example else { return nil }
    bad = StandingExamples.bad(example)
    good = StandingExamples.good(example)
    let report = CheckedExample.lint(bad, edition: nil)
    output = TextRenderer.render(report, style: .plain, isQuiet: true)
    let bad = bad
    editions = Edition.all.filter { edition in
      CheckedExample.lint(bad, edition: edition).diagnostics.contains { $0.about.id == rule.id }
    }
  }

  /// The line ranges, from 0, in which the bad and the good text differ.
  var difference: (bad: Range<Int>, good: Range<Int>) {
    let (bad, good) = (CheckedExample.lines(bad), CheckedExample.lines(good))
    let shorter = min(bad.count, good.count)
    let before = (0..<shorter).first { bad[$0] != good[$0] } ?? shorter
    let after =
      (0..<shorter - before).first { bad[bad.count - 1 - $0] != good[good.count - 1 - $0] } ?? shorter - before
    return (before..<bad.count - after, before..<good.count - after)
  }

  /// From bad to good as a diff, with two lines around it.
  var diff: String {
    let (bad, good) = (CheckedExample.lines(bad), CheckedExample.lines(good))
    let (removed, added) = difference
    let before = bad[max(0, removed.lowerBound - 2)..<removed.lowerBound].map { "  \($0)\n" }
    let after = bad[removed.upperBound..<min(bad.count, removed.upperBound + 2)].map { "  \($0)\n" }
    return (before + bad[removed].map { "- \($0)\n" } + good[added].map { "+ \($0)\n" } + after).joined()
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  private static func lint(_ text: String, edition: Edition?) -> Report {
    var options = LintOptions(today: CivilDate(StandingExamples.today) ?? CivilDate(days: 0))
    options.editionOverride = edition
    return Report(Lint.run([.contents(path: "privatelink.yaml", Array(text.utf8))], options))
  }
}
