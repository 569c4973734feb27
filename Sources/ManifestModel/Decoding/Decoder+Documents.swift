import Diagnostics
import YAMLTree

// The mappings of the manifest, each decoded into its entity. Order: what the others depend on (cloud, edition) first.

extension Decoder {
  mutating func decodeManifest(_ root: NodeID) {
    let place = Place(node: root, use: 0)
    let start = tree[root].start
    let owner = FindingPlace(Span(root == tree.roots.first ? 0 : start, root == tree.roots.first ? 0 : start))
    guard tree[root].kind == .mapping else { return reportNoManifest(place, owner) }
    let index = file.manifests.count
    file.manifests.append(Manifest(root: root))
    if tree.next(root) == root + 1 { return reportNoManifest(place, owner) }
    let slots = slots(of: place, ManifestKey.self, owner: owner, supply: supply(toManifest: root))
    decodeVersion(slots[.version])
    file.manifests[index].edition = edition(slots[.limits], ManifestKey.limits.field)
    file.manifests[index].company = text(slots[.company], ManifestKey.company.field, isRequired: true)
    file.manifests[index].contacts = decodeContacts(slots[.contacts])
    if slots.isWritten(.contacts) { file.manifests[index].contactList = self.place(slots[.contacts]) }
    decodeProjects(slots[.projects], of: index)
  }

  private mutating func reportNoManifest(_ place: Place, _ owner: FindingPlace) {
    let node = tree[place.node]
    if node.flags.contains(.unusable) { return }
    // The words before a syntax error are most often the same mistake, such as a merge conflict.
    if tree.isPartial, node.kind == .scalar, Int(tree.next(place.node)) == tree.nodes.count { return }
    if isEmptyBesideOthers(place.node) { return }
    if node.kind == .scalar
      ? tree.text(place.node).isBlank || tree.isNull(place) : tree.next(place.node) == place.node + 1
    {
      if !tree.isPartial {
        let isOneOfSeveral = tree.roots.count > 1 && !isEmptyDocument(place.node)
        EmptyValue.reportEmptyDocument(at: owner, isOneOfSeveral: isOneOfSeveral, &findings)
      }
    } else {
      if let foreign = ForeignText(tree.source) { return WrongType.report(foreign, &findings) }
      WrongType.reportNoMapping(
        "a manifest is a mapping",
        at: place,
        help: "begin with `version: 1`, `company:` and `projects:`; `privatelint init` writes a manifest to start from",
        &findings
      )
    }
  }

  /// Whether a document holds nothing and the file has others: what a trailing `---` begins. Of documents that all hold nothing the first is reported.
  private func isEmptyBesideOthers(_ root: NodeID) -> Bool {
    guard tree.roots.count > 1, isEmptyDocument(root) else { return false }
    return root != tree.roots.first || tree.roots.contains { !isEmptyDocument($0) }
  }

  private func isEmptyDocument(_ root: NodeID) -> Bool { tree.isNull(Place(node: root, use: 0)) }

  private mutating func decodeVersion(_ slot: WrittenField) {
    let field = ManifestKey.version.field
    if case .text(let text, let place) = scalar(slot, field, isRequired: true) {
      if tree[place.node].style == .plain, text == "1" { return }
      if UnsupportedVersion.report(text, at: place, &findings) { return }
      _ = doubtfulInteger(text, place, field)
    }
  }

  private mutating func decodeContacts(_ slot: WrittenField) -> Run {
    let start = UInt32(file.contacts.count)
    for (name, email) in contacts(slot, ManifestKey.contacts.field, isRequired: false) {
      file.contacts.append(Contact(name: name, email: email))
    }
    return Run(start: start, end: UInt32(file.contacts.count))
  }

  mutating func contact(of place: Place) -> (name: TextField, email: TextField) {
    let slots = slots(of: place, ContactKey.self, owner: FindingPlace(place))
    let name = text(slots[.name], ContactKey.name.field, isRequired: true)
    let email: Field<Bool> = identifier(
      slots[.email],
      ContactKey.email.field,
      isRequired: true,
      parse: {
        EmailAddress.isOne($0) && InvisibleCharacters.repair($0.string, isFreeText: false) == nil ? true : nil
      },
      explain: { MalformedEmail.report($0, at: $1, &$2) }
    )
    return (name, TextField(state: email.state, place: email.place))
  }

