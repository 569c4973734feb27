/// Sentences on lines of a width.
package enum Prose {
  /// The width where there is no terminal to ask.
  package static let usualWidth = 80

  /// The lines of a text. Code between backticks stays on one line if it fits on one; a word that is wider than a line
  /// has one of its own. `taken`: the columns of the first line that something else takes; where its first word does
  /// not fit beside that, the first line is empty. `keepsCode`: code stays on one line, however wide it is, so that it
  /// can be copied.
  package static func lines(of text: String, width: Int, taken: Int = 0, keepsCode: Bool = false) -> [String] {
    var lines: [String] = []
    var line = ""
    var end = taken
    for word in words(of: text, keepsCode ? .max : width) {
      let length = DisplayWidth.of(word)
      if end > 0, end + (line.isEmpty ? 0 : 1) + length > width {
        lines.append(line)
        (line, end) = ("", 0)
      }
      end += length + (line.isEmpty ? 0 : 1)
      line += line.isEmpty ? word : " " + word
    }
    return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
  }

  /// What spaces separate, code as one word.
  private static func words(of text: String, _ width: Int) -> [String] {
    var words: [String] = []
    var code: [String] = []
    for word in text.parts(between: " ") {
      let isEdge = word.unicodeScalars.count { $0 == "`" } % 2 == 1
      if code.isEmpty, !isEdge {
        words.append(word)
        continue
      }
      code.append(word)
      let phrase = code.joined(separator: " ")
      if code.count > 1, isEdge || DisplayWidth.of(phrase) > width {
        words += DisplayWidth.of(phrase) > width ? code : [phrase]
        code = []
      }
    }
    return words + code
  }
}
