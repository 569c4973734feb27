import Diagnostics
import Linter
import Rules

/// Examples that cannot be on the pages of their rules. An example shows the finding of its rule, and none of another.
package struct FaultyExamples: Error {
  /// One sentence for each fault, with the rule that it is about.
  package let messages: [String]

  /// Throws if an example of these rules is at fault: no page is written from it.
  package static func refuse(_ rules: [RuleAbout]) throws(FaultyExamples) {
    let messages = rules.flatMap(objections)
    if !messages.isEmpty { throw FaultyExamples(messages: messages) }
  }

  /// What is wrong with the example of a rule.
  package static func objections(to rule: RuleAbout) -> [String] {
    let name = "the example of `\(rule.id)`"
    guard let example = rule.example else { return ["rule `\(rule.id)` has no example"] }
    var objections = [example.bad, example.good].flatMap { StandingExamples.manifest(example.base, $0).unapplied }
      .map { "\(name) replaces text that its manifest does not contain: \(Display.quoted($0))" }
    if example.answers.contains(where: { !CheckedExample.isRead($0) }) {
      objections.append("\(name) has collected answers that cannot be read")
    }
    let bad = CheckedExample.lint(example, .bad).diagnostics
    let own = bad.count { $0.about.id == rule.id }
    if own != 1 { objections.append("\(name) shows \(own == 0 ? "no finding" : "\(own) findings") of its rule") }
    objections += others(bad, than: rule).map { "\(name) also shows a finding of `\($0)`" }
    let good = CheckedExample.lint(example, .good).diagnostics
    if good.contains(where: { $0.about.id == rule.id }) {
      objections.append("\(name) shows its finding when corrected")
    }
    return objections
      + others(good.filter { $0.severity >= .warning }, than: rule)
      .map { "\(name) shows a finding of `\($0)` when corrected" }
  }

  private static func others(_ findings: [Diagnostic], than rule: RuleAbout) -> [String] {
    Set(findings.map(\.about.id)).subtracting([rule.id]).sorted()
  }
}
