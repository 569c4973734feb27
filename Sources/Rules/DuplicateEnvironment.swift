import Diagnostics
import ManifestModel

/// `duplicate-environment`: an environment declared twice in the workspace.
enum DuplicateEnvironment: WorkspaceRule {
  static let about = RuleAbout(
    "duplicate-environment",
    .consistency,
    .error,
    summary: "An environment of a project is declared twice in the workspace.",
    why: "The two declarations would produce two tickets that contradict each other.",
    remedy: "Keep one of them.",
    example: .init(.aws, bad: Examples.secondManifest(environment: "production"), good: Examples.secondManifest())
  )

  static func check(_ workspace: Workspace, to findings: inout WorkspaceFindings) {
    for declarations in workspace.spreadProjects + workspace.projectsWithOddNames {
      var first: [String: (file: Int, place: Place)] = [:]
      for declaration in declarations {
        let file = workspace.files[declaration.file]
        let project = file.projects[declaration.project]
        for environment in file.environments[project.environments.range] where environment.isNamed {
          let id = file.string(environment.id)
          // Environment IDs are lower-case, so that `Production` can be no other environment than `production`; nor
          // is é in one code point another letter than é in two, to `String`.
          guard let earlier = first[id.lowercased()] else {
            first[id.lowercased()] = (declaration.file, environment.id)
            continue
          }
          findings.add(
            about,
            in: declaration.file,
            at: FindingPlace(environment.id),
            context: project.place,
            """
            the environment \(Display.quoted(id)) of project \(Display.quoted(file.string(project.id))) is declared \
            twice
            """,
            label: "again here",
            related: [(earlier.file, FindingPlace(earlier.place), "first here")],
            help: "keep one of the two"
          )
        }
      }
    }
  }
}
