import Diagnostics
import ManifestModel

/// Writes the steps of one environment, in the order of the workflow (source: Enablement workflow).
struct RunbookWriter {
  typealias Step = RunbookStep

  let progress: EnablementProgress
  let project: EffectiveProject
  /// What blocks the ticket.
  let errors: EnvironmentErrors
  private(set) var steps: [Step] = []
  private(set) var checks: [RunbookCommand] = []
  let setup: [RunbookCommand]
  let identity: RunbookCommand
  private var cloud: any CloudCommands
  private let services: [EffectiveEndpointService]

  init(_ progress: EnablementProgress, _ project: EffectiveProject, errors: EnvironmentErrors) {
    self.progress = progress
    self.errors = errors
    self.project = project
    let environment = progress.environment
    cloud =
      progress.cloud == .azure
      ? AzureCommands(environment: environment, project: project)
      : AWSCommands(environment: environment, project: project)
    setup = cloud.setup
    identity = cloud.identity()
    let isUnnamed = environment.isBidirectional && environment.endpointServices.isEmpty
    services = isUnnamed ? [EffectiveEndpointService(name: "your-service")] : environment.endpointServices
  }

  var variables: RunbookVariables { cloud.variables }
  private var environment: EffectiveEnvironment { progress.environment }
  private var isAzure: Bool { progress.cloud == .azure }
  /// What Adobe's reply names its service by.
  private var serviceTerm: String { isAzure ? "resource ID or alias" : "service name" }

  mutating func write() {
    for service in services { writePreparation(of: service) }
    writeTicket()
    if progress.hasWayToCommerce { writeWayToCommerce() }
    if !services.isEmpty { writeRequest() }
    for service in services { writeWayToCustomer(service) }
    writeChecks()
  }

  // MARK: Preparation (source: Set up for bidirectional PrivateLink connections)

  private mutating func writePreparation(of service: EffectiveEndpointService) {
    let track = Step.Track.preparation(service: service.name)
    let isKnown = service.identifier != nil
    writeLoadBalancer(of: service, track)
    var create = Step(
      track,
      by: .customer,
      "Create the \(isAzure ? "Private Link service" : "endpoint service") \(service.name)",
      isDone: isKnown,
      notes: [service.identifier.map { "Recorded in the manifest: \($0)." } ?? placement(of: service)]
    )
    create.commands = cloud.createService(service)
    create.checks = cloud.checkService(service)
    steps.append(create)
    guard !isAzure else { return }
    var access = Step(
      track,
      by: .customer,
      "Allow Adobe to connect to \(service.name)",
      isDone: isKnown && service.grantsAdobe
    )
    if !access.isDone {
      access.notes = ["Record the principal in the manifest, under allowed_principals of \(service.name)."]
    }
    access.commands = cloud.allowAdobe(on: service)
    access.checks = cloud.checkAccess(to: service)
    steps.append(access)
  }

  private mutating func writeLoadBalancer(of service: EffectiveEndpointService, _ track: Step.Track) {
    let ports = service.ports.isEmpty ? "" : " (\(Listener.titles(of: service)))"
    var step = Step(
      track,
      by: .customer,
      "Create a \(isAzure ? "Standard" : "Network") Load Balancer for \(service.name)\(ports)",
      isDone: service.identifier != nil || !service.loadBalancers.isEmpty
    )
    let balancers = service.loadBalancers.joined(separator: ", ")
    step.notes =
      !step.isDone
      ? cloud.loadBalancerNotes(service) : balancers.isEmpty ? [] : ["Recorded in the manifest: \(balancers)."]
    if !step.isDone, service.ports.isEmpty {
      step.notes.append("Record its ports in the manifest, under ports of \(service.name). Each one needs a listener.")
    }
    step.commands = cloud.createLoadBalancer(of: service)
    step.checks = cloud.checkLoadBalancer(of: service)
    steps.append(step)
  }