  /// The mapping that a list item has to be.
  package mutating func itemMapping(_ item: Entry, _ declaration: MappingDeclaration) -> Place? {
    let place = place(item)
    if tree[place.node].flags.contains(.unusable) || tree.isCutOff(place) { return nil }
    if tree.isNull(place) || (tree[place.node].kind == .mapping && tree.next(place.node) == place.node + 1) {
      EmptyValue.report(itemAt: place, declaration, &findings)
      return nil
    }
    guard tree[place.node].kind == .mapping else {
      if isQuotedMapping(place, declaration) {
        WrongType.report(quotedMappingAt: place, declaration, &findings)
      } else if let placeholder = tree.placeholder(at: place) {
        PlaceholderLeft.report(placeholder, at: place, nil, cloud, &findings)
      } else {
        WrongType.report(itemAt: place, declaration, &findings)
      }
      return nil
    }
    if let placeholder = tree.placeholder(at: place) {
      PlaceholderLeft.report(placeholder, at: place, nil, cloud, &findings)
      return nil
    }
    return place
  }

  private func neededKeys(_ declaration: MappingDeclaration) -> String {
    let fields = declaration.fields.filter { field in
      field.need == .required || (cloud.map { field.need == .requiredOn($0) } ?? false)
    }
    return Display.list(fields.map { "`\($0.key)`" }, "and")
  }

  /// The mapping under a name; the name's own troubles are reported at the name.
  private mutating func namedMapping(_ entry: Entry, _ declaration: MappingDeclaration) -> Place? {
    let place = place(entry)
    if tree[place.node].flags.contains(.unusable) || tree.isCutOff(place) { return nil }
    if tree[place.node].kind == .mapping, tree.next(place.node) > place.node + 1 {
      return reportBraces(place, nil, .mapping(declaration)) ? nil : place
    }
    let isEmpty =
      tree[place.node].kind == .mapping || tree.isNull(place)
      || (tree[place.node].kind == .scalar && tree.text(place.node).isBlank)
    if isEmpty {
      EmptyValue.report(entry, declaration, neededKeys: neededKeys(declaration), &findings)
    } else if let placeholder = tree.placeholder(at: place) {
      PlaceholderLeft.report(placeholder, at: place, nil, cloud, &findings)
    } else {
      WrongType.reportNoMapping(
        "\(declaration.name) \(Display.quoted(tree.text(tree.resolve(entry.key)).string)) is a mapping",
        at: place,
        help: "write its keys here: \(neededKeys(declaration))",
        &findings
      )
    }
    return nil
  }

  /// Reports a key of the other cloud; true where it did, and the value is not looked into.
  private mutating func reportOtherCloud(_ slot: WrittenField, _ field: FieldDeclaration, _ cloud: Cloud?) -> Bool {
    let place = place(slot)
    guard let cloud, slot.isWritten, let keyCloud = field.cloud, keyCloud != cloud, !tree.isNull(place),
      !tree[place.node].flags.contains(.unusable)
    else { return false }
    let key = Place(node: slot.key, use: slot.use)
    CloudMismatch.report(field, of: keyCloud, at: place, key: key, cloud, &findings)
    return true
  }

  // MARK: Projects

  private mutating func decodeProjects(_ slot: WrittenField, of manifest: Int) {
    let start = UInt32(file.projects.count)
    defer { file.manifests[manifest].projects = Run(start: start, end: UInt32(file.projects.count)) }
    guard let mapping = mapping(slot, ManifestKey.projects.field, isRequired: true) else { return }
    if reportNamesLeftOut(of: mapping, slot, ManifestKey.projects.field) { return }
    if holdsOnlyExtensions(mapping) {
      reportEmptyValue(slot, ManifestKey.projects.field, but: " other than keys of your own")
    }
    for entry in entries(of: mapping) {
      let isNamed = examineName(entry, .projectID)
      if let place = namedMapping(entry, ProjectKey.mapping) { decodeProject(entry, place, manifest, isNamed: isNamed) }
    }
  }

