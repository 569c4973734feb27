@testable import Emitters
import ManifestModel
import Testing

/// Every kind of change alone, together with every other, and in random crowds, in one environment and over two: what
/// is said of them is compared with the connections that really are there before and after.
@Suite struct ChangePairTests {
  /// Something that somebody changes in a manifest.
  private struct Edit: Sendable {
    let name: String
    let apply: @Sendable (inout EffectiveProject) -> Void

    init(_ name: String, _ apply: @escaping @Sendable (inout EffectiveProject) -> Void) {
      self.name = name
      self.apply = apply
    }

    /// An edit of the first environment, while it is there.
    init(production name: String, _ apply: @escaping @Sendable (inout EffectiveEnvironment) -> Void) {
      self.init(name) { project in
        guard let index = project.environments.firstIndex(where: { $0.id == "production" }) else { return }
        apply(&project.environments[index])
      }
    }
  }

  // MARK: Manifests

  private static func port(_ number: Int, _ service: String, _ transport: Transport = .tcp) -> EffectivePort {
    EffectivePort(number: number, transport: transport, service: service)
  }

  private static func service(_ name: String, _ identifier: String, _ region: String, _ ports: [Int])
    -> EffectiveEndpointService
  {
    var service = EffectiveEndpointService(name: name, identifier: identifier, region: region)
    service.ports = ports.map { port($0, "S\($0)") }
    return service
  }

  private static func awsService(_ name: String, _ id: String, _ ports: [Int]) -> EffectiveEndpointService {
    var service = service(name, "com.amazonaws.vpce.eu-west-1.vpce-svc-\(id)", "eu-west-1", ports)
    service.allowedPrincipals = [Principal.adobeRoot]
    service.loadBalancers = ["arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/net/\(name)/1"]
    return service
  }

  private static func azureService(_ name: String, _ ports: [Int]) -> EffectiveEndpointService {
    service(
      name,
      "/subscriptions/s1/resourceGroups/rg/providers/x/privateLinkServices/pls-\(name.dropFirst(5))",
      "westeurope",
      ports
    )
  }

  private static let aws: EffectiveProject = {
    var production = EffectiveEnvironment(id: "production", edition: "2022-10", connection: .bidirectional)
    production.account = "210987654321"
    production.region = "eu-west-1"
    production.ports = [port(80, "Web"), port(2222, "SFTP")]
    production.endpointServices = [awsService("nick-crm", "0c", [9443]), awsService("nick-erp", "0e", [8443, 8444])]
    production.ticket = "251000001"
    production.adobeService = "com.amazonaws.vpce.eu-west-1.vpce-svc-0adobe1"
    var staging = EffectiveEnvironment(id: "staging", edition: "2022-10", connection: .unidirectional)
    staging.account = "210987654321"
    staging.region = "eu-west-1"
    staging.ports = [port(3306, "MySQL")]
    staging.ticket = "251000002"
    var project = EffectiveProject(
      id: "yw1unoukjcawe",
      edition: "2022-10",
      plan: .pro,
      cloud: .aws,
      region: "eu-west-1"
    )
    project.company = "Northwind"
    project.environments = [production, staging]
    return project
  }()

  private static let azure: EffectiveProject = {
    var project = aws
    project.cloud = .azure
    project.region = "westeurope"
    for index in project.environments.indices {
      project.environments[index].cluster = "yw1unoukjcawe\(index)"
      project.environments[index].region = "westeurope"
      project.environments[index].account = "sub-one"
      project.environments[index].subscriptions = ["sub-one", "sub-two"]
    }
    project.environments[0].adobeService = "pls.guid.westeurope.azure.privatelinkservice"
    project.environments[0].endpointServices = [
      azureService("nick-crm", [9443]), azureService("nick-erp", [8443, 8444]),
    ]
    return project
  }()

  // MARK: Edits

