import ArgumentParser
import Diagnostics
import Files

/// The command and its subcommands.
struct PrivateLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: Tool.name,
    abstract:
      """
      Check manifests for Adobe Commerce PrivateLink connections, and compile tickets, change requests, runbooks and \
      tests from them.
      """,
    discussion: "Examples: `privatelint privatelink.yaml`, `privatelint ticket`.",
    version: Version.number,
    subcommands: [GenerateCommand.self, NamesCommand.self],
    groupedSubcommands: [
      CommandGroup(name: "Manifest", subcommands: [LintCommand.self, FmtCommand.self, InitCommand.self]),
      CommandGroup(
        name: "Document",
        subcommands: [
          TicketCommand.self, ChangeCommand.self, RunbookCommand.self, VerifyCommand.self, CompileCommand.self,
          OverviewCommand.self,
        ]
      ),
      CommandGroup(name: "Follow-up", subcommands: [AuditCommand.self, RecordCommand.self]),
      CommandGroup(
        name: "Reference",
        subcommands: [
          ExplainCommand.self, RulesCommand.self, LimitsCommand.self, SchemaCommand.self, SettingsCommand.self,
        ]
      ),
      CommandGroup(name: "Editor", subcommands: [ServerCommand.self]),
    ],
    defaultSubcommand: LintCommand.self
  )

  /// The subcommand that arguments name, or the default one; nil if they ask for help or are invalid, which the root
  /// command reports.
  ///
  /// Asked directly it reads its arguments in half the time, which is a third of the time that a small manifest takes.
  static func subcommand(_ arguments: [String]) -> (any ParsableCommand)? {
    guard arguments.first != "help" else { return nil }
    let named = configuration.subcommands.first { $0._commandName == arguments.first }
    let wanted = named ?? LintCommand.self
    let command = try? wanted.parseAsRoot(named == nil ? arguments : Array(arguments.dropFirst()))
    return command.flatMap { type(of: $0) == wanted ? $0 : nil }
  }
}

extension CommandConfiguration {
  /// Of the subcommand that is run most: the search for `--generate-completion-script`, which is the root command's, is
  /// a quarter of the start-up.
  var withoutCompletionScript: CommandConfiguration {
    var configuration = self
    configuration._superCommandName = Tool.name
    return configuration
  }
}

extension PrivateLint {
  /// The possible first arguments, `help` included.
  static var commandNames: [String] {
    let shown = configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }
    return shown.compactMap { $0.commandName } + ["help"]
  }

  /// `help` of something that is not a command: the parser would show the help of everything, as if that had been asked
  /// for.
  static func refuseHelpOfNothing(_ arguments: [String]) {
    guard arguments.first == "help", let name = arguments.dropFirst().first, !name.hasPrefix("-") else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !names.contains(name) else { return }
    let nearest = NearestName.of(name, among: commandNames).map { "; did you mean `\($0)`?" } ?? ""
    Terminal.problem("there is no command \(Display.quoted(name))\(nearest)")
    Terminal.finish(.impossible)
  }
}

@main
enum Main {
  /// Runs the command; the exit status is 0, 1 or 2, and nothing else.
  static func main() {
    Terminal.prepare()
    PrivateLint.refuseHelpOfNothing(ProcessArguments.all)
    if VersionReport.isWanted(ProcessArguments.all) {
      Terminal.write(VersionReport.json)
      Terminal.finish(.success)
    }
    do {
      var command = try PrivateLint.subcommand(ProcessArguments.all) ?? PrivateLint.parseAsRoot(ProcessArguments.all)
      try command.run()
    } catch {
      Terminal.exit(with: error)
    }
    Terminal.finish(.success)
  }
}
