import Diagnostics
import ManifestModel

/// The origins of effective values that no manifest writes: the places of defaults in settings, by project and key.
package struct DefaultOrigins: Sendable {
  /// A default and its place: "customer/region", ".privatelint.yaml:8".
  package typealias Entry = (key: String, origin: String)

  private var ofProjects: [String: [Entry]] = [:]
  private var ofEnvironments: [String: [String: [Entry]]] = [:]

  /// `name`: names the place of a default.
  package init(_ workspace: Workspace, naming name: (Location) -> String) {
    for file in workspace.files where file.tree.hasSupply {
      for project in file.projects { add(project, in: file, name) }
    }
    // What some manifest of a project writes is written.
    for file in workspace.files {
      for project in file.projects where file.manifests[project.manifest].company.isPresent {
        let manifest = file.manifests[project.manifest]
        guard !file.tree.isSupplied(manifest.company.place.node) else { continue }
        ofProjects[EffectiveBuilder.id(of: project, in: file)]?.removeAll { $0.key == ManifestKey.company.field.key }
      }
    }
  }

  private mutating func add(_ project: Project, in file: ManifestFile, _ name: (Location) -> String) {
    let id = EffectiveBuilder.id(of: project, in: file)
    let manifest = file.manifests[project.manifest]
    func entry(_ key: String, _ place: Place) -> [Entry] {
      file.tree.supplied(place.node).map { [(key, name($0.location))] } ?? []
    }
    let own =
      entry(ManifestKey.company.field.key, manifest.company.place)
      + entry(ManifestKey.contacts.field.key, manifest.contactList)
    for entry in own where ofProjects[id]?.contains(where: { $0.key == entry.key }) != true {
      ofProjects[id, default: []].append(entry)
    }
    let prefix = EnvironmentKey.customer.field.key + "/"
    for environment in file.environments[project.environments.range] {
      let entries =
        entry(prefix + CustomerKey.account.field.key, environment.account.place)
        + entry(prefix + CustomerKey.region.field.key, environment.region.place)
        + entry(prefix + CustomerKey.subscriptions.field.key, environment.subscriptionList.place)
      if !entries.isEmpty { ofEnvironments[id, default: [:]][EffectiveBuilder.id(of: environment, in: file)] = entries }
    }
  }

  func of(project: String) -> [Entry] { ofProjects[project] ?? [] }
  func of(environment: String, in project: String) -> [Entry] { ofEnvironments[project]?[environment] ?? [] }
}
