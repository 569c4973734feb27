import Diagnostics
import ArgumentParser
import Emitters
import Files
import Linter
import ManifestModel

/// `privatelint runbook`.
struct RunbookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runbook",
    abstract: "Compile the enablement steps: who does each, whether it is done, and the exact commands.",
    discussion:
      """
      You can run this before the manifest contains the values that the first steps produce. Examples: `privatelint \
      runbook`, `privatelint runbook --next`, `privatelint runbook --format markdown -o runbooks`.
      """
  )

  @Option(help: ArgumentHelp("The output format.", valueName: "format"))
  var format = DocumentFormat.text

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write one file for each project to this folder.", valueName: "folder"),
    completion: .directory
  )
  var output: String?

  @OptionGroup var keeping: CheckFlag

  @Flag(help: "Show only the next step of each environment.")
  var next = false

  @OptionGroup var emit: EmitFlags

  func validate() throws { try keeping.validate(with: output) }

  func run() throws {
    let result = try emit.compile { Runbook.toleratedRules.contains($0.about.id) }
    let today = emit.input.day
    let errors = ManifestErrors(result.outcome)
    let runbooks = result.projects.map { Runbook($0, named: emit.environments, today: today, errors: errors) }
    if let output {
      let documents = runbooks.map { ($0.project.id, render([$0], .plain)) }
      try result.keep(documents, as: "runbook.\(format.fileExtension)", in: output, keeping)
    } else {
      Terminal.write(render(runbooks, emit.color.style(for: STDOUT_FILENO)))
    }
    // What is missing may be every project.
    if runbooks.isEmpty, result.status == .success { throw ExitStatus.failure }
    result.finish()
  }

  private func render(_ runbooks: [Runbook], _ style: TextStyle) -> String {
    switch format {
    case .text: runbooks.map { RunbookText.render($0, onlyNext: next, style: style) }.joined()
    case .markdown: runbooks.map { RunbookMarkdown.render($0, onlyNext: next) }.joined(separator: "\n")
    case .json: RunbookJSON.render(runbooks, onlyNext: next)
    }
  }
}