  private static let shared: [Edit] = [
    Edit("remove production") { $0.environments.removeAll { $0.id == "production" } },
    Edit("remove staging") { $0.environments.removeAll { $0.id == "staging" } },
    Edit("add staging2") { project in
      guard var environment = project.environments.last else { return }
      environment.id = "staging2"
      (environment.ticket, environment.adobeService) = (nil, nil)
      project.environments.append(environment)
    },
    Edit("close a port of staging") { project in
      guard let index = project.environments.firstIndex(where: { $0.id == "staging" }) else { return }
      project.environments[index].ports = [port(6379, "Redis")]
    },
    Edit(production: "open a port to Commerce") { $0.ports.append(port(8080, "New")) },
    Edit(production: "close a port to Commerce") { $0.ports.removeAll { $0.number == 80 } },
    Edit(production: "close all ports to Commerce") { $0.ports = [] },
    Edit(production: "transport of a port") { environment in
      for index in environment.ports.indices where environment.ports[index].number == 2222 {
        environment.ports[index].transport = .udp
      }
    },
    Edit(production: "name of a port") { environment in
      for index in environment.ports.indices { environment.ports[index].service = "Renamed" }
    },
    Edit(production: "open a port to the customer") { edit(&$0, "nick-erp") { $0.ports.append(port(9999, "More")) } },
    Edit(production: "close a port to the customer") {
      edit(&$0, "nick-erp") { $0.ports.removeAll { $0.number == 8443 } }
    },
    Edit(production: "remove an endpoint service") { $0.endpointServices.removeAll { $0.name == "nick-crm" } },
    Edit(production: "replace an endpoint service") {
      edit(&$0, "nick-erp") { $0.identifier = ($0.identifier ?? "") + "f" }
    },
    Edit(production: "rename an endpoint service") { edit(&$0, "nick-crm") { $0.name = "nick-other" } },
    Edit(production: "become unidirectional") { environment in
      environment.connection = .unidirectional
      environment.endpointServices = []
    },
    Edit("staging becomes bidirectional") { project in
      guard let index = project.environments.firstIndex(where: { $0.id == "staging" }) else { return }
      project.environments[index].connection = .bidirectional
      project.environments[index].endpointServices = [
        project.cloud == .azure ? azureService("nick-new", [7000]) : awsService("nick-new", "0b", [7000])
      ]
    },
    Edit(production: "record a load balancer no more") { edit(&$0, "nick-erp") { $0.loadBalancers = [] } },
    Edit(production: "exchange a load balancer") { edit(&$0, "nick-crm") { $0.loadBalancers = ["lb/other"] } },
    Edit(production: "add a load balancer") { edit(&$0, "nick-crm") { $0.loadBalancers.append("lb/second") } },
    Edit(production: "accept by itself") { edit(&$0, "nick-erp") { $0.acceptanceRequired = false } },
    Edit(production: "needed by") { $0.neededBy = "2027-03-01" },
    Edit(production: "another ticket") { $0.ticket = "251000009" },
    Edit("title") { $0.title = "Another title" },
    Edit("move the region") { project in
      project.region = "region-2"
      for index in project.environments.indices { project.environments[index].region = "region-2" }
    },
  ]

  private static let ofAWS: [Edit] = [
    Edit(production: "another account") { $0.account = "310987654321" },
    Edit(production: "other principals") {
      edit(&$0, "nick-erp") { $0.allowedPrincipals.append("arn:aws:iam::5:root") }
    },
    Edit(production: "add an endpoint service") {
      if $0.connection == .bidirectional { $0.endpointServices.append(awsService("nick-zzz", "0d", [7443])) }
    },
    Edit("move to Azure") { project in
      project.cloud = .azure
      project.region = "westeurope"
      for index in project.environments.indices {
        project.environments[index].cluster = "new-cluster-\(index)"
        project.environments[index].region = "westeurope"
        project.environments[index].account = "sub-new"
        project.environments[index].subscriptions = ["sub-new"]
        let names = project.environments[index].endpointServices.map(\.name)
        project.environments[index].endpointServices = names.map { azureService($0, [9443]) }
      }
    },
  ]

  private static let ofAzure: [Edit] = [
    Edit(production: "add a subscription") { $0.subscriptions.append("sub-three") },
    Edit(production: "remove a subscription") { $0.subscriptions.removeAll { $0 == "sub-two" } },
    Edit(production: "remove another subscription") { $0.subscriptions.removeAll { $0 == "sub-one" } },
    Edit(production: "another account beside the list") { $0.account = "sub-nine" },
    Edit(production: "another cluster") { $0.cluster = "another-cluster" },
    Edit(production: "add an endpoint service") {
      if $0.connection == .bidirectional { $0.endpointServices.append(azureService("nick-zzz", [7443])) }
    },
  ]

  private static func edit(
    _ environment: inout EffectiveEnvironment,
    _ name: String,
    _ body: (inout EffectiveEndpointService) -> Void
  ) {
    for index in environment.endpointServices.indices where environment.endpointServices[index].name == name {
      body(&environment.endpointServices[index])
    }
  }

