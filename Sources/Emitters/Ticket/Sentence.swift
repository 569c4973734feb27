import Diagnostics

/// A sentence that knows which of its words are identifiers or commands: Markdown shows them as code to copy, and a
/// value of a manifest cannot pass for one.
///
/// Written as a string with interpolations, identifiers as `\(code: …)`.
package struct Sentence: Sendable, Equatable, ExpressibleByStringInterpolation {
  private var parts: [Part]

  fileprivate struct Part: Sendable, Equatable {
    let text: String
    let isCode: Bool
  }

  package init(stringLiteral text: String) { parts = [Part(text: text, isCode: false)] }
  package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  package struct StringInterpolation: StringInterpolationProtocol, Sendable {
    fileprivate var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}
    package mutating func appendLiteral(_ text: String) { parts.append(Part(text: text, isCode: false)) }
    package mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
    package mutating func appendInterpolation(code text: String) { parts.append(Part(text: text, isCode: true)) }
    package mutating func appendInterpolation(_ sentence: Sentence) { parts += sentence.parts }

    /// "a, b and c" of identifiers.
    package mutating func appendInterpolation(codes: [String], last conjunction: String = " and ") {
      for (index, code) in codes.enumerated() {
        if index > 0 { appendLiteral(index == codes.count - 1 ? conjunction : ", ") }
        appendInterpolation(code: code)
      }
    }
  }

  /// As plain text, in which identifiers need no mark.
  package var text: String { parts.map(\.text).joined() }

  /// As plain text with what is code between backticks, as in a step that has a command in it.
  package var textWithBackticks: String { parts.map { $0.isCode ? "`\($0.text)`" : $0.text }.joined() }

  package var markdown: String {
    var markdown = ""
    // Words that touch are escaped together: only their neighbours tell whether a character is markup.
    var words = ""
    for part in parts {
      guard part.isCode else {
        words += part.text
        continue
      }
      markdown += Markdown.text(words, isLineStart: markdown.isEmpty) + Markdown.code(part.text)
      words = ""
    }
    return markdown + Markdown.text(words, isLineStart: markdown.isEmpty)
  }

  /// What is code in it, in order.
  package var codes: [String] { parts.filter(\.isCode).map(\.text) }
}
