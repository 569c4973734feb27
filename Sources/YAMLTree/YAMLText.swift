import Diagnostics

/// Writes YAML scalars.
package enum YAMLText {
  /// Whether a text is read as itself without quotes: what was hidden may have kept spaces or a mark from being read as
  /// what they are.
  package static func staysPlain(_ text: String) -> Bool {
    let tree = YAMLTree.read(Source(path: "", contents: "key: \(text)".utf8))
    return !text.isEmpty && tree.problems.isEmpty && tree.comments.isEmpty && tree.nodes.last?.style == .plain
      && tree.text(NodeID(tree.nodes.count - 1)).equals(text)
  }

  /// The text in double quotes, with the escapes it needs.
  package static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where Display.isUnsafe(scalar):
        let hex = String(scalar.value, radix: 16, uppercase: true)
        let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        result += "\\" + letter + String(repeating: "0", count: width - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