  // MARK: Tests

  @Test(arguments: [Cloud.aws, .azure]) func allPairs(cloud: Cloud) {
    let edits = ChangePairTests.shared + (cloud == .aws ? ChangePairTests.ofAWS : ChangePairTests.ofAzure)
    for first in edits.indices {
      for second in first..<edits.count {
        // What one edit makes must not hide from the other.
        check(cloud, [edits[first], edits[second]])
        check(cloud, [edits[second], edits[first]])
      }
    }
  }

  @Test(arguments: 0..<400) func crowds(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 77)
    let cloud: Cloud = seed % 2 == 0 ? .aws : .azure
    let edits = ChangePairTests.shared + (cloud == .aws ? ChangePairTests.ofAWS : ChangePairTests.ofAzure)
    check(cloud, Array(edits.shuffled(using: &random).prefix(Int.random(in: 3...6, using: &random))))
  }

  private func check(_ cloud: Cloud, _ edits: [Edit]) {
    let old = cloud == .aws ? ChangePairTests.aws : ChangePairTests.azure
    var new = old
    for edit in edits { edit.apply(&new) }
    new.environments.sort { $0.id < $1.id }
    // A list that is empty stands for the account, as it does when a manifest is read.
    for index in new.environments.indices where cloud == .azure && new.environments[index].subscriptions.isEmpty {
      new.environments[index].subscriptions = [new.environments[index].account ?? ""]
    }
    for index in new.environments.indices { new.environments[index].endpointServices.sort { $0.name < $1.name } }
    let name = "\(cloud.rawValue): \(edits.map(\.name).joined(separator: " + "))"
    guard let change = Comparison.compare([old], with: [new]).first else {
      #expect(old == new, "\(name): nothing is said")
      return
    }
    let truth = Truth(old: old, new: new)
    for environment in truth.both where !truth.isMoved(environment) {
      checkEnvironment(environment, change, truth, name)
    }
    checkMoves(change, truth, name)
    checkSteps(change, truth, name)
    checkLetters(change, truth, name)
  }

  // MARK: What holds

  /// What stays and what is interrupted, in an environment that is on both sides and does not move.
  private func checkEnvironment(_ id: String, _ change: ProjectChange, _ truth: Truth, _ name: String) {
    let changes = change.changes.filter { $0.environment == id }
    let (before, after) = (truth.connections(id, truth.old), truth.connections(id, truth.new))
    let staying = before.intersection(after).filter { !truth.isExchanged($0.target, in: id) }
    let lost = before.subtracting(staying)
    for item in changes where !item.stays.isEmpty {
      switch item.stays {
      case ["everything that is connected now"]: #expect(lost.isEmpty, "\(name): \(item.summary): everything stays?")
      case ["nothing in this environment"]: #expect(staying.isEmpty, "\(name): \(item.summary): nothing stays?")
      default:
        let text = item.stays.joined(separator: "\n")
        for connection in staying {
          #expect(connection.isNamed(in: text), "\(name): \(item.summary): \(connection) stays: \(text)")
        }
        for connection in lost {
          #expect(!connection.isNamed(in: text), "\(name): \(item.summary): \(connection) does not stay: \(text)")
        }
      }
    }
    let interrupting = changes.filter(\.interrupts)
    #expect(lost.isEmpty == interrupting.isEmpty, "\(name): \(id): \(lost) and \(interrupting.map(\.interruption))")
    for connection in lost {
      #expect(
        interrupting.contains { truth.explains($0, connection, in: id) },
        "\(name): \(id): nobody says that \(connection) ends"
      )
    }
    // What opens comes before what closes.
    let asked = changes.filter { !$0.documents.isEmpty }
    if let closing = asked.firstIndex(where: { $0.mark == .removed }) {
      #expect(!asked[closing...].contains { $0.mark == .added }, "\(name): \(id): \(asked.map(\.summary))")
    }
  }

  private func checkMoves(_ change: ProjectChange, _ truth: Truth, _ name: String) {
    for item in change.changes {
      let isMoved = item.environment.map { truth.both.contains($0) && truth.isMoved($0) } ?? false
      #expect(
        item.isPartOfMove == (isMoved && item.kind != .move && !item.documents.isEmpty),
        "\(name): \(item.summary)"
      )
      if item.isPartOfMove, item.mark == .removed {
        #expect(item.documents == [.changeRequest], "\(name): \(item.summary)")
      }
      guard item.kind == .removeConnection || item.kind == .enable else { continue }
      let text = item.stays.joined(separator: "; ")
      let moved = truth.both.filter { truth.isMoved($0) }
      let old = item.stays.filter { $0.hasPrefix("the old connection") && $0.contains(", until ") }.joined()
      let others = item.stays.filter { !$0.hasPrefix("the old connection") }.joined()
      #expect(old.isEmpty == moved.isEmpty, "\(name): \(item.summary): \(moved) move: \(text)")
      for other in moved {
        #expect(old.contains(other), "\(name): \(item.summary): \(other) moves: \(text)")
        #expect(!others.contains("connection for \(other)"), "\(name): \(item.summary): \(other) moves: \(text)")
      }
      let isUntouched = truth.both.allSatisfy { truth.isWhole($0) } && truth.gone.isEmpty
      #expect((text == "everything that is connected now") == (item.kind == .enable && isUntouched), "\(name): \(text)")
    }
  }

  /// Nobody deletes what is still used, or makes what nothing needs.
  private func checkSteps(_ change: ProjectChange, _ truth: Truth, _ name: String) {
    for item in change.changes {
      let step = item.customerStep?.textWithBackticks ?? ""
      if item.kind == .changeAccount, !item.isPartOfMove, let id = item.environment {
        let (before, after) = (truth.consumers(id, truth.old), truth.consumers(id, truth.new))
        let isOwner = item.summary == "change the customer subscription"
        let comes = !isOwner && !after.subtracting(before).isEmpty && truth.hasPorts(id, truth.new)
        let goes = !isOwner && !before.subtracting(after).isEmpty && truth.hasPorts(id, truth.old)
        #expect(step.contains("create") == comes, "\(name): \(item.summary): \(step)")
        #expect(step.contains("delete") == goes, "\(name): \(item.summary): \(step)")
        for kept in before.intersection(after) { #expect(!step.contains(kept), "\(name): \(step) names \(kept)") }
      }
      if item.kind == .removeConnection {
        #expect(step.contains("services") == (item.environment == "production"), "\(name): \(step)")
      }
      #expect(item.actors.contains(.adobe) == !item.documents.isEmpty, "\(name): \(item.summary)")
      if !step.isEmpty { #expect(item.actors.contains(.customer), "\(name): \(item.summary): \(step)") }
      #expect(truth.new.cloud != .azure || !step.contains("aws ec2"), "\(name): \(step)")
    }
  }

  private func checkLetters(_ change: ProjectChange, _ truth: Truth, _ name: String) {
    let letter = ChangeRequest(change)?.text
    #expect((letter != nil) == change.changes.contains { $0.documents.contains(.changeRequest) }, "\(name): a letter")
    #expect((change.ticket != nil) == change.changes.contains { $0.documents.contains(.enablementTicket) }, "\(name)")
    if let letter {
      #expect(
        letter.contains("Please change the \(truth.old.cloud == .aws ? "AWS PrivateLink" : "Azure Private Link") ")
      )
      #expect(!letter.contains("nick-"), "\(name): Adobe knows no nickname\n\(letter)")
      for item in change.changes where item.documents.contains(.changeRequest) && !item.isPartOfMove {
        guard item.direction == .towardCustomer else { continue }
        #expect(item.request.contains(item.service?.identifier ?? "nowhere"), "\(name): \(item.request)")
      }
      checkTickets(letter, change, name)
      checkOldValues(letter, truth, name)
    }
    guard let ticket = change.ticket.map(TicketText.render), truth.isProjectMoved else { return }
    #expect(!ticket.contains("0adobe1") && !ticket.contains("pls.guid."), "\(name): the old answer\n\(ticket)")
    if truth.old.cloud != truth.new.cloud {
      #expect(!ticket.contains("210987654321") && !ticket.contains("AWS"), "\(name): the old cloud\n\(ticket)")
    }
  }

  /// Each section quotes the ticket of its own environment.
  private func checkTickets(_ letter: String, _ change: ProjectChange, _ name: String) {
    var environment = ""
    for line in letter.split(separator: "\n") {
      if line.hasPrefix("Environment ") {
        environment = String(line.dropFirst("Environment ".count).prefix { $0 != "," && $0 != ":" })
      }
      guard line.contains("Enabled under") else { continue }
      let number = environment == "production" ? ["251000001", "251000009"] : ["251000002"]
      #expect(number.contains { line.hasSuffix($0) }, "\(name): \(environment): \(line)")
    }
  }

  /// A removal speaks of what is there, not of what comes instead.
  private func checkOldValues(_ letter: String, _ truth: Truth, _ name: String) {
    guard truth.isProjectMoved else { return }
    for line in letter.split(separator: "\n") where !line.contains("changes from") && !line.contains("Compiled") {
      for value in ["sub-new", "new-cluster", "westeurope", "region-2"] where truth.old.region != value {
        #expect(!line.contains(value), "\(name): \(line)")
      }
    }
  }
}

