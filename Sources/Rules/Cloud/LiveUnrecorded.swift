import CloudState
import Diagnostics
import Editing
import ManifestModel

/// `live-unrecorded`: the cloud knows what the manifest does not yet say.
enum LiveUnrecorded: CloudRule {
  static let about = RuleAbout(
    "live-unrecorded",
    .cloud,
    .note,
    summary:
      """
      AWS or Azure reports something that the manifest does not record yet: an endpoint, its DNS name, an approval, \
      Adobe's endpoint or principal.
      """,
    why: "Tickets, runbooks and connection tests are compiled from the manifest.",
    remedy: "Run `privatelint audit --fix` to record it.",
    basis: .language,
    example: .init(
      .aws,
      bad: CloudExamples.enabled(""),
      good: CloudExamples.enabled(),
      answers: [CloudExamples.endpoints(bad: CloudExamples.endpointAnswer())]
    )
  )

  /// What is missing, and the change that writes it.
  struct Entry {
    let spot: FindingPlace
    let environment: Int
    let message: String
    let origin: Origin
    let title: String
    let change: Change
    /// The change dates an approval today: the clouds do not say when it was given.
    var datesApproval = false
  }

  static func check(_ audit: Audit, to findings: inout Findings) {
    var entries: [Entry] = []
    for index in audit.file.environments.indices { unrecordedEndpoints(of: index, in: audit, into: &entries) }
    for (endpoint, observed) in audit.knownEndpoints
    where !audit.state.isGone(observed) {
      details(of: endpoint, as: observed, in: audit, into: &entries)
    }
    for (index, service) in audit.file.endpointServices.enumerated() {
      // Facts about an endpoint that is gone are out of date.
      if let observed = audit.services[index], audit.absences[index] == nil {
        connections(of: service, as: observed, in: audit, into: &entries)
        if let entry = principal(of: service, as: observed, in: audit) { entries.append(entry) }
      }
    }
    let edits = EditPlan.edits(for: entries.map(\.change), in: audit.file.tree)
    for (entry, edits) in zip(entries, edits) {
      let fix = (try? edits.get()).map { Fix(.safe, entry.title, edits: $0) }
      findings.add(
        about,
        at: entry.spot,
        in: audit.file.environments[entry.environment].place,
        entry.message,
        label: "not recorded yet",
        related: [audit.related(entry.origin, "found in the collected data")],
        help: help(entry, isFixed: fix != nil),
        fix: fix
      )
    }
  }

  private static func help(_ entry: Entry, isFixed: Bool) -> String {
    guard isFixed else { return "record it by hand: the layout here does not allow a safe edit" }
    let fix = "run `privatelint audit` with `--fix` to record it"
    return entry.datesApproval
      ? "\(fix) as approved today, because the cloud does not report the date; if you know it, correct `approved`"
      : fix
  }

  // MARK: The customer's endpoints

  /// The customer's endpoints to Adobe's service of an environment that no manifest records.
  static func unrecordedEndpoints(of index: Int, in audit: Audit) -> [ObservedEndpoint] {
    guard let adobe = Estate.adobeService(of: audit.file.environments[index], audit.file),
      // If two environments share a service, nobody can tell whose endpoint this is.
      audit.estate.adobeServices[adobe.lowercased()] == 1,
      audit.ownService(namedAsAdobes: index) == nil
    else { return [] }
    return (audit.estate.endpointsByService[adobe.lowercased()] ?? []).compactMap { key in
      guard !audit.estate.endpoints.contains(key), let observed = audit.state.endpoints[key], !observed.isPlanned,
        !audit.state.isGone(observed), Audit.isOf(audit.owner(of: key, index), observed.account),
        !(observed.state?.value.isEnded ?? false)
      else { return nil }
      return observed
    }
  }

  private static func unrecordedEndpoints(of index: Int, in audit: Audit, into entries: inout [Entry]) {
    let environment = audit.file.environments[index]
    let place =
      environment.adobeServiceName.isPresent ? environment.adobeServiceName.place : environment.adobeResourceID.place
    for observed in unrecordedEndpoints(of: index, in: audit) {
      var values = [NewValue.Entry("id", .text(observed.id))]
      if let dns = observed.dnsNames.first { values.append(.init("dns", .text(dns.value))) }
      if observed.state?.value == .available { values.append(.init("approved", .plain(audit.today.text))) }
      entries.append(
        Entry(
          spot: FindingPlace(place),
          environment: index,
          message: "endpoint \(Display.quoted(observed.id)) connects to Adobe's service, but is not recorded",
          origin: observed.origin,
          title: title("record the endpoint", state: observed.state?.value, audit),
          change: Change(
            environment.place.node,
            at: [EnvironmentKey.enablement.step, EnablementKey.endpoints.step],
            .append([.mapping(values)])
          ),
          datesApproval: observed.state?.value == .available
        )
      )
    }
  }

  private static func details(
    of endpoint: Endpoint,
    as observed: ObservedEndpoint,
    in audit: Audit,
    into entries: inout [Entry]
  ) {
    let id = Display.quoted(audit.file.string(endpoint.id) ?? "")
    if endpoint.dns.isAbsent, let dns = observed.dnsNames.first, !observed.isPlanned {
      entries.append(name(dns, of: endpoint, id))
    }
    if lacksApproval(endpoint, audit), let state = observed.state, state.value == .available, !observed.isPlanned {
      entries.append(approval(of: endpoint, id: id, from: state.origin, in: audit))
    }
  }