  private func placement(of service: EffectiveEndpointService) -> String {
    "It must be in the project's region\((project.region).map { ", \($0)" } ?? "")."
  }

  // MARK: The ticket

  private mutating func writeTicket() {
    var step = Step(
      .ticket,
      by: .customer,
      project.company == nil ? "Send the ticket" : "Send the ticket \"\(Ticket.subject(project))\"",
      isDone: progress.isTicketSent
    )
    step.notes = environment.ticket.map { ["Sent as ticket \($0)."] } ?? []
    if !step.isDone, !progress.missing.isEmpty {
      step.notes.append(
        "Before you can generate the ticket, complete the manifest: \(Display.list(progress.missing, "and"))."
      )
    }
    if !step.isDone, errors.inProject.all > errors.own.all {
      step.notes.append(
        """
        A ticket covers the whole project: first fix the errors in its other environments (privatelint lint lists \
        them).
        """
      )
    }
    if environment.ticket == nil {
      step.notes.append(
        """
        When you have sent it, record the ticket number in the manifest under "enablement.ticket" (privatelint \
        record --ticket).
        """
      )
    }
    if !step.isDone {
      step.notes.append(
        """
        Enablement can take up to five business days. If Adobe asks you a question, reply within five days: on \
        the sixth day, Adobe closes the ticket if you have not replied.
        """
      )
    }
    if isAzure, environment.cluster == nil {
      step.commands.append(
        RunbookCommand(
          "Look up the cluster ID. Record it in the manifest under \"cluster\".",
          """
          magento-cloud ssh \(Shell.option("project", value: project.id)) \
          \(Shell.option("environment", value: environment.id)) 'cat /etc/platform_cluster'
          """
        )
      )
    }
    if environment.account == nil { step.commands.append(identity) }
    step.commands.append(RunbookCommand("Generate the ticket.", own("ticket")))
    steps.append(step)
  }

  // MARK: From the customer's network to Adobe Commerce

  private mutating func writeWayToCommerce() {
    writeAnswer()
    var connect = Step(
      .towardCommerce,
      by: .customer,
      "Create \(isAzure ? "a private" : "an interface") endpoint to Adobe's service",
      isDone: !environment.endpoints.isEmpty
    )
    connect.notes =
      connect.isDone
      ? environment.endpoints.compactMap(\.id).map { "Recorded in the manifest: \($0)." }
      : ["Creating it sends Adobe a connection request."]
    connect.commands = cloud.connectToAdobe()
    connect.checks = cloud.stateOfEndpoint()
    let areApproved = progress.areApproved(environment.endpoints)
    var approve = Step(.towardCommerce, by: .adobe, "Approve the connection request", isDone: areApproved)
    approve.notes = dateNotes(environment.endpoints, key: \.approved, what: "Approved", isDone: areApproved)
    if !areApproved { approve.notes.insert("Until Adobe approves it, connections time out.", at: 0) }
    approve.commands = cloud.stateOfEndpoint()
    approve.checks = approve.commands
    steps += [connect, approve]
    writeTest(
      "Test the connection from your network",
      report: "Test the connection from the customer's network",
      track: .towardCommerce,
      endpoints: environment.endpoints,
      side: "customer"
    )
  }

  private mutating func writeAnswer() {
    let key = "enablement.\(isAzure ? "resource_id" : "service_name")"
    var answer = Step(
      .towardCommerce,
      by: .adobe,
      "Allow \(isAzure ? "your subscriptions" : "your account"), open the ports, and reply with the \(serviceTerm)",
      report:
        """
        Allow the customer's \(isAzure ? "subscriptions" : "account"), open the ports, and reply with the \
        \(serviceTerm)
        """,
      isDone: environment.adobeService != nil
    )
    answer.notes = [
      environment.adobeService.map { "Adobe's service is \($0)." }
        ?? """
        Record the \(serviceTerm) in the manifest under "\(key)" (privatelint record --reply reads it from the \
        reply).
        """
    ]
    answer.inputs = [cloud.adobeServiceInput()].compactMap { $0 }
    steps.append(answer)
  }

