import Diagnostics
import Driver
import ManifestModel
import Rules
import Testing

/// Every example of every rule: its replacements apply, the bad one fires the rule, the good one is clean.
@Suite struct StandingExamplesTests {
  /// Rules without an example: a limit of the reader takes megabytes to pass, and ignores are about other findings.
  static let without: Set<String> = ["yaml-limit"]

  @Test func everyRuleHasOne() {
    let missing = Catalog.all.filter { $0.example == nil && $0.group != .ignores && !StandingExamplesTests.without.contains($0.id) }
    #expect(missing.map(\.id) == [])
  }

  @Test(arguments: Catalog.ids) func runs(id: String) throws {
    let rule = try #require(Catalog.rule(id))
    guard let example = rule.example else { return }
    #expect(StandingExamples.manifest(example.base, example.bad).unapplied == [])
    #expect(StandingExamples.manifest(example.base, example.good).unapplied == [])
    #expect(Self.lint(StandingExamples.bad(example)).map(\.about.id) == [id])
    #expect(Self.lint(StandingExamples.good(example)).filter { $0.severity >= .warning }.map(\.message) == [])
  }

  @Test func basesAreClean() {
    for base in [RuleAbout.Example.Base.aws, .azure] {
      #expect(Self.lint(StandingExamples.manifest(base, []).text).map(\.message) == [])
    }
  }

  private static func lint(_ text: String) -> [Diagnostic] {
    let today = CivilDate(StandingExamples.today) ?? CivilDate(days: 0)
    return Report(Lint.run([.contents(path: "privatelink.yaml", Array(text.utf8))], LintOptions(today: today))).diagnostics
  }
}
