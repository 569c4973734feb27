import ManifestModel

/// Writes the steps of one environment, in the order of the workflow (source: Enablement workflow).
struct RunbookWriter {
  typealias Step = EnvironmentRunbook.Step
  typealias Command = EnvironmentRunbook.Command

  let environment: EffectiveEnvironment
  let project: EffectiveProject
  private(set) var steps: [Step] = []
  private(set) var checks: [Command] = []
  private(set) var identity: Command
  private var cloud: any CloudCommands
  private var ownVariables = RunbookVariables()
  private let services: [EffectiveEndpointService]

  init(_ environment: EffectiveEnvironment, _ project: EffectiveProject) {
    self.environment = environment
    self.project = project
    cloud =
      project.cloud == .azure
      ? AzureCommands(environment: environment, project: project)
      : AWSCommands(environment: environment, project: project)
    identity = cloud.identity()
    let isUnnamed = environment.isBidirectional && environment.endpointServices.isEmpty
    services = isUnnamed ? [EffectiveEndpointService(name: "your-service")] : environment.endpointServices
  }

  var variables: RunbookVariables {
    var variables = cloud.variables
    for variable in ownVariables.all { _ = variables.word(variable.name, variable.meaning) }
    return variables
  }

  private var isAzure: Bool { project.cloud == .azure }
  private var hasWayToCommerce: Bool { !environment.ports.isEmpty || !environment.isBidirectional }

  mutating func write() {
    for service in services { writePreparation(of: service) }
    writeTicket()
    if hasWayToCommerce { writeWayToCommerce() }
    if !services.isEmpty { writeRequest() }
    for service in services { writeWayToCustomer(service) }
    writeChecks()
  }

  // MARK: Preparation (source: Set up for bidirectional PrivateLink connections)

  private mutating func writePreparation(of service: EffectiveEndpointService) {
    let ports = service.ports.map(\.socket).joined(separator: ", ")
    let isKnown = service.identifier != nil
    var balancer = Step(
      track: .preparation(service: service.name),
      actor: .customer,
      title:
        "Put \(service.name) behind a \(isAzure ? "Standard" : "Network") Load Balancer\(ports.isEmpty ? "" : ", \(ports)")",
      isDone: isKnown || !service.loadBalancers.isEmpty
    )
    balancer.notes = service.loadBalancers.isEmpty ? [] : ["It is \(service.loadBalancers.joined(separator: ", "))."]
    balancer.commands = cloud.createLoadBalancer(of: service)
    var create = Step(
      track: balancer.track,
      actor: .customer,
      title: "Create the \(isAzure ? "Private Link service" : "endpoint service") \(service.name)",
      isDone: isKnown
    )
    create.notes = [
      service.identifier.map { "It is \($0)." }
        ?? "It has to be in the region of the project\((project.region).map { ", \($0)" } ?? "")\(isAzure ? "" : ", in two zones or more")."
    ]
    create.commands = cloud.createService(service)
    steps += [balancer, create]
    guard !isAzure else { return }
    var access = Step(
      track: balancer.track,
      actor: .customer,
      title: "Let Adobe in to \(service.name)",
      isDone: isKnown && service.grantsAdobe
    )
    access.commands = cloud.letAdobeIn(to: service)
    steps.append(access)
  }

  // MARK: The ticket

  /// What the cloud and Adobe have answered is proof that the ticket was sent.
  private var isTicketSent: Bool {
    environment.ticket != nil || environment.adobeService != nil || !environment.endpoints.isEmpty
      || services.contains { !$0.endpoints.isEmpty }
  }

