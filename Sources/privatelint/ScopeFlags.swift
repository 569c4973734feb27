import ArgumentParser
import Diagnostics
import Emitters
import ManifestModel

/// Which projects and environments are wanted.
struct ScopeFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp("Include only this project; repeatable.", valueName: "id"),
    completion: NameCompletion.projects
  )
  var project: [String] = []

  @Option(
    help: ArgumentHelp("Include only this environment; repeatable.", valueName: "id"),
    completion: NameCompletion.environments
  )
  var environment: [String] = []

  var environments: Set<String> { Set(environment) }

  /// A project or environment that is asked for has to be there.
  func checkNames(among projects: @autoclosure () -> [EffectiveProject]) throws {
    if project.isEmpty, environment.isEmpty { return }
    let projects = projects()
    try checkName(project, among: projects.map(\.id), "project")
    let asked = projects.filter { project.isEmpty || project.contains($0.id) }
    try checkName(environment, among: asked.flatMap(\.environments).map(\.id), "environment")
  }

  private func checkName(_ names: [String], among known: [String], _ what: String) throws {
    for name in names where !known.contains(name) {
      let nearest =
        NearestName.of(name, among: known).map { "; did you mean \(Display.quoted(SecretMask.mask($0)))?" } ?? ""
      Terminal.problem("there is no \(what) \(Display.quoted(name)) in these manifests\(nearest)")
      throw ExitStatus.impossible
    }
  }
}
