import Diagnostics
import Emitters
import ManifestModel
import YAMLTree

/// Tells which projects and environments of a file a place belongs to, also through aliases: a fault in an anchored
/// list is a fault of every project that takes the list over.
struct AffectedProjects {
  /// A project, and the environment in it; nil: the project as a whole.
  struct Use: Hashable, Comparable {
    let project: String
    let environment: String?

    static func < (left: Use, right: Use) -> Bool {
      (left.project, left.environment ?? "") < (right.project, right.environment ?? "")
    }
  }

  private let tree: YAMLTree
  private let addresses: AddressBook
  /// By the node of the key.
  private var projects: [NodeID: String] = [:]
  private var environments: [NodeID: String] = [:]
  /// The aliases of each anchored node.
  private var aliases: [NodeID: [NodeID]] = [:]
  private var known: [NodeID: Set<Use>] = [:]

  init(_ file: ManifestFile) {
    tree = file.tree
    addresses = AddressBook(tree)
    for project in file.projects { projects[project.id.node] = EffectiveBuilder.id(of: project, in: file) }
    for environment in file.environments {
      environments[environment.id.node] = EffectiveBuilder.id(of: environment, in: file)
    }
    for (index, node) in tree.nodes.enumerated() where node.kind == .alias {
      aliases[tree.resolve(NodeID(index)), default: []].append(NodeID(index))
    }
  }

  /// What a finding belongs to, and whether it is inside a project itself rather than beside all of them. Where reading
  /// ended, whatever is below is unknown: such a finding is beside all projects.
  mutating func uses(of finding: Diagnostic) -> (uses: Set<Use>, isInsideProject: Bool) {
    let endsReading = [YAMLSyntax.about.id, YAMLLimit.about.id].contains(finding.about.id)
    guard !endsReading, let node = addresses.node(around: finding.location.span) else { return ([], false) }
    return (uses(of: node), place(of: node).use != nil)
  }

  /// The project and environment in which a span is written; nil: beside all of them.
  func use(at span: Span) -> Use? { addresses.node(around: span).flatMap { place(of: $0).use } }

  private mutating func uses(of node: NodeID) -> Set<Use> {
    var uses: Set<Use> = []
    var pending = [node]
    var seen: Set<NodeID> = []
    while let next = pending.popLast() {
      let (use, anchors) = place(of: next)
      if let use { uses.insert(use) }
      for anchor in anchors where seen.insert(anchor).inserted {
        if let earlier = known[anchor] { uses.formUnion(earlier) } else { pending += aliases[anchor] ?? [] }
      }
    }
    // What was reached through its anchors alone applies to every other place inside the same anchor.
    if let anchor = place(of: node).anchors.first, place(of: node).use == nil { known[anchor] = uses }
    return uses
  }

  /// The project and environment around a node, and the anchored nodes that it is part of, the innermost first.
  private func place(of node: NodeID) -> (use: Use?, anchors: [NodeID]) {
    var environment: String?
    var anchors: [NodeID] = []
    var keys: [NodeID] = []
    var current: NodeID? = node
    while let here = current {
      if aliases[here] != nil { anchors.append(here) }
      if let key = addresses.key(of: here).map({ tree.resolve($0) }) {
        if let name = projects[key] { return (Use(project: name, environment: environment), anchors) }
        environment = environments[key] ?? environment
        keys.append(key)
      }
      current = addresses.parent(of: here)
    }
    // An entry that is not a mapping is not a project to the decoder, and is beside the others all the same.
    if keys.count > 1, let last = keys.last, tree.text(last) == "projects" {
      return (Use(project: EffectiveBuilder.line(tree.text(keys[keys.count - 2]).string), environment: nil), anchors)
    }
    return (nil, anchors)
  }
}
