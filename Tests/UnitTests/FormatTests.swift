import Diagnostics
import Foundation
import Rules
import Testing

/// What the formats owe their readers whatever a finding contains, beyond what the cases of `Cases/formats` show.
@Suite struct FormatTests {
  private static let formats: [@Sendable (Report) -> String] = [
    SARIFRenderer.render, GitHubRenderer.render, GitLabRenderer.render, JUnitRenderer.render, CheckstyleRenderer.render,
    RDJSONRenderer.render, MarkdownRenderer.render,
  ]
  private static let about = RuleAbout("test-rule", .values, summary: "s", why: "w", remedy: "r")

  private static func finding(
    _ message: String,
    path: String = "a.yaml",
    text: String = "aü: b\n",
    span: Span = Span(5, 6),
    address: String = "a",
    fix: Fix? = nil
  ) -> Diagnostic {
    let location = Location(Source(path: path, contents: text.utf8), span)
    return Diagnostic(
      about,
      at: location,
      message: message,
      related: [.init(location, message)],
      help: message,
      fix: fix,
      address: address
    )
  }

  private static func report(_ findings: [Diagnostic]) -> Report {
    Report(diagnostics: findings, files: 1, documents: 1)
  }

  /// A SARIF log as nested dictionaries.
  private static func run(_ report: Report) throws -> [String: Any] {
    let log = try JSONSerialization.jsonObject(with: Data(SARIFRenderer.render(report).utf8)) as? [String: Any]
    return try #require((log?["runs"] as? [[String: Any]])?.first)
  }

  @Test func noCharacterSteersOrHides() throws {
    let values = Array(0...0x2FFF) + [0xFDD0, 0xFEFF, 0xFFFE, 0xFFFF, 0x1FFFE, 0xE0041]
    let hostile = String(String.UnicodeScalarView(values.compactMap { Unicode.Scalar(UInt32($0)) }))
    var report = FormatTests.report([FormatTests.finding(hostile, path: hostile, address: hostile)])
    var ignored = FormatTests.finding(hostile)
    ignored.suppression = .init(.ignore, reason: hostile)
    report.suppressed = [ignored]
    for format in FormatTests.formats {
      let unsafe = format(report).unicodeScalars.filter { Display.isUnsafe($0) && $0 != "\n" }
      #expect(unsafe.isEmpty)
    }
    for format: any ReportRenderer.Type in [JUnitRenderer.self, CheckstyleRenderer.self] {
      #expect(!format.render(report).unicodeScalars.contains { [0xFFFE, 0xFFFF, 0x1FFFE, 0xFDD0].contains($0.value) })
    }
  }

  @Test func everyRuleIsDescribed() throws {
    var report = FormatTests.report([])
    report.rules = Catalog.all
    report.documentationAddress = "https://privatelint.example"
    let driver = try #require((try FormatTests.run(report)["tool"] as? [String: [String: Any]])?["driver"])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.compactMap { $0["id"] as? String } == Catalog.ids)
    for rule in rules {
      let help = try #require(rule["help"] as? [String: String])
      #expect(help["text"]?.isEmpty == false && help["markdown"]?.isEmpty == false)
      #expect((rule["helpUri"] as? String)?.hasPrefix("https://privatelint.example/rules/") == true)
    }
  }

