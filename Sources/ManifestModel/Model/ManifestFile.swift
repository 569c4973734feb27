import Diagnostics
import YAMLTree

/// One file, decoded: flat arrays in document order.
///
/// A class, because a copy of so many arrays would count the references to each of them.
package final class ManifestFile: Sendable {
  package let tree: YAMLTree
  package let manifests: [Manifest]
  package let contacts: [Contact]
  package let projects: [Project]
  package let environments: [Environment]
  package let subscriptions: [Subscription]
  package let ports: [Port]
  package let endpointServices: [EndpointService]
  package let principals: [AllowedPrincipal]
  package let loadBalancers: [LoadBalancer]
  package let endpoints: [Endpoint]
  package let regions: RegionTable
  package let regionsAtFault: [RegionAtFault]
  /// Where secrets stand in the text, in order.
  package let secrets: [Span]
  /// Texts that differ from the tree's: repaired ones, and masked secrets.
  private let supersededTexts: [ReplacedText]
  let replacedTexts: [NodeID: ReplacedText]
  /// What `--limits` says; it beats every manifest.
  package let editionOverride: Edition?
  /// What the settings say, where the manifest says nothing.
  package let editionDefault: Edition

  init(_ draft: consuming ManifestDraft, _ tree: YAMLTree, editionOverride: Edition?, editionDefault: Edition) {
    self.tree = tree
    manifests = draft.manifests
    contacts = draft.contacts
    projects = draft.projects
    environments = draft.environments
    subscriptions = draft.subscriptions
    ports = draft.ports
    endpointServices = draft.endpointServices
    principals = draft.principals
    loadBalancers = draft.loadBalancers
    endpoints = draft.endpoints
    regions = draft.regions
    regionsAtFault = draft.regionsAtFault
    secrets = draft.secrets
    replacedTexts = draft.replacedTexts
    supersededTexts = draft.supersededTexts
    self.editionOverride = editionOverride
    self.editionDefault = editionDefault
  }

  package var path: String { tree.source.path }

  // MARK: Texts

  package func text(_ place: Place) -> Text { text(node: place.node) }

  package func text(node: NodeID) -> Text {
    if !replacedTexts.isEmpty, let replaced = replacedTexts[node] { return replaced.text }
    return tree.text(node)
  }

  /// The text of a field that is present.
  package func string(_ field: TextField) -> String? { field.isPresent ? text(field.place).string : nil }

  package func string(_ place: Place) -> String { text(place).string }

  /// Whether a value is a default of the settings, and not written in this file.
  package func isSupplied(_ place: Place) -> Bool { tree.isSupplied(place.node) }

  /// Where a scalar with something in it is written; nil: there is none at the place.
  package func spanOfScalar(_ place: Place) -> Span? {
    let node = tree[place.node]
    return node.kind == .scalar && !node.flags.contains(.unusable) && !tree.text(place.node).isBlank ? node.span : nil
  }

  // MARK: Walking up

  package func project(of environment: Environment) -> Project { projects[environment.project] }
  package func environment(of service: EndpointService) -> Environment { environments[service.environment] }

  package func edition(of project: Project) -> Edition { edition(of: manifests[project.manifest]) }
  package func edition(of environment: Environment) -> Edition { edition(of: projects[environment.project]) }
  package func edition(of manifest: Manifest) -> Edition {
    editionOverride ?? manifest.edition.present ?? editionDefault
  }

  /// The edition that decides what is barred; nil where the manifest names one that there is not.
  package func knownEdition(of project: Project) -> Edition? {
    editionOverride == nil && manifests[project.manifest].edition.state == .faulty ? nil : edition(of: project)
  }

  /// The edition for a place in the text.
  package func edition(at offset: UInt32) -> Edition {
    // They stand in order: a file may hold thousands of documents.
    let index = manifests.prefixCount { tree[$0.root].start <= offset }
    let manifest = index > 0 ? manifests[index - 1] : manifests.first
    return manifest.map(edition(of:)) ?? editionOverride ?? editionDefault
  }

  package func region(_ id: RegionID) -> RegionTable.Entry { regions[id] }
  package func regionName(_ id: RegionID) -> String { regions[id].name.string }

  /// The region of an endpoint service: written, inside its name, or the customer's.
  package func effectiveRegion(of service: EndpointService) -> String? {
    if let region = service.region.present { return regionName(region) }
    if let name = service.name.present { return text(service.name.place)[name.region].string }
    return environments[service.environment].region.present.map(regionName)
  }
}

