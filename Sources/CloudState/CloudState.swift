import Diagnostics
import ManifestModel
import YAMLTree

/// What AWS, Azure and Terraform report, from their JSON, as one model. What is not in it was not collected, which does
/// not mean that it does not exist.
package struct CloudState: Sendable {
  package internal(set) var sources: [CloudSource] = []
  /// Files that were not read, or are of something else, with the reason.
  package internal(set) var skipped: [(path: String, reason: String)] = []
  /// Answers of a cloud that were not read, or not whole: what is broken, where, and what to do about it.
  package internal(set) var faults: [(path: String, reason: String)] = []
  /// By service ID on AWS, by resource ID in lower case on Azure. Of a second one with the same ID in another region
  /// the region follows, after `@`.
  package internal(set) var services: [String: ObservedService] = [:]
  /// By endpoint ID on AWS, by resource ID in lower case on Azure.
  package internal(set) var endpoints: [String: ObservedEndpoint] = [:]
  /// By ARN on AWS, by resource ID in lower case on Azure.
  package internal(set) var loadBalancers: [String: ObservedLoadBalancer] = [:]
  /// By the ARN's last two parts, `name/id`.
  package internal(set) var targetGroups: [String: ObservedTargetGroup] = [:]
  package internal(set) var securityGroups: [String: ObservedSecurityGroup] = [:]
  /// Azure: the IDs of all network interfaces, in lower case.
  var interfaces: Set<String> = []
  /// The owners of endpoint services of others, by service name.
  package internal(set) var owners: [String: String] = [:]
  /// The lists that are whole.
  package internal(set) var wholeLists: Set<WholeList> = []
  /// The lists that were read and are not whole, with the reason.
  package internal(set) var gaps: [WholeList: ListGap] = [:]
  /// The files with the errors of calls that failed, in order.
  package internal(set) var failedCalls: [String] = []
  /// Why the answer of a call is not used, by `SnapshotName.key`.
  var refusals: [String: String] = [:]
  /// Answers contradict each other: they are not used, and nothing may be written by the rest.
  package internal(set) var isDisputed = false
  /// The accounts of the answers that are not used for that.
  package internal(set) var disputedAccounts: Set<String> = []

  package init() {}

  /// Where something was read, for a related place.
  package func location(_ origin: Origin) -> Location { Location(sources[origin.file].source, origin.span) }

  /// Adds files that were not tried.
  package mutating func skip(_ files: [(path: String, reason: String)]) {
    skipped = (skipped + files).sorted { $0.path.precedesByBytes($1.path) }
  }

  /// An endpoint service by its key; of several regions the one that is asked for, else whichever is there.
  package func service(_ key: String, region: String?) -> ObservedService? {
    guard let service = services[key], let region, service.region != region else { return services[key] }
    return services[CloudState.key(ofService: key, in: region)] ?? service
  }

  package static func key(ofService id: String, in region: String) -> String { "\(id)@\(region)" }

  /// Why the answer of a call of the collecting script is not used; nil: it is, or the call was not made.
  package func refusal(of call: String, subject: String? = nil, account: String?, region: String?) -> String? {
    refusals[SnapshotName.key(call, subject: subject, account: account, region: region)]
  }

  /// Whether the complete list of its account and region lacks it: facts about it are out of date.
  package func isGone(_ service: ObservedService) -> Bool {
    let account = service.account ?? sources[service.origin.file].account
    return !service.isListed && isWhole(.services, of: account, service.cloud == .azure ? nil : service.region)
  }

  package func isGone(_ endpoint: ObservedEndpoint) -> Bool {
    let account = endpoint.account ?? sources[endpoint.origin.file].account
    return !endpoint.isListed && isWhole(.endpoints, of: account, endpoint.cloud == .azure ? nil : endpoint.region)
  }

  private func isWhole(_ kind: WholeList.Kind, of account: String?, _ region: String?) -> Bool {
    account.map { wholeLists.contains(WholeList(kind, account: $0, region: region)) } ?? false
  }

  /// A load balancer, also where a mock of the API writes it as an Application Load Balancer, with what all answers say
  /// of it.
  package func loadBalancer(_ id: String) -> ObservedLoadBalancer? {
    if let own = loadBalancers[id], own.isListed, own.kind != nil, own.state != nil { return own }
    guard let parts = id.parts(around: ":loadbalancer/net/") else { return loadBalancers[id] }
    let other = loadBalancers[parts.before + ":loadbalancer/app/" + parts.after]
    guard var balancer = loadBalancers[id] else { return other }
    balancer.kind = balancer.kind ?? other?.kind
    balancer.state = balancer.state ?? other?.state
    balancer.isListed = balancer.isListed || other?.isListed ?? false
    return balancer
  }

  /// Whether a whole list of its account and region does not have a load balancer.
  package func isGone(loadBalancer id: String) -> Bool {
    if loadBalancers[id]?.isListed ?? false { return false }
    let arn = CloudIdentifier.arn(id)
    guard let account = arn?.account ?? CloudIdentifier.subscription(id) else { return false }
    return isWhole(.loadBalancers, of: account, arn?.region) && !(loadBalancer(id)?.isListed ?? false)
  }

  /// Azure: whether the whole list of network interfaces does not have one of a private endpoint.
  package func lacksInterface(of endpoint: ObservedEndpoint) -> Bool {
    endpoint.interfaces.contains { id in
      isWhole(.interfaces, of: CloudIdentifier.subscription(id), nil) && !interfaces.contains(id)
    }
  }

  /// The accounts and subscriptions that anything was collected of.
  package var accounts: Set<String> { Set(sources.compactMap(\.account)).union(disputedAccounts) }
}

