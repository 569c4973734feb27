import Diagnostics
import ManifestModel

/// `too-many-listeners`: PrivateLink does not take a load balancer with more than 50 listeners.
enum TooManyListeners: WorkspaceRule {
  static let most = 50

  static let about = RuleAbout(
    "too-many-listeners",
    .consistency,
    .error,
    summary: "More than 50 distinct ports on one load balancer, or on an endpoint service that names none.",
    why: "AWS PrivateLink does not support a Network Load Balancer with more than 50 listeners.",
    remedy: "Spread the ports over several load balancers.",
    basis: .fact("AWS: PrivateLink supports Network Load Balancers with up to 50 listeners"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(ports: Examples.ports(51)),
      good: Examples.bidirectional(ports: Examples.ports(50))
    )
  )

  /// What is known to listen on one load balancer, and where that is reported.
  private struct Balancer {
    let file: Int
    let service: Place
    let place: Place
    var ports: Set<UInt16>
  }

  static func check(_ workspace: Workspace, to findings: inout WorkspaceFindings) {
    var balancers: [Balancer] = []
    var indices: [Text: Int] = [:]
    for (index, file) in workspace.files.enumerated() {
      for service in file.endpointServices where mayNeedTooMany(service, of: file, in: workspace) {
        let names = file.loadBalancers[service.loadBalancers.range].map(\.name)
        // With several it is not said which of them has which port, and one that is at fault may be any.
        guard names.count <= 1, names.allSatisfy(\.isPresent) else { continue }
        // TCP and UDP on one port are one listener.
        let ports = file.ports[service.ports.range].compactMap(\.number.present)
        if let earlier = names.first.flatMap({ indices[file.text($0.place)] }) {
          balancers[earlier].ports.formUnion(ports)
        } else {
          if let name = names.first { indices[file.text(name.place)] = balancers.count }
          balancers.append(
            Balancer(
              file: index,
              service: service.id,
              place: names.first?.place ?? service.portList.place,
              ports: Set(ports)
            )
          )
        }
      }
    }
    for balancer in balancers where balancer.ports.count > most { report(balancer, in: workspace, to: &findings) }
  }

  /// Whether it can come to so many: by itself, or with others behind the same load balancer.
  private static func mayNeedTooMany(_ service: EndpointService, of file: ManifestFile, in workspace: Workspace) -> Bool
  {
    file.project(of: file.environment(of: service)).cloud.present == .aws
      && (service.ports.count > most || !workspace.repeatedLoadBalancers.isEmpty)
  }

  private static func report(_ balancer: Balancer, in workspace: Workspace, to findings: inout WorkspaceFindings) {
    let service = Display.quoted(workspace.files[balancer.file].string(balancer.service))
    findings.add(
      about,
      in: balancer.file,
      at: FindingPlace(balancer.place),
      """
      the load balancer of \(service) would need \(balancer.ports.count) listeners, but PrivateLink supports at most \
      50
      """,
      label: "\(balancer.ports.count) distinct ports",
      help: "spread the ports over several load balancers, each with its own endpoint service"
    )
  }
}
