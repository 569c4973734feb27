import YAMLTree

// Values that have a form: accounts, names of services, principals and the like.

extension Decoder {
  // MARK: Accounts

  mutating func account(_ slot: WrittenField, _ cloud: Cloud?) -> Field<Account> {
    let account: Field<Account> = identifier(
      slot,
      CustomerKey.account.field,
      isRequired: true,
      parse: { text in Account(text).flatMap { cloud == nil || $0.cloud == cloud ? $0 : nil } },
      mayBeSample: \.isSample,
      explain: { MalformedAccount.report($0, at: $1, cloud, to: &$2) }
    )
    guard account.state != .absent, tree[account.place.node].kind == .scalar else { return account }
    let written = tree.text(account.place.node)
    if cloud != .azure, tree[account.place.node].style == .plain, written.isDigits,
      written.bytes[0] != UInt8(ascii: "0")
    {
      UnquotedDigits.report(written, at: account.place, "account", to: &findings)
    }
    guard account.state == .faulty, cloud == .aws, !written.isDigits else { return account }
    // Dashes and spaces leave no doubt about the number.
    let digits = written.bytes.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }
    let number = digits.withUnsafeBufferPointer { AWSAccount(Text($0)) }
    return .faulty(at: account.place, meaning: number.map { .aws($0) })
  }

  mutating func subscription(_ slot: WrittenField, _ field: FieldDeclaration, isRequired: Bool) -> Field<GUID> {
    let origin = field.origin?.on(.azure) ?? "`az account show --query id` prints it"
    return identifier(
      slot,
      field,
      isRequired: isRequired,
      parse: { GUID($0) },
      mayBeSample: \.isSample,
      explain: { MalformedAccount.reportSubscription($0, at: $1, origin: origin, to: &$2) }
    )
  }

  // MARK: Endpoint services

  mutating func serviceName(_ slot: WrittenField, _ field: FieldDeclaration, isRequired: Bool, owner: String)
    -> Field<ServiceName>
  {
    let name: Field<ServiceName> = identifier(
      slot,
      field,
      isRequired: isRequired,
      parse: { ServiceName($0) },
      mayBeSample: \.isSample,
      explain: { MalformedServiceName.report($0, at: $1, field, to: &$2) }
    )
    if let parts = name.present { checkRegion(parts.region, of: text(of: name.place), at: name.place) }
    keepRegions(of: name, owner: owner)
    return name
  }

  mutating func resourceID(_ slot: WrittenField, _ field: FieldDeclaration, isRequired: Bool) -> Field<ResourceID> {
    identifier(
      slot,
      field,
      isRequired: isRequired,
      parse: { text in ResourceID(text).flatMap { $0.kind == .privateLinkService ? $0 : nil } },
      mayBeSample: \.subscriptionID.isSample,
      explain: { MalformedResourceID.report($0, at: $1, field, to: &$2) }
    )
  }

  /// Adobe's Private Link service: a resource ID, or the alias that the ticket's answer gives.
  mutating func adobeResourceID(_ slot: WrittenField) -> TextField {
    let field = EnablementKey.resourceID.field
    let id: Field<Void> = identifier(
      slot,
      field,
      isRequired: false,
      parse: { PrivateLinkAlias($0) != nil || ResourceID($0)?.kind == .privateLinkService ? () : nil },
      mayBeSample: { _ in true },
      explain: { MalformedResourceID.report($0, at: $1, field, takesAlias: true, to: &$2) }
    )
    if id.isPresent, let region = PrivateLinkAlias(text(of: id.place))?.region {
      checkRegion(region, of: text(of: id.place), at: id.place, on: .azure)
    }
    return TextField(state: id.state, place: id.place)
  }

  mutating func principal(_ slot: WrittenField, _ field: FieldDeclaration) -> Field<Principal> {
    identifier(
      slot,
      field,
      isRequired: true,
      parse: { Principal($0) },
      mayBeSample: { $0.isSample || $0 == .nearAdobe },
      explain: { MalformedPrincipal.report($0, at: $1, to: &$2) }
    )
  }

  mutating func loadBalancer(_ slot: WrittenField, as field: FieldDeclaration, on cloud: Cloud?) -> Field<
    LoadBalancerName
  > {
    let name: Field<LoadBalancerName> = identifier(
      slot,
      field,
      isRequired: true,
      parse: { text in LoadBalancerName(text).flatMap { cloud == nil || $0.cloud == cloud ? $0 : nil } },
      mayBeSample: \.isSample,
      explain: { MalformedLoadBalancer.report($0, at: $1, cloud, to: &$2) }
    )
    if case .aws(let arn)? = name.present { checkRegion(arn.region, of: text(of: name.place), at: name.place) }
    if cloud == .aws { keepRegions(of: name, owner: "the load balancer") }
    return name
  }

  // MARK: Endpoints

  mutating func endpointID(_ slot: WrittenField, _ cloud: Cloud?) -> TextField {
    let id: Field<Void> = identifier(
      slot,
      EndpointKey.id.field,
      isRequired: true,
      parse: { text in
        cloud != .azure && EndpointDNS.isEndpointID(text) || cloud != .aws && ResourceID(text)?.kind == .privateEndpoint
          ? () : nil
      },
      mayBeSample: { _ in true },
      explain: { MalformedEndpoint.reportID($0, at: $1, cloud, to: &$2) }
    )
    return TextField(state: id.state, place: id.place)
  }

  mutating func endpointAddress(_ slot: WrittenField, _ cloud: Cloud?) -> Field<EndpointAddress> {
    let address: Field<EndpointAddress> = identifier(
      slot,
      EndpointKey.dns.field,
      isRequired: false,
      parse: { EndpointAddress($0) },
      mayBeSample: { _ in true },
      explain: { MalformedEndpoint.reportAddress($0, at: $1, cloud, to: &$2) }
    )
    if cloud == .aws { keepRegions(of: address, owner: "the endpoint") }
    guard case .endpointDNS(let dns)? = address.present else { return address }
    if cloud == .azure {
      MalformedEndpoint.report(addressOfAWS: text(of: address.place), at: address.place, to: &findings)
      return .faulty(at: address.place)
    }
    checkRegion(dns.region, of: text(of: address.place), at: address.place)
    return address
  }

  // MARK: Clusters, dates

  mutating func cluster(_ slot: WrittenField, isRequired: Bool, project: Text) -> TextField {
    let field = EnvironmentKey.cluster.field
    switch scalar(slot, field, isRequired: isRequired) {
    case .absent: return TextField()
    case .faulty(let place): return TextField(state: .faulty, place: place)
    case .text(let text, let place):
      // The project ID in it is random letters: no run of `x` in there is a placeholder.
      guard let current = examine(text, at: place, as: field, isFreeText: false, exempting: project) else {
        return TextField(state: .faulty, place: place)
      }
      if !ClusterID.isOne(current) {
        MalformedCluster.report(current, at: place, cloud, to: &findings)
        return TextField(state: .faulty, place: place)
      }
      return TextField(state: .present, place: place)
    }
  }

  mutating func date(_ slot: WrittenField, _ field: FieldDeclaration) -> Field<CivilDate> {
    identifier(
      slot,
      field,
      isRequired: false,
      parse: { CivilDate($0) },
      explain: { MalformedDate.report($0, at: $1, field, to: &$2) }
    )
  }
}
