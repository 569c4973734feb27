import ArgumentParser
import Diagnostics
import Driver
import Rules

/// `privatelint explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what a rule means, why it matters and how to mend what it finds, with an example.")

  @Argument(help: ArgumentHelp("The rule, by its id.", valueName: "rule"), completion: .list(Catalog.ids))
  var rule: String

  @Option(help: ArgumentHelp("The output format: text, markdown or json.", valueName: "format"))
  var format = DocumentFormat.text

  mutating func run() throws {
    guard let about = Catalog.rule(rule) else {
      let nearest = NearestName.of(rule, among: Catalog.ids).map { "; perhaps `\($0)`" } ?? ""
      Terminal.problem("there is no rule \(Shown.quoted(rule))\(nearest); `privatelint rules` lists them")
      throw ExitStatus.impossible
    }
    let explanation = RuleExplanation(about)
    switch format {
    case .text: Terminal.write(explanation.text)
    case .markdown: Terminal.write(explanation.markdown)
    case .json: Terminal.write(explanation.json)
    }
  }
}
