import Diagnostics
import YAMLTree

/// An environment: the customer, and what has become known of Adobe's answer.
extension Decoder {
  mutating func decodeEnvironment(_ entry: Entry, at place: Place, of project: Int, isNamed: Bool) {
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
    guard !reportOtherCloud(slots[.subscriptions], as: CustomerKey.subscriptions.field, on: cloud) else { return }
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

  private mutating func decodeEnablement(_ slot: WrittenField, of index: Int, _ cloud: Cloud?) {
    guard let place = mapping(slot, EnvironmentKey.enablement.field, isRequired: false) else { return }
    let slots = slots(of: place, EnablementKey.self, owner: FindingPlace(slot.keyPlace), cloud: cloud)
    file.environments[index].enablement = place
    file.environments[index].ticket = text(slots[.ticket], EnablementKey.ticket.field, isRequired: false)
    if !reportOtherCloud(slots[.serviceName], as: EnablementKey.serviceName.field, on: cloud) {
      file.environments[index].adobeServiceName = serviceName(
        slots[.serviceName],
        EnablementKey.serviceName.field,
        isRequired: false,
        owner: "Adobe's endpoint service"
      )
    }
    if !reportOtherCloud(slots[.resourceID], as: EnablementKey.resourceID.field, on: cloud) {
      file.environments[index].adobeResourceID = adobeResourceID(slots[.resourceID])
    }
    if !reportOtherCloud(slots[.adobeSubscription], as: EnablementKey.adobeSubscription.field, on: cloud) {
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

  mutating func decodeEndpoints(_ slot: WrittenField, environment: Int, endpointService: Int, _ cloud: Cloud?)
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
