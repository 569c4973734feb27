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
      """
      Run the language server: findings, fixes, completion and more while you type (LSP 3.17, standard input and \
      output).
      """,
    discussion: "Your editor starts it; see docs/editors.md. Example: `privatelint server --stdio`."
  )

  @Flag(help: "Serve over standard input and output, which is also the default; some editors add this flag.")
  var stdio = false

  @Option(
    help: ArgumentHelp(
      "The process ID of the editor; the server ends when the editor does.",
      valueName: "number"
    )
  )
  var clientProcessId: Int32?

  @OptionGroup var basis: SettingsFlags

  func run() throws {
    var lint = LintOptions(today: basis.day)
    lint.editionOverride = basis.limits
    var options = Server.Options(lint)
    options.clientProcess = clientProcessId
    options.settings = basis.choice
    Files.endProcess(StandardStreams.serve(Server(options)))
  }
}
