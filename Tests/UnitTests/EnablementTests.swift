import Diagnostics
import ManifestModel
import Testing

@testable import Emitters

/// How far a connection is: one case on each side of every border.
@Suite struct EnablementTests {
  private static let today = CivilDate(days: 20_786)
  private static let named = "com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3"

  private static func progress(
    cloud: Cloud = .aws,
    _ change: (inout EffectiveEnvironment) -> Void
  ) -> EnablementProgress {
    var project = EffectiveProject(id: "yw1unoukjcawe", edition: "2022-10")
    project.company = "Northwind Outfitters"
    project.plan = .pro
    project.cloud = cloud
    project.region = "eu-west-1"
    var environment = EffectiveEnvironment(id: "production", edition: "2022-10")
    environment.connection = .unidirectional
    environment.account = "210987654321"
    environment.region = "eu-west-1"
    environment.cluster = cloud == .azure ? "yw1unoukjcawe" : nil
    environment.ports = [EffectivePort(number: 2222, transport: .tcp, service: "SFTP")]
    change(&environment)
    return EnablementProgress(environment, of: project, today: today)
  }

  private static func towardCommerce(errors: Int = 0, _ change: (inout EffectiveEnvironment) -> Void)
    -> ConnectionState?
  {
    progress(change).halves(errors: counted(errors, in: "production")).first { $0.half == .towardCommerce }?.state
  }

  /// So many errors in an environment, as they concern production.
  private static func counted(_ count: Int, in environment: String) -> EnvironmentErrors {
    let error = OverviewFinding(
      project: "yw1unoukjcawe",
      environment: environment,
      severity: .error,
      rule: "missing-key",
      message: "`customer` lacks `account`",
      path: "privatelink.yaml",
      line: 12
    )
    let project = EffectiveProject(id: "yw1unoukjcawe", edition: "2022-10")
    return ManifestErrors(Array(repeating: error, count: count)).errors(of: project).errors(of: "production")
  }

  private static func towardCustomer(
    cloud: Cloud = .aws,
    _ change: (inout EffectiveEnvironment, inout EffectiveEndpointService) -> Void
  ) -> ConnectionState? {
    let progress = progress(cloud: cloud) { environment in
      environment.connection = .bidirectional
      var service = EffectiveEndpointService(name: "erp")
      service.identifier = EnablementTests.named
      service.allowedPrincipals = [Principal.adobeRoot]
      change(&environment, &service)
      environment.endpointServices = [service]
    }
    return progress.halves().first { $0.half == .towardCustomer(service: "erp") }?.state
  }

  private static func endpoint(_ approved: String?, _ verified: String?) -> EffectiveEndpoint {
    EffectiveEndpoint(id: "vpce-0c4f1e2d3b5a69788", dns: nil, approved: approved, verified: verified)
  }

