import CloudState
import ManifestModel

/// The facts of the cloud that a manifest speaks of, and which of them were collected. What was not is not judged.
package struct AuditFacts: Sendable {
  package private(set) var known = 0
  /// "permissions of erp", in order of the manifests.
  package private(set) var missing: [String] = []

  package var count: Int { known + missing.count }

  /// "audited 6 of 9 facts; not collected: permissions of erp, targets of erp".
  package var summary: String {
    let shown = missing.prefix(20).joined(separator: ", ")
    let rest = missing.count > 20 ? " and \(missing.count - 20) more" : ""
    return "audited \(known) of \(count) \(count == 1 ? "fact" : "facts")"
      + (missing.isEmpty ? "" : "; not collected: \(shown)\(rest)")
  }

  /// The facts of all files of a run.
  package init(_ workspace: Workspace, _ state: CloudState, today: CivilDate) {
    let estate = Estate(workspace, state)
    var names: [String: Int] = [:]
    for file in workspace.files {
      for service in file.endpointServices { names[file.string(service.id), default: 0] += 1 }
      for environment in file.environments { names["environment " + file.string(environment.id), default: 0] += 1 }
    }
    for file in workspace.files {
      let audit = Audit(file, state, estate, today: today)
      for (index, environment) in file.environments.enumerated() {
        let project = file.string(file.project(of: environment).id)
        let id = file.string(environment.id)
        let name = names["environment " + id] == 1 ? id : "\(project)/\(id)"
        count(index, environment, name, audit)
        for service in environment.endpointServices.range {
          let label = file.string(file.endpointServices[service].id)
          count(service: service, names[label] == 1 ? label : "\(name)/\(label)", audit)
        }
      }
    }
  }

  private mutating func add(_ what: String, _ isKnown: Bool) {
    if isKnown { known += 1 } else { missing.append(what) }
  }

  private mutating func count(_ index: Int, _ environment: Environment, _ name: String, _ audit: Audit) {
    let recorded = environment.endpoints.range
    guard environment.holdsAdobeService || !recorded.isEmpty else { return }
    let region = environment.region.present.map(audit.file.regionName)
    let isListed = audit.isWhole(.endpoints, environment: index, region: region)
    add("endpoints of \(name)", isListed || (!recorded.isEmpty && recorded.allSatisfy { audit.endpoints[$0] != nil }))
    let withGroups = recorded.compactMap { audit.endpoints[$0] }.filter { !$0.securityGroups.isEmpty }
    guard !withGroups.isEmpty else { return }
    let areKnown = withGroups.allSatisfy { $0.securityGroups.allSatisfy { audit.state.securityGroups[$0] != nil } }
    add("security groups of \(name)", areKnown)
  }

  private mutating func count(service index: Int, _ name: String, _ audit: Audit) {
    let service = audit.file.endpointServices[index]
    guard let key = Estate.key(of: service, audit.file) else { return }
    guard let observed = audit.services[index], observed.isConfigured else {
      let region = CloudIdentifier.region(ofService: audit.file.string(audit.identifier(service)))
      let isListed = audit.isWhole(.services, environment: service.environment, region: region)
      add("configuration of \(name)", isListed && audit.state.services[key] == nil)
      // Of what does not exist there is nothing else to know.
      if isListed { return }
      add("permissions of \(name)", audit.services[index]?.principals.isWhole ?? false)
      add("connections of \(name)", audit.services[index]?.connections.isWhole ?? false)
      return
    }
    add("configuration of \(name)", true)
    add("permissions of \(name)", observed.principals.isWhole)
    add("connections of \(name)", observed.connections.isWhole)
    countPorts(service, observed, name, audit)
  }

  private mutating func countPorts(
    _ service: EndpointService,
    _ observed: ObservedService,
    _ name: String,
    _ audit: Audit
  ) {
    let ports = audit.file.ports[service.ports.range].filter { $0.number.isPresent && $0.transport.state != .faulty }
    guard !ports.isEmpty, !observed.hasDirectDestination else { return }
    let results = ports.map { port in
      LiveListeners.of(port.number.present ?? 0, port.transport.present ?? .tcp, observed, audit.state)
    }
    add("listeners of \(name)", results.allSatisfy { $0 != nil })
    guard observed.cloud == .aws else { return }
    let groups = results.flatMap { $0?.balancers.compactMap(\.listener).map(\.targetGroups) ?? [] }
    let areKnown = groups.allSatisfy {
      $0?.allSatisfy { audit.state.targetGroups[$0]?.health.isWhole ?? false } ?? false
    }
    add("targets of \(name)", areKnown && groups.contains { $0?.isEmpty == false })
  }
}