/// A file that something was taken from. Its text is kept without all that was not taken.
package struct CloudSource: Sendable {
  package internal(set) var source: Source
  package let kind: Kind
  /// The account or subscription that was asked, in lower case.
  package internal(set) var account: String?
  package internal(set) var region: String?

  package enum Kind: Sendable, Equatable {
    case aws, azure, terraformState, terraformPlan

    /// A file from a cloud's own client takes precedence over Terraform.
    var rank: Int {
      switch self {
      case .aws, .azure: 0
      case .terraformState: 1
      case .terraformPlan: 2
      }
    }
  }
}

/// A file of the state, and a place in it.
package struct Origin: Sendable, Hashable {
  package let file: Int
  package let span: Span
}

/// Something that was read, and where.
package struct Observed<Value: Sendable>: Sendable {
  package let value: Value
  package let origin: Origin
}

/// A list that has everything there is of its kind in an account and region.
package struct WholeList: Hashable, Sendable {
  package let kind: Kind
  package let account: String
  /// nil on Azure, whose lists are of a subscription.
  package let region: String?

  package enum Kind: Sendable { case services, endpoints, connections, loadBalancers, interfaces }

  package init(_ kind: Kind, account: String, region: String?) {
    self.kind = kind
    self.account = account
    self.region = region
  }
}

/// An endpoint service on AWS, a Private Link service on Azure.
package struct ObservedService: Sendable {
  package let cloud: Cloud
  /// As it was read: the service ID, the resource ID.
  package let id: String
  package internal(set) var origin: Origin
  package internal(set) var account: String?
  package internal(set) var region: String?
  /// The configuration itself was read, not only what hangs on it.
  package internal(set) var isConfigured = false
  /// The sources in which the cloud's own client describes it.
  package internal(set) var describers: [Int] = []
  /// The cloud's own client has described it: it existed when that was collected.
  package var isListed: Bool { !describers.isEmpty }
  /// It is what a plan will create or change.
  package internal(set) var isPlanned = false
  package internal(set) var name: String?
  package internal(set) var alias: String?
  package internal(set) var state: Observed<String>?
  package internal(set) var acceptanceRequired: Observed<Bool>?
  package internal(set) var privateDNSName: Observed<String>?
  /// The Network Load Balancers; on Azure the load balancers of its frontends.
  package internal(set) var loadBalancers: Observed<[String]>?
  /// On Azure: the same in the letter case in which they were read.
  package internal(set) var shownLoadBalancers: [String] = []
  package internal(set) var gatewayLoadBalancers: Observed<[String]>?
  /// On Azure: the IDs of the frontends, in lower case.
  package internal(set) var frontends: [String] = []
  /// Azure: traffic goes to an address, without a load balancer.
  package internal(set) var hasDirectDestination = false
  package internal(set) var principals = ObservedList<Observed<String>>()
  /// Azure: who is approved without asking.
  package internal(set) var autoApproval: Observed<[String]>?
  package internal(set) var connections = ObservedList<ObservedConnection>()
}

/// Items that were read, and whether they are all there are.
package struct ObservedList<Item: Sendable>: Sendable {
  package internal(set) var items: [Item] = []
  package internal(set) var isWhole = false
  /// Why what was read is not whole.
  package internal(set) var gap: ListGap?
  /// Where the list is; nil if nothing was read.
  package internal(set) var origin: Origin?

  mutating func leaveOpen(_ gap: ListGap) { (isWhole, self.gap) = (false, gap) }
}

/// A request to connect to an endpoint service of the customer's, in whatever state.
package struct ObservedConnection: Sendable {
  /// The endpoint's ID; on Azure its resource ID.
  package let endpointID: String
  /// The account or subscription of the endpoint.
  package let owner: String?
  /// nil: it was not collected, or is a word that is not known.
  package let state: EndpointState?
  /// The state as the cloud writes it.
  package let stateWord: String?
  package let origin: Origin
  /// AWS: the region of the endpoint.
  package internal(set) var region: Observed<String>?
  /// The endpoint's DNS names; Azure does not show them to the owner of the service.
  package internal(set) var dnsNames: [Observed<String>] = []
}

