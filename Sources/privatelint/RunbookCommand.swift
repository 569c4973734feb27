import ArgumentParser
import Emitters
import ManifestModel

/// `privatelint runbook`.
struct RunbookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runbook",
    abstract: "Compile the enablement steps: who does each, whether it is done, and the exact commands.",
    discussion: "It also runs while the manifest still lacks what its first steps produce."
  )

  @OptionGroup var emit: EmitFlags

  @Option(help: ArgumentHelp("The format: text, markdown or json.", valueName: "format"))
  var format = DocumentFormat.text

  @Flag(help: "The next step of each environment only.")
  var next = false

  /// What the first steps of the workflow produce may still be missing.
  private static let tolerable: Set<String> = [
    "missing-key", "empty-value", "placeholder-left", "endpoint-service-missing", "adobe-principal-missing",
  ]

  func run() throws {
    let result = try emit.compile { RunbookCommand.tolerable.contains($0.about.id) }
    let today = emit.input.day
    let runbooks = result.projects.map { Runbook($0, named: emit.environments, today: today) }
    switch format {
    case .text: Terminal.write(runbooks.map { RunbookText.render($0, onlyNext: next) }.joined())
    case .markdown: Terminal.write(runbooks.map { RunbookMarkdown.render($0, onlyNext: next) }.joined(separator: "\n"))
    case .json: Terminal.write(RunbookJSON.render(runbooks, onlyNext: next))
    }
    // What is missing may be every project.
    if runbooks.isEmpty, result.status == .success { throw ExitStatus.failure }
    result.finish()
  }
}
