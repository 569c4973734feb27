import ManifestModel

/// The connections of an environment: those that can be tested, and what cannot.
package struct EnvironmentConnections: Sendable {
  /// A connection in the manifest that no test can try yet.
  package struct Untestable: Sendable, Hashable {
    package let project: String
    package let environment: String
    package let what: String
    package let why: String
  }

  package let project: String
  package let environment: String
  private let displayName: String
  package private(set) var tests: [ConnectionTest] = []
  package private(set) var untestable: [Untestable] = []

  package init(_ environment: EffectiveEnvironment, _ project: EffectiveProject) {
    self.project = project.id
    self.environment = environment.id
    displayName = environment.displayName
    add(environment.endpoints, ports: environment.ports, on: project.cloud, service: nil)
    for service in environment.endpointServices {
      add(service.endpoints, ports: service.ports, on: project.cloud, service: service.name)
    }
  }

  /// Every environment of the projects, in their order.
  package static func all(_ projects: [EffectiveProject], named: Set<String> = []) -> [EnvironmentConnections] {
    projects.flatMap { project in
      project.environments.filter { named.isEmpty || named.contains($0.id) }.map {
        EnvironmentConnections($0, project)
      }
    }
  }

  package func tests(_ side: ConnectionTest.Side) -> [ConnectionTest] { tests.filter { $0.endpoint.side == side } }

  /// The script's heading over the results of one side.
  package func heading(_ side: ConnectionTest.Side) -> String {
    switch side {
    case .customer: "From your network to the \(displayName) of \(project)"
    case .commerce: "From the \(displayName) of \(project) to your network"
    }
  }

  private mutating func add(
    _ endpoints: [EffectiveEndpoint],
    ports: [EffectivePort],
    on cloud: Cloud?,
    service: String?
  ) {
    let prefix = service.map { $0 + ": " } ?? ""
    let name = { (port: EffectivePort) in prefix + (port.service ?? "port \(port.number)") }
    for port in ports where port.transport == .udp {
      leave(name(port), because: "\(port.socket), but the connection test uses TCP")
    }
    let hasDatagramPorts = ports.contains { $0.transport == .udp }
    let ports = ports.filter { $0.transport == .tcp }
    if ports.isEmpty { return }
    if endpoints.isEmpty {
      let why = service == nil ? "no endpoint is recorded" : "Adobe's endpoint is not recorded"
      for port in ports { leave(name(port), because: "\(why) under enablement") }
    }
    for endpoint in endpoints {
      guard let host = endpoint.dns else {
        for port in ports { leave(name(port), because: "endpoint \(endpoint.id ?? "without an ID") has no dns") }
        continue
      }
      let tested = ConnectionTest.Endpoint(
        project: project,
        environment: environment,
        cloud: cloud,
        side: service == nil ? .customer : .commerce,
        endpointService: service,
        id: endpoint.id,
        verified: endpoint.verified,
        hasDatagramPorts: hasDatagramPorts
      )
      tests += ports.map { ConnectionTest(endpoint: tested, host: host, port: $0.number, service: name($0)) }
    }
  }

  private mutating func leave(_ what: String, because why: String) {
    untestable.append(Untestable(project: project, environment: environment, what: what, why: why))
  }
}
