import Diagnostics
import Rules
import Testing

/// Every case of `Cases/rules` and `Cases/manifest`: the findings of a manifest, each with its exact span.
@Suite struct RuleCaseTests {
  @Test(arguments: ["rules", "manifest"]) func findings(folder: String) throws {
    for file in try GoldenFile.all(in: folder) {
      var changes: [Blessing.Change] = []
      for golden in file.cases {
        let isNamed = golden.inputs.count > 1 || golden.inputs.contains { $0.file != "privatelink.yaml" }
        let actual = CaseRun.findings(CaseRun.lint(golden), isNamed: isNamed)
        if let change = Blessing.compare(actual, with: golden.expected("findings"), in: golden) { changes.append(change) }
      }
      try Blessing.write(changes, to: file)
    }
  }
}