/// An interface endpoint on AWS, a private endpoint on Azure.
package struct ObservedEndpoint: Sendable {
  package let cloud: Cloud
  package let id: String
  package let origin: Origin
  package internal(set) var account: String?
  package internal(set) var region: String?
  /// The service that it connects to: a service name; on Azure, a resource ID or an alias.
  package internal(set) var serviceName: Observed<String>?
  package internal(set) var state: Observed<EndpointState>?
  /// The state as the cloud writes it, where that is a word that is not known.
  package internal(set) var unknownState: Observed<String>?
  /// Azure: how the last change to it ended.
  package internal(set) var provisioning: Observed<String>?
  package internal(set) var dnsNames: [Observed<String>] = []
  /// Azure: the addresses of its network interfaces; none where not all of them are known.
  package internal(set) var addresses: [Observed<String>] = []
  /// Azure: the IDs of its network interfaces, in lower case.
  var interfaces: [String] = []
  package internal(set) var privateDNSEnabled: Observed<Bool>?
  package internal(set) var securityGroups: [String] = []
  package internal(set) var isPlanned = false
  /// The sources in which the cloud's own client describes it.
  package internal(set) var describers: [Int] = []
  /// The cloud's own client has described it: it existed when that was collected.
  package var isListed: Bool { !describers.isEmpty }
}

/// The state of an endpoint, in the words of both clouds.
package enum EndpointState: String, Sendable {
  case pending, waiting, available, partial, rejected, failed, expired, disconnected, deleted

  /// The clouds' words in any case; nil for a word that says nothing about it.
  package init?(word: String) {
    switch word.lowercased() {
    case "available", "approved": self = .available
    case "pendingacceptance": self = .waiting
    case "pending": self = .pending
    case "partial": self = .partial
    case "rejected": self = .rejected
    case "failed": self = .failed
    case "expired": self = .expired
    case "disconnected", "removed": self = .disconnected
    case "deleted", "deleting": self = .deleted
    default: return nil
    }
  }

  /// Nothing can pass, and nothing will without somebody's doing.
  package var isEnded: Bool { [.rejected, .failed, .expired, .disconnected, .deleted].contains(self) }
}

/// A load balancer with what listens on it: listeners on AWS, rules on Azure.
package struct ObservedLoadBalancer: Sendable {
  package let id: String
  package let origin: Origin
  package internal(set) var account: String?
  /// `network`, `application`, `gateway`; nil if it is not known.
  package internal(set) var kind: Observed<String>?
  /// `active`, `failed` and others, in lower case.
  package internal(set) var state: Observed<String>?
  /// The cloud's own client has described it: it existed when that was collected.
  package internal(set) var isListed = false
  package internal(set) var listeners = ObservedList<ObservedListener>()
  var listenersByPort: [Int: [ObservedListener]] = [:]

  /// The listeners through which a port can be reached, in order: its own and, on Azure, those for every port.
  package func listeners(on port: Int) -> [ObservedListener] {
    (listenersByPort[port] ?? []) + (port == 0 ? [] : listenersByPort[0] ?? [])
  }

  mutating func orderListeners() { listenersByPort = Dictionary(grouping: listeners.items, by: \.port) }
}

package struct ObservedListener: Sendable {
  package let port: Int
  /// Azure: every port of the frontend.
  package let isEveryPort: Bool
  package let transports: Set<Transport>
  /// The target groups it forwards to, as `name/id`; nil if not all of them are known.
  package let targetGroups: [String]?
  /// Azure: the frontend it is on, in lower case; nil if it is not known.
  package let frontend: String?
  /// Azure: the rule says that it leads to no backend pool.
  package var lacksPool = false
  /// Azure: where the backend pool is that it leads to, if that has no members.
  package var emptyPool: Origin?
  /// Azure: the answer lists no members of that pool, but may leave them out.
  package var hasUnlistedPool = false
  package let origin: Origin

  package func covers(_ port: Int, _ transport: Transport) -> Bool {
    transports.contains(transport) && (isEveryPort || self.port == port)
  }
}

/// The health of the targets of a target group.
package struct ObservedTargetGroup: Sendable {
  package internal(set) var health = ObservedList<Observed<String>>()
}

/// The inbound rules of a security group. A group whose rules were not all understood is not kept.
package struct ObservedSecurityGroup: Sendable {
  package let id: String
  package let origin: Origin
  package let ingress: [Ingress]

  /// Ports from and to, of a transport; nil: every transport.
  package struct Ingress: Sendable {
    package let transport: Transport?
    package let ports: ClosedRange<Int>
  }

  package func allows(_ port: Int, _ transport: Transport) -> Bool {
    ingress.contains { ($0.transport == nil || $0.transport == transport) && $0.ports.contains(port) }
  }
}
