import ArgumentParser
import Diagnostics
import Driver

/// The command and its subcommands.
struct PrivateLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: Tool.name,
    abstract:
      "Checks the manifests of Adobe Commerce PrivateLink connections, and compiles tickets, change requests, runbooks and tests from them.",
    version: Tool.version,
    subcommands: [
      LintCommand.self, TicketCommand.self, ChangeCommand.self, RunbookCommand.self, VerifyCommand.self, CompileCommand.self,
      FmtCommand.self, InitCommand.self, ExplainCommand.self, RulesCommand.self, LimitsCommand.self, SchemaCommand.self,
      SettingsCommand.self,
      GenerateCommand.self,
    ],
    defaultSubcommand: LintCommand.self)
}

@main
enum Main {
  /// Runs the command; the exit status is 0, 1 or 2, and nothing else.
  static func main() {
    Terminal.prepare()
    do {
      var command = try PrivateLint.parseAsRoot(ProcessArguments.all)
      try command.run()
    } catch {
      Terminal.exit(with: error)
    }
    Terminal.finish(.success)
  }

  static func exitStatus(of error: any Error) -> ExitStatus {
    PrivateLint.exitCode(for: error).isSuccess ? .success : .impossible
  }
}