  private mutating func decodeProject(_ entry: Entry, _ place: Place, _ manifest: Int, isNamed: Bool) {
    let findingsBefore = findings.items.count
    let slots = slots(of: place, ProjectKey.self, owner: FindingPlace(entry.keyPlace))
    var project = Project(manifest: manifest, id: Place(node: tree.resolve(entry.key), use: entry.use), place: place)
    project.isNamed = isNamed
    project.title = text(slots[.title], ProjectKey.title.field, isRequired: false)
    project.plan = enumeration(slots[.plan], ProjectKey.plan.field, isRequired: true)
    project.cloud = enumeration(slots[.cloud], ProjectKey.cloud.field, isRequired: true)
    project.region = region(slots[.region], ProjectKey.region.field, isRequired: true, cloud: project.cloud.present)
    let index = file.projects.count
    file.projects.append(project)
    let start = UInt32(file.environments.count)
    if let mapping = mapping(slots[.environments], ProjectKey.environments.field, isRequired: true) {
      if reportNamesLeftOut(of: mapping, slots[.environments], ProjectKey.environments.field) { return }
      if holdsOnlyExtensions(mapping) {
        reportEmptyValue(slots[.environments], ProjectKey.environments.field, but: " other than keys of your own")
      }
      noteExtensionsLikeEntries(of: mapping, EnvironmentKey.mapping, signs: ["connection"])
      for entry in entries(of: mapping) {
        let isNamed = examineName(entry, .environmentID)
        if let place = namedMapping(entry, EnvironmentKey.mapping) {
          decodeEnvironment(entry, place, index, isNamed: isNamed)
        }
      }
    }
    file.projects[index].environments = Run(start: start, end: UInt32(file.environments.count))
    explainByCloud(index, findingsFrom: findingsBefore)
  }

  /// Whether all that a mapping from names holds is keys of one's own.
  private func holdsOnlyExtensions(_ mapping: Place) -> Bool {
    let end = tree.next(mapping.node)
    var key = mapping.node + 1
    while key < end {
      guard tree.text(tree.resolve(key)).hasPrefix("x-") else { return false }
      key = tree.next(tree.next(key))
    }
    return true
  }

  // MARK: Environments

  private mutating func decodeEnvironment(_ entry: Entry, _ place: Place, _ project: Int, isNamed: Bool) {
    let cloud = file.projects[project].cloud.present
    let findingsBefore = findings.items.count
    let slots = slots(
      of: place,
      EnvironmentKey.self,
      owner: FindingPlace(entry.keyPlace),
      cloud: cloud,
      supply: supply(toEnvironment: entry, cloud)
    )
    if supplied != nil, !slots.isWritten(.customer) { noteUnfitDefault(findingsFrom: findingsBefore, cloud) }
    let index = file.environments.count
    let id = Place(node: tree.resolve(entry.key), use: entry.use)
    var environment = Environment(project: project, id: id, place: place)
    environment.isNamed = isNamed
    environment.typeByID = EnvironmentID.type(of: text(of: id))
    environment.hasCapitals = text(of: id).bytes.contains { $0.isCapitalLetter }
    environment.type = enumeration(slots[.type], EnvironmentKey.type.field, isRequired: environment.typeByID == nil)
    if environment.typeByID == nil, isNamed, !slots.isWritten(.type), !slots.isMeant(.type) {
      reportMissingType(entry, place)
    }
    environment.connection = enumeration(slots[.connection], EnvironmentKey.connection.field, isRequired: true)
    environment.cluster = cluster(
      slots[.cluster],
      isRequired: cloud == .azure,
      project: text(of: file.projects[project].id)
    )
    environment.privateDNS = boolean(slots[.privateDNS], EnvironmentKey.privateDNS.field)
    environment.neededBy = date(slots[.neededBy], EnvironmentKey.neededBy.field)
    file.environments.append(environment)
    decodeCustomer(slots[.customer], of: index, cloud)
    let allowsNoPorts = environment.connection.present != .unidirectional
    file.environments[index].portList = list(
      slots[.ports],
      EnvironmentKey.ports.field,
      isRequired: true,
      allowsEmpty: allowsNoPorts
    )
    file.environments[index].ports = decodePorts(
      file.environments[index].portList,
      environment: index,
      endpointService: -1
    )
    decodeEndpointServices(slots[.endpointServices], of: index, cloud)
    if slots.isMeant(.endpointServices) { file.environments[index].endpointServiceMapping.state = .faulty }
    if slots.isMeant(.ports) { file.environments[index].portList.state = .faulty }
    decodeEnablement(slots[.enablement], of: index, cloud)
  }

