import ManifestModel

/// How a try to connect ended, the most telling first: of several addresses of one host the first of these decides.
package enum ConnectionVerdict: String, Sendable, CaseIterable {
  case connected
  case refused
  case timedOut = "timed out"
  case noRoute = "no route"
  case nameNotFound = "name not found"
  /// Not connected, for a reason that the log does not give.
  case failed
  /// Tried, and the log does not show whether this machine connected.
  case unclear

  /// The verdict that says more.
  static func stronger(_ one: ConnectionVerdict?, _ other: ConnectionVerdict?) -> ConnectionVerdict? {
    guard let one, let other else { return one ?? other }
    return allCases.first { $0 == one || $0 == other }
  }

  /// What to check next, and who does; nil if there is nothing to check.
  package func advice(_ side: ConnectionTest.Side, _ cloud: Cloud?) -> String? {
    switch self {
    case .connected: nil
    case .refused: ConnectionVerdict.refusedAdvice(side)
    case .timedOut: ConnectionVerdict.timedOutAdvice(side, cloud)
    case .noRoute: ConnectionVerdict.noRouteAdvice(side)
    case .nameNotFound: ConnectionVerdict.nameNotFoundAdvice(side, cloud)
    case .failed:
      """
      not connected, but no reason is given. Your team: repeat the test with curl -q -v, which prints a reason for \
      each address.
      """
    case .unclear:
      """
      the log does not show whether this machine connected: a proxy was used, curl ran without -v, or the test was \
      interrupted. Your team: repeat the test with curl -q -v --noproxy '*' --connect-timeout 10.
      """
    }
  }

  private static func refusedAdvice(_ side: ConnectionTest.Side) -> String {
    switch side {
    case .customer:
      """
      nothing is listening on the port, or a firewall rejects the connection. Your team: check that the ticket asks \
      for this port, and that none of your firewalls rejects the connection. If both are in order, ask Adobe in the \
      ticket.
      """
    case .commerce:
      """
      nothing is listening on the port, or a firewall rejects the connection. Your team: check that the service is \
      running on each machine (netstat), that the load balancer listens on the port, and that none of your firewalls \
      rejects the connection.
      """
    }
  }

  private static func timedOutAdvice(_ side: ConnectionTest.Side, _ cloud: Cloud?) -> String {
    switch (side, cloud) {
    case (.customer, .azure?):
      """
      there was no answer. Your team: check that the private endpoint's connection state is Approved, and that \
      network security groups and firewalls allow this machine to reach it on the port. If it is Pending, ask Adobe \
      in the ticket to approve the connection request; if all of that is in order, ask whether the port is open.
      """
    case (.customer, _):
      """
      there was no answer. Your team: check that the endpoint's state is available, that its security group and the \
      network ACLs allow this machine on the port, and that it is in a zone of Adobe's service. If the \
      state is pendingAcceptance, ask Adobe in the ticket to approve the connection request; if all of that is in \
      order, ask whether the port is open.
      """
    case (.commerce, .azure?):
      """
      there was no answer. Your team: check that you have approved Adobe's connection, that the load balancer has a \
      rule for the port and healthy backends, and that network security groups allow the Private Link service's NAT \
      addresses. If all of that is in order, ask Adobe in the ticket.
      """
    case (.commerce, _):
      """
      there was no answer. Your team: check that you have accepted Adobe's connection request, that the load \
      balancer listens on the port in the zones of Adobe's endpoint, that its security group and those of the \
      targets allow the connection, and that the targets are healthy. If all of that is in order, ask Adobe in the \
      ticket.
      """
    }
  }

  private static func noRouteAdvice(_ side: ConnectionTest.Side) -> String {
    switch side {
    case .customer:
      """
      your own network has no route to the endpoint, or one of its firewalls rejects the connection; Adobe was not \
      reached. Your team: run the test on a machine in the endpoint's network or one connected to it, and check \
      route tables and firewall rules.
      """
    case .commerce:
      """
      the environment has no route to the address. Your team: check that the manifest's dns is the name or address \
      of Adobe's own endpoint, as Adobe gave it, and not one in your own network. If it is, ask Adobe in the ticket.
      """
    }
  }

  private static func nameNotFoundAdvice(_ side: ConnectionTest.Side, _ cloud: Cloud?) -> String {
    switch (side, cloud) {
    case (.customer, .azure?):
      """
      the host name does not resolve on this machine; Adobe was not reached. Your team: check its spelling, that the \
      private DNS zone contains it, and that the zone is linked to this machine's network.
      """
    case (.customer, _):
      """
      the host name does not resolve on this machine; Adobe was not reached. Your team: compare it with what AWS \
      prints for the endpoint, check that the endpoint still exists (a new one's name takes a few minutes to \
      resolve), and check this machine's resolver.
      """
    case (.commerce, _):
      """
      the host name does not resolve in the environment. Your team: compare it with the name that Adobe gave for its \
      endpoint. If it is the same, ask Adobe in the ticket whether that endpoint still exists.
      """
    }
  }
}