  @Test func fingerprintsDifferAndStayWhenOneIsIgnored() throws {
    let findings = [
      FormatTests.finding("first", span: Span(0, 1)), FormatTests.finding("second"),
      FormatTests.finding("third", address: "b"),
    ]
    func names(_ report: Report) throws -> [String] {
      let results = try #require(try FormatTests.run(report)["results"] as? [[String: Any]])
      return try results.map { try #require(($0["partialFingerprints"] as? [String: String])?["ruleAndAddress/v1"]) }
    }
    var report = FormatTests.report(findings)
    let before = try names(report)
    #expect(Set(before).count == 3)
    #expect(before[1] == before[0] + "-2")
    report.suppressed = [report.diagnostics.removeFirst()]
    report.suppressed[0].suppression = .init(.baseline, reason: "")
    #expect(try names(report) == Array(before.dropFirst()))
    report.showsSuppressed = true
    #expect(try names(report) == before)
    #expect(GitLabRenderer.render(report).contains(before[1]))
    #expect(!GitLabRenderer.render(report).contains("\"\(before[0])\""))
  }

  @Test func fingerprintsOfAFileDependOnNoOtherFile() throws {
    func names(_ findings: [Diagnostic]) throws -> [String] {
      let report = Report(diagnostics: findings, files: 2, documents: 2)
      let results = try #require(try FormatTests.run(report)["results"] as? [[String: Any]])
      return try results.map { try #require(($0["partialFingerprints"] as? [String: String])?["ruleAndAddress/v1"]) }
    }
    let other = [FormatTests.finding("same", path: "a.yaml"), FormatTests.finding("same", path: "b.yaml")]
    let both = try names(other)
    #expect(Set(both).count == 2)
    #expect(try names([other[1]]) == [both[1]])
  }

  @Test func chunksAreTheWhole() throws {
    let report = FormatTests.report((0..<3000).map { FormatTests.finding("port \($0) is not one", address: "\($0)") })
    for format in ReportFormat.allCases {
      var whole = OutputBuffer()
      format.render(report, to: &whole)
      var chunks: [[UInt8]] = []
      var output = OutputBuffer { chunks.append($0) }
      format.render(report, to: &output)
      output.finish()
      #expect(whole.bytes == Array(chunks.joined()))
      #expect(format == .markdown || chunks.count > 2)
      #expect(format == .markdown || chunks.allSatisfy { $0.count < 1 << 17 })
    }
  }

  @Test func findingsBeyondTheLimitAreReported() throws {
    var report = FormatTests.report([FormatTests.finding("x")])
    #expect(try FormatTests.run(report)["invocations"] == nil)
    report.unshown = 7
    #expect(try FormatTests.run(report)["invocations"] != nil)
    #expect(MarkdownRenderer.render(report).contains("\n7 more findings left out here"))
  }

  @Test func fixWithoutEditsIsNone() throws {
    let report = FormatTests.report([FormatTests.finding("x", fix: Fix(.safe, "nothing", edits: []))])
    #expect(!SARIFRenderer.render(report).contains("\"fixes\""))
    #expect(!RDJSONRenderer.render(report).contains("\"suggestions\""))
  }

  @Test func suggestionNeverRepeatsASecretBetweenItsEdits() throws {
    let fix = Fix(.safe, "both ends", edits: [Edit(Span(0, 1), "x"), Edit(Span(6, 7), "y")])
    var report = FormatTests.report([FormatTests.finding("x", text: "a hush b", fix: fix)])
    #expect(RDJSONRenderer.render(report).contains("\"text\": \"x hushy\""))
    report.secrets = [ByteKey("a.yaml"): [Span(2, 6)]]
    #expect(!RDJSONRenderer.render(report).contains("hush"))
  }

  @Test func columnsOfReviewdogCountBytesAndTheByteOrderMark() throws {
    let report = FormatTests.report([FormatTests.finding("x", text: "\u{FEFF}ü: b", span: Span(7, 8))])
    #expect(RDJSONRenderer.render(report).contains("\"column\": 8"))
    #expect(SARIFRenderer.render(report).contains("\"startColumn\": 4"))
    #expect(SARIFRenderer.render(report).contains("\"byteOffset\": 7"))
  }

  @Test func utf16HasNoByteOffsets() throws {
    let source = Source(path: "a.yaml", contents: "aü: b\n".utf8, encoding: .utf16)
    let fix = Fix(.safe, "write c", edits: [Edit(Span(5, 6), "c")])
    let finding = Diagnostic(FormatTests.about, at: Location(source, Span(5, 6)), message: "x", fix: fix)
    #expect(!SARIFRenderer.render(FormatTests.report([finding])).contains("byteOffset"))
    #expect(!RDJSONRenderer.render(FormatTests.report([finding])).contains("suggestions"))
  }

  @Test func pathsAreRelativeAndEncoded() throws {
    func uri(_ path: String) throws -> String {
      let run = try FormatTests.run(FormatTests.report([FormatTests.finding("x", path: path)]))
      let artifacts = try #require(run["artifacts"] as? [[String: [String: String]]])
      return try #require(artifacts.first?["location"]?["uri"])
    }
    #expect(try uri("./a//b c/./ü.yaml") == "a/b%20c/%C3%BC.yaml")
    #expect(try uri("../c:d%0A#?.yaml") == "../c%3Ad%250A%23%3F.yaml")
    #expect(try uri("/tmp/a.yaml") == "file:///tmp/a.yaml")
    #expect(try uri(".hidden/a.yaml") == ".hidden/a.yaml")
  }

  @Test func markdownStaysBelowTheLimitOfAComment() throws {
    let many = FormatTests.report(
      (0..<3000).map { FormatTests.finding("port `\($0)` is|<b>no</b> `port`", address: "\($0)") }
    )
    let text = MarkdownRenderer.render(many)
    #expect(text.utf8.count < 65_535 && text.utf8.count > 60_000)
    #expect(text.contains("<summary>") && text.hasSuffix(" left out here: `privatelint lint` prints them.\n"))
    let endless = FormatTests.report((0..<50).map { _ in FormatTests.finding(String(repeating: "|ü", count: 100_000)) })
    #expect(MarkdownRenderer.render(endless).utf8.count < 65_535)
  }
}
