import ManifestModel

/// What a customer does to their own endpoint service, with its values: commands on AWS, words on Azure, where the
/// resource group's templates decide.
struct ServiceSteps {
  private let service: EffectiveEndpointService
  private let cloud: Cloud

  init(_ service: EffectiveEndpointService, _ cloud: Cloud) {
    self.service = service
    self.cloud = cloud
  }

  var admission: Sentence {
    let accept: Sentence =
      service.acceptanceRequired
      ? "approve Adobe's connection request, and test the connection"
      : "Adobe's connection request is accepted automatically; test the connection"
    switch cloud {
    case .aws where service.grantsAdobe: return accept
    case .aws: return "\(principals(from: [], to: [Principal.adobeRoot])); then \(accept)"
    case .azure: return "allow Adobe's subscription on the Private Link service; \(accept)"
    }
  }

  func open(_ port: EffectivePort) -> Sentence {
    "add a \(listener) for \(port.socket) to the load balancer of \(service.name)"
  }

  func close(_ port: EffectivePort) -> Sentence {
    """
    once Adobe confirms, remove the \(listener) for \(port.socket) from the load balancer of \(service.name) if \
    nothing else uses it
    """
  }

  private var listener: String { cloud == .aws ? "listener" : "load-balancing rule" }

  func principals(from old: [String], to new: [String]) -> Sentence {
    let (added, removed) = difference(from: old, to: new)
    let flags = values("--add-allowed-principals", added) + values("--remove-allowed-principals", removed)
    return "run \(code: command("modify-vpc-endpoint-service-permissions", flags))"
  }

  /// Additions come before removals: between the two steps, both accept connections.
  func loadBalancers(_ change: LoadBalancerChange) -> Sentence {
    guard cloud == .aws else { return "change the load balancer frontend of the Private Link service" }
    let name = "modify-vpc-endpoint-service-configuration"
    let add = command(name, values("--add-network-load-balancer-arns", change.added))
    let remove = command(name, values("--remove-network-load-balancer-arns", change.removed))
    if change.removed.isEmpty { return "run \(code: add)" }
    if change.added.isEmpty { return "run \(code: remove)" }
    return "run \(code: add); once the targets of the new load balancer are healthy, run \(code: remove)"
  }

  var acceptance: Sentence {
    guard cloud == .aws else {
      return service.acceptanceRequired
        ? "remove Adobe's subscription from the automatic approval of the Private Link service"
        : "add Adobe's subscription to the automatic approval of the Private Link service"
    }
    let flag = service.acceptanceRequired ? "--acceptance-required" : "--no-acceptance-required"
    return "run \(code: command("modify-vpc-endpoint-service-configuration", [flag]))"
  }

  var privateDNS: Sentence {
    service.privateDNS || cloud == .azure
      ? "set it on the \(cloud.serviceNoun)"
      : "run \(code: command("modify-vpc-endpoint-service-configuration", ["--remove-private-dns-name"]))"
  }

  /// A flag with its values; nothing if there are none.
  private func values(_ flag: String, _ values: [String]) -> [String] {
    values.isEmpty ? [] : [flag] + values.map(Shell.word)
  }

  private func command(_ name: String, _ flags: [String]) -> String {
    let id = service.identifier?.split(separator: ".").last.map(String.init) ?? ""
    let region = service.region.map { ["--region", Shell.word($0)] } ?? []
    return (["aws", "ec2", name, "--service-id", Shell.word(id)] + flags + region).joined(separator: " ")
  }
}
