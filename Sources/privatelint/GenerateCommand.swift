import ArgumentParser
import Diagnostics
import Files
import Reference

/// `privatelint generate`, for those who work on the tool itself: `Scripts/generate` runs it.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write the schemas, references, man page and completions that follow from declarations.",
    shouldDisplay: false
  )

  @Argument(
    help: ArgumentHelp("The folder to write into, as if it were the root of the repository.", valueName: "folder")
  )
  var folder: String

  mutating func run() throws {
    let completions = ["bash", "zsh", "fish"].compactMap { name in
      CompletionShell(rawValue: name).map {
        (shell: name, script: CompletionScript.withDefaultCommand(PrivateLint.completionScript(for: $0)))
      }
    }
    let files: [(path: String, text: String)]
    do throws(FaultyExamples) {
      files = try GeneratedFiles.all(dump: PrivateLint._dumpHelp(), completions: completions)
    } catch {
      for message in error.messages { Terminal.problem(message) }
      throw ExitStatus.impossible
    }
    do throws(InputProblem) {
      for (path, text) in files {
        try makeFolders(of: path)
        try OutputFile.write(Array(text.utf8), to: "\(folder)/\(path)")
      }
    } catch {
      throw ExitStatus.impossible(because: error)
    }
  }

  private func makeFolders(of path: String) throws(InputProblem) {
    var parent = folder
    for name in path.split(separator: "/").dropLast() {
      parent += "/\(name)"
      try OutputFile.makeFolder(parent)
    }
  }
}
