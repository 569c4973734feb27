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
        let key = Key(project: file.text(file.project(of: environment).id), environment: file.text(environment.id))
        guard let earlier = first[key] else {
          first[key] = (index, environment.id)
          continue
        }
        findings.add(
          about, in: index, at: Spot(environment.id), context: file.project(of: environment).place,
          "the environment \(Shown.quoted(key.environment.string)) of project \(Shown.quoted(key.project.string)) is declared twice",
          label: "again here",
          related: [(earlier.file, Spot(earlier.place), "first here")], help: "keep one of the two")
      }
    }
  }

  private struct Key: Hashable {
    /// Bytes, so that letters that only look the same are told apart.
    let project: Text
    let environment: Text
  }
}
