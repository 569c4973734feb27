import ArgumentParser
import Emitters

/// `privatelint compile`.
struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Compile the effective manifest as canonical JSON: aliases, merges, defaults and editions resolved.",
    discussion: "Examples: `privatelint compile`, `privatelint compile infra -o effective.json`."
  )

  @OptionGroup var emit: EmitFlags

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write into this file.", valueName: "file"),
    completion: .file()
  )
  var output: String?

  @OptionGroup var keeping: CheckFlag

  func validate() throws { try keeping.validate(with: output) }

  func run() throws {
    let result = try emit.compile()
    let wanted = emit.environments
    let text = EffectiveJSON.render(result.projects) { wanted.isEmpty || wanted.contains($0.id) }
    if let output { try result.keep(text, in: output, keeping) } else { Terminal.write(text) }
    result.finish()
  }
}
