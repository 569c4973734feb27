import Diagnostics
import Testing
import YAMLTree
import Formatter

/// Every case of `Cases/fmt`: the canonical layout of a manifest, which is also its own layout.
@Suite struct FormattingCaseTests {
  @Test func formatted() throws {
    for file in try GoldenFile.all(in: "fmt") {
      var changes: [Blessing.Change] = []
      for golden in file.cases {
        let input = try #require(golden.inputs.first, "\(golden.name): there is no input")
        let text = try #require(FormattingCaseTests.format(input.text), "\(golden.name): it cannot be formatted")
        if let change = Blessing.compare(text, with: golden.expected("formatted"), in: golden) {
          changes.append(change)
        }
        #expect(FormattingCaseTests.format(text) == text, "\(golden.name): formatted twice")
      }
      try Blessing.write(changes, to: file)
    }
  }

  /// The same with CRLF at the ends of lines, and after a byte-order mark.
  @Test(.disabled(if: Blessing.isOn)) func lineEndings() throws {
    for golden in try GoldenFile.all(in: "fmt").flatMap(\.cases) {
      guard let input = golden.inputs.first?.text, let expected = golden.expected("formatted")?.text else { continue }
      let actual = FormattingCaseTests.format("\u{FEFF}" + input.replacing("\n", with: "\r\n"))
      #expect(actual == "\u{FEFF}" + expected.replacing("\n", with: "\r\n"), "\(golden.name), with CRLF")
    }
  }

  private static func format(_ text: String) -> String? {
    Formatting.format(YAMLTree.read(Source(path: "privatelink.yaml", contents: Array(text.utf8)))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
