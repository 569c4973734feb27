import ManifestModel

/// One connection that a test tries: a host and a port, from one side.
package struct ConnectionTest: Sendable, Hashable {
  package enum Side: String, Sendable {
    /// From the customer's network to Adobe Commerce.
    case customer
    /// From the Adobe Commerce environment to the customer's network.
    case commerce
  }
  package let project: String
  package let environment: String
  package let side: Side
  package let host: String
  package let port: Int
  /// What answers there.
  package let service: String

  /// Every TCP connection of a project that has a host to try.
  package static func all(of project: EffectiveProject, named: Set<String> = []) -> [ConnectionTest] {
    project.environments.filter { named.isEmpty || named.contains($0.id) }.flatMap { environment in
      let toward = tests(environment.endpoints, environment.ports, project, environment, .customer, prefix: "")
      let back = environment.endpointServices.flatMap {
        tests($0.endpoints, $0.ports, project, environment, .commerce, prefix: $0.name + ": ")
      }
      return toward + back
    }
  }

  private static func tests(
    _ endpoints: [EffectiveEndpoint],
    _ ports: [EffectivePort],
    _ project: EffectiveProject,
    _ environment: EffectiveEnvironment,
    _ side: Side,
    prefix: String
  ) -> [ConnectionTest] {
    endpoints.compactMap(\.dns).flatMap { host in
      ports.filter { $0.transport == .tcp }.map { port in
        ConnectionTest(
          project: project.id,
          environment: environment.id,
          side: side,
          host: host,
          port: port.number,
          service: prefix + (port.service ?? "port \(port.number)")
        )
      }
    }
  }

  /// The host as it stands in a URL.
  package static func urlHost(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}

/// How a try to connect ended.
package enum ConnectionVerdict: String, Sendable, CaseIterable {
  case connected
  case refused
  case nameNotFound = "name not found"
  case noRoute = "no route"
  case timedOut = "timed out"

  /// What to look at next, in the order in which it is most often the cause; nil where there is nothing to look for.
  package func advice(_ side: ConnectionTest.Side?) -> String? {
    switch (self, side) {
    case (.connected, _): nil
    case (.timedOut, .customer):
      "no answer came. Has Adobe approved the connection request (the endpoint's state is available)? Does the endpoint's security group let this machine in on the port? Is the endpoint in a zone of Adobe's service? Has Adobe opened the port?"
    case (.timedOut, .commerce):
      "no answer came. Have you approved Adobe's request? Does your load balancer listen on the port, in the zones of Adobe's endpoint? Do its security group and that of its targets let the connection in, and are the targets healthy?"
    case (.timedOut, nil):
      "no answer came. Is the connection request approved? Do the security groups let the connection in on the port? Do endpoint and service share a zone?"
    case (.refused, .customer):
      "Adobe's side was reached, and nothing listens there on the port. Is it one of the ports that the ticket asks for? If so, say it in the ticket."
    case (.refused, .commerce):
      "your side was reached, and nothing listens there on the port. Is the service running on each machine (netstat), does the load balancer listen on the port, and are its targets healthy?"
    case (.refused, nil): "the other side was reached, and nothing listens there on the port."
    case (.nameNotFound, _):
      "the host name does not resolve. Is it spelled as the cloud prints it? Does the endpoint still exist? The name of a new one takes some minutes."
    case (.noRoute, _):
      "the machine that tries has no route to the endpoint. Was the test run inside the endpoint's network? If so, look at route tables and network ACLs."
    }
  }
}
