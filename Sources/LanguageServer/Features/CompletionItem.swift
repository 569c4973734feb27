import Diagnostics

/// Something that can be written at the cursor.
struct CompletionItem {
  /// As the protocol numbers them.
  enum Kind: Int { case property = 10, value = 12, enumeration = 20, snippet = 15, reference = 18, module = 9 }

  let label: String
  let kind: Kind
  /// A few words beside it.
  var detail: String?
  var documentation: String?
  /// Items are in this order, then in the order in which they were made.
  var rank = 1
  /// What is written; tab stops as `${1:name}` where it is a snippet.
  let text: String
  var isSnippet = false
  let replaced: Range<Int>
  /// What the words under the cursor are compared with, where it is not the label.
  var filter: String?

  func write(to writer: inout JSONWriter, _ lines: TextLines, _ client: ClientCapabilities, number: Int) {
    writer.object { writer in
      writer.field("label", label)
      writer.field("kind", kind.rawValue)
      writer.field("detail", detail)
      if let documentation {
        if client.takesMarkdownInCompletion {
          writer.object("documentation") { writer in
            writer.field("kind", "markdown")
            writer.field("value", documentation)
          }
        } else {
          writer.field("documentation", documentation)
        }
      }
      let digits = String(number)
      writer.field("sortText", "\(rank)" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
      writer.field("filterText", filter)
      if isSnippet {
        writer.field("insertTextFormat", 2)
        if client.takesIndentedSnippets, text.holds("\n") { writer.field("insertTextMode", 2) }
      }
      writer.object("textEdit") { writer in
        writer.key("range")
        lines.range(of: Span(replaced)).write(to: &writer)
        writer.field("newText", text)
      }
    }
  }
}

/// Numbers the places of a snippet that are filled in.
struct SnippetWriter {
  private var count = 0
  /// Without snippets the places stay empty.
  let isOn: Bool

  init(isOn: Bool) { self.isOn = isOn }

  mutating func place(_ words: String = "") -> String {
    guard isOn else { return "" }
    count += 1
    return words.isEmpty ? "${\(count)}" : "${\(count):\(SnippetWriter.escaped(words))}"
  }

  mutating func choice(_ values: [String]) -> String {
    guard isOn else { return "" }
    count += 1
    let words = values.map { SnippetWriter.escaped($0).replacing(",", with: "\\,").replacing("|", with: "\\|") }
    return "${\(count)|\(words.joined(separator: ","))|}"
  }

  static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("$", with: "\\$").replacing("}", with: "\\}")
  }
}