  private static func name(_ dns: Observed<String>, of endpoint: Endpoint, _ id: String) -> Entry {
    // A private endpoint may have no name, only its address.
    let what = CloudIdentifier.isAddress(dns.value) ? "address" : "DNS name"
    return Entry(
      spot: FindingPlace(endpoint.id.place),
      environment: endpoint.environment,
      message: "endpoint \(id) has the \(what) \(Display.quoted(dns.value)), which is not recorded",
      origin: dns.origin,
      title: "record the \(what)",
      change: Change(endpoint.place.node, at: [EndpointKey.dns.step], .set(.text(dns.value)))
    )
  }

  /// A test that passed shows the approval; today's date would be after it.
  private static func lacksApproval(_ endpoint: Endpoint, _ audit: Audit) -> Bool {
    endpoint.approved.isAbsent && !(endpoint.verified.present.map { $0 <= audit.today } ?? false)
  }

  private static func title(_ title: String, state: EndpointState?, _ audit: Audit) -> String {
    state == .available ? "\(title), approved as of today (\(audit.today.text))" : title
  }

  private static func approval(of endpoint: Endpoint, id: String, from origin: Origin, in audit: Audit) -> Entry {
    Entry(
      spot: FindingPlace(endpoint.id.place),
      environment: endpoint.environment,
      message: "endpoint \(id) is approved, but the approval is not recorded",
      origin: origin,
      title: "record the approval as of today (\(audit.today.text))",
      change: Change(endpoint.place.node, at: [EndpointKey.approved.step], .set(.plain(audit.today.text))),
      datesApproval: true
    )
  }

  // MARK: Adobe's access

  /// Adobe's principal, which the endpoint service allows by now. A placeholder in the list is replaced.
  private static func principal(
    of service: EndpointService,
    as observed: ObservedService,
    in audit: Audit
  ) -> Entry? {
    guard observed.cloud == .aws, service.principalList.state != .faulty,
      let allowed = observed.principals.items.first(where: { $0.value == Principal.adobeRoot })
    else { return nil }
    let listed = audit.file.principals[service.principals.range].map(\.principal)
    let allowsAdobe = listed.contains { field in
      field.present == .everyone || field.present == .nearAdobe
        || field.isPresent && Principal.isNearAdobeRoot(audit.file.string(field.place))
    }
    guard !allowsAdobe, !listed.contains(where: { $0.present == .account(.adobe) }) else { return nil }
    let place = service.principalList.isPresent ? service.principalList.place : audit.identifier(service)
    let placeholder = listed.firstIndex { $0.state == .faulty && audit.file.string($0.place).hasPrefix("<") }
    // What else cannot be read may be meant for Adobe.
    guard listed.count(where: { $0.state == .faulty }) == (placeholder == nil ? 0 : 1) else { return nil }
    let key = EndpointServiceKey.allowedPrincipals.step
    let value = NewValue.text(Principal.adobeRoot)
    return Entry(
      spot: FindingPlace(place),
      environment: service.environment,
      message:
        "endpoint service \(Display.quoted(audit.name(service))) allows Adobe's principal, which is not recorded",
      origin: allowed.origin,
      title: "record Adobe's principal",
      change: placeholder.map { Change(service.place.node, at: [key, .item($0)], .set(value)) }
        ?? Change(service.place.node, at: [key], .append([value]))
    )
  }

  // MARK: Adobe's endpoints

  private static func connections(
    of service: EndpointService,
    as observed: ObservedService,
    in audit: Audit,
    into entries: inout [Entry]
  ) {
    var recorded: [String: Endpoint] = [:]
    for endpoint in audit.file.endpoints[service.endpoints.range] {
      if let key = Estate.key(of: endpoint, audit.file) { recorded[key] = endpoint }
    }
    var seen: Set<String> = []
    for connection in observed.connections.items {
      let key = connection.endpointID.lowercased()
      guard seen.insert(key).inserted, let state = connection.state, !state.isEnded,
        !AdobeAccess.isForeign(connection, to: service, audit)
      else { continue }
      if let endpoint = recorded[key] {
        if endpoint.dns.isAbsent, let dns = connection.dnsNames.first {
          entries.append(name(dns, of: endpoint, Display.quoted(connection.endpointID)))
        }
        if lacksApproval(endpoint, audit), state == .available {
          entries.append(
            approval(of: endpoint, id: Display.quoted(connection.endpointID), from: connection.origin, in: audit)
          )
        }
        continue
      }
      guard AdobeAccess.owns(connection, to: service, audit), !audit.estate.endpoints.contains(key) else { continue }
      var values = [NewValue.Entry("id", .text(connection.endpointID))]
      if let dns = connection.dnsNames.first { values.append(.init("dns", .text(dns.value))) }
      if state == .available { values.append(.init("approved", .plain(audit.today.text))) }
      entries.append(
        Entry(
          spot: FindingPlace(audit.identifier(service)),
          environment: service.environment,
          message:
            """
            Adobe's endpoint \(Display.quoted(connection.endpointID)) to endpoint service \
            \(Display.quoted(audit.name(service))) is not recorded
            """,
          origin: connection.origin,
          title: title("record Adobe's endpoint", state: state, audit),
          change: Change(
            service.place.node,
            at: [EndpointServiceKey.enablement.step, ServiceEnablementKey.endpoints.step],
            .append([.mapping(values)])
          ),
          datesApproval: state == .available
        )
      )
    }
  }
}