  @Test func wayToCommerce() {
    #expect(EnablementTests.towardCommerce { _ in } == .ticketToSend)
    #expect(EnablementTests.towardCommerce(errors: 2) { _ in } == .notReady(errors: 2))
    #expect(EnablementTests.towardCommerce { $0.account = nil } == .notReady(errors: 0))
    // The ticket of a project is written as a whole.
    let elsewhere = EnablementTests.counted(1, in: "staging")
    #expect(EnablementTests.progress { _ in }.halves(errors: elsewhere).map(\.state) == [.notReady(errors: 0)])
    #expect(EnablementTests.towardCommerce { $0.ticket = "251234567" } == .waitingForAdobe(ticket: "251234567"))
    // An error does not take a ticket back that was sent.
    #expect(EnablementTests.towardCommerce(errors: 2) { $0.ticket = "25" } == .waitingForAdobe(ticket: "25"))
    #expect(EnablementTests.towardCommerce { $0.adobeService = EnablementTests.named } == .endpointToCreate)
    #expect(
      EnablementTests.towardCommerce { $0.endpoints = [EnablementTests.endpoint(nil, nil)] } == .waitingForApproval
    )
  }

  @Test(
    arguments: [
      ("2026-11-20", nil, ConnectionState.toBeTested), ("2026-11-29", nil, .toBeTested),
      // The day after today has not come.
      ("2026-11-30", nil, .waitingForApproval), ("2026-11-20", "2026-11-21", .connected(since: "2026-11-21")),
      ("2026-11-20", "2026-11-20", .connected(since: "2026-11-20")), ("2026-11-20", "2026-11-19", .toBeTested),
      ("2026-11-20", "2026-11-30", .toBeTested), (nil, "2026-11-21", .connected(since: "2026-11-21")),
      (nil, "2026-11-30", .waitingForApproval), ("2026-11-30", "2026-11-21", .waitingForApproval),
    ] as [(String?, String?, ConnectionState)]
  )
  func dates(_ approved: String?, _ verified: String?, _ expected: ConnectionState) {
    let state = EnablementTests.towardCommerce { $0.endpoints = [EnablementTests.endpoint(approved, verified)] }
    #expect(state == expected)
  }

  /// The endpoint that is least far decides.
  @Test func severalEndpoints() {
    let done = EnablementTests.endpoint("2026-11-20", "2026-11-21")
    #expect(
      EnablementTests.towardCommerce { $0.endpoints = [done, EnablementTests.endpoint(nil, nil)] }
        == .waitingForApproval
    )
    #expect(
      EnablementTests.towardCommerce { $0.endpoints = [done, EnablementTests.endpoint("2026-11-20", nil)] }
        == .toBeTested
    )
    #expect(
      EnablementTests.towardCommerce { $0.endpoints = [done, EnablementTests.endpoint(nil, "2026-11-25")] }
        == .connected(since: "2026-11-25")
    )
  }

  @Test func wayToCustomer() {
    #expect(EnablementTests.towardCustomer { _, _ in } == .ticketToSend)
    #expect(EnablementTests.towardCustomer { _, service in service.identifier = nil } == .notReady(errors: 0))
    #expect(EnablementTests.towardCustomer { _, service in service.allowedPrincipals = [] } == .notReady(errors: 0))
    #expect(
      EnablementTests.towardCustomer { environment, _ in environment.ticket = "25" } == .waitingForAdobe(ticket: "25")
    )
    #expect(
      EnablementTests.towardCustomer { _, service in service.endpoints = [EnablementTests.endpoint(nil, nil)] }
        == .requestToApprove
    )
    #expect(
      EnablementTests.towardCustomer { _, service in
        service.acceptanceRequired = false
        service.endpoints = [EnablementTests.endpoint(nil, nil)]
      } == .toBeTested
    )
    #expect(
      EnablementTests.towardCustomer { _, service in
        service.endpoints = [EnablementTests.endpoint("2026-11-22", "2026-11-23")]
      } == .connected(since: "2026-11-23")
    )
  }

  /// On Azure there is no principal, and access is given once Adobe's subscription is known.
  @Test func wayToCustomerOnAzure() {
    let noPrincipals = EnablementTests.towardCustomer(cloud: .azure) { environment, service in
      service.allowedPrincipals = []
      environment.ticket = "25"
    }
    #expect(noPrincipals == .waitingForAdobe(ticket: "25"))
    let granted = EnablementTests.towardCustomer(cloud: .azure) { environment, _ in
      environment.adobeSubscription = "5c1d7e3f-2a4b-4c6d-8e9f-0a1b2c3d4e5f"
      environment.ticket = "25"
    }
    #expect(granted == .accessToGrant)
  }

  /// One ticket asks for both halves: neither is ready before all is.
  @Test func oneTicketForBothHalves() {
    let states = EnablementTests.progress { environment in
      environment.connection = .bidirectional
      environment.endpointServices = [EffectiveEndpointService(name: "erp")]
    }.halves().map(\.state)
    #expect(states == [.notReady(errors: 0), .notReady(errors: 0)])
  }

  @Test func uncountedDates() {
    let today = EnablementTests.today
    #expect(EnablementTests.endpoint("2026-11-20", "2026-11-21").uncountedDates(on: today).isEmpty)
    #expect(
      EnablementTests.endpoint("2026-11-30", nil).uncountedDates(on: today) == [
        "approved (2026-11-30) is in the future and does not count yet."
      ]
    )
    #expect(
      EnablementTests.endpoint("2026-11-20", "2026-11-19").uncountedDates(on: today) == [
        "verified (2026-11-19) is before approved (2026-11-20) and does not count: test again."
      ]
    )
  }

  @Test func words() {
    #expect(ConnectionState.notReady(errors: 2).description == "not ready (2 errors)")
    #expect(ConnectionState.notReady(errors: 0).description == "not ready")
    #expect(ConnectionState.waitingForAdobe(ticket: "25").description == "waiting for Adobe (ticket 25)")
    #expect(ConnectionState.connected(since: "2026-11-21").description == "connected (verified 2026-11-21)")
    #expect(ConnectionState.waitingForApproval.actor == .adobe && ConnectionState.requestToApprove.actor == .customer)
  }
}
