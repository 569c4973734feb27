import ArgumentParser
import Driver
import Emitters

/// `privatelint compile`.
struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile", abstract: "Compile the effective manifest as canonical JSON: aliases, merges, defaults and editions resolved.")

  @OptionGroup var emit: EmitFlags

  func run() throws {
    let result = try emit.compile()
    let projects = result.projects.map { project in
      guard !emit.environments.isEmpty else { return project }
      var project = project
      project.environments.removeAll { !emit.environments.contains($0.id) }
      return project
    }
    Terminal.write(EffectiveJSON.render(projects))
    result.finish()
  }
}
