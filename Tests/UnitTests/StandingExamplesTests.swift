import CloudState
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
    #expect(Catalog.all.filter { $0.example == nil }.map(\.id) == [])
    #expect(Catalog.all.filter { $0.example?.answers.isEmpty == false }.map(\.id).sorted() == Catalog.cloudIDs.sorted())
  }

  @Test(arguments: Catalog.ids) func runs(id: String) throws {
    let rule = try #require(Catalog.rule(id))
    let example = try #require(rule.example)
    #expect(StandingExamples.manifest(example.base, example.bad).unapplied == [])
    #expect(StandingExamples.manifest(example.base, example.good).unapplied == [])
    let found = Self.lint(StandingExamples.bad(example), example.answers.map { ($0.file, $0.bad) }).map(\.about.id)
    #expect(found.sorted() == ([id] + Self.companions[id, default: []]).sorted())
    let left = Self.lint(StandingExamples.good(example), example.answers.map { ($0.file, $0.good) })
    #expect(left.filter { $0.severity >= .warning || $0.about.id == id }.map(\.message) == [])
  }

  @Test func basesAreClean() {
    for base in [RuleAbout.Example.Base.aws, .azure] {
      #expect(Self.lint(StandingExamples.manifest(base, []).text).map(\.message) == [])
    }
  }

  private static func lint(_ text: String, _ answers: [(file: String, text: String)] = []) -> [Diagnostic] {
    var options = LintOptions(today: CivilDate(StandingExamples.today) ?? CivilDate(days: 0))
    if !answers.isEmpty {
      let state = CloudState.read(answers.map { ($0.file, Source(path: $0.file, contents: Array($0.text.utf8))) })
      #expect(state.skipped.isEmpty && state.faults.isEmpty)
      options.cloud = state
    }
    return Report(Lint.run([.contents(path: "privatelink.yaml", Array(text.utf8))], options)).diagnostics
  }
}
