import Diagnostics
import ManifestModel

/// `duplicate-environment`: an environment declared twice in the workspace.
enum DuplicateEnvironment: WorkspaceRule {
  static let about = RuleAbout(
    "duplicate-environment", .consistency, .error, summary: "An environment of a project is declared twice in the workspace.",
    why: "The two declarations would make two tickets that contradict each other.", remedy: "Keep one of them.",
    example: .init(.aws, bad: Examples.secondManifest(environment: "production"), good: Examples.secondManifest()))

  static func check(_ workspace: Workspace, _ findings: inout WorkspaceFindings) {
    var first: [Key: (file: Int, place: Place)] = [:]
    for (index, file) in workspace.files.enumerated() {
      for environment in file.environments {
        let key = Key(
          project: Array(file.text(file.project(of: environment).id).bytes), environment: Array(file.text(environment.id).bytes))
        guard let earlier = first[key] else {
          first[key] = (index, environment.id)
          continue
        }
        findings.add(
          about, in: index, at: Spot(environment.id), context: file.project(of: environment).place,
          "the environment \(Shown.quoted(file.string(environment.id))) of project \(Shown.quoted(file.string(file.project(of: environment).id))) is declared twice",
          label: "again here",
          related: [(earlier.file, Spot(earlier.place), "first here")], help: "keep one of the two")
      }
    }
  }

  private struct Key: Hashable {
    /// UTF-8, so that letters that only look the same are told apart.
    let project: [UInt8]
    let environment: [UInt8]
  }
}
