import Diagnostics
import Testing

/// Every case of `Cases/formats`: a report as each format that the case has a block for.
///
/// `--ignored RULE` and `--baseline RULE` let the findings of a rule through. `--strict`, `--suppressed` and
/// `--documentation ADDRESS` are the command's own.
@Suite struct FormatCaseTests {
  @Test func formats() throws {
    for file in try GoldenFile.all(in: "formats") {
      var changes: [Blessing.Change] = []
      for golden in file.cases where Blessing.includes(golden) {
        let report = report(of: golden)
        #expect(!golden.expected.isEmpty, "\(golden.name): there is no expected block")
        for block in golden.expected {
          let actual = try #require(
            FormatCaseTests.render(report, as: block.language),
            "\(golden.name): no format \(block.language)"
          )
          if let change = Blessing.compare(actual, with: block, in: golden) { changes.append(change) }
        }
      }
      try Blessing.write(changes, to: file)
    }
  }

  static func render(_ report: Report, as format: String) -> String? {
    guard let format = ReportFormat(rawValue: format) else { return nil }
    var output = OutputBuffer()
    format.render(report, to: &output)
    return output.text
  }

  private func report(of golden: GoldenCase) -> Report {
    var others: [String] = []
    var suppressions: [String: Diagnostic.Suppression] = [:]
    var leastFailing = Severity.error
    var showsSuppressed = false
    var documentation = ""
    var iterator = golden.options.makeIterator()
    while let flag = iterator.next() {
      switch flag {
      case "--ignored":
        suppressions[iterator.next() ?? ""] = .init(.ignore, reason: "agreed with Adobe, <b>ticket</b> 4711")
      case "--baseline": suppressions[iterator.next() ?? ""] = .init(.baseline, reason: "")
      case "--strict": leastFailing = .warning
      case "--suppressed": showsSuppressed = true
      case "--documentation": documentation = iterator.next() ?? ""
      default: others.append(flag)
      }
    }
    let plain = GoldenCase(
      name: golden.name,
      heading: golden.heading,
      options: others,
      inputs: golden.inputs,
      expected: golden.expected
    )
    var report = CaseRun.lint(plain)
    report.leastFailing = leastFailing
    report.showsSuppressed = showsSuppressed
    report.documentationAddress = documentation
    report.suppressed = report.diagnostics.compactMap { finding in
      var finding = finding
      finding.suppression = suppressions[finding.about.id]
      return finding.suppression == nil ? nil : finding
    }
    report.diagnostics.removeAll { suppressions[$0.about.id] != nil }
    // The whole catalog would bury what the case shows; a test of its own looks at it.
    let found = Set(report.all.map(\.about.id))
    report.rules.removeAll { !found.contains($0.id) }
    return report
  }
}
