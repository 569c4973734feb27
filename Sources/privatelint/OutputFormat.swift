import ArgumentParser
import Diagnostics
import Driver

/// Whether output is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// `auto`: only on a terminal, and not where `NO_COLOR` is set.
  func style(for descriptor: Int32) -> TextStyle {
    switch self {
    case .always: .colour
    case .never: .plain
    case .auto: Terminal.isTerminal(descriptor) && !Driver.hasVariable("NO_COLOR") ? .colour : .plain
    }
  }
}

/// `FORMAT` or `FORMAT=FILE`.
struct OutputFormat: ExpressibleByArgument {
  enum Kind: String, CaseIterable { case text, short, json }
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

  /// Writes a report in each format: to its file, or to standard output.
  static func write(_ report: Report, as formats: [OutputFormat], color: ColorChoice, isQuiet: Bool) throws {
    for format in formats.isEmpty ? [OutputFormat(.text)] : formats {
      let style = format.file == nil ? color.style(for: STDOUT_FILENO) : .plain
      Terminal.write(format.render(report, style, isQuiet: isQuiet))
    }
  }

  private func render(_ report: Report, _ style: TextStyle, isQuiet: Bool) -> String {
    switch kind {
    case .text: TextRenderer.render(report, style: style, isQuiet: isQuiet)
    case .short: ShortRenderer.render(report)
    case .json: JSONRenderer.render(report)
    }
  }
}
