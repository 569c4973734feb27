import Diagnostics
import ManifestModel

/// `cluster-mismatch`: the cluster of another environment or project.
enum ClusterMismatch: WorkspaceRule {
  static let about = RuleAbout(
    "cluster-mismatch",
    .consistency,
    .error,
    summary:
      """
      On Azure, one cluster under two environments, or a staging cluster under production (errors); a cluster that \
      belongs to another project (a warning).
      """,
    why: "Adobe connects the cluster that the ticket names, whatever the environment is called.",
    remedy: "Run `cat /etc/platform_cluster` on each environment, and enter what it prints.",
    basis: .fact("Azure: Adobe asks for the cluster ID; a staging cluster's ID is the project ID followed by `_stg`"),
    example: .init(.azure, bad: [("      staging:", "      production:")])
  )

  static func check(_ workspace: Workspace, to findings: inout WorkspaceFindings) {
    // By the name in small letters: there are not two clusters that differ in letter case alone.
    var first: [String: Owner] = [:]
    var shared: Set<String> = []
    for (index, file) in workspace.files.enumerated() {
      for environment in file.environments where environment.cluster.isPresent {
        let project = file.project(of: environment)
        guard project.cloud.present == .azure else { continue }
        let owner = Owner(index, in: file, of: project, environment: environment)
        let text = file.text(environment.cluster.place)
        let cluster = text.string.lowercased()
        if let suffix = StagingSuffix(text), environment.effectiveType == .production {
          reportStaging(owner, with: suffix, to: &findings)
        } else if let earlier = first[cluster] {
          // An environment that is declared twice is another rule's business.
          if earlier.isSame(as: owner) { continue }
          report(owner, after: earlier, to: &findings)
          shared.insert(cluster)
        } else {
          first[cluster] = owner
        }
      }
    }
    for (cluster, owner) in first where !shared.contains(cluster) { compare(owner, to: &findings) }
  }

  /// An environment and its cluster.
  private struct Owner {
    let index: Int
    let file: ManifestFile
    let project: Text
    let environment: Environment

    init(_ index: Int, in file: ManifestFile, of project: Project, environment: Environment) {
      self.index = index
      self.file = file
      self.project = file.text(project.id)
      self.environment = environment
    }

    var name: String { Display.quoted(file.string(environment.id)) }
    var cluster: String { Display.quoted(file.string(environment.cluster.place)) }

    func isSame(as other: Owner) -> Bool {
      project == other.project && file.text(environment.id).equalsIgnoringCase(other.file.text(other.environment.id))
    }
  }

  private static let help = "run `cat /etc/platform_cluster` in the environment; it prints the cluster ID"

  private static func report(_ owner: Owner, after earlier: Owner, to findings: inout WorkspaceFindings) {
    let isOneProject = owner.project == earlier.project
    let other = isOneProject ? earlier.name : "\(earlier.name) of project \(Display.quoted(earlier.project.string))"
    findings.add(
      about,
      in: owner.index,
      at: FindingPlace(owner.environment.cluster.place),
      context: owner.environment.place,
      "\(owner.cluster) is also the cluster of \(other), but each environment has its own",
      label: "the same cluster again",
      related: [(earlier.index, FindingPlace(earlier.environment.cluster.place), "first here")],
      help: help
    )
  }

  private static func reportStaging(_ owner: Owner, with suffix: StagingSuffix, to findings: inout WorkspaceFindings) {
    findings.add(
      about,
      in: owner.index,
      at: FindingPlace(owner.environment.cluster.place),
      context: owner.environment.place,
      "\(owner.cluster) is a staging cluster, but \(owner.name) is the production environment",
      label: "ends in `\(suffix.text)`",
      related: [(owner.index, FindingPlace(owner.environment.id), "this environment")],
      help: help
    )
  }

  /// Compares the name of a cluster with its project and environment; names of another form tell nothing.
  private static func compare(_ owner: Owner, to findings: inout WorkspaceFindings) {
    let cluster = owner.file.text(owner.environment.cluster.place)
    guard let name = ClusterName(cluster), ProjectID.isOne(owner.project) else { return }
    let stem = cluster[name.project]
    let isOther = stem != owner.project
    guard isOther || (name.suffix == nil && owner.environment.effectiveType == .staging) else { return }
    findings.add(
      about,
      in: owner.index,
      at: FindingPlace(owner.environment.cluster.place),
      context: owner.environment.place,
      isOther
        ? """
        \(owner.cluster) is named after project \(Display.quoted(stem.string)), but this is project \
        \(Display.quoted(owner.project.string))
        """
        : "\(owner.cluster) is named like a production cluster, but \(owner.name) is a staging environment",
      label: isOther ? "another project's name" : "lacks `_stg`",
      help: help,
      severity: .warning
    )
  }
}
