/// What a terminal can show: colours, links, lines of a width.
package struct TextStyle: Sendable {
  private let hasColour: Bool
  /// Whether text can lead to an address (OSC 8).
  let hasLinks: Bool
  /// Columns of the terminal; nil: there is none, and only what follows a width of its own is cut or wrapped.
  package let width: Int?

  package static let plain = TextStyle(hasColour: false)
  package static let colour = TextStyle(hasColour: true)

  package init(hasColour: Bool, hasLinks: Bool = false, width: Int? = nil) {
    self.hasColour = hasColour
    self.hasLinks = hasLinks
    self.width = width
  }

  package func with(width: Int) -> TextStyle { TextStyle(hasColour: hasColour, hasLinks: hasLinks, width: width) }

  /// Columns for prose.
  package var proseWidth: Int { width ?? Prose.usualWidth }

  package func severity(_ severity: Severity, _ text: String) -> String {
    paint(text, code: severity == .error ? "1;31" : severity == .warning ? "1;33" : "1;36")
  }
  package func bold(_ text: String) -> String { paint(text, code: "1") }
  package func frame(_ text: String) -> String { paint(text, code: "34") }
  package func added(_ text: String) -> String { paint(text, code: "32") }
  package func removed(_ text: String) -> String { paint(text, code: "31") }
  package func changed(_ text: String) -> String { paint(text, code: "33") }
  package func failed(_ text: String) -> String { paint(text, code: "1;31") }
  package func code(_ text: String) -> String { paint(text, code: "36") }

  /// A unified diff, its lines coloured by what they begin with.
  package func diff(_ text: String) -> String {
    guard hasColour else { return text }
    return text.parts(between: "\n").map { line in
      switch line.unicodeScalars.first {
      case "+": added(line)
      case "-": removed(line)
      case "@": code(line)
      default: line
      }
    }.joined(separator: "\n")
  }

  /// Text that leads to an address. The address is ours, never a value of a manifest.
  func link(_ text: String, to address: String) -> String {
    hasLinks ? "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\" : text
  }

  private func paint(_ text: String, code: String) -> String { hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
