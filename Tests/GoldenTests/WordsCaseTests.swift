import Foundation
import Testing

/// Every file of `Cases/words`: what the findings of the rule cases say beside their headline.
@Suite struct WordsCaseTests {
  private static let folder = GoldenFile.folder.appending(path: "words")

  @Test func words() throws {
    for file in try GoldenFile.all(in: "rules") {
      let url = WordsCaseTests.folder.appending(path: file.url.lastPathComponent)
      let (actual, expected) = (Words.text(for: file), (try? String(contentsOf: url, encoding: .utf8)) ?? "")
      if actual == expected { continue }
      if Blessing.isOn {
        try #require(ProcessInfo.processInfo.environment["CI"] == nil, "expected words are not rewritten in CI")
        try actual.write(to: url, atomically: true, encoding: .utf8)
      } else {
        let (now, before) = (actual.split(separator: "\n"), expected.split(separator: "\n"))
        let changes = now.difference(from: before).map { change in
          switch change {
          case .remove(_, let line, _): "- \(line)"
          case .insert(_, let line, _): "+ \(line)"
          }
        }
        Issue.record(
          "words/\(url.lastPathComponent)\n\(changes.joined(separator: "\n"))\n`make bless` rewrites it; look at the difference before you commit it"
        )
      }
    }
  }

  @Test func noFileIsLeftOver() throws {
    let names = { (folder: String) in Set(try GoldenFile.all(in: folder).map(\.url.lastPathComponent)) }
    #expect(try names("words").isSubset(of: names("rules")))
  }
}
