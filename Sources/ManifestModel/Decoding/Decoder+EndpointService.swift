import Diagnostics
import YAMLTree

/// The endpoint services of an environment.
extension Decoder {
  mutating func decodeEndpointServices(_ slot: WrittenField, of environment: Int, _ cloud: Cloud?) {
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
        decodeEndpointService(entry, at: place, of: environment, on: cloud)
      }
    }
  }

  private mutating func decodeEndpointService(_ entry: Entry, at place: Place, of environment: Int, on cloud: Cloud?) {
    let slots = slots(of: place, EndpointServiceKey.self, owner: FindingPlace(entry.keyPlace), cloud: cloud)
    let index = file.endpointServices.count
    var service = EndpointService(
      environment: environment,
      id: Place(node: tree.resolve(entry.key), use: entry.use),
      place: place
    )
    if !reportOtherCloud(slots[.serviceName], as: EndpointServiceKey.serviceName.field, on: cloud) {
      service.name = serviceName(
        slots[.serviceName],
        EndpointServiceKey.serviceName.field,
        isRequired: cloud == .aws,
        owner: "the endpoint service"
      )
    }
    if !reportOtherCloud(slots[.resourceID], as: EndpointServiceKey.resourceID.field, on: cloud) {
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
    guard !reportOtherCloud(slot, as: field, on: cloud) else { return }
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
      file.loadBalancers.append(LoadBalancer(endpointService: index, name: loadBalancer(item, as: field, on: cloud)))
    }
    file.endpointServices[index].loadBalancers = Run(start: start, end: UInt32(file.loadBalancers.count))
  }
}
