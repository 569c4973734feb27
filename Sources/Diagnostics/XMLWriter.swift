/// Writes XML 1.0 as text, two spaces of indentation, attributes in the order they are given.
///
/// What XML cannot contain (most control characters, noncharacters) and what would reorder or hide text is written by
/// name, as `<U+001B>`.
package struct XMLWriter {
  package private(set) var output: OutputBuffer
  private var depth = 0
  /// Whether the start tag that was written last has its `>`.
  private var isTagClosed = true

  /// Appends to what a buffer contains; `output` is the buffer afterwards.
  package init(into output: OutputBuffer) {
    self.output = output
    self.output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
  }

  /// An element with other elements in it; an empty body makes an empty element.
  package mutating func element(
    _ name: String,
    attributes: KeyValuePairs<String, String>,
    _ body: (inout XMLWriter) -> Void = { _ in }
  ) {
    let indent = open(name, attributes)
    isTagClosed = false
    depth += 1
    body(&self)
    depth -= 1
    output.append(isTagClosed ? "\(indent)</\(name)>\n" : "/>\n")
    isTagClosed = true
  }

  /// An element with text alone in it, which keeps its line feeds.
  package mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text content: String)
  {
    _ = open(name, attributes)
    let lines = content.split(separator: "\n", omittingEmptySubsequences: false).map { XMLWriter.escaped(String($0)) }
    output.append(">\(lines.joined(separator: "\n"))</\(name)>\n")
    isTagClosed = true
  }

  /// Writes the tag but for its end; gives the indentation.
  private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) -> String {
    if !isTagClosed { output.append(">\n") }
    output.handOn()
    let indent = String(repeating: "  ", count: depth)
    output.append("\(indent)<\(name)")
    for (key, value) in attributes { output.append(" \(key)=\"\(XMLWriter.escaped(value))\"") }
    return indent
  }

  /// Text on one line, for an attribute between double quotes or between tags.
  package static func escaped(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      // Needed in `]]>` only, and simplest everywhere.
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _ where Display.isUnsafe(scalar) || isNoncharacter(scalar): result += "&lt;\(Display.codePoint(scalar))&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The last two of each plane and U+FDD0 to U+FDEF: readers of XML refuse some and doubt the others.
  private static func isNoncharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value)
  }
}