  private mutating func writeTicket() {
    var step = Step(
      track: .ticket,
      actor: .customer,
      title: "Send the ticket \"\(Ticket.subject(project))\"",
      isDone: isTicketSent
    )
    if let number = environment.ticket { step.notes.append("It is ticket \(number).") }
    if environment.ticket == nil { step.notes.append("Put its number into the manifest: enablement.ticket.") }
    step.notes.append(
      "Enablement can take up to five business days. A case that waits for your answer is closed on the sixth day."
    )
    if isAzure, environment.cluster == nil {
      step.commands.append(
        Command(
          "read the cluster ID, which goes into the manifest",
          "magento-cloud ssh \(Shell.option("project", project.id)) \(Shell.option("environment", environment.id)) 'cat /etc/platform_cluster'"
        )
      )
    }
    if environment.account == nil { step.commands.append(identity) }
    step.commands.append(Command("write the ticket", own("ticket")))
    steps.append(step)
  }

  // MARK: From the customer's network to Adobe Commerce

  private mutating func writeWayToCommerce() {
    let who = isAzure ? "your subscriptions" : "your account"
    var answer = Step(
      track: .towardCommerce,
      actor: .adobe,
      title: "Allow \(who), open the ports, and answer with the service to connect to",
      isDone: environment.adobeService != nil
    )
    answer.notes = [
      environment.adobeService.map { "It is \($0)." }
        ?? "Put the answer into the manifest: enablement.\(isAzure ? "resource_id" : "service_name")."
    ]
    var connect = Step(
      track: .towardCommerce,
      actor: .customer,
      title: "Create the endpoint to Adobe's service, which asks Adobe for the connection",
      isDone: !environment.endpoints.isEmpty
    )
    connect.commands = cloud.connectToAdobe()
    connect.notes =
      environment.endpoints.isEmpty
      ? ["Put the endpoint into the manifest: enablement.endpoints."]
      : environment.endpoints.compactMap(\.id).map { "It is \($0)." }
    var approve = Step(
      track: .towardCommerce,
      actor: .adobe,
      title: "Approve the connection request",
      isDone: RunbookWriter.areApproved(environment.endpoints)
    )
    approve.notes =
      RunbookWriter.dated(environment.endpoints, \.approved, "Approved").map { [$0] } ?? [
        "Until then \(isAzure ? "the connection is Pending" : "the endpoint is in state pendingAcceptance"), and whoever connects gets no answer.",
        "Put the date into the manifest: approved.",
      ]
    approve.commands = cloud.stateOfEndpoint()
    steps += [answer, connect, approve]
    writeTest("Test the connection from your network", .towardCommerce, environment.endpoints, side: "customer")
  }

  // MARK: From Adobe Commerce to the customer's network (source: Additional steps to enable bidirectional connections)

  private func isGranted(_ service: EffectiveEndpointService) -> Bool {
    !service.endpoints.isEmpty || (!isAzure && isTicketSent && service.identifier != nil && service.grantsAdobe)
  }

  private mutating func writeRequest() {
    let isKnown = environment.adobeSubscription != nil || services.allSatisfy(isGranted)
    var step = Step(
      track: .request,
      actor: .adobe,
      title: "Name the \(isAzure ? "subscription" : "principal") it connects from, and ask for access",
      isDone: isKnown
    )
    step.notes = [
      isAzure
        ? environment.adobeSubscription.map { "It is \($0)." }
          ?? "Put it into the manifest: enablement.adobe_subscription."
        : "The documented one is \(Principal.adobeRoot)."
    ]
    steps.append(step)
  }

  private mutating func writeWayToCustomer(_ service: EffectiveEndpointService) {
    let track = Step.Track.towardCustomer(service: service.name)
    var access = Step(
      track: track,
      actor: .customer,
      title: "Let Adobe in to \(service.name), and give Adobe its \(isAzure ? "resource ID" : "name")",
      isDone: isGranted(service)
    )
    access.notes = [
      service.identifier.map { "The ticket names \($0)." }
        ?? "Its \(isAzure ? "resource ID" : "name") is not in the manifest yet."
    ]
    if isAzure {
      access.commands = cloud.letAdobeIn(to: service)
    } else {
      access.notes.append("If Adobe names another principal than \(Principal.adobeRoot), allow that one as well.")
    }
    var connect = Step(
      track: track,
      actor: .adobe,
      title: "Connect to \(service.name)",
      isDone: !service.endpoints.isEmpty
    )
    connect.notes =
      service.endpoints.isEmpty
      ? [
        "Its request then stands in the list of requests. Put its endpoint into the manifest: enablement.endpoints of \(service.name)."
      ]
      : service.endpoints.compactMap(\.id).map { "Its endpoint is \($0)." }
    connect.commands = [cloud.connections(of: service)]
    steps += [access, connect]
    writeApproval(of: service, track)
    writeTest(
      "Test the connection to \(service.name) from the Adobe environment",
      track,
      service.endpoints,
      side: "commerce"
    )
  }

