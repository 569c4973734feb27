import Diagnostics
import ManifestModel

/// `project-mismatch`: manifests disagree on a project.
enum ProjectMismatch: WorkspaceRule {
  static let about = RuleAbout(
    "project-mismatch",
    .consistency,
    .error,
    summary: "Manifests disagree on a project's plan, cloud, region or company.",
    why:
      """
      A project has one plan, one cloud, one region and one company, and tickets are written for each project; one \
      of the manifests is wrong.
      """,
    remedy: "Make them agree.",
    example: .init(.aws, bad: Examples.secondManifest(region: "eu-central-1"), good: Examples.secondManifest())
  )

  static func check(_ workspace: Workspace, to findings: inout WorkspaceFindings) {
    var companies = Companies()
    for declarations in workspace.spreadProjects {
      var first = First()
      for declaration in declarations {
        let file = workspace.files[declaration.file]
        let project = file.projects[declaration.project]
        let id = file.string(project.id)
        compare(
          project.cloud,
          with: first.cloud,
          key: "cloud",
          project: id,
          in: file,
          at: declaration.file,
          to: &findings
        )
        compare(project.plan, with: first.plan, key: "plan", project: id, in: file, at: declaration.file, to: &findings)
        // The region follows the cloud: one mistake, one finding.
        let cloud = findings.span(of: FindingPlace(project.cloud.place), in: declaration.file)
        compare(
          project.region,
          with: first.region,
          key: "region",
          project: id,
          in: file,
          at: declaration.file,
          to: &findings,
          cause: project.cloud.isPresent ? .finding(about, at: cloud) : nil
        )
        first.complete(by: project, file, declaration.file)
      }
      companies.check(declarations, in: workspace, to: &findings)
    }
  }

  /// Whether two manifests name two companies for one project; their names are no spellings of one then, but this
  /// mistake.
  static func disagree(_ left: Manifest, in leftFile: ManifestFile, from right: Manifest, in rightFile: ManifestFile)
    -> Bool
  {
    let ids = Set(leftFile.projects[left.projects.range].map { leftFile.text($0.id) })
    return rightFile.projects[right.projects.range].contains { ids.contains(rightFile.text($0.id)) }
  }

  /// The companies that were reported, so that a manifest with several such projects is reported once.
  private struct Companies {
    private var reported: Set<CompanyPlace> = []

    private struct CompanyPlace: Hashable {
      let file: Int
      let manifest: Int
    }

    mutating func check(
      _ declarations: [ProjectDeclaration],
      in workspace: Workspace,
      to findings: inout WorkspaceFindings
    ) {
      var first: (file: Int, place: Place, name: String)?
      for declaration in declarations {
        let file = workspace.files[declaration.file]
        let project = file.projects[declaration.project]
        let field = file.manifests[project.manifest].company
        guard let name = file.string(field) else { continue }
        guard let earlier = first else {
          first = (declaration.file, field.place, name)
          continue
        }
        let place = CompanyPlace(file: declaration.file, manifest: project.manifest)
        guard name != earlier.name, reported.insert(place).inserted else { continue }
        let id = Display.quoted(file.string(project.id))
        findings.add(
          about,
          in: declaration.file,
          at: FindingPlace(field.place),
          "the company of project \(id) is \(Display.quoted(name)) here but \(Display.quoted(earlier.name)) elsewhere",
          label: "differs",
          related: [(earlier.file, FindingPlace(earlier.place), "\(Display.quoted(earlier.name)) here")],
          help: "a project belongs to one company: in every manifest, use the name that Adobe has on record"
        )
      }
    }
  }

  /// The first places that tell something of a project.
  private struct First {
    typealias Statement = (file: Int, place: Place, text: Text)
    var plan: Statement?
    var cloud: Statement?
    var region: Statement?

    mutating func complete(by project: Project, _ file: ManifestFile, _ index: Int) {
      func statement<Value>(_ field: Field<Value>) -> Statement? {
        field.isPresent ? (index, field.place, file.text(field.place)) : nil
      }
      plan = plan ?? statement(project.plan)
      cloud = cloud ?? statement(project.cloud)
      region = region ?? statement(project.region)
    }
  }

  private static func compare<Value>(
    _ field: Field<Value>,
    with earlier: First.Statement?,
    key: String,
    project id: String,
    in file: ManifestFile,
    at index: Int,
    to findings: inout WorkspaceFindings,
    cause: Diagnostic.Cause? = nil
  ) {
    guard field.isPresent, let earlier else { return }
    let text = file.text(field.place)
    guard text != earlier.text else { return }
    findings.add(
      about,
      in: index,
      at: FindingPlace(field.place),
      """
      the \(key) of project \(Display.quoted(id)) is \(Display.quoted(text.string)) here but \
      \(Display.quoted(earlier.text.string)) elsewhere
      """,
      label: "differs",
      related: [(earlier.file, FindingPlace(earlier.place), "\(Display.quoted(earlier.text.string)) here")],
      help: "a project has one \(key): correct one of the two",
      cause: cause
    )
  }
}
