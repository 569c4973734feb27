import ArgumentParser
import Emitters

/// `privatelint compile`.
struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Compile the effective manifest as canonical JSON: aliases, merges, defaults and editions resolved."
  )

  @OptionGroup var emit: EmitFlags

  func run() throws {
    let result = try emit.compile()
    let wanted = emit.environments
    Terminal.write(EffectiveJSON.render(result.projects) { wanted.isEmpty || wanted.contains($0.id) })
    result.finish()
  }
}
