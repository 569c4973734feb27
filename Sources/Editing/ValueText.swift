import Diagnostics
import YAMLTree

/// Writes new values in the habits of a file.
struct ValueText {
  private let habits: Habits
  /// The quotes of the keys around; nil if they have none.
  private let quotesKeys: Node.Style?
  /// Among entries as JSON writes them everything but numbers and booleans is quoted.
  private let isJSON: Bool

  init(_ habits: Habits, quotesKeys: Node.Style?, inFlow: Bool) {
    self.habits = habits
    self.quotesKeys = quotesKeys
    isJSON = inFlow && quotesKeys == .doubleQuoted
  }

  // MARK: Scalars

  /// A text as a scalar; `like`: the style of what it replaces.
  func scalar(_ text: String, inFlow: Bool, like style: Node.Style? = nil) -> String {
    let keepsQuotes = style == .singleQuoted || style == .doubleQuoted
    if !keepsQuotes, !isJSON, !habits.quotesAlways || style == .plain,
      PlainText.isSafe(text, inFlow: inFlow), ValueText.isFree(ofDocumentMarks: text)
    {
      return text
    }
    let wanted = keepsQuotes ? style : isJSON ? .doubleQuoted : habits.quote
    return wanted == .singleQuoted ? ValueText.singleQuoted(text) : YAMLText.doubleQuoted(text)
  }

  func key(_ key: String, inFlow: Bool) -> String {
    if let quotesKeys {
      return quotesKeys == .singleQuoted ? ValueText.singleQuoted(key) : YAMLText.doubleQuoted(key)
    }
    return PlainText.isSafe(key, inFlow: inFlow) && ValueText.isFree(ofDocumentMarks: key)
      ? key : habits.quote == .singleQuoted ? ValueText.singleQuoted(key) : YAMLText.doubleQuoted(key)
  }

  /// `---` at the start of a line begins a document.
  private static func isFree(ofDocumentMarks text: String) -> Bool { !text.hasPrefix("---") }

  /// In single quotes, where the text allows them.
  private static func singleQuoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F || $0.properties.isAlphabetic }
    return isPlain ? "'" + text.replacing(mark: "'", with: "''") + "'" : YAMLText.doubleQuoted(text)
  }

  private func plain(_ text: String) -> String {
    !isJSON || text.isDigits || text == "true" || text == "false" ? text : scalar(text, inFlow: true)
  }

  // MARK: In braces and brackets

  func flow(_ value: NewValue) -> String {
    switch value {
    case .text(let text): scalar(text, inFlow: true)
    case .plain(let text): plain(text)
    case .list(let items): brackets(items.map(flow).joined(separator: ", "))
    case .mapping(let entries), .inline(let entries): braces(entries.map(flow).joined(separator: ", "))
    }
  }

  func flow(_ entry: NewValue.Entry) -> String { "\(key(entry.key, inFlow: true)): \(flow(entry.value))" }

  func braces(_ content: String) -> String {
    content.isEmpty ? "{}" : habits.padsBraces ? "{ \(content) }" : "{\(content)}"
  }

  func brackets(_ content: String) -> String {
    content.isEmpty ? "[]" : habits.padsBrackets ? "[ \(content) ]" : "[\(content)]"
  }

  // MARK: In lines

  /// The lines of an entry, each but the first with its indentation. `column`: that of the key, from 0.
  func lines(_ entry: NewValue.Entry, column: Int) -> [String] {
    let comment = entry.comment.map { " # \($0)" } ?? ""
    let name = key(entry.key, inFlow: false) + ":"
    switch entry.value {
    case .text(let text): return ["\(name) \(scalar(text, inFlow: false))\(comment)"]
    case .plain(let text): return ["\(name) \(plain(text))\(comment)"]
    case .inline(let entries): return ["\(name) \(flow(.inline(entries)))\(comment)"]
    case .list(let items) where items.isEmpty: return ["\(name) []\(comment)"]
    case .mapping(let entries) where entries.isEmpty: return ["\(name) {}\(comment)"]
    case .list, .mapping: return [name + comment] + blockLines(entry.value, parent: column)
    }
  }

  /// The lines of a collection under a key at the column `parent`, each with its indentation.
  func blockLines(_ value: NewValue, parent: Int) -> [String] {
    switch value {
    case .mapping(let entries):
      let column = parent + habits.mappingIndent
      return entries.flatMap { indented(lines($0, column: column), column) }
    case .list(let items):
      let column = parent + habits.listIndent
      return items.flatMap { indented(itemLines($0, column: column, gap: 1), column) }
    case .text, .plain, .inline: return []
    }
  }

  /// The lines of an item, each but the first with its indentation. `column`: that of the dash; `gap`: spaces after it.
  func itemLines(_ item: NewValue, column: Int, gap: Int) -> [String] {
    let dash = "-" + String(repeating: " ", count: gap)
    switch item {
    case .text(let text): return [dash + scalar(text, inFlow: false)]
    case .plain(let text): return [dash + plain(text)]
    case .inline, .list: return [dash + flow(item)]
    case .mapping(let entries):
      let inner = column + 1 + gap
      let written = entries.flatMap { indented(lines($0, column: inner), inner) }
      guard let first = written.first else { return [dash + "{}"] }
      return [dash + first.dropFirst(inner)] + written.dropFirst()
    }
  }

  private func indented(_ lines: [String], _ column: Int) -> [String] {
    guard let first = lines.first else { return [] }
    return [String(repeating: " ", count: column) + first] + lines.dropFirst()
  }
}
