import Diagnostics
import ManifestModel
import YAMLTree

extension CloudState {
  /// Reads files in order of path, a cloud's own answers before what Terraform knows.
  /// Of files that nobody `named` what is no JSON is skipped, unless it has the name of an answer.
  package static func read(
    _ files: [(path: String, source: Source)],
    named: Set<ByteKey> = [],
    limits: JSONLimits = JSONLimits()
  ) -> CloudState {
    var builder = StateBuilder()
    var documents: [SnapshotFile] = []
    for (path, source) in files.sorted(by: { $0.path.precedesByBytes($1.path) }) {
      do throws(JSONProblem) {
        documents.append(SnapshotFile(name: SnapshotName(path), document: try JSONDocument(source, limits: limits)))
      } catch {
        let reason = "not JSON: \(error.words(in: source))"
        if SnapshotName(path).isAnswer || named.contains(ByteKey(path)) {
          builder.state.faults.append((path, reason + StateBuilder.remedy))
        } else {
          builder.state.skipped.append((path, reason))
        }
      }
    }
    let ranked = documents.enumerated().map { ($0.element.rank, $0.offset) }.sorted { $0 < $1 }
    for (_, index) in ranked { builder.read(documents[index].name, documents[index].document) }
    for (name, document) in documents.map({ ($0.name, $0.document) }) {
      guard let fault = document.fault else { continue }
      builder.state.faults.append((name.path, fault.words(in: document.source) + StateBuilder.remedy))
    }
    builder.state.faults.sort { $0.path.precedesByBytes($1.path) }
    return builder.finish()
  }
}

extension JSONProblem {
  fileprivate func words(in source: Source) -> String {
    let place = LineIndex(source).position(UInt32(clamping: offset))
    return "\(words) (line \(place.line), column \(place.column))"
  }
}

/// What the name of a file in a snapshot says: `aws/<account>/<region>/<call>[--<subject>].json`, `azure/<subscription>/…`.
struct SnapshotName {
  let path: String
  /// The file's name without `.json`, up to `--`.
  let call: String
  let subject: String?
  let account: String?
  let region: String?
  let folder: String

  /// Whether it is in the layout of the collecting script, and named after one of its calls.
  var isAnswer: Bool { account != nil && SnapshotName.calls.contains(call) && path.hasSuffix(".json") }

  private static let calls: Set<String> = [
    "get-caller-identity", "describe-vpc-endpoints", "describe-vpc-endpoint-services",
    "describe-vpc-endpoint-service-configurations", "describe-vpc-endpoint-service-permissions",
    "describe-vpc-endpoint-connections", "describe-security-groups", "describe-load-balancers", "describe-listeners",
    "describe-target-groups", "describe-target-health", "account-show", "private-link-service-list",
    "private-link-service-show", "private-endpoint-list", "private-endpoint-show", "private-endpoint-connection-list",
    "nic-list", "lb-list", "lb-show",
  ]

  init(_ path: String) {
    self.path = path
    let parts = path.parts(between: "/")
    var name = parts.last ?? ""
    if name.hasSuffix(".json") { name = String(name.dropLast(5)) }
    let named = name.parts(around: "--")
    (call, subject) = (named?.before ?? name, named?.after)
    folder = parts.dropLast().joined(separator: "/")
    let folders = parts.dropLast()
    if folders.count >= 3, folders[folders.count - 3] == "aws" {
      (account, region) = (folders[folders.count - 2], folders[folders.count - 1])
    } else if folders.count >= 2, folders[folders.count - 2] == "azure" {
      (account, region) = (folders[folders.count - 1].lowercased(), nil)
    } else {
      (account, region) = (nil, nil)
    }
  }
}

/// What the items of a file say of the account and region that were asked; nil is an item that says nothing.
private struct Claims {
  var accounts: Set<String?> = []
  var regions: Set<String?> = []
}

extension Set<String?> {
  /// What all items say; nil if they differ.
  fileprivate var agreed: String? { count == 1 ? first ?? nil : nil }
}

/// A file that was read, and when it has its turn.
private struct SnapshotFile {
  let name: SnapshotName
  let document: JSONDocument

  /// Load balancers first, for the names of other files are understood by them; Terraform last, a plan after a state.
  var rank: Int {
    let root = document.root
    if root["format_version"] != nil { return root["planned_values"] == nil ? 2 : 3 }
    return root["LoadBalancers"] == nil ? 1 : 0
  }
}

/// Puts what files say together.
struct StateBuilder {
  fileprivate static let remedy = "; collect it again"
  var state = CloudState()
  private var current: (name: SnapshotName, document: JSONDocument)?
  /// Index of the current file among the sources.
  private var file = 0
  /// The accounts that `get-caller-identity` and `account show` named, by folder.
  private var identities: [String: String] = [:]
  private var folders: [String] = []
  private var documents: [JSONDocument] = []
  /// What the items of each file say of the account and region that were asked.
  private var claims: [Claims] = []
  /// Lists to be called whole once it is known of which account they are.
  private var lists: [(kind: WholeList.Kind, file: Int)] = []
  private var hasBegun = false
  /// Load balancers by the name that files about them have.
  var balancersBySubject: [String: String] = [:]
  /// The addresses of network interfaces, by the resource ID of their private endpoint in lower case.
  var interfaceAddresses: [String: [Observed<String>]] = [:]