  private mutating func writeApproval(of service: EffectiveEndpointService, _ track: Step.Track) {
    var step = Step(
      track: track,
      actor: .customer,
      title: "Approve Adobe's request to \(service.name)",
      isDone: RunbookWriter.areApproved(service.endpoints)
    )
    if let dates = RunbookWriter.dated(service.endpoints, \.approved, "Approved") { step.notes.append(dates) }
    if isAzure || service.acceptanceRequired {
      step.commands = cloud.approveAdobe(at: service)
      if !step.isDone { step.notes.append("Put the date into the manifest: approved.") }
    } else {
      step.notes.append(
        "Acceptance is off: whoever is allowed is connected without a look, and there is nothing to approve."
      )
      step.isDone = step.isDone || !service.endpoints.isEmpty
    }
    steps.append(step)
  }

  // MARK: Tests and checks (source: Test VPC endpoint service connection)

  private mutating func writeTest(_ title: String, _ track: Step.Track, _ endpoints: [EffectiveEndpoint], side: String)
  {
    let isVerified = !endpoints.isEmpty && endpoints.allSatisfy { $0.verified != nil }
    var step = Step(track: track, actor: .customer, title: title, isDone: isVerified)
    if endpoints.allSatisfy({ $0.dns == nil }) {
      step.notes.append("The test needs the endpoint's host name or address in the manifest: dns.")
    }
    step.notes.append(
      RunbookWriter.dated(endpoints, \.verified, "Verified") ?? "Put the date into the manifest: verified."
    )
    step.commands = [Command("write the test and run it", "\(own("verify")) > verify.sh && sh verify.sh \(side)")]
    steps.append(step)
  }

  private mutating func writeChecks() {
    if hasWayToCommerce { checks += cloud.checksOfEndpoint() }
    for service in services { checks += cloud.checks(of: service) }
    guard hasWayToCommerce else { return }
    var hosts = environment.endpoints.compactMap(\.dns).map { Shell.word($0.contains(":") ? "[\($0)]" : $0) }
    if hosts.isEmpty { hosts = [ownVariables.word("endpoint_dns", "the host name or address of your endpoint")] }
    for port in environment.ports where port.transport == .tcp {
      checks += hosts.map {
        Command(
          "the endpoint from each VM that uses it: \(port.socket)",
          VerifyScript.curl(host: $0, port: port.number)
        )
      }
    }
  }

  // MARK: Pieces

  /// A command of this tool for this environment.
  private func own(_ command: String) -> String {
    // What came by standard input has no path to name.
    let paths = project.paths.contains("standard input") ? [] : project.paths
    let files = paths.map { " " + Shell.word($0.hasPrefix("-") ? "./\($0)" : $0) }.joined()
    return
      "privatelint \(command) \(Shell.option("project", project.id)) \(Shell.option("environment", environment.id))\(files)"
  }

  private static func areApproved(_ endpoints: [EffectiveEndpoint]) -> Bool {
    !endpoints.isEmpty && endpoints.allSatisfy { $0.approved != nil || $0.verified != nil }
  }

  private static func dated(
    _ endpoints: [EffectiveEndpoint],
    _ date: KeyPath<EffectiveEndpoint, String?>,
    _ what: String
  ) -> String? {
    let dates = Set(endpoints.compactMap { $0[keyPath: date] }).sorted()
    return dates.isEmpty ? nil : "\(what) \(dates.joined(separator: ", "))."
  }
}
