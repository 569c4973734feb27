import Diagnostics
import Rules
import Testing

/// The catalog as a whole: well-formed, and each rule with its cases, clause by clause.
@Suite struct CatalogSweepTests {
  @Test func idsAreUniqueAndKebabCase() {
    #expect(Set(Catalog.ids).count == Catalog.ids.count)
    for id in Catalog.ids { #expect(id.allSatisfy { $0.isLowercase || $0 == "-" } && id.first != "-" && id.last != "-", "\(id)") }
  }

  @Test func catalogIsInOrderOfGroupAndName() {
    let groups = RuleAbout.Group.allCases
    let keys = Catalog.all.map { (groups.firstIndex(of: $0.group) ?? 0, $0.id) }
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func everythingIsSaid() {
    for rule in Catalog.all {
      for text in [rule.summary, rule.why, rule.remedy] { #expect(text.last == "." && text.count >= 10, "\(rule.id): \(text)") }
    }
  }

  /// A case file for each rule; each `fires` section has the rule among its findings, each `silent` one has not.
  @Test func everyClauseHasItsCase() throws {
    let files = try GoldenFile.all(in: "rules")
    #expect(Set(files.map(\.title)) == Set(Catalog.ids))
    for file in files {
      let headings = file.cases.map(\.heading)
      #expect(Set(headings).count == headings.count, "\(file.title): two sections of one name")
      #expect(
        headings.contains { $0.hasPrefix("fires: ") } && headings.contains { $0.hasPrefix("silent: ") },
        "\(file.title) needs a case that fires and one that does not")
      for golden in file.cases {
        let names = golden.expected("findings")?.text.contains("[\(file.title)]") ?? false
        #expect(golden.heading.hasPrefix("fires: ") == names && (names || golden.heading.hasPrefix("silent: ")), "\(golden.name)")
      }
    }
  }
}
