import Diagnostics
import ManifestModel

/// `project-mismatch`: manifests disagree on a project.
enum ProjectMismatch: WorkspaceRule {
  static let about = RuleAbout(
    "project-mismatch", .consistency, .error, summary: "Manifests disagree on a project's plan, cloud or region.",
    why: "A project has one plan, one cloud and one region; one of the manifests is wrong.", remedy: "Make them agree.",
    example: .init(.aws, bad: Examples.secondManifest(region: "eu-central-1"), good: Examples.secondManifest()))

  static func check(_ workspace: Workspace, _ findings: inout WorkspaceFindings) {
    var first: [Text: First] = [:]
    for (index, file) in workspace.files.enumerated() {
      for project in file.projects {
        let id = file.text(project.id)
        let earlier = first[id, default: First()]
        let isCloudDifferent = compare(project.cloud, earlier.cloud, "cloud", id, file, index, &findings)
        compare(project.plan, earlier.plan, "plan", id, file, index, &findings)
        // The region follows the cloud: one mistake, one finding.
        if !isCloudDifferent { compare(project.region, earlier.region, "region", id, file, index, &findings) }
        first[id] = earlier.completed(by: project, file, index)
      }
    }
  }

  /// The first places that tell something of a project.
  private struct First {
    typealias Told = (file: Int, place: Place, text: Text)
    var plan: Told?
    var cloud: Told?
    var region: Told?

    func completed(by project: Project, _ file: ManifestFile, _ index: Int) -> First {
      var result = self
      if result.plan == nil, project.plan.isPresent { result.plan = (index, project.plan.place, file.text(project.plan.place)) }
      if result.cloud == nil, project.cloud.isPresent { result.cloud = (index, project.cloud.place, file.text(project.cloud.place)) }
      if result.region == nil, project.region.isPresent { result.region = (index, project.region.place, file.text(project.region.place)) }
      return result
    }
  }

  @discardableResult
  private static func compare<Value>(
    _ field: Field<Value>, _ earlier: First.Told?, _ key: String, _ id: Text, _ file: ManifestFile, _ index: Int,
    _ findings: inout WorkspaceFindings
  ) -> Bool {
    guard field.isPresent, let earlier else { return false }
    let text = file.text(field.place)
    guard text != earlier.text else { return false }
    findings.add(
      about, in: index, at: Spot(field.place),
      "the \(key) of project \(Shown.quoted(id.string)) is \(Shown.quoted(text.string)) here and \(Shown.quoted(earlier.text.string)) elsewhere",
      label: "disagrees",
      related: [(earlier.file, Spot(earlier.place), "\(Shown.quoted(earlier.text.string)) here")],
      help: "a project has one \(key): correct one of the two")
    return true
  }
}
