import Diagnostics
import ManifestModel
import YAMLTree

extension CloudState {
  /// Reads files in order of path, a cloud's own answers before what Terraform knows.
  /// A file that is not `named` and is not JSON is skipped, unless it has the name of an answer.
  /// `failed`: the names of answers whose last call failed. What an earlier call answered is not used.
  package static func read(
    _ files: [(path: String, source: Source)],
    named: Set<ByteKey> = [],
    failed: [String] = [],
    limits: JSONLimits = JSONLimits()
  ) -> CloudState {
    var state = CloudState()
    var documents: [SnapshotFile] = []
    for path in failed {
      state.refusals[SnapshotName(path).key] = "the call failed, see \(path).err"
    }
    state.failedCalls = failed.map { $0 + ".err" }.sorted { $0.precedesByBytes($1) }
    let old = Set(failed.map { ByteKey($0) })
    let failedCalls = Set(failed.map { SnapshotName($0) }.filter { $0.account != nil }.map(\.key))
    for (path, source) in files.sorted(by: { $0.path.precedesByBytes($1.path) }) {
      if !old.isEmpty, old.contains(ByteKey(path)) {
        state.skipped.append((path, "an earlier answer; the last call failed, see \(path).err"))
        continue
      }
      let name = SnapshotName(path, after: documents.last?.name)
      if !failedCalls.isEmpty, name.isAnswer, failedCalls.contains(name.key) {
        state.skipped.append((path, "the same call failed in another folder; keep only the newer of the two"))
        continue
      }
      do throws(JSONProblem) {
        documents.append(SnapshotFile(name: name, document: try JSONDocument(source, limits: limits)))
      } catch {
        let reason = "not JSON: \(error.words(in: source))"
        if name.isAnswer || named.contains(ByteKey(path)) {
          state.faults.append((path, reason + StateBuilder.remedy))
        } else {
          state.skipped.append((path, reason))
        }
      }
    }
    let ranked = documents.enumerated().map { ($0.element.rank, $0.offset) }.sorted { $0 < $1 }
    let inOrder = ranked.map { documents[$0.1] }
    var builder = StateBuilder(inOrder, onto: state)
    let answers = builder.answers
    let contradictions = Contradictions(answers)
    if !contradictions.disputed.isEmpty {
      state.leaveOut(contradictions, of: answers)
      let disputed = Set(contradictions.disputed.map { ByteKey(answers[$0].name.path) })
      builder = StateBuilder(inOrder.filter { !disputed.contains(ByteKey($0.name.path)) }, onto: state)
    }
    state = builder.state
    for (name, document) in documents.map({ ($0.name, $0.document) }) {
      guard let fault = document.fault else { continue }
      state.faults.append((name.path, fault.words(in: document.source) + StateBuilder.remedy))
    }
    state.faults.sort { $0.path.precedesByBytes($1.path) }
    return state
  }

  /// Remembers what is not used because other answers contradict it.
  private mutating func leaveOut(_ contradictions: Contradictions, of answers: [Answer]) {
    isDisputed = true
    faults += contradictions.faults
    for answer in contradictions.disputed.map({ answers[$0] }) {
      if answer.name.isAnswer { refusals[answer.name.key] = "another file contradicts the answer" }
      if let account = answer.account { disputedAccounts.insert(account) }
    }
  }
}

extension JSONProblem {
  fileprivate func words(in source: Source) -> String {
    let place = LineIndex(source).position(UInt32(clamping: offset))
    return "\(words) (line \(place.line), column \(place.column))"
  }
}