  private mutating func decodeCustomer(_ slot: WrittenField, of index: Int, _ cloud: Cloud?) {
    guard let place = mapping(slot, EnvironmentKey.customer.field, isRequired: true) else { return }
    let findingsBefore = findings.items.count
    var slots = slots(
      of: place,
      CustomerKey.self,
      owner: FindingPlace(slot.keyPlace),
      cloud: cloud,
      supply: supply(toCustomer: slot, cloud)
    )
    if supplied != nil {
      takeSubscriptions(&slots)
      noteUnfitDefault(findingsFrom: findingsBefore, cloud)
    }
    file.environments[index].customer = place
    file.environments[index].account = account(slots[.account], cloud)
    file.environments[index].region = region(slots[.region], CustomerKey.region.field, isRequired: true, cloud: cloud)
    guard !reportOtherCloud(slots[.subscriptions], CustomerKey.subscriptions.field, cloud) else { return }
    let list = list(slots[.subscriptions], CustomerKey.subscriptions.field, isRequired: false)
    let start = UInt32(file.subscriptions.count)
    for item in items(of: list) {
      file.subscriptions.append(
        Subscription(environment: index, id: subscription(item, CustomerKey.subscriptions.field, isRequired: true))
      )
    }
    file.environments[index].subscriptionList = list
    file.environments[index].subscriptions = Run(start: start, end: UInt32(file.subscriptions.count))
  }

  private mutating func decodePorts(_ list: TextField, environment: Int, endpointService: Int) -> Run {
    let start = UInt32(file.ports.count)
    guard list.isPresent else { return Run(start: start, end: start) }
    var item = list.place.node + 1
    let end = tree.next(list.place.node)
    while item < end {
      if let place = itemMapping(Entry(key: 0, value: item, use: list.place.use), PortKey.mapping) {
        file.ports.append(decodePort(place, environment: environment, endpointService: endpointService))
      }
      item = tree.next(item)
    }
    return Run(start: start, end: UInt32(file.ports.count))
  }

  private mutating func decodePort(_ place: Place, environment: Int, endpointService: Int) -> Port {
    let slots = slots(of: place, PortKey.self, owner: FindingPlace(place))
    var port = Port(environment: environment, endpointService: endpointService, place: place)
    port.service = text(slots[.service], PortKey.service.field, isRequired: true)
    port.applicationProtocol = text(slots[.applicationProtocol], PortKey.applicationProtocol.field, isRequired: false)
    port.number = portNumber(slots, of: place)
    port.transport = enumeration(slots[.transport], PortKey.transport.field, isRequired: false)
    port.writesTransport = slots.isWritten(.transport)
    readNames(of: &port)
    return port
  }

  /// What the two names say. A protocol that names an application speaks before the service.
  private mutating func readNames(of port: inout Port) {
    let service = name(port.service)
    let spoken = name(port.applicationProtocol)
    let isSettled = spoken?.namesApplication == true
    port.protocolNamesSSH = spoken?.isSSH == true
    port.serviceNamesSSH = service?.isSSH == true && (!isSettled || port.protocolNamesSSH)
    port.protocolNamesHTTPS = spoken?.isHTTPS == true
    port.serviceNamesHTTPS = service?.isHTTPS == true && !isSettled
    port.protocolIsTransport = spoken?.isTransport == true
    port.protocolTransports = spoken?.transports ?? []
    port.namedServices =
      (spoken.flatMap { $0.isTransport ? nil : $0 } ?? service).flatMap {
        $0.isService ? $0.services : nil
      } ?? Services()
  }