  mutating func read(_ name: SnapshotName, _ document: JSONDocument) {
    current = (name, document)
    hasBegun = false
    let root = document.root
    let skipped = state.skipped.count
    let isKnown = root.isObject && readTerraform(root) || root.isObject && readAWS(root) || readAzure(root)
    guard !isKnown, state.skipped.count == skipped else { return }
    if name.isAnswer {
      let reason = "JSON, but not what `\(name.call)` answers (line 1, column 1)"
      state.faults.append((name.path, reason + StateBuilder.remedy))
    } else {
      state.skipped.append((name.path, "JSON, but none of the answers that are read here"))
    }
  }

  // MARK: The current file

  var subject: String? { current?.name.subject }
  var fileCall: String? { current?.name.call }
  var fileAccount: String? { current?.name.account }

  /// Whether the file is named after a call, and after a subject where one is given.
  func isCall(_ call: String, subject: String?) -> Bool {
    current?.name.call == call && current?.name.subject == subject
  }

  mutating func begin(_ kind: CloudSource.Kind) {
    guard !hasBegun, let current else { return }
    hasBegun = true
    file = state.sources.count
    documents.append(current.document)
    claims.append(Claims())
    folders.append(current.name.folder)
    state.sources.append(
      CloudSource(
        source: Source(path: current.name.path, contents: []),
        kind: kind,
        account: current.name.account,
        region: current.name.region
      )
    )
  }

  mutating func skip(_ reason: String) { state.skipped.append((current?.name.path ?? "", reason)) }

  /// What an item says of the account and region that were asked; nil where it says nothing.
  mutating func claim(_ account: String?, _ region: String?) {
    claims[file].accounts.insert(account)
    claims[file].regions.insert(region)
  }

  mutating func identify(_ account: String) {
    if state.sources[file].account != nil || current?.name.account != nil {
      identities[folders[file]] = account
    }
    state.sources[file].account = account
  }

  mutating func listWhole(_ kind: WholeList.Kind, call: String, _ isComplete: Bool) {
    if isComplete, isCall(call, subject: nil) { lists.append((kind, file)) }
  }

  func origin(_ value: JSONValue) -> Origin { Origin(file: file, span: value.span) }

  func isOfCurrentFile(_ origin: Origin) -> Bool { origin.file == file }

  func isFromTerraform(_ origin: Origin?) -> Bool {
    origin.map { state.sources[$0.file].kind.rank > 0 } ?? true
  }

  // MARK: Things
  // Each is taken out while it changes, so that its lists grow in place.

  /// Sets what is not known yet.
  func set<Value>(_ slot: inout Observed<Value>?, _ value: Value?, _ place: JSONValue?) {
    if slot == nil, let value, let place { slot = Observed(value: value, origin: origin(place)) }
  }

  mutating func update(
    service key: String,
    shown id: String? = nil,
    _ cloud: Cloud,
    _ origin: Origin,
    _ body: (inout ObservedService, StateBuilder) -> Void
  ) {
    // What has not the form of an ID is nobody's, and must not reach a manifest.
    guard CloudIdentifier.isServiceID(id ?? key) else { return }
    var service =
      state.services.removeValue(forKey: key) ?? ObservedService(cloud: cloud, id: id ?? key, origin: origin)
    body(&service, self)
    state.services[key] = service
  }

  mutating func update(
    endpoint key: String,
    shown id: String? = nil,
    _ cloud: Cloud,
    _ origin: Origin,
    _ body: (inout ObservedEndpoint, StateBuilder) -> Void
  ) {
    guard CloudIdentifier.isEndpointID(id ?? key) else { return }
    var endpoint =
      state.endpoints.removeValue(forKey: key) ?? ObservedEndpoint(cloud: cloud, id: id ?? key, origin: origin)
    body(&endpoint, self)
    endpoint.dnsNames.removeAll { !CloudIdentifier.isHost($0.value) }
    if endpoint.region == nil { endpoint.region = current?.name.region }
    state.endpoints[key] = endpoint
  }

  mutating func update(loadBalancer key: String, _ origin: Origin, _ body: (inout ObservedLoadBalancer) -> Void) {
    var balancer = state.loadBalancers.removeValue(forKey: key) ?? ObservedLoadBalancer(id: key, origin: origin)
    body(&balancer)
    state.loadBalancers[key] = balancer
  }

  // MARK: The end

  consuming func finish() -> CloudState {
    for (key, addresses) in interfaceAddresses where state.endpoints[key]?.dnsNames.isEmpty ?? false {
      state.endpoints[key]?.dnsNames = addresses.filter { CloudIdentifier.isHost($0.value) }
    }
    for key in state.loadBalancers.keys { state.loadBalancers[key]?.orderListeners() }
    for index in state.sources.indices {
      // Answers of several accounts or regions in one file are nobody's list.
      if state.sources[index].account == nil { state.sources[index].account = claims[index].accounts.agreed }
      if state.sources[index].region == nil { state.sources[index].region = claims[index].regions.agreed }
      if let account = identities[folders[index]] { state.sources[index].account = account }
      state.sources[index].source = documents[index].redactedSource()
    }
    for (kind, file) in lists {
      let source = state.sources[file]
      guard let account = source.account, source.kind == .azure || source.region != nil else { continue }
      state.wholeLists.insert(
        WholeList(kind, account: account, region: source.kind == .azure ? nil : source.region)
      )
    }
    return state
  }
}
