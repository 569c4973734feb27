import ArgumentParser
import Diagnostics
import Rules
import Linter
import Reference

/// `privatelint explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a rule means, why it matters and how to mend what it finds, with an example.",
    discussion: "As text it also says what the settings of the current folder make of the rule."
  )

  @Argument(help: ArgumentHelp("The rule, by its id.", valueName: "rule"), completion: .list(Catalog.ids))
  var rule: String

  @Option(help: ArgumentHelp("The output format: text, markdown or json.", valueName: "format"))
  var format = DocumentFormat.text

  mutating func run() throws {
    guard let about = Catalog.rule(rule) else {
      Terminal.problem(RuleAdvice.advice(for: rule))
      throw ExitStatus.impossible
    }
    let explanation = RuleExplanation(about, here: settingHere(about.id))
    switch format {
    case .text: Terminal.write(explanation.text)
    case .markdown: Terminal.write(explanation.markdown)
    case .json: Terminal.write(explanation.json)
    }
  }

  /// Why the rule is on or off in the current folder; nil where no settings speak of it.
  private func settingHere(_ id: String) -> String? {
    var finder = SettingsFinder(.search)
    let settings = finder.settings(for: Settings.fileName)
    guard let level = settings.levels[id], let path = settings.path else { return nil }
    return "\(level.rawValue), set in \(Shown.oneLine(path))"
  }
}