  private mutating func name(_ field: TextField) -> PortName? {
    guard field.state != .absent, tree[field.place.node].kind == .scalar, !isSecret(field.place) else { return nil }
    return file.portNames.read(text(of: field.place))
  }

  // MARK: Endpoint services

  private mutating func decodeEndpointServices(_ slot: WrittenField, of environment: Int, _ cloud: Cloud?) {
    let start = UInt32(file.endpointServices.count)
    defer {
      file.environments[environment].endpointServices = Run(start: start, end: UInt32(file.endpointServices.count))
    }
    guard let mapping = mapping(slot, EnvironmentKey.endpointServices.field, isRequired: false) else {
      if slot.isWritten {
        let place = place(slot)
        let isNothing = tree.isNull(place) || (tree[place.node].kind == .scalar && tree.text(place.node).isBlank)
        // Written, but with nothing in it: the place is the key.
        file.environments[environment].endpointServiceMapping =
          isNothing ? TextField(state: .absent, place: slot.keyPlace) : TextField(state: .faulty, place: place)
      }
      return
    }
    if reportNamesLeftOut(of: mapping, slot, EnvironmentKey.endpointServices.field) {
      file.environments[environment].endpointServiceMapping = TextField(state: .faulty, place: mapping)
      return
    }
    let entries = entries(of: mapping)
    let holdsUnusable = tree.children(of: mapping.node).contains { tree[$0].flags.contains(.unusable) }
    file.environments[environment].endpointServiceMapping =
      entries.isEmpty
      ? TextField(state: holdsUnusable ? .faulty : .absent, place: slot.keyPlace)
      : TextField(state: .present, place: mapping)
    noteExtensionsLikeEntries(of: mapping, EndpointServiceKey.mapping, signs: ["service_name", "resource_id"])
    for entry in entries {
      examineName(entry, .serviceLabel)
      if let place = namedMapping(entry, EndpointServiceKey.mapping) {
        decodeEndpointService(entry, place, environment, cloud)
      }
    }
  }

  private mutating func decodeEndpointService(_ entry: Entry, _ place: Place, _ environment: Int, _ cloud: Cloud?) {
    let slots = slots(of: place, EndpointServiceKey.self, owner: FindingPlace(entry.keyPlace), cloud: cloud)
    let index = file.endpointServices.count
    var service = EndpointService(
      environment: environment,
      id: Place(node: tree.resolve(entry.key), use: entry.use),
      place: place
    )
    if !reportOtherCloud(slots[.serviceName], EndpointServiceKey.serviceName.field, cloud) {
      service.name = serviceName(
        slots[.serviceName],
        EndpointServiceKey.serviceName.field,
        isRequired: cloud == .aws,
        owner: "the endpoint service"
      )
    }
    if !reportOtherCloud(slots[.resourceID], EndpointServiceKey.resourceID.field, cloud) {
      service.resourceID = resourceID(
        slots[.resourceID],
        EndpointServiceKey.resourceID.field,
        isRequired: cloud == .azure
      )
    }
    service.region = region(slots[.region], EndpointServiceKey.region.field, isRequired: false, cloud: cloud)
    service.acceptanceRequired = boolean(slots[.acceptanceRequired], EndpointServiceKey.acceptanceRequired.field)
    service.privateDNS = boolean(slots[.privateDNS], EndpointServiceKey.privateDNS.field)
    file.endpointServices.append(service)
    file.endpointServices[index].portList = list(slots[.ports], EndpointServiceKey.ports.field, isRequired: true)
    file.endpointServices[index].ports = decodePorts(
      file.endpointServices[index].portList,
      environment: environment,
      endpointService: index
    )
    decodePrincipals(slots[.allowedPrincipals], of: index, cloud)
    if slots.isMeant(.allowedPrincipals) { file.endpointServices[index].principalList.state = .faulty }
    decodeLoadBalancers(slots[.loadBalancers], of: index, cloud)
    if let place = mapping(slots[.enablement], EndpointServiceKey.enablement.field, isRequired: false) {
      let inner = self.slots(of: place, ServiceEnablementKey.self, owner: FindingPlace(slots[.enablement].keyPlace))
      file.endpointServices[index].endpoints = decodeEndpoints(
        inner[.endpoints],
        environment: environment,
        endpointService: index,
        cloud
      )
    }
  }

