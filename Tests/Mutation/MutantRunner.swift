import Diagnostics
import Driver
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
        for block in golden.expected where CaseRun.rendered(report, as: block.language, golden) != block.text {
          print(golden.name)
          exit(1)
        }
      }
    }
    print("\(count) cases")
  }
}
