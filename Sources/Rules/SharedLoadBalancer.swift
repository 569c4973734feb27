import Diagnostics
import ManifestModel

/// `shared-load-balancer`: a Network Load Balancer belongs to one endpoint service.
enum SharedLoadBalancer: WorkspaceRule {
  static let about = RuleAbout(
    "shared-load-balancer",
    .consistency,
    .error,
    summary: "One Network Load Balancer under two endpoint services of the workspace.",
    why: "AWS ties a Network Load Balancer to one endpoint service; the second cannot be created.",
    remedy: "Give each endpoint service a load balancer of its own.",
    basis: .fact("AWS: a Network Load Balancer can be associated with one endpoint service"),
    example: .init(
      .aws,
      bad: twoServices(secondBalancer: Examples.loadBalancer),
      good: twoServices(
        secondBalancer: Examples.loadBalancer.replacing("/erp/50dc6c495c0c9188", with: "/crm/6f1d2a3b4c5d6e7f")
      )
    )
  )

  private static func twoServices(secondBalancer: String) -> [(find: String, replace: String)] {
    Examples.bidirectional(loadBalancer: Examples.loadBalancer) + [
      Examples.secondService(
        name: "com.amazonaws.vpce.eu-west-1.vpce-svc-0c4f1e2d3b5a69788",
        loadBalancer: secondBalancer
      )
    ]
  }

  static func check(_ workspace: Workspace, to findings: inout WorkspaceFindings) {
    var first: [Text: (file: Int, service: Text, owner: EndpointService, place: Place)] = [:]
    guard !workspace.repeatedLoadBalancers.isEmpty else { return }
    for (index, file) in workspace.files.enumerated() {
      for balancer in file.loadBalancers {
        let service = file.endpointServices[balancer.endpointService]
        guard case .aws? = balancer.name.present, service.name.isPresent else { continue }
        let key = file.text(balancer.name.place)
        guard workspace.repeatedLoadBalancers.contains(key) else { continue }
        let name = file.text(service.name.place)
        guard let earlier = first[key] else {
          first[key] = (index, name, service, balancer.name.place)
          continue
        }
        guard earlier.service != name else { continue }
        findings.add(
          about,
          in: index,
          at: FindingPlace(balancer.name.place),
          context: service.place,
          "\(names(earlier.owner, in: workspace.files[earlier.file], service, in: file)) list the same load balancer",
          label: "also listed for another service",
          related: [(earlier.file, FindingPlace(earlier.place), "first here")],
          help:
            "AWS ties a Network Load Balancer to one endpoint service: give each service its own, or correct the ARN"
        )
      }
    }
  }

  /// "endpoint services `erp` and `crm`"; with their environments where both have one name.
  private static func names(
    _ first: EndpointService,
    in firstFile: ManifestFile,
    _ second: EndpointService,
    in secondFile: ManifestFile
  ) -> String {
    let names = [(first, firstFile), (second, secondFile)].map { service, file in
      let environment = file.environments[service.environment]
      return (
        name: Display.quoted(file.string(service.id)),
        environment: Display.oneLine(file.string(environment.id), limit: 80),
        project: Display.oneLine(file.string(file.project(of: environment).id), limit: 80)
      )
    }
    if names[0].name != names[1].name { return "endpoint services \(names[0].name) and \(names[1].name)" }
    let places =
      names[0].environment == names[1].environment ? names.map { "project \($0.project)" } : names.map(\.environment)
    return "endpoint services \(names[0].name) in \(places[0]) and \(names[1].name) in \(places[1])"
  }
}
