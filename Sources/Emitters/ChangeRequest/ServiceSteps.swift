import ManifestModel

/// What a customer does to their own endpoint service, with its values: commands on AWS, words on Azure, where the resource group's templates decide.
struct ServiceSteps {
  private let service: EffectiveEndpointService
  private let cloud: Cloud

  init(_ service: EffectiveEndpointService, _ cloud: Cloud) {
    self.service = service
    self.cloud = cloud
  }

  var admission: CustomerStep {
    let accept =
      service.acceptanceRequired
      ? "approve Adobe's connection request" : "see that Adobe's connection request is accepted"
    switch cloud {
    case .aws where service.grantsAdobe: return CustomerStep("\(accept), and test the connection")
    case .aws:
      let grant = principals(from: [], to: [Principal.adobeRoot])
      return CustomerStep(grant.before, command: grant.command, "; then \(accept), and test the connection")
    case .azure:
      return CustomerStep("let Adobe's subscription in to the Private Link service, \(accept), and test the connection")
    }
  }

  func principals(from old: [String], to new: [String]) -> CustomerStep {
    command(
      "modify-vpc-endpoint-service-permissions",
      values("--add-allowed-principals", old, new),
      values("--remove-allowed-principals", new, old)
    )
  }

  func loadBalancers(from old: [String], to new: [String]) -> CustomerStep {
    guard cloud == .aws else { return "change the load balancer of the Private Link service" }
    return command(
      "modify-vpc-endpoint-service-configuration",
      values("--add-network-load-balancer-arns", old, new),
      values("--remove-network-load-balancer-arns", new, old)
    )
  }

  var acceptance: CustomerStep {
    guard cloud == .aws else {
      return service.acceptanceRequired
        ? "take Adobe's subscription off the automatic approval of the Private Link service"
        : "put Adobe's subscription on the automatic approval of the Private Link service"
    }
    return command(
      "modify-vpc-endpoint-service-configuration",
      [service.acceptanceRequired ? "--acceptance-required" : "--no-acceptance-required"],
      []
    )
  }

  var privateDNS: CustomerStep {
    service.privateDNS || cloud == .azure
      ? "set it on the endpoint service"
      : command("modify-vpc-endpoint-service-configuration", ["--remove-private-dns-name"], [])
  }

  /// The flag with what is in the second list and not in the first; nothing where there is nothing.
  private func values(_ flag: String, _ old: [String], _ new: [String]) -> [String] {
    let values = new.filter { !old.contains($0) }
    return values.isEmpty ? [] : [flag] + values.map(Shell.word)
  }

  private func command(_ name: String, _ first: [String], _ second: [String]) -> CustomerStep {
    let id = service.identifier?.split(separator: ".").last.map(String.init) ?? ""
    let region = service.region.map { ["--region", Shell.word($0)] } ?? []
    let words = ["aws", "ec2", name, "--service-id", Shell.word(id)] + first + second + region
    return CustomerStep("run ", command: words.joined(separator: " "))
  }
}
