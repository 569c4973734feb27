import Diagnostics
import ManifestModel
import Testing
import Linter

/// Arithmetic that a case cannot show.
@Suite struct ArithmeticTests {
  @Test(arguments: [
    ("2026-11-24", "2026-11-30", 4), ("2026-11-24", "2026-12-01", 5), ("2026-11-27", "2026-11-29", 0),
    ("2026-11-27", "2026-11-30", 1),
    ("2026-11-24", "2026-11-24", 0), ("2026-11-24", "2026-11-20", 0), ("2026-11-24", "2027-11-24", 261),
  ])
  func businessDays(from: String, until: String, expected: Int) throws {
    #expect(try #require(CivilDate(from)).businessDays(until: try #require(CivilDate(until))) == expected)
  }

  @Test func datesThatDoNotExist() {
    for text in [
      "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20260101", "2026-04-31", "2100-02-29", "0000-01-01",
    ] {
      #expect(CivilDate(text) == nil, "\(text)")
    }
    for text in ["2024-02-29", "2000-02-29", "1970-01-01", "9999-12-31", "1969-12-31"] {
      #expect(CivilDate(text)?.text == text)
    }
  }

  @Test func everyDayOfFourHundredYearsIsWrittenAndReadAgain() {
    for days in stride(from: -80_000, to: 80_000, by: 1) {
      #expect(CivilDate(CivilDate(days: days).text)?.days == days)
    }
  }

  @Test(arguments: [
    ("regoin", "region"), ("endpoint_service", "endpoint_services"), ("Ports", "ports"), ("custmer", "customer"),
    ("portss", "ports"),
  ])
  func nearestName(written: String, meant: String) {
    #expect(NearestName.of(written, among: ["region", "endpoint_services", "ports", "customer", "cluster"]) == meant)
  }

  @Test func nothingIsNear() { #expect(NearestName.of("frobnicate", among: ["region", "ports"]) == nil) }

  @Test func linesEndAsEditorsCount() {
    let index = LineIndex(Source(path: "x", contents: Array("\u{FEFF}a\r\nä🎉b\rc\n".utf8)))
    #expect(index.lineCount == 4)
    #expect(index.position(0) == .init(line: 1, column: 1))
    #expect(index.position(3) == .init(line: 1, column: 1))
    #expect(index.position(6) == .init(line: 2, column: 1))
    #expect(index.position(12) == .init(line: 2, column: 3))
    #expect(index.position(14) == .init(line: 3, column: 1))
  }

  @Test func columnsOfLongLines() {
    let index = LineIndex(Source(path: "x", contents: Array(String(repeating: "ä", count: 5000).utf8)))
    for column in [1, 2, 511, 512, 513, 1024, 4999] {
      #expect(index.position(UInt32(2 * (column - 1))).column == column)
    }
  }

  @Test func editsAreMadeInOrder() {
    let source = Source(path: "x", contents: Array("one two three".utf8))
    let edits = [Edit(Span(0, 3), "1"), Edit(Span(4, 4), "and "), Edit(Span(8, 13), "3")]
    #expect(Edit.areApart(edits, in: 13))
    #expect(String(decoding: Edit.apply(edits, to: source.bytes), as: UTF8.self) == "1 and two 3")
    #expect(!Edit.areApart([Edit(Span(0, 3), ""), Edit(Span(2, 4), "")], in: 13))
    #expect(!Edit.areApart([Edit(Span(0, 30), "")], in: 13))
  }

  @Test func theDifferenceOfTwoTexts() {
    let before = Array("a\nb\nc\nd\ne\nf\ng\n".utf8)
    let after = Array("a\nb\nc\nX\ne\nf\ng".utf8)
    #expect(
      UnifiedDiff.text(path: "p", before: before, after: after)
        == "--- p\n+++ p\n@@ -1,7 +1,7 @@\n a\n b\n c\n-d\n+X\n e\n f\n-g\n+g\n\\ No newline at end of file\n"
    )
    #expect(UnifiedDiff.text(path: "p", before: before, after: before).isEmpty)
  }
}