/// One way for traffic: whose, to what, on which port.
private struct Connection: Hashable, CustomStringConvertible {
  let consumer: String
  let target: String
  let socket: String

  var description: String { "\(socket) of \(consumer) toward \(target)" }

  /// Whether a text says that it stays.
  func isNamed(in text: String) -> Bool {
    text.split(separator: "\n").contains { line in
      guard line.contains("\(socket) "), line.hasSuffix("toward \(target)") || line.contains("toward \(target) from")
      else {
        return false
      }
      return !line.contains(" from ") || line.contains(consumer)
    }
  }
}

/// What is connected on either side, counted without any of the code under test.
private struct Truth {
  let old: EffectiveProject
  let new: EffectiveProject

  var both: [String] { old.environments.map(\.id).filter { id in new.environments.contains { $0.id == id } } }
  var gone: [String] { old.environments.map(\.id).filter { id in !new.environments.contains { $0.id == id } } }
  var isProjectMoved: Bool { old.region != new.region || old.cloud != new.cloud }

  private func environment(_ id: String, _ project: EffectiveProject) -> EffectiveEnvironment? {
    project.environments.first { $0.id == id }
  }

  func isMoved(_ id: String) -> Bool {
    isProjectMoved || environment(id, old)?.cluster != environment(id, new)?.cluster
      || environment(id, old)?.region != environment(id, new)?.region
  }

