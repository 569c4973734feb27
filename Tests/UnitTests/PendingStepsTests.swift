import ManifestModel
import Testing

@testable import Emitters

/// The next step of the runbook is the reason of a state: whoever acts next by the one does so by the other, however
/// far a connection is.
@Suite struct PendingStepsTests {
  private static let today = CivilDate(days: 20_786)
  /// How far the endpoints of a direction may be.
  private static let endpoints: [[EffectiveEndpoint]] = [(nil, nil), ("2026-11-20", nil), ("2026-11-20", "2026-11-21")]
    .reduce(into: [[]]) { lists, dates in
      lists.append([EffectiveEndpoint(id: "vpce-0c4f1e2d3b5a69788", dns: nil, approved: dates.0, verified: dates.1)])
    }

  /// Combinations of what an enablement may know.
  private static func environments(_ cloud: Cloud) -> [EffectiveEnvironment] {
    var all: [EffectiveEnvironment] = []
    for bits in stride(from: 0, to: 256, by: Thoroughness.isFull ? 1 : 3) {
      func has(_ bit: Int) -> Bool { bits >> bit & 1 == 1 }
      for (own, adobes) in endpoints.flatMap({ own in endpoints.map { (own, $0) } }) {
        var environment = EffectiveEnvironment(id: "production", edition: "2022-10")
        environment.connection = .bidirectional
        environment.account = has(0) ? "210987654321" : nil
        environment.region = "eu-west-1"
        environment.cluster = has(1) ? "yw1unoukjcawe" : nil
        environment.ports = [EffectivePort(number: 2222, transport: .tcp, service: "SFTP")]
        environment.ticket = has(2) ? "25" : nil
        environment.adobeService = has(3) ? "service" : nil
        environment.adobeSubscription = has(4) ? "subscription" : nil
        environment.endpoints = own
        var service = EffectiveEndpointService(name: "erp")
        service.identifier = has(5) ? "service" : nil
        service.allowedPrincipals = has(6) ? [Principal.adobeRoot] : []
        service.acceptanceRequired = has(7)
        service.endpoints = adobes
        environment.endpointServices = [service]
        all.append(environment)
      }
    }
    return all
  }

  @Test(arguments: [Cloud.aws, .azure]) func stepsExplainStates(cloud: Cloud) {
    var project = EffectiveProject(id: "yw1unoukjcawe", edition: "2022-10")
    (project.company, project.plan, project.cloud, project.region) = ("Northwind", .pro, cloud, "eu-west-1")
    var states: Set<String> = []
    for environment in PendingStepsTests.environments(cloud) {
      let runbook = EnvironmentRunbook(environment, project, today: PendingStepsTests.today)
      let pending = PendingSteps(runbook)
      for (half, state) in runbook.halves {
        let step = pending.next(of: half)
        states.insert(state.name)
        #expect(
          (step?.actor.rawValue ?? "nobody") == state.actor.rawValue,
          "\(state), \(step?.title ?? ""): \(environment)"
        )
      }
    }
    #expect(states.count == (cloud == .azure ? 9 : 8))
  }
}
