/// Writes values into Markdown so that they stay text: no value makes a heading, a link, markup or a cell of its own.
package enum Markdown {
  /// A value as running text.
  package static func text(_ value: String) -> String {
    var result = ""
    let numbering = value.prefix { $0.isNumber }.count
    let hasLink = value.lowercased().contains("www.")
    for (index, scalar) in value.unicodeScalars.enumerated() {
      let isMarkup = "\\`*_[]<>&|~#:@$!".unicodeScalars.contains(scalar)
      let isListMark = index == 0 && "-+=".unicodeScalars.contains(scalar)
      // `1.` at the start begins a list, `www.` a link.
      let isNumbering = (scalar == "." || scalar == ")") && index == numbering && numbering > 0
      if isMarkup || isListMark || isNumbering || (scalar == "." && hasLink) { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// An identifier to copy, as code; as text where it would end the cell of a table.
  package static func code(_ value: String) -> String {
    guard !value.isEmpty, !value.contains("|"), value.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) else { return text(value) }
    // Backticks inside are told from those around by their number, and from those next to them by a blank, which is not shown.
    let fence = String(repeating: "`", count: longestRunOfBackticks(value) + 1)
    let needsBlank = value.hasPrefix("`") || value.hasSuffix("`") || value.hasPrefix(" ")
    return needsBlank ? "\(fence) \(value) \(fence)" : "\(fence)\(value)\(fence)"
  }

  /// A fenced block; the fence is longer than any run of backticks in it.
  package static func block(_ language: String, _ text: String) -> String {
    let fence = String(repeating: "`", count: max(3, longestRunOfBackticks(text) + 1))
    return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)\n"
  }

  private static func longestRunOfBackticks(_ text: String) -> Int { text.split { $0 != "`" }.map(\.count).max() ?? 0 }

  package static func table(_ header: [String], _ rows: [[String]]) -> String {
    let lines = [header, header.map { _ in "---" }] + rows
    return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }
}
