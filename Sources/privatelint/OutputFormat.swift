import ArgumentParser
import Diagnostics
import Files

/// `FORMAT` or `FORMAT=FILE`.
struct OutputFormat: ExpressibleByArgument {
  let kind: ReportFormat
  let file: String?

  init(_ kind: ReportFormat) {
    self.kind = kind
    file = nil
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let kind = ReportFormat(rawValue: String(parts[0])), parts.count == 1 || !parts[1].isEmpty else {
      return nil
    }
    self.kind = kind
    file = parts.count == 2 ? String(parts[1]) : nil
  }

  static var allValueStrings: [String] { ReportFormat.allCases.map(\.rawValue) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

  /// Writes a report in each format: to its file, or to standard output. Gives the files that could not be written.
  static func write(_ report: Report, as formats: [OutputFormat], color: ColorChoice, isQuiet: Bool) -> [InputProblem] {
    var problems: [InputProblem] = []
    for format in formats.isEmpty ? [OutputFormat(.text)] : formats {
      guard let file = format.file else {
        let style = color.style(for: STDOUT_FILENO)
        Terminal.write { format.kind.render(report, style: style, isQuiet: isQuiet, to: &$0) }
        continue
      }
      do throws(InputProblem) {
        try ResultFile.write(to: file) { format.kind.render(report, isQuiet: isQuiet, to: &$0) }
      } catch {
        problems.append(error)
      }
    }
    return problems
  }
}
