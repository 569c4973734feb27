import Diagnostics
import ManifestModel

/// `too-many-listeners`: PrivateLink does not take a load balancer with more than 50 listeners.
enum TooManyListeners: WorkspaceRule {
  static let most = 50

  static let about = RuleAbout(
    "too-many-listeners", .consistency, .error,
    summary: "More than 50 distinct ports on one load balancer, or on an endpoint service that names none.",
    why: "AWS PrivateLink does not support a Network Load Balancer with more than 50 listeners.",
    remedy: "Spread the ports over several load balancers.",
    basis: .fact("AWS: PrivateLink supports Network Load Balancers with up to 50 listeners"),
    example: .init(.aws, bad: Examples.bidirectional(ports: ports(51)), good: Examples.bidirectional(ports: ports(50))))

  /// So many ports in flow style, three to a line.
  private static func ports(_ count: Int) -> String {
    (0..<count).map { ($0 % 3 == 0 ? "\n              " : " ") + "{ service: Queue \($0 + 1), port: \(8001 + $0) }" }.joined(separator: ",")
  }

  static func check(_ workspace: Workspace, _ findings: inout WorkspaceFindings) {
    var balancers: [(file: Int, place: Place, service: Place, ports: [UInt32])] = []
    var indices: [Text: Int] = [:]
    for (index, file) in workspace.files.enumerated() {
      for service in file.endpointServices where mayNeedTooMany(service, file, workspace) {
        let names = file.loadBalancers[service.loadBalancers.range].filter { $0.name.isPresent }
        if names.isEmpty {
          if service.loadBalancers.isEmpty, service.ports.count > most { check(service, file, index, &findings) }
          continue
        }
        // A service with several load balancers has its ports on one of them at least: counted only where there is one.
        guard names.count == 1, let name = names.first?.name else { continue }
        if let earlier = indices[file.text(name.place)] {
          balancers[earlier].ports += ports(of: service, file)
        } else {
          indices[file.text(name.place)] = balancers.count
          balancers.append((index, name.place, service.id, ports(of: service, file)))
        }
      }
    }
    for balancer in balancers where balancer.ports.count > most {
      let count = Set(balancer.ports).count
      if count > most { add(count, balancer.service, workspace.files[balancer.file], in: balancer.file, at: balancer.place, &findings) }
    }
  }

  /// A service by itself, or one of several behind one load balancer.
  private static func mayNeedTooMany(_ service: EndpointService, _ file: ManifestFile, _ workspace: Workspace) -> Bool {
    guard file.project(of: file.environment(of: service)).cloud.present == .aws else { return false }
    if service.ports.count > most { return true }
    guard !workspace.repeatedLoadBalancers.isEmpty else { return false }
    return file.loadBalancers[service.loadBalancers.range].contains { balancer in
      balancer.name.isPresent && workspace.repeatedLoadBalancers.contains(file.text(balancer.name.place))
    }
  }

  private static func check(_ service: EndpointService, _ file: ManifestFile, _ index: Int, _ findings: inout WorkspaceFindings) {
    let count = Set(ports(of: service, file)).count
    if count > most {
      add(count, service.id, file, in: index, at: service.portList.place, &findings)
    }
  }

  /// Port and transport of each listener, as one number.
  private static func ports(of service: EndpointService, _ file: ManifestFile) -> [UInt32] {
    file.ports[service.ports.range].compactMap { port in
      port.number.present.map { UInt32($0) << 1 | (port.transport.present == .udp ? 1 : 0) }
    }
  }

  private static func add(
    _ count: Int, _ service: Place, _ file: ManifestFile, in index: Int, at place: Place, _ findings: inout WorkspaceFindings
  ) {
    findings.add(
      about, in: index, at: Spot(place),
      "the load balancer of \(Shown.quoted(file.string(service))) would need \(count) listeners, and PrivateLink takes 50",
      label: "\(count) distinct ports",
      help: "spread the ports over several load balancers, each behind an endpoint service of its own")
  }
}
