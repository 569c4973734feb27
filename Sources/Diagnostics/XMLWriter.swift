/// Writes XML 1.0 as text, two spaces of indentation, attributes in the order they are given.
///
/// What XML cannot hold (most control characters, noncharacters) and what would reorder or hide text is written by name, as `<U+001B>`.
package struct XMLWriter {
  package private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var depth = 0

  package init() {}

  /// An element with other elements in it; an empty body makes an empty element.
  package mutating func element(
    _ name: String,
    _ attributes: KeyValuePairs<String, String>,
    _ body: (inout XMLWriter) -> Void = { _ in }
  ) {
    let indent = open(name, attributes)
    let before = text.utf8.count
    text += ">\n"
    depth += 1
    body(&self)
    depth -= 1
    if text.utf8.count == before + 2 {
      text.unicodeScalars.removeLast(2)
      text += "/>\n"
    } else {
      text += "\(indent)</\(name)>\n"
    }
  }

  /// An element with text alone in it, which keeps its line feeds.
  package mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text content: String)
  {
    _ = open(name, attributes)
    let lines = content.split(separator: "\n", omittingEmptySubsequences: false).map { XMLWriter.escaped(String($0)) }
    text += ">\(lines.joined(separator: "\n"))</\(name)>\n"
  }

  /// Writes the tag but for its end; gives the indentation.
  private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) -> String {
    let indent = String(repeating: "  ", count: depth)
    text += "\(indent)<\(name)"
    for (key, value) in attributes { text += " \(key)=\"\(XMLWriter.escaped(value))\"" }
    return indent
  }

  /// Text on one line, for an attribute or between tags.
  private static func escaped(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      // Needed in `]]>` only, and simplest everywhere.
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _ where Shown.isUnsafe(scalar) || isNoncharacter(scalar): result += "&lt;\(Shown.codePoint(scalar))&gt;"
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