/// A folder with a page of a list.
private struct Page: Hashable {
  let kind: WholeList.Kind
  let folder: String
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
  var state: CloudState
  private var current: (name: SnapshotName, document: JSONDocument)?
  /// Index of the current file among the sources.
  private var file = 0
  /// The accounts that `get-caller-identity` and `account show` named, by folder.
  private var identities: [String: (account: String, file: Int)] = [:]
  private var folders: [String] = []
  private var documents: [JSONDocument] = []
  private var names: [SnapshotName] = []
  /// What the items of each file say of the account and region that were asked.
  private var claims: [Claims] = []
  /// Lists to be called whole once it is known of which account they are.
  private var lists: [(kind: WholeList.Kind, file: Int, origin: Origin, gap: ListGap?)] = []
  /// Empty lists of the connections of a Private Link service, by the name that their files give.
  private var emptyConnections: [(name: String, account: String, origin: Origin)] = []
  private var hasBegun = false
  /// Load balancers by the name that files about them have.
  var balancersBySubject: [String: String] = [:]
  /// The addresses of network interfaces, by the resource ID of their private endpoint in lower case.
  var interfaceAddresses: [String: [Observed<String>]] = [:]
  /// The same by the resource ID of the interface, where all addresses of it are known.
  var addressesByInterface: [String: [Observed<String>]] = [:]

  /// What files say together, added to what is known of those that are not read.
  fileprivate init(_ files: [SnapshotFile], onto state: CloudState) {
    self.state = state
    for file in files { read(file.name, file.document) }
    finish()
  }

  /// The files that something was taken from, in the order of the sources.
  fileprivate var answers: [Answer] {
    state.sources.indices.map { Answer(name: names[$0], document: documents[$0], source: state.sources[$0]) }
  }

  mutating func read(_ name: SnapshotName, _ document: JSONDocument) {
    current = (name, document)
    hasBegun = false
    let root = document.root
    if let objection = name.objection(to: root) {
      state.faults.append((name.path, objection))
      return
    }
    let skipped = state.skipped.count
    let isKnown = root.isObject && readTerraform(root) || root.isObject && readAWS(root) || readAzure(root)
    guard !isKnown, state.skipped.count == skipped else { return }
    if name.isAnswer {
      let reason = "JSON, but not the output of `\(name.call)` (line 1, column 1)"
      state.faults.append((name.path, reason + StateBuilder.remedy))
    } else {
      let isRawState = root["lineage"] != nil && root["terraform_version"] != nil
      state.skipped.append(
        (
          name.path,
          isRawState
            ? "a Terraform state file; pass the output of `terraform show -json` instead"
            : "valid JSON, but not in a format that privatelint recognizes"
        )
      )
    }
  }

  // MARK: The current file

  var subject: String? { current?.name.subject }
  var fileCall: String? { current?.name.call }
  var fileAccount: String? { current?.name.account }

  /// Whether the file is named after a call, and after a subject where one is given, and is no copy.
  func isCall(_ call: String, subject: String?) -> Bool {
    guard let name = current?.name else { return false }
    return name.call == call && name.subject == subject && !name.isCopy
  }