  func consumers(_ id: String, _ project: EffectiveProject) -> Set<String> {
    guard let environment = environment(id, project) else { return [] }
    return Set(project.cloud == .azure ? environment.subscriptions : [environment.account ?? ""])
  }

  func hasPorts(_ id: String, _ project: EffectiveProject) -> Bool { environment(id, project)?.ports.isEmpty == false }

  func connections(_ id: String, _ project: EffectiveProject) -> Set<Connection> {
    guard let environment = environment(id, project) else { return [] }
    var all: Set<Connection> = []
    for consumer in consumers(id, project) {
      for port in environment.ports {
        all.insert(Connection(consumer: consumer, target: "Adobe Commerce", socket: port.socket))
      }
    }
    for service in environment.endpointServices where environment.connection == .bidirectional {
      for port in service.ports {
        all.insert(Connection(consumer: "Adobe", target: service.identifier ?? "", socket: port.socket))
      }
    }
    return all
  }

  /// Whether the load balancer of an endpoint service is exchanged for another.
  func isExchanged(_ identifier: String, in id: String) -> Bool {
    let before = environment(id, old)?.endpointServices.first { $0.identifier == identifier }?.loadBalancers ?? []
    let after = environment(id, new)?.endpointServices.first { $0.identifier == identifier }?.loadBalancers ?? []
    return !before.isEmpty && !after.isEmpty && !Set(before).isSubset(of: after)
  }

  /// Whether nothing of an environment ends.
  func isWhole(_ id: String) -> Bool {
    let before = connections(id, old)
    return !isMoved(id) && before.isSubset(of: connections(id, new))
      && !before.contains { isExchanged($0.target, in: id) }
  }

  /// Whether a change is why a connection ends.
  func explains(_ change: Change, _ connection: Connection, in id: String) -> Bool {
    switch change.kind {
    case .changeAccount: connection.target == "Adobe Commerce" && change.interruption.contains(connection.consumer)
    case .closePort:
      change.summary.contains("\(connection.socket) ")
        && (connection.target == "Adobe Commerce") == (change.direction == .towardCommerce)
    case .changeConnectionType: connection.consumer == "Adobe"
    case .replaceEndpointService, .removeEndpointService: change.interruption.contains(connection.target)
    case .ownSide: change.service?.identifier == connection.target
    default: false
    }
  }
}
