import Diagnostics
import ManifestModel

/// The connection of an environment as network engineers draw it: what each format of a diagram shows.
struct OverviewDiagram {
  /// A thing on the way of the traffic.
  struct Node {
    let kind: String
    /// What identifies it; nil if the manifest does not know it yet.
    let name: String?
    /// Whether it exists, as far as the manifest knows.
    var exists = true
  }

  /// One direction: from the side that opens the connection, in the order in which the traffic passes.
  struct Lane {
    let half: OverviewHalf
    /// On the side that opens the connection, the endpoint last.
    let near: [Node]
    /// On the side that is connected to, the endpoint service first.
    let far: [Node]
    let state: String
    /// What the state says beside its name: a ticket, a date, a count.
    let detail: String?
    /// Who approves connection requests at the endpoint service, and whether it is open to everybody.
    let approval: String?
    let isRemoved: Bool

    var startsAtCustomer: Bool { half.half == .towardCommerce }
    var ports: String { OverviewWords.ports(half.ports) }
    var style: OverviewDiagram.Style { isRemoved ? .removed : OverviewDiagram.Style(half.state) }
  }

  /// How far a connection is, as far as it can be seen.
  enum Style: String, CaseIterable {
    case connected, waiting, todo, faulty, removed

    init(_ state: ConnectionState) {
      switch state {
      case .connected: self = .connected
      case .notReady: self = .faulty
      default: self = state.actor == .adobe ? .waiting : .todo
      }
    }
  }

  let title: String
  let customer: String
  let customerDetail: String
  let adobe: String
  let adobeDetail: String
  let lanes: [Lane]
  let mark: Change.Mark?

  init(_ environment: OverviewEnvironment, of project: EffectiveProject) {
    let own = environment.environment
    let cloud = environment.cloud
    mark = environment.mark
    let word = mark.map { " (\(OverviewWords.word($0)))" } ?? ""
    title = "\(project.displayName), \(own.id): \(OverviewWords.type(own))\(word)"
    customer = "Customer \(cloud.networkNoun)"
    customerDetail = [own.region, own.account.map { "\(cloud.accountNoun) \($0)" }].compactMap(\.self).joined(
      separator: ", "
    )
    adobe = "Adobe Commerce \(cloud.networkNoun)"
    adobeDetail = [project.cloud?.name, project.region].compactMap(\.self).joined(separator: ", ")
    let isRemoved = environment.mark == .removed
    lanes = environment.halves.map { OverviewDiagram.lane($0, of: own, on: cloud, isRemoved: isRemoved) }
  }

  private static func lane(
    _ half: OverviewHalf,
    of environment: EffectiveEnvironment,
    on cloud: Cloud,
    isRemoved: Bool
  ) -> Lane {
    let endpoint = Node(
      kind: capitalized(cloud.endpointNoun),
      name: names(half.endpoints.compactMap { $0.id ?? $0.dns }),
      exists: !half.endpoints.isEmpty
    )
    let (near, far): ([Node], [Node])
    if let service = half.service {
      let services = half.ports.compactMap(\.service)
      near = [Node(kind: "Adobe Commerce", name: environment.id), endpoint]
      far = [
        Node(
          kind: capitalized(cloud.serviceNoun),
          name: service.identifier ?? service.name,
          exists: service.identifier != nil
        ), Node(kind: balancer(cloud), name: names(service.loadBalancers)),
        Node(kind: "Targets", name: names(services) ?? service.name),
      ]
    } else {
      near = [Node(kind: "Clients", name: nil), endpoint]
      far = [
        Node(
          kind: capitalized(cloud.serviceNoun),
          name: environment.adobeService,
          exists: environment.adobeService != nil
        ), Node(kind: balancer(cloud), name: nil),
        Node(kind: "Adobe Commerce", name: environment.id),
      ]
    }
    let parts = half.state.description.dropFirst(half.state.name.count).filter { $0 != "(" && $0 != ")" }
    let detail = String(parts.drop { $0 == " " })
    return Lane(
      half: half,
      near: near,
      far: far,
      state: isRemoved ? OverviewWords.removed : half.state.name,
      detail: isRemoved || detail.isEmpty ? nil : detail,
      approval: half.service.map { approval(at: $0) } ?? "Adobe approves requests",
      isRemoved: isRemoved
    )
  }

  private static func approval(at service: EffectiveEndpointService) -> String {
    if !service.acceptanceRequired {
      return service.isOpenToAll ? "open to every AWS account" : "no approval needed"
    }
    return service.isOpenToAll ? "every AWS account may request" : "customer approves requests"
  }

  /// "vpce-1", "vpce-1 and 2 more"; nil for none.
  private static func names(_ names: [String]) -> String? {
    guard let first = names.first else { return nil }
    return names.count == 1 ? first : "\(first) and \(names.count - 1) more"
  }

  private static func balancer(_ cloud: Cloud) -> String { cloud == .azure ? "Load Balancer" : "NLB" }

  private static func capitalized(_ noun: String) -> String { noun.prefix(1).uppercased() + noun.dropFirst() }

  /// The diagram in sentences, for who does not see it.
  var description: String {
    if lanes.isEmpty { return "\(customer) and \(adobe): neither direction is described yet." }
    return lanes.map { lane in
      let way = (lane.near + lane.far).map { node in
        node.kind + (node.name.map { " \($0)" } ?? (node.exists ? "" : ", not known yet"))
      }.joined(separator: ", then ")
      let detail = lane.detail.map { " (\($0))" } ?? ""
      let approval = lane.approval.map { "; \($0)" } ?? ""
      return "\(lane.half.title): \(way); \(lane.ports); \(lane.state)\(detail)\(approval)."
    }.joined(separator: " ")
  }
}