  mutating func begin(_ kind: CloudSource.Kind) {
    guard !hasBegun, let current else { return }
    hasBegun = true
    file = state.sources.count
    documents.append(current.document)
    names.append(current.name)
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

  /// What an item says of the account and region that were asked; nil if it says nothing.
  mutating func claim(_ account: String?, _ region: String?) {
    claims[file].accounts.insert(account)
    claims[file].regions.insert(region)
  }

  mutating func identify(_ account: String) {
    if state.sources[file].account != nil || current?.name.account != nil {
      identities[folders[file]] = (account, file)
    }
    state.sources[file].account = account
  }

  /// Remembers a list of all that there is of a kind, and why it is none if it is not whole.
  mutating func list(_ kind: WholeList.Kind, call: String, _ place: JSONValue, isComplete: Bool, areRead: Bool) {
    let gap = ListGap(isComplete: isComplete, areRead: areRead, isNamed: isCall(call, subject: nil))
    lists.append((kind, file, origin(place), gap))
  }

  /// Remembers that a Private Link service, whose name the file gives, has no connections.
  mutating func leaveUnconnected(_ place: JSONValue) {
    guard let subject, let account = fileAccount else { return }
    emptyConnections.append((subject.lowercased(), account, origin(place)))
  }

  func origin(_ value: JSONValue) -> Origin { Origin(file: file, span: value.span) }

  func isOfCurrentFile(_ origin: Origin) -> Bool { origin.file == file }

  func isFromTerraform(_ origin: Origin?) -> Bool {
    origin.map { state.sources[$0.file].kind.rank > 0 } ?? true
  }

  func observed<Value>(_ value: Value?, _ place: JSONValue?) -> Observed<Value>? {
    guard let value, let place else { return nil }
    return Observed(value: value, origin: origin(place))
  }

  // MARK: Things
  // Each is taken out while it changes, so that its lists grow in place.

  /// Sets what is not known yet.
  func set<Value>(_ slot: inout Observed<Value>?, _ value: Value?, at place: JSONValue?) {
    if slot == nil, let value, let place { slot = Observed(value: value, origin: origin(place)) }
  }

  /// Sets the state of an endpoint that is not known yet, from a word of `states`.
  func setState(of endpoint: inout ObservedEndpoint, _ place: JSONValue?, by state: (String) -> EndpointState?) {
    guard endpoint.state == nil, endpoint.unknownState == nil, let word = place?.text else { return }
    set(&endpoint.state, state(word), at: place)
    if endpoint.state == nil { set(&endpoint.unknownState, word, at: place) }
  }

  mutating func update(
    service key: String,
    shown id: String? = nil,
    _ cloud: Cloud,
    region: String? = nil,
    _ origin: Origin,
    _ body: (inout ObservedService, StateBuilder) -> Void
  ) {
    // A text without the form of an ID belongs to no one, and must not reach a manifest.
    guard CloudIdentifier.isServiceID(id ?? key) else { return }
    let region = region ?? current?.name.region
    // One of the same ID in another region is another service.
    let isElsewhere = region.map { region in state.services[key]?.region.map { $0 != region } ?? false } ?? false
    let place = isElsewhere ? CloudState.key(ofService: key, in: region ?? "") : key
    var service =
      state.services.removeValue(forKey: place) ?? ObservedService(cloud: cloud, id: id ?? key, origin: origin)
    if cloud == .aws { service.region = service.region ?? region }
    body(&service, self)
    state.services[place] = service
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

  private mutating func finish() {
    for (key, addresses) in interfaceAddresses where state.endpoints[key]?.dnsNames.isEmpty ?? false {
      state.endpoints[key]?.dnsNames = addresses.filter { CloudIdentifier.isHost($0.value) }
    }
    for (key, endpoint) in state.endpoints where !endpoint.interfaces.isEmpty {
      let addresses = endpoint.interfaces.compactMap { addressesByInterface[$0] }
      guard addresses.count == endpoint.interfaces.count else { continue }
      state.endpoints[key]?.addresses = addresses.flatMap { $0 }.filter { CloudIdentifier.isAddress($0.value) }
    }
    for key in state.loadBalancers.keys { state.loadBalancers[key]?.orderListeners() }
    for index in state.sources.indices {
      // Answers of several accounts or regions in one file are nobody's list.
      if state.sources[index].account == nil { state.sources[index].account = claims[index].accounts.agreed }
      if state.sources[index].region == nil { state.sources[index].region = claims[index].regions.agreed }
      if let identity = identities[folders[index]] { state.sources[index].account = identity.account }
      state.sources[index].source = documents[index].redactedSource()
    }
    let pages = Set(
      lists.filter { $0.gap == .morePages }.map { Page(kind: $0.kind, folder: folders[$0.file]) }
    )
    for list in lists {
      let source = state.sources[list.file]
      guard let account = source.account, source.kind == .azure || source.region != nil else { continue }
      let whole = WholeList(list.kind, account: account, region: source.kind == .azure ? nil : source.region)
      // Other pages of a list are in its folder.
      let isPage = pages.contains(Page(kind: list.kind, folder: folders[list.file]))
      let gap = list.gap ?? (isPage ? .morePages : isOfTwoAccounts(list.file) ? .ofTwoAccounts : nil)
      guard gap == nil else {
        state.gaps[whole] = state.gaps[whole] ?? gap
        continue
      }
      state.wholeLists.insert(whole)
      if list.kind == .connections { leaveUnconnected(whole, list.origin) }
    }
    reportForeignFolders()
    openForeignLists()
    for list in emptyConnections { leaveUnconnected(list.name, in: list.account, list.origin) }
  }

  /// Whether the folder of a file is named after another account than the one that was asked.
  private func isOfTwoAccounts(_ file: Int) -> Bool {
    guard let named = names[file].account, let identity = identities[folders[file]] else { return false }
    return named != identity.account
  }

  /// Folders that are named after another account than the one that was asked: whose answers are in them nobody knows.
  private mutating func reportForeignFolders() {
    for identity in identities.values where isOfTwoAccounts(identity.file) {
      let name = names[identity.file]
      let reason =
        "this answer comes from account \(Display.quoted(identity.account)), but its folder is named after"
        + " \(Display.quoted(name.account ?? ""))"
      state.faults.append((name.path, reason + StateBuilder.remedy))
    }
  }

  // MARK: Lists in the wrong folder

  /// Leaves open what the list of one resource lacks, where it was asked of another account or region than the resource
  /// is in: permissions and connections of an endpoint service, listeners of a load balancer, health of a target group.
  private mutating func openForeignLists() {
    for (key, service) in state.services {
      let account = service.account ?? state.sources[service.origin.file].account
      let principals = foreignGap(of: service.principals, account, service.region)
      let connections = foreignGap(of: service.connections, account, service.region)
      if let principals { state.services[key]?.principals.leaveOpen(principals) }
      if let connections { state.services[key]?.connections.leaveOpen(connections) }
    }
    for (id, balancer) in state.loadBalancers {
      let arn = CloudIdentifier.arn(id)
      let account = arn?.account ?? CloudIdentifier.subscription(id)
      if let gap = foreignGap(of: balancer.listeners, account, arn?.region) {
        state.loadBalancers[id]?.listeners.leaveOpen(gap)
      }
      for group in Set(balancer.listeners.items.flatMap { $0.targetGroups ?? [] }) {
        guard let health = state.targetGroups[group]?.health, let gap = foreignGap(of: health, account, arn?.region)
        else { continue }
        state.targetGroups[group]?.health.leaveOpen(gap)
      }
    }
  }

  private func foreignGap<Item>(of list: ObservedList<Item>, _ account: String?, _ region: String?) -> ListGap? {
    guard list.isWhole, let file = list.origin?.file else { return nil }
    let source = state.sources[file]
    if isOfTwoAccounts(file) { return .ofTwoAccounts }
    if let asked = source.account, let account, asked != account { return .ofTwoAccounts }
    if let asked = source.region, let region, asked != region { return .ofTwoRegions }
    return nil
  }

  /// The endpoint services that a list of all connections does not name have none.
  private mutating func leaveUnconnected(_ list: WholeList, _ origin: Origin) {
    for (key, service) in state.services where service.cloud == .aws && service.connections.origin == nil {
      let account = service.account ?? state.sources[service.origin.file].account
      guard account == list.account, service.region == list.region else { continue }
      state.services[key]?.connections = ObservedList(isWhole: true, origin: origin)
    }
  }

  private mutating func leaveUnconnected(_ name: String, in account: String, _ origin: Origin) {
    let named = state.services.filter { key, service in
      service.cloud == .azure && service.account == account && key.hasSuffix("/" + name)
    }
    // Another of that name may be the one, where not all are known.
    guard let (key, service) = named.first, named.count == 1, service.connections.origin == nil,
      state.wholeLists.contains(WholeList(.services, account: account, region: nil))
    else { return }
    state.services[key]?.connections = ObservedList(isWhole: true, origin: origin)
  }
}
