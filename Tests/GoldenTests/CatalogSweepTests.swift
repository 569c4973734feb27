import Diagnostics
import Foundation
import Rules
import Testing

/// The catalog as a whole: well-formed, and each rule with its cases, clause by clause.
@Suite struct CatalogSweepTests {
  @Test func idsAreUniqueAndKebabCase() {
    #expect(Set(Catalog.ids).count == Catalog.ids.count)
    for id in Catalog.ids {
      #expect(id.allSatisfy { $0.isLowercase || $0 == "-" } && id.first != "-" && id.last != "-", "\(id)")
    }
  }

  @Test func catalogIsInOrderOfGroupAndName() {
    let groups = RuleAbout.Group.allCases
    let keys = Catalog.all.map { (groups.firstIndex(of: $0.group) ?? 0, $0.id) }
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// File, type and id are one name: `UDPTransport.swift` declares `UDPTransport`, which is `udp-transport`.
  @Test func eachRuleIsAFileOfItsName() throws {
    var unfiled = Set(Catalog.ids)
    for folder in ["ManifestModel/Rules", "Rules", "Rules/Cloud"] {
      let url = GoldenFile.sources.appending(path: folder)
      for file in try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
      where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        let ids = text.matches(of: /about = RuleAbout\(\s*"([a-z-]+)"/).map { String($0.1) }
        guard !ids.isEmpty else { continue }
        let name = file.deletingPathExtension().lastPathComponent
        #expect(
          ids.map { $0.replacing("-", with: "") } == [name.lowercased()],
          "\(folder)/\(name).swift declares \(ids)"
        )
        #expect(text.contains("enum \(name)"), "\(folder)/\(name).swift declares no type \(name)")
        unfiled.subtract(ids)
      }
    }
    #expect(unfiled.isEmpty, "in no file of their name: \(unfiled.sorted())")
  }

  @Test func everythingIsSaid() {
    for rule in Catalog.all {
      for text in [rule.summary, rule.why, rule.remedy] {
        #expect(text.last == "." && text.count >= 10, "\(rule.id): \(text)")
      }
    }
  }

  /// A case file for each rule; each `fires` section has the rule among its findings, each `silent` one has not.
  @Test func everyClauseHasItsCase() throws {
    let files = try GoldenFile.all(in: "rules")
    let offline = Catalog.ids.filter { !Catalog.cloudIDs.contains($0) }
    expectTheSame(files.map(\.title), offline, "case files", "rules")
    for file in files {
      let headings = file.cases.map(\.heading)
      #expect(Set(headings).count == headings.count, "\(file.title): two sections of one name")
      #expect(
        headings.contains { $0.hasPrefix("fires: ") } && headings.contains { $0.hasPrefix("silent: ") },
        "\(file.title) needs a case that fires and one that does not"
      )
      for golden in file.cases {
        let names = golden.expected("findings")?.text.contains("[\(file.title)]") ?? false
        #expect(
          golden.heading.hasPrefix("fires: ") == names && (names || golden.heading.hasPrefix("silent: ")),
          "\(golden.name)"
        )
      }
    }
  }

  /// The same for what is compared with the cloud: command lines, with what was collected beside the manifest.
  @Test func everyCloudRuleHasItsCases() throws {
    let files = try GoldenFile.all(in: "cloud").filter { $0.title.hasPrefix("live-") }
    expectTheSame(files.map(\.title), Catalog.cloudIDs, "case files", "cloud rules")
    for golden in files.flatMap(\.cases) {
      let rule = golden.name.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
      let fires = golden.expected("console")?.text.contains("[\(rule)]") ?? false
      #expect(golden.heading.hasPrefix(fires ? "fires: " : "silent: "), "\(golden.name)")
    }
  }

  /// Two lists with the same names in them; where they differ, what is in one alone is printed.
  private func expectTheSame(_ left: [String], _ right: [String], _ leftName: String, _ rightName: String) {
    let onlyLeft = Set(left).subtracting(right).sorted()
    let onlyRight = Set(right).subtracting(left).sorted()
    #expect(onlyLeft.isEmpty, "\(leftName) without \(rightName): \(onlyLeft)")
    #expect(onlyRight.isEmpty, "\(rightName) without \(leftName): \(onlyRight)")
  }
}