/// A text that stands in for a node's own, in memory of its own.
final class ReplacedText: @unchecked Sendable {
  let text: Text

  init(_ string: String) {
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: string.utf8.count)
    _ = block.initialize(from: string.utf8)
    text = Text(UnsafeBufferPointer(block))
  }

  deinit { text.bytes.deallocate() }
}

/// All files of a run, in the order of their paths.
package struct Workspace: Sendable {
  package let files: [ManifestFile]
  /// The projects that are declared more than once, each with all its declarations in order.
  package let spreadProjects: [[ProjectDeclaration]]
  /// Those that are declared once, each by itself, with an environment in capital letters or other than ASCII: two of them may be one.
  package let projectsWithOddNames: [[ProjectDeclaration]]
  /// The names of load balancers that are written more than once.
  package let repeatedLoadBalancers: Set<Text>

  package init(files: [ManifestFile]) {
    self.files = files
    spreadProjects = ProjectDeclaration.spread(over: files)
    projectsWithOddNames = ProjectDeclaration.withOddNames(in: files, except: spreadProjects)
    repeatedLoadBalancers = Workspace.repeatedLoadBalancers(of: files)
  }

  private static func repeatedLoadBalancers(of files: [ManifestFile]) -> Set<Text> {
    var seen = Set<Text>(minimumCapacity: files.reduce(0) { $0 + $1.loadBalancers.count })
    var repeated: Set<Text> = []
    for file in files {
      for balancer in file.loadBalancers where balancer.name.isPresent {
        let name = file.text(balancer.name.place)
        if !seen.insert(name).inserted { repeated.insert(name) }
      }
    }
    return repeated
  }
}

/// A project in one of the files of a workspace, as indices.
package struct ProjectDeclaration: Hashable, Sendable {
  package let file: Int
  package let project: Int

  fileprivate static func withOddNames(in files: [ManifestFile], except spread: [[ProjectDeclaration]])
    -> [[ProjectDeclaration]]
  {
    let known = Set(spread.joined())
    return files.enumerated().flatMap { fileIndex, file in
      Set(file.environments.lazy.filter { $0.hasCapitals || !file.text($0.id).isPrintableASCII }.map(\.project))
        .sorted().map {
          ProjectDeclaration(file: fileIndex, project: $0)
        }
    }
    .filter { !known.contains($0) }.map { [$0] }
  }

  fileprivate static func spread(over files: [ManifestFile]) -> [[ProjectDeclaration]] {
    // é in one code point and é in two are different keys to YAML, and the same ID to everybody else.
    let isPlain = files.allSatisfy { file in file.projects.allSatisfy { file.text($0.id).isPrintableASCII } }
    // One manifest cannot hold a project twice: its second key is a duplicate, and left out.
    if isPlain, files.reduce(0, { $0 + $1.manifests.count }) <= 1 { return [] }
    return isPlain ? spread(over: files) { $0 } : spread(over: files, by: \.string)
  }

  private static func spread<ID: Hashable>(over files: [ManifestFile], by id: (Text) -> ID) -> [[ProjectDeclaration]] {
    var first: [ID: ProjectDeclaration] = [:]
    first.reserveCapacity(files.reduce(0) { $0 + $1.projects.count })
    var groups: [ID: Int] = [:]
    var spread: [[ProjectDeclaration]] = []
    for (fileIndex, file) in files.enumerated() {
      for (index, project) in file.projects.enumerated() where project.isNamed {
        let id = id(file.text(project.id))
        let declaration = ProjectDeclaration(file: fileIndex, project: index)
        if let group = groups[id] {
          spread[group].append(declaration)
        } else if let earlier = first.updateValue(declaration, forKey: id) {
          groups[id] = spread.count
          spread.append([earlier, declaration])
        }
      }
    }
    return spread
  }
}
