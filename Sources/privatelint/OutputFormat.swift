import ArgumentParser
import Diagnostics
import Files

/// Whether output is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// `auto`: only on a terminal, and not where `NO_COLOR` is set.
  func style(for descriptor: Int32) -> TextStyle {
    switch self {
    case .always: .colour
    case .never: .plain
    case .auto: Terminal.isTerminal(descriptor) && !Files.hasVariable("NO_COLOR") ? .colour : .plain
    }
  }
}

/// `FORMAT` or `FORMAT=FILE`.
struct OutputFormat: ExpressibleByArgument {
  enum Kind: String, CaseIterable { case text, short, json, sarif, github, gitlab, junit, checkstyle, rdjson, markdown }
  let kind: Kind
  let file: String?

  init(_ kind: Kind) {
    self.kind = kind
    file = nil
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let kind = Kind(rawValue: String(parts[0])), parts.count == 1 || !parts[1].isEmpty else { return nil }
    self.kind = kind
    file = parts.count == 2 ? String(parts[1]) : nil
  }

  static var allValueStrings: [String] { Kind.allCases.map(\.rawValue) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

  /// Writes a report in each format: to its file, or to standard output. Gives the files that could not be written.
  static func write(_ report: Report, as formats: [OutputFormat], color: ColorChoice, isQuiet: Bool) -> [InputProblem] {
    var problems: [InputProblem] = []
    for format in formats.isEmpty ? [OutputFormat(.text)] : formats {
      guard let file = format.file else {
        Terminal.write(format.render(report, color.style(for: STDOUT_FILENO), isQuiet: isQuiet))
        continue
      }
      do throws(InputProblem) {
        try OutputFile.write(Array(format.render(report, .plain, isQuiet: isQuiet).utf8), to: file)
      } catch {
        problems.append(error)
      }
    }
    return problems
  }

  private func render(_ report: Report, _ style: TextStyle, isQuiet: Bool) -> String {
    switch kind {
    case .text: TextRenderer.render(report, style: style, isQuiet: isQuiet)
    case .short: ShortRenderer.render(report)
    case .json: JSONRenderer.render(report)
    case .sarif: SARIFRenderer.render(report)
    case .github: GitHubRenderer.render(report)
    case .gitlab: GitLabRenderer.render(report)
    case .junit: JUnitRenderer.render(report)
    case .checkstyle: CheckstyleRenderer.render(report)
    case .rdjson: RDJSONRenderer.render(report)
    case .markdown: MarkdownRenderer.render(report)
    }
  }
}