  // MARK: From Adobe Commerce to the customer's network (source: Additional steps to enable bidirectional connections)

  private func isGranted(_ service: EffectiveEndpointService) -> Bool {
    !service.endpoints.isEmpty || (!isAzure && progress.isTicketSent && progress.isReady(service))
  }

  private mutating func writeRequest() {
    let isKnown = environment.adobeSubscription != nil || services.allSatisfy(isGranted)
    var step = Step(
      .request,
      by: .adobe,
      "Name the \(isAzure ? "subscription it will connect from" : "principal it will connect as"), and request access",
      report:
        """
        Name the \(isAzure ? "subscription that Adobe will connect from" : "principal that Adobe will connect as"), \
        and request access
        """,
      isDone: isKnown
    )
    step.notes = [
      isAzure
        ? environment.adobeSubscription.map { "Adobe's subscription is \($0)." }
          ?? "Record the subscription ID in the manifest under \"enablement.adobe_subscription\"."
        : "The documented principal is \(Principal.adobeRoot)."
    ]
    step.inputs = [cloud.adobeSubscriptionInput()].compactMap { $0 }
    steps.append(step)
  }

  private mutating func writeWayToCustomer(_ service: EffectiveEndpointService) {
    let track = Step.Track.towardCustomer(service: service.name)
    let what = isAzure ? "resource ID" : "service name"
    var access = Step(
      track,
      by: .customer,
      isAzure
        ? "Allow Adobe to connect to \(service.name), and check that Adobe has the resource ID"
        : "Check that Adobe has the service name of \(service.name) and is allowed to connect",
      isDone: isGranted(service)
    )
    access.notes = [
      service.identifier.map { "The ticket already gives Adobe the \(what), \($0)." }
        ?? "The \(what) is not in the manifest yet."
    ]
    access.checks = cloud.checkAccess(to: service)
    access.commands = isAzure ? cloud.allowAdobe(on: service) : access.checks
    if !isAzure, !access.isDone {
      access.notes.append("If Adobe names a principal other than \(Principal.adobeRoot), allow that one too.")
    }
    steps.append(access)
    writeConnection(to: service, track)
    writeApproval(of: service, track)
    writeTest(
      "Test the connection to \(service.name) from the Adobe Commerce environment",
      track: track,
      endpoints: service.endpoints,
      side: "commerce"
    )
  }

  private mutating func writeConnection(to service: EffectiveEndpointService, _ track: Step.Track) {
    var step = Step(track, by: .adobe, "Connect to \(service.name)", isDone: !service.endpoints.isEmpty)
    let address =
      isAzure
      ? "In the ticket, ask Adobe for its endpoint's private IP address; you cannot see it from your subscription."
      : "The connection request shows the endpoint's DNS name."
    step.notes =
      step.isDone
      ? service.endpoints.compactMap(\.id).map { "Adobe's endpoint is \($0)." }
      : [
        """
        Record the ID and the DNS name or address of Adobe's endpoint in the manifest, under "enablement.endpoints" \
        of \(service.name).
        """,
        address,
      ]
    step.commands = [cloud.connections(of: service)]
    step.checks = step.commands
    steps.append(step)
  }

  private mutating func writeApproval(of service: EffectiveEndpointService, _ track: Step.Track) {
    let areApproved = progress.areApproved(service.endpoints)
    let isNeeded = progress.needsApproval(service)
    var step = Step(
      track,
      by: .customer,
      "Approve Adobe's connection request to \(service.name)",
      isDone: areApproved || (!isNeeded && !service.endpoints.isEmpty)
    )
    step.notes = isNeeded ? approvalNotes(of: service, isDone: areApproved) : []
    if isNeeded {
      step.commands = cloud.approveAdobe(at: service)
    } else {
      step.notes.append(
        "Acceptance is off: allowed principals connect at once, so there is nothing to approve."
      )
    }
    step.checks = [cloud.connections(of: service)]
    steps.append(step)
  }