  private mutating func decodePrincipals(_ slot: WrittenField, of index: Int, _ cloud: Cloud?) {
    let field = EndpointServiceKey.allowedPrincipals.field
    guard !reportOtherCloud(slot, field, cloud) else { return }
    let start = UInt32(file.principals.count)
    let list = list(slot, field, isRequired: false)
    for item in items(of: list) {
      file.principals.append(AllowedPrincipal(endpointService: index, principal: principal(item, field)))
    }
    file.endpointServices[index].principals = Run(start: start, end: UInt32(file.principals.count))
    // Written, but with nothing in it: the place is the key.
    let isEmpty = list.state != .faulty && file.endpointServices[index].principals.isEmpty
    file.endpointServices[index].principalList =
      isEmpty ? TextField(state: .absent, place: slot.isWritten ? slot.keyPlace : .none) : list
  }

  private mutating func decodeLoadBalancers(_ slot: WrittenField, of index: Int, _ cloud: Cloud?) {
    let field = EndpointServiceKey.loadBalancers.field
    let start = UInt32(file.loadBalancers.count)
    for item in items(of: list(slot, field, isRequired: false)) {
      file.loadBalancers.append(LoadBalancer(endpointService: index, name: loadBalancer(item, field, cloud)))
    }
    file.endpointServices[index].loadBalancers = Run(start: start, end: UInt32(file.loadBalancers.count))
  }

  // MARK: Enablement

  private mutating func decodeEnablement(_ slot: WrittenField, of index: Int, _ cloud: Cloud?) {
    guard let place = mapping(slot, EnvironmentKey.enablement.field, isRequired: false) else { return }
    let slots = slots(of: place, EnablementKey.self, owner: FindingPlace(slot.keyPlace), cloud: cloud)
    file.environments[index].enablement = place
    file.environments[index].ticket = text(slots[.ticket], EnablementKey.ticket.field, isRequired: false)
    if !reportOtherCloud(slots[.serviceName], EnablementKey.serviceName.field, cloud) {
      file.environments[index].adobeServiceName = serviceName(
        slots[.serviceName],
        EnablementKey.serviceName.field,
        isRequired: false,
        owner: "Adobe's endpoint service"
      )
    }
    if !reportOtherCloud(slots[.resourceID], EnablementKey.resourceID.field, cloud) {
      file.environments[index].adobeResourceID = adobeResourceID(slots[.resourceID])
    }
    if !reportOtherCloud(slots[.adobeSubscription], EnablementKey.adobeSubscription.field, cloud) {
      file.environments[index].adobeSubscription = subscription(
        slots[.adobeSubscription],
        EnablementKey.adobeSubscription.field,
        isRequired: false
      )
    }
    file.environments[index].endpoints = decodeEndpoints(
      slots[.endpoints],
      environment: index,
      endpointService: -1,
      cloud
    )
  }

  private mutating func decodeEndpoints(_ slot: WrittenField, environment: Int, endpointService: Int, _ cloud: Cloud?)
    -> Run
  {
    let start = UInt32(file.endpoints.count)
    for item in items(of: list(slot, EnablementKey.endpoints.field, isRequired: false)) {
      guard let place = itemMapping(item, EndpointKey.mapping) else { continue }
      let slots = slots(of: place, EndpointKey.self, owner: FindingPlace(place))
      var endpoint = Endpoint(environment: environment, endpointService: endpointService, place: place)
      endpoint.id = endpointID(slots[.id], cloud)
      endpoint.dns = endpointAddress(slots[.dns], cloud)
      endpoint.approved = date(slots[.approved], EndpointKey.approved.field)
      endpoint.verified = date(slots[.verified], EndpointKey.verified.field)
      file.endpoints.append(endpoint)
    }
    return Run(start: start, end: UInt32(file.endpoints.count))
  }
}
