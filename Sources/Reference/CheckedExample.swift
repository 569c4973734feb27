import CloudState
import Diagnostics
import ManifestModel
import Rules
import Linter

/// The example of a rule, with what the linter really says of it.
struct CheckedExample {
  let bad: String
  let good: String
  /// What was collected beside them.
  let answers: [RuleAbout.Example.Answer]
  private let report: Report
  /// The editions of the limits under which the bad example is one.
  let editions: [Edition]

  init?(_ rule: RuleAbout) {
    guard let example = rule.example else { return nil }
    bad = StandingExamples.bad(example)
    good = StandingExamples.good(example)
    answers = example.answers
    report = CheckedExample.lint(example, .bad)
    editions = Edition.all.filter { edition in
      CheckedExample.lint(example, .bad, edition: edition).diagnostics.contains { $0.about.id == rule.id }
    }
  }

  /// The texts that differ between the bad and the good example: the manifests, else the answers of a cloud.
  private var texts: (bad: String, good: String) {
    bad == good ? answers.first { $0.bad != $0.good }.map { ($0.bad, $0.good) } ?? (bad, good) : (bad, good)
  }

  /// The file that differs where it is not the manifest.
  var changedAnswer: String? { bad == good ? answers.first { $0.bad != $0.good }?.file : nil }

  /// The finding as a person sees it, without the line that counts.
  func output(_ style: TextStyle = .plain) -> String { TextRenderer.render(report, style: style, isQuiet: true) }

  /// The line ranges, from 0, in which the bad and the good text differ.
  var difference: (bad: Range<Int>, good: Range<Int>) {
    let (bad, good) = (CheckedExample.lines(texts.bad), CheckedExample.lines(texts.good))
    let shorter = min(bad.count, good.count)
    let before = (0..<shorter).first { bad[$0] != good[$0] } ?? shorter
    let after =
      (0..<shorter - before).first { bad[bad.count - 1 - $0] != good[good.count - 1 - $0] } ?? shorter - before
    return (before..<bad.count - after, before..<good.count - after)
  }

  /// From bad to good as a diff, with two lines around it.
  var diff: String {
    let (bad, good) = (CheckedExample.lines(texts.bad), CheckedExample.lines(texts.good))
    let (removed, added) = difference
    let before = bad[max(0, removed.lowerBound - 2)..<removed.lowerBound].map { "  \($0)\n" }
    let after = bad[removed.upperBound..<min(bad.count, removed.upperBound + 2)].map { "  \($0)\n" }
    return (before + bad[removed].map { "- \($0)\n" } + good[added].map { "+ \($0)\n" } + after).joined()
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  // MARK: Checking

  /// The form of an example with the fault, and the corrected one.
  enum Form { case bad, good }

  /// What the linter finds in one form of an example; `edition`: instead of the one that applies.
  static func lint(_ example: RuleAbout.Example, _ form: Form, edition: Edition? = nil) -> Report {
    var options = LintOptions(today: CivilDate(StandingExamples.today) ?? CivilDate(days: 0))
    options.editionOverride = edition
    if !example.answers.isEmpty {
      options.cloud = CloudState.read(
        example.answers.map { ($0.file, source($0.file, form == .bad ? $0.bad : $0.good)) }
      )
    }
    let text = form == .bad ? StandingExamples.bad(example) : StandingExamples.good(example)
    return Report(Lint.run([LintText(path: "privatelink.yaml", Array(text.utf8))], options))
  }

  /// Whether both forms of an answer are read as answers of a cloud.
  static func isRead(_ answer: RuleAbout.Example.Answer) -> Bool {
    [answer.bad, answer.good].allSatisfy { text in
      let state = CloudState.read([(answer.file, source(answer.file, text))])
      return state.skipped.isEmpty && state.faults.isEmpty
    }
  }

  private static func source(_ file: String, _ text: String) -> Source {
    Source(path: file, contents: Array(text.utf8))
  }
}