  // MARK: Tests and checks (source: Test VPC endpoint service connection)

  private mutating func writeTest(
    _ title: String,
    report: String? = nil,
    track: Step.Track,
    endpoints: [EffectiveEndpoint],
    side: String
  ) {
    let isVerified = progress.areVerified(endpoints)
    var step = Step(track, by: .customer, title, report: report, isDone: isVerified)
    if endpoints.allSatisfy({ $0.dns == nil }) {
      step.notes.append(
        "The test needs the endpoint's host name or IP address: record it in the manifest under \"dns\"."
      )
    }
    step.notes += dateNotes(endpoints, key: \.verified, what: "Verified", isDone: isVerified, log: "\(side).log")
    step.commands = [
      RunbookCommand(
        "Generate the test script and run it; its output is saved in \(side).log.",
        "\(own("verify")) > verify.sh && sh verify.sh \(side) 2>&1 | tee \(side).log"
      )
    ]
    step.checks = step.commands
    steps.append(step)
  }

  private mutating func writeChecks() {
    if progress.hasWayToCommerce { checks += cloud.checksOfEndpoint() }
    for service in services { checks += cloud.checks(of: service) }
    guard progress.hasWayToCommerce else { return }
    var hosts = environment.endpoints.compactMap(\.dns).map { Shell.word(ConnectionTest.urlHost($0)) }
    var fallback = ""
    if hosts.isEmpty {
      let host = cloud.variables.variable("ENDPOINT_DNS", "your endpoint's host name or IP address")
      checks += cloud.captureHost(host)
      hosts = [host.reference]
      fallback = " If ENDPOINT_DNS is not set, use the endpoint's address instead."
    }
    for port in environment.ports where port.transport == .tcp {
      checks += hosts.map { host in
        RunbookCommand(
          """
          Test the endpoint from each client.\(fallback) If the port is open, the output contains "Connected to" or \
          "Established connection". Ignore curl's exit status: it is usually 28 even if the port is open.
          """,
          VerifyScript.curl(host: host, port: port.number)
        )
      }
    }
  }

  // MARK: Pieces

  /// A command of this tool for this environment.
  private func own(_ command: String) -> String {
    // A manifest read from standard input has no path to name.
    let paths = project.paths.contains("standard input") ? [] : project.paths
    let files = paths.map { " " + Shell.word($0.hasPrefix("-") ? "./\($0)" : $0) }.joined()
    return
      """
      privatelint \(command) \(Shell.option("project", value: project.id)) \
      \(Shell.option("environment", value: environment.id))\(files)
      """
  }

  private func approvalNotes(of service: EffectiveEndpointService, isDone: Bool) -> [String] {
    dateNotes(
      service.endpoints,
      key: \.approved,
      what: "Approved",
      isDone: isDone,
      record: "\(Shell.option("endpoint-service", value: service.name)) --approved"
    )
  }

  /// Notes about dates: those recorded, or the key to record one under, and those that do not count.
  private func dateNotes(
    _ endpoints: [EffectiveEndpoint],
    key: KeyPath<EffectiveEndpoint, String?>,
    what: String,
    isDone: Bool,
    record: String = "--approved",
    log: String? = nil
  ) -> [String] {
    let dates = Set(endpoints.compactMap { $0[keyPath: key] }).sorted()
    if isDone { return dates.isEmpty ? [] : ["\(what) on \(dates.joined(separator: ", "))."] }
    let uncounted = endpoints.flatMap { $0.uncountedDates(on: progress.today) }.filter {
      $0.hasPrefix(what.lowercased())
    }
    return uncounted + [
      """
      When the \(log != nil ? "test passes" : "connection is \(what.lowercased())"), record the date in the \
      manifest under "\(what.lowercased())" (privatelint record \(log.map { "--log \($0)" } ?? record)).
      """
    ]
  }
}
