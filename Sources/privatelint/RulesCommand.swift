import ArgumentParser
import Reference

/// `privatelint rules`.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules.",
    discussion: "Example: `privatelint rules --format json`."
  )

  @Option(help: ArgumentHelp("The output format.", valueName: "format"))
  var format = DocumentFormat.text

  mutating func run() throws {
    switch format {
    case .text: Terminal.write(own: RuleReference.text(ColorChoice.prose))
    case .markdown: Terminal.write(own: RuleReference.markdown)
    case .json: Terminal.write(own: RuleReference.json)
    }
  }
}
