import Diagnostics
import YAMLTree

/// The ports of an environment or an endpoint service, and what their names say.
extension Decoder {
  mutating func decodePorts(_ list: TextField, environment: Int, endpointService: Int) -> Run {
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
    port.namesOtherThanWeb = (isSettled ? spoken : service).map { $0.namesApplication && !$0.namesWeb } == true
    port.protocolIsTransport = spoken?.isTransport == true
    port.protocolTransports = spoken?.transports ?? []
    port.namedServices =
      (spoken.flatMap { $0.isTransport ? nil : $0 } ?? service).flatMap {
        $0.isService ? $0.services : nil
      } ?? Services()
  }

  mutating func name(_ field: TextField) -> PortName? {
    guard field.state != .absent, tree[field.place.node].kind == .scalar, !isSecret(field.place) else { return nil }
    return file.portNames.read(text(of: field.place))
  }
}
