import Diagnostics
import ManifestModel
import Rules
import Testing
import Linter

/// Every example of every rule: its replacements apply, the bad one fires the rule, the good one is clean.
@Suite struct StandingExamplesTests {
  /// What an ignore that ignores nothing lets come back.
  static let companions: [String: [String]] = [
    "expired-ignore": ["https-to-commerce"], "unknown-rule": ["https-to-commerce"],
    "unknown-region": ["region-mismatch"],
  ]

  @Test func everyRuleHasOne() {
    // What compares with the cloud needs more than a manifest: `Cases/cloud` has its examples.
    #expect(Catalog.all.filter { $0.example == nil }.map(\.id).sorted() == Catalog.cloudIDs.sorted())
  }

  @Test(arguments: Catalog.ids.filter { !Catalog.cloudIDs.contains($0) }) func runs(id: String) throws {
    let rule = try #require(Catalog.rule(id))
    let example = try #require(rule.example)
    #expect(StandingExamples.manifest(example.base, example.bad).unapplied == [])
    #expect(StandingExamples.manifest(example.base, example.good).unapplied == [])
    let found = Self.lint(StandingExamples.bad(example)).map(\.about.id)
    #expect(found.sorted() == ([id] + Self.companions[id, default: []]).sorted())
    #expect(Self.lint(StandingExamples.good(example)).filter { $0.severity >= .warning }.map(\.message) == [])
  }

  @Test func basesAreClean() {
    for base in [RuleAbout.Example.Base.aws, .azure] {
      #expect(Self.lint(StandingExamples.manifest(base, []).text).map(\.message) == [])
    }
  }

  private static func lint(_ text: String) -> [Diagnostic] {
    let today = CivilDate(StandingExamples.today) ?? CivilDate(days: 0)
    return Report(Lint.run([.contents(path: "privatelink.yaml", Array(text.utf8))], LintOptions(today: today)))
      .diagnostics
  }
}
