import Diagnostics
import Linter
import ManifestModel
import Reference
import Rules
import Testing

/// Every example of every rule: its replacements apply, the bad one fires the rule, the good one is clean.
@Suite struct StandingExamplesTests {
  @Test func everyRuleHasOne() {
    #expect(Catalog.all.filter { $0.example == nil }.map(\.id) == [])
    #expect(Catalog.all.filter { $0.example?.answers.isEmpty == false }.map(\.id).sorted() == Catalog.cloudIDs.sorted())
  }

  @Test(arguments: Catalog.ids) func runs(id: String) throws {
    #expect(FaultyExamples.objections(to: try #require(Catalog.rule(id))) == [])
  }

  /// An example with a finding of another rule, without its own, with a replacement of nothing: nothing is generated
  /// from any of them.
  @Test(
    arguments: [
      (
        [("port: 2222", "port: 443"), ("region: eu-west-1\n    env", "region: eu-west-9\n    env")],
        [
          "the example of `unknown-region` also shows a finding of `https-to-commerce`",
          "the example of `unknown-region` also shows a finding of `region-mismatch`",
        ]
      ),
      ([], ["the example of `unknown-region` shows no finding of its rule"]),
      (
        [
          ("region: eu-west-1", "region: &one eu-west-9"), ("region: eu-west-1", "region: *one"),
          ("port: 1", "port: 2"),
        ],
        ["the example of `unknown-region` replaces text that its manifest does not contain: `port: 1`"]
      ),
    ] as [([(find: String, replace: String)], [String])]
  )
  func faultsAreRefused(bad: [(find: String, replace: String)], messages: [String]) {
    let faulty = rule("unknown-region", .init(.aws, bad: bad))
    let error = #expect(throws: FaultyExamples.self) {
      try GeneratedFiles.all(rules: [faulty], dump: "", completions: [])
    }
    #expect(error?.messages == messages)
  }

  @Test func correctedExamplesAreClean() {
    let barred = [(find: "port: 2222", replace: "port: 443")]
    #expect(
      FaultyExamples.objections(to: rule("https-to-commerce", .init(.aws, bad: barred, good: barred)))
        == ["the example of `https-to-commerce` shows its finding when corrected"]
    )
    #expect(
      FaultyExamples.objections(to: rule("https-to-commerce", nil)) == ["rule `https-to-commerce` has no example"]
    )
  }

  private func rule(_ id: String, _ example: RuleAbout.Example?) -> RuleAbout {
    RuleAbout(id, .values, summary: "", why: "", remedy: "", example: example)
  }

  @Test func basesAreClean() {
    for base in [RuleAbout.Example.Base.aws, .azure] {
      let text = StandingExamples.manifest(base, []).text
      let options = LintOptions(today: CivilDate(StandingExamples.today) ?? CivilDate(days: 0))
      let report = Report(Lint.run([.contents(path: "privatelink.yaml", Array(text.utf8))], options))
      #expect(report.diagnostics.map(\.message) == [])
    }
  }
}
