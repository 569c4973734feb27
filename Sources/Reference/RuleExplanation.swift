import Diagnostics
import Emitters
import ManifestModel
import Rules

/// Everything there is to say of one rule: `explain`, and the rule's page.
package struct RuleExplanation {
  private let rule: RuleAbout
  private let example: CheckedExample?
  /// What the settings make of the rule where it is explained; nil: nothing.
  private let here: String?

  package init(_ rule: RuleAbout, here: String? = nil) {
    self.rule = rule
    self.here = here
    example = CheckedExample(rule)
  }

  // MARK: Sentences

  /// Document, section and editions.
  private var source: String {
    switch rule.basis {
    case .language: return "the manifest language of this tool"
    case .service(let section): return "PrivateLink service, section \(section)" + editions
    case .fact(let fact): return fact + editions
    case .settings(let place): return "policy in \(place)"
    }
  }

  private var editions: String {
    let held = example?.editions.map(\.id) ?? Edition.all.map(\.id)
    if held.count == Edition.all.count, case .fact = rule.basis { return "" }
    let others = Edition.all.map(\.id).filter { !held.contains($0) }
    let exception = others.isEmpty ? "" : "; edition \(others.joined(separator: ", ")) allows the example below"
    return " (\(held.count == 1 ? "edition" : "editions") \(Display.list(held, "and"))\(exception))"
  }

  private var ignoring: String {
    guard rule.isIgnorable else { return "cannot be ignored" }
    let comment = "`# privatelint: ignore[\(rule.id)] -- reason`"
    return rule.group == .limits ? "\(comment); the ticket then asks for the exception, with the reason" : comment
  }

  // MARK: Text

  package func text(_ style: TextStyle = .plain) -> String {
    let width = style.proseWidth
    var text = style.bold(rule.id) + ": " + style.severity(rule.severity, rule.severity.rawValue)
    text += ", \(rule.group.rawValue)\n\n\(TextBlock.wrap(rule.summary, width: width))\n"
    let rows = [("Why", rule.why), ("Fix", rule.remedy), ("Source", source), ("Ignore", ignoring)]
    text += TextBlock.rows(rows + (here.map { [("Here", $0)] } ?? []), width: width, label: style.bold)
    guard let example else { return text }
    let inner = style.width.map { style.with(width: $0 - TextBlock.indentation) } ?? style
    let (output, diff) = (TextBlock.indent(example.output(inner)), TextBlock.indent(style.diff(example.diff)))
    let collected = example.answers.map { "  \($0.file):\n\(TextBlock.indent($0.bad))" }.joined()
    let changed = example.changedAnswer.map { "  \($0):\n" } ?? ""
    return text + "\n\(style.bold("Bad"))\n\(collected)\(output)\(style.bold("Good"))\n\(changed)\(diff)"
  }

  // MARK: Markdown

  package var markdown: String {
    var text = """
      # \(rule.id)

      \(rule.summary)

      | | |
      | --- | --- |
      | Severity | \(rule.severity.rawValue) |
      | Group | \(rule.group.rawValue) |
      | Source | \(TextBlock.cell(source)) |
      | Ignore | \(TextBlock.cell(ignoring)) |

      **Why it matters.** \(rule.why)

      **How to fix it.** \(rule.remedy)

      """
    guard let example else { return text }
    text += "\n## Bad\n\n" + Markdown.block("yaml", containing: example.bad)
    for answer in example.answers {
      text += "\nCollected, in `\(answer.file)`:\n\n" + Markdown.block("json", containing: answer.bad)
    }
    text += "\n" + Markdown.block("text", containing: TextBlock.trimmed(example.output()))
    text += "\n## Good\n\n" + (example.changedAnswer.map { "In `\($0)`:\n\n" } ?? "")
    text += Markdown.block("diff", containing: example.diff)
    return text
  }

  // MARK: JSON

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", rule.id)
      writer.field("severity", rule.severity.rawValue)
      writer.field("group", rule.group.rawValue)
      writer.field("summary", rule.summary)
      writer.field("why", rule.why)
      writer.field("remedy", rule.remedy)
      writer.field("source", source)
      writer.field("ignorable", rule.isIgnorable)
      guard let example else { return }
      writer.object("example") { writer in
        writer.field("bad", example.bad)
        writer.field("good", example.good)
        writer.field("output", example.output())
        guard !example.answers.isEmpty else { return }
        writer.array("collected", of: example.answers) { writer, answer in
          writer.object { writer in
            writer.field("file", answer.file)
            writer.field("bad", answer.bad)
            writer.field("good", answer.good)
          }
        }
      }
    }
  }

  package var json: String {
    var writer = JSONWriter()
    write(to: &writer)
    writer.endLine()
    return writer.text
  }
}

/// Lays out text for a terminal, and for Markdown.
enum TextBlock {
  /// Words on lines, the later ones after spaces. Code between backticks stays on one line if it fits on one.
  static func wrap(_ text: String, indent: Int = 0, width: Int = 100, keepsCode: Bool = false) -> String {
    let lines = Prose.lines(of: text, width: max(width - indent, 24), keepsCode: keepsCode)
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent)) + "\n"
  }

  /// A label and its sentence on each line.
  static func rows(
    _ rows: [(label: String, text: String)],
    width: Int,
    label: (String) -> String = { $0 }
  ) -> String {
    let indent = (rows.map(\.label.count).max() ?? 0) + 2
    return rows.map { row in
      let spaces = String(repeating: " ", count: indent - row.label.count)
      return label(row.label) + spaces + wrap(row.text, indent: indent, width: width)
    }.joined()
  }

  /// The columns before the lines of an example.
  static let indentation = 2

  static func indent(_ text: String) -> String {
    let spaces = String(repeating: " ", count: indentation)
    return trimmed(text).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
      $0.isEmpty ? "\n" : "\(spaces)\($0)\n"
    }.joined()
      + "\n"
  }

  /// Without empty lines at the end, and one line break.
  static func trimmed(_ text: String) -> String { String(text.reversed().drop { $0 == "\n" }.reversed()) + "\n" }

  /// With a capital at its start.
  static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// A sentence in a cell of a Markdown table.
  static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
