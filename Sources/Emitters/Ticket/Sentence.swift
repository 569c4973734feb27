import Diagnostics

/// A sentence that knows which of its words are identifiers: Markdown shows them as code to copy, and a value of a manifest cannot pass for one.
///
/// Written as a string with interpolations, identifiers as `\(code: …)`.
package struct Sentence: Sendable, ExpressibleByStringInterpolation {
  private var parts: [(text: String, isCode: Bool)]

  package init(stringLiteral text: String) { parts = [(text, false)] }
  package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  package struct StringInterpolation: StringInterpolationProtocol, Sendable {
    fileprivate var parts: [(text: String, isCode: Bool)] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}
    package mutating func appendLiteral(_ text: String) { parts.append((text, false)) }
    package mutating func appendInterpolation(_ text: String) { parts.append((text, false)) }
    package mutating func appendInterpolation(code text: String) { parts.append((text, true)) }
    package mutating func appendInterpolation(_ sentence: Sentence) { parts += sentence.parts }

    /// "a, b and c" of identifiers.
    package mutating func appendInterpolation(codes: [String]) {
      for (index, code) in codes.enumerated() {
        if index > 0 { appendLiteral(index == codes.count - 1 ? " and " : ", ") }
        appendInterpolation(code: code)
      }
    }
  }

  package var text: String { parts.map(\.text).joined() }

  package var markdown: String { parts.map { $0.isCode ? Markdown.code($0.text) : Markdown.text($0.text) }.joined() }
}
