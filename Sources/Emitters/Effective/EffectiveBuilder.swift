import Diagnostics
import ManifestModel

/// Builds the effective manifest of a workspace.
package enum EffectiveBuilder {
  /// The projects of a workspace in order of ID, each put together from all manifests that contain a part of it. Values
  /// at fault are left out, except those that are accepted.
  package static func projects(
    of workspace: Workspace,
    accepting accepted: AcceptedValues? = nil,
    where isWanted: (String) -> Bool = { _ in true }
  ) -> [EffectiveProject] {
    var projects: [EffectiveProject] = []
    var indices: [String: Int] = [:]
    for file in workspace.files {
      let values = ReadableValues(file: file, accepted: accepted)
      for project in file.projects {
        let id = id(of: project, in: file)
        guard isWanted(id) else { continue }
        let index = indices[id] ?? projects.count
        if index == projects.count {
          indices[id] = index
          projects.append(EffectiveProject(id: id, edition: file.edition(of: project).id))
        }
        merge(project, values, into: &projects[index])
      }
    }
    for index in projects.indices { sortParts(of: &projects[index]) }
    // Indices are moved about, for a project is a large value.
    return projects.indices.sorted { projects[$0].id.precedesByBytes(projects[$1].id) }.map { projects[$0] }
  }

  /// The project ID as every output writes it.
  package static func id(of project: Project, in file: ManifestFile) -> String { line(file.string(project.id)) }

  /// The environment ID as every output writes it.
  package static func id(of environment: Environment, in file: ManifestFile) -> String {
    line(file.string(environment.id))
  }

  private static func merge(_ project: Project, _ values: ReadableValues, into result: inout EffectiveProject) {
    let file = values.file
    let manifest = file.manifests[project.manifest]
    // Where manifests of one project disagree, the same one is taken whatever file it is in.
    result.company = first(result.company, values.text(manifest.company))
    for contact in file.contacts[manifest.contacts.range] {
      guard let name = values.text(contact.name) else { continue }
      let contact = EffectiveContact(name: name, email: values.text(contact.email))
      result.contacts.append(contact)
    }
    result.title = first(result.title, values.text(project.title))
    result.plan = result.plan ?? project.plan.present
    result.cloud = result.cloud ?? project.cloud.present
    result.region = result.region ?? values.region(project.region)
    result.edition = min(result.edition, file.edition(of: project).id)
    result.paths.append(file.path)
    for environment in file.environments[project.environments.range] {
      result.environments.append(self.environment(environment, of: project, from: values))
    }
  }

  private static func sortParts(of project: inout EffectiveProject) {
    project.environments.sort { $0.id.precedesByBytes($1.id) }
    // Several manifests may name the same.
    project.contacts = Array(Set(project.contacts)).sorted { ($0.name, $0.email ?? "") < ($1.name, $1.email ?? "") }
    project.paths = Array(Set(project.paths)).sorted { $0.precedesByBytes($1) }
  }

  private static func environment(_ environment: Environment, of project: Project, from values: ReadableValues)
    -> EffectiveEnvironment
  {
    let file = values.file
    var result = EffectiveEnvironment(id: id(of: environment, in: file), edition: file.edition(of: project).id)
    result.type = environment.effectiveType
    result.connection = environment.connection.present
    result.cluster = values.text(environment.cluster)
    result.account = values.string(environment.account)
    result.region = values.region(environment.region)
    result.subscriptions = unique(
      file.subscriptions[environment.subscriptions.range].compactMap { values.string($0.id)?.lowercased() }
    )
    if project.cloud.present == .azure {
      result.account = result.account?.lowercased()
      if result.subscriptions.isEmpty { result.subscriptions = result.account.map { [$0] } ?? [] }
    }
    result.ports = ports(environment.ports, values)
    result.privateDNS = environment.privateDNS.present ?? false
    result.neededBy = values.string(environment.neededBy)
    result.ticket = values.text(environment.ticket)
    result.adobeService = values.string(environment.adobeServiceName) ?? values.text(environment.adobeResourceID)
    result.adobeSubscription = values.string(environment.adobeSubscription)?.lowercased()
    result.endpoints = endpoints(environment.endpoints, values)
    result.endpointServices = file.endpointServices[environment.endpointServices.range].map { service($0, values) }
      .sorted { $0.name.precedesByBytes($1.name) }
    return result
  }

  private static func service(_ service: EndpointService, _ values: ReadableValues) -> EffectiveEndpointService {
    let file = values.file
    var result = EffectiveEndpointService(name: line(file.string(service.id)))
    result.identifier = values.string(service.resourceID) ?? values.string(service.name)
    result.region = values.region(service.region) ?? file.effectiveRegion(of: service)
    result.ports = ports(service.ports, values)
    result.allowedPrincipals = unique(
      file.principals[service.principals.range].map(\.principal).filter { $0.present != .nearAdobe }
        .compactMap(values.string)
    )
    result.acceptanceRequired = service.acceptanceRequired.present ?? true
    result.privateDNS = service.privateDNS.present ?? false
    result.loadBalancers = unique(
      file.loadBalancers[service.loadBalancers.range].compactMap { values.string($0.name) }
    )
    result.endpoints = endpoints(service.endpoints, values)
    return result
  }

  private static func ports(_ run: Run, _ values: ReadableValues) -> [EffectivePort] {
    let ports = values.file.ports[run.range].compactMap { port -> EffectivePort? in
      guard let number = values.integer(port.number) else { return nil }
      return EffectivePort(
        number: number,
        transport: port.transport.present ?? .tcp,
        service: values.text(port.service),
        applicationProtocol: port.protocolIsTransport ? nil : values.text(port.applicationProtocol)
      )
    }
    return ports.sorted {
      ($0.number, $0.transport == .tcp ? 0 : 1, $0.service ?? "") < (
        $1.number, $1.transport == .tcp ? 0 : 1, $1.service ?? ""
      )
    }
  }

  private static func endpoints(_ run: Run, _ values: ReadableValues) -> [EffectiveEndpoint] {
    let endpoints = values.file.endpoints[run.range].map { endpoint in
      EffectiveEndpoint(
        id: values.text(endpoint.id),
        dns: values.string(endpoint.dns),
        approved: endpoint.approved.present?.text,
        verified: endpoint.verified.present?.text
      )
    }
    return endpoints.sorted { ($0.id ?? "", $0.dns ?? "") < ($1.id ?? "", $1.dns ?? "") }
  }

  /// Text on one line: spaces and line breaks become one space, and nothing that steers a terminal is left.
  package static func line(_ text: String) -> String {
    if isOneLine(text) { return text }
    return Display.oneLine(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  /// Printable ASCII with no spaces but single ones between words: nearly every text.
  private static func isOneLine(_ text: String) -> Bool {
    var last = UInt8(ascii: " ")
    for byte in text.utf8 {
      guard byte >= UInt8(ascii: " "), byte <= UInt8(ascii: "~"), byte != UInt8(ascii: " ") || last != UInt8(ascii: " ")
      else { return false }
      last = byte
    }
    return last != UInt8(ascii: " ") || text.isEmpty
  }

  /// The first of two texts in alphabetical order; the only one where one is missing.
  private static func first(_ left: String?, _ right: String?) -> String? {
    guard let left, let right else { return left ?? right }
    return right.precedesByBytes(left) ? right : left
  }

  private static func unique(_ values: [String]) -> [String] { values.count < 2 ? values : Array(Set(values)).sorted() }
}
