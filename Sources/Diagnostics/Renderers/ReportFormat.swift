/// A way to write a report.
package protocol ReportRenderer {
  static func render(_ report: Report, to output: inout OutputBuffer)
}

extension ReportRenderer {
  /// The whole report at once.
  package static func render(_ report: Report) -> String {
    var output = OutputBuffer()
    render(report, to: &output)
    return output.text
  }
}

/// The formats of a report.
package enum ReportFormat: String, CaseIterable, Sendable {
  case text, short, json, jsonl, sarif, github, gitlab, junit, checkstyle, rdjson, markdown

  /// Writes a report. `style` and `isQuiet` are for text.
  package func render(
    _ report: Report,
    style: TextStyle = .plain,
    isQuiet: Bool = false,
    to output: inout OutputBuffer
  ) {
    if let renderer { return renderer.render(report, to: &output) }
    TextRenderer.render(report, style: style, isQuiet: isQuiet, to: &output)
  }

  private var renderer: (any ReportRenderer.Type)? {
    switch self {
    case .text: nil
    case .short: ShortRenderer.self
    case .json: JSONRenderer.self
    case .jsonl: JSONLinesRenderer.self
    case .sarif: SARIFRenderer.self
    case .github: GitHubRenderer.self
    case .gitlab: GitLabRenderer.self
    case .junit: JUnitRenderer.self
    case .checkstyle: CheckstyleRenderer.self
    case .rdjson: RDJSONRenderer.self
    case .markdown: MarkdownRenderer.self
    }
  }

  /// Whether files are named from the root of the repository, because the platform that reads the report knows them by
  /// these names.
  package var namesFilesFromRoot: Bool { [.github, .gitlab, .sarif].contains(self) }
}
