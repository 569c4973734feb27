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
  /// Where secrets are in the text, in order.
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

  /// The edition that decides what is barred; nil if the manifest names one that there is not.
  package func knownEdition(of project: Project) -> Edition? {
    editionOverride == nil && manifests[project.manifest].edition.state == .faulty ? nil : edition(of: project)
  }

  /// The edition for a place in the text.
  package func edition(at offset: UInt32) -> Edition {
    // They are in order: a file may contain thousands of documents.
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
