import Diagnostics
import Foundation

/// Runs the golden cases of rules until one fails: 1 where a case noticed, 0 where none did.
///
/// Arguments are names of case files that are run first, because they are likely to notice.
@main enum MutantRunner {
  static func main() throws {
    let first = Set(CommandLine.arguments.dropFirst())
    let files = try ["rules", "manifest"].flatMap { try GoldenFile.all(in: $0) }
    let isFirst = { (file: GoldenFile) in first.contains(file.url.deletingPathExtension().lastPathComponent) }
    var count = 0
    for file in files.filter(isFirst) + files.filter({ !isFirst($0) }) {
      for golden in file.cases {
        count += 1
        let report = CaseRun.lint(golden)
        if CaseRun.detailedFindings(report, isNamed: golden.isNamed) == golden.expected("findings")?.text { continue }
        print(golden.name)
        exit(1)
      }
    }
    for file in try GoldenFile.all(in: "cloud").sorted(by: { isFirst($0) && !isFirst($1) }) {
      for golden in file.cases where isPlainAudit(golden) {
        count += 1
        let printed = golden.expected("console")?.text.split(separator: "\n") ?? []
        // The findings of the first command alone: neither the command line nor what went to standard error.
        let output = printed.dropFirst().prefix { !$0.hasPrefix("$ ") }
        let findings = output.filter { !$0.hasPrefix("stderr| ") && !$0.hasPrefix("[status") }
        let details = golden.expected("findings")?.text
        if CaseRun.audit(golden) == findings.map({ $0 + "\n" }).joined(),
          details.map({ $0 == CaseRun.detailedFindings(CaseRun.auditReport(golden), isNamed: true) }) ?? true
        {
          continue
        }
        print(golden.name)
        exit(1)
      }
    }
    print("\(count) cases")
  }

  /// Whether a case begins with an audit whose findings are all there is to it: options, and what is left of failed
  /// calls, are the command line's.
  private static func isPlainAudit(_ golden: GoldenCase) -> Bool {
    golden.expected("console")?.text.hasPrefix(
      "$ privatelint audit --from cloud --today 2026-11-24 --format short\n"
    ) == true && !golden.inputs.contains { $0.file.hasSuffix(".err") }
  }
}
