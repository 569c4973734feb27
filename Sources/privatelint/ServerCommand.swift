import ArgumentParser
import Files
import LanguageServer
import Linter
import ManifestModel

/// `privatelint server`.
struct ServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "server",
    abstract:
      "Serve an editor: findings, fixes, completion and more while you type (LSP 3.17, standard input and output).",
    discussion: "The editor starts it. docs/editors.md says how to set that up in each of them."
  )

  @Flag(help: "Serve over standard input and output, as it does anyway; some editors add this flag.")
  var stdio = false

  @Option(
    help: ArgumentHelp(
      "The process of the editor; the server ends when it does.",
      valueName: "number"
    )
  )
  var clientProcessId: Int32?

  @Option(
    help: ArgumentHelp(
      "The edition of the documented limits, whatever manifests and settings say.",
      valueName: "edition"
    )
  )
  var limits: Edition?

  @Option(
    help: ArgumentHelp(
      "The day from which lead times and `until` dates count (default: today, by UTC).",
      valueName: "YYYY-MM-DD"
    ),
    transform: CivilDate.argument
  )
  var today: CivilDate?

  @Option(
    help: ArgumentHelp("The settings file, instead of the nearest .privatelint.yaml.", valueName: "file"),
    completion: .file()
  )
  var config: String?

  @Flag(help: "Use no settings file.")
  var noConfig = false

  func validate() throws {
    if config != nil, noConfig { throw ValidationError("--config and --no-config exclude each other") }
  }

  func run() throws {
    var lint = LintOptions(today: today ?? CivilDate(days: utcDaysSinceEpoch()))
    lint.editionOverride = limits
    var options = Server.Options(lint)
    options.clientProcess = clientProcessId
    options.settings = noConfig ? .none : config.map { .file($0) } ?? .search
    Files.endProcess(StandardStreams.serve(Server(options)))
  }
}
