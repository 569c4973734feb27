import Diagnostics
import ManifestModel

extension EffectiveProject {
  /// The project without the credentials that its texts contain, names included: an old side is shown whatever it
  /// contains.
  ///
  /// Values are searched one by one: escapes of an output, or what is next to a value there, would hide a credential
  /// from a search of the whole.
  package var masked: EffectiveProject {
    var project = self
    project.id = SecretMask.mask(id)
    project.company = company.map(SecretMask.mask)
    project.contacts = contacts.map { contact in
      EffectiveContact(name: SecretMask.mask(contact.name), email: contact.email.map(SecretMask.mask))
    }
    project.title = title.map(SecretMask.mask)
    project.region = region.map(SecretMask.mask)
    project.paths = paths.map(SecretMask.mask)
    project.environments = environments.map(\.masked)
    EffectiveProject.makeDistinct(&project.environments, \.id)
    project.environments.sort { $0.id.precedesByBytes($1.id) }
    return project
  }

  /// Names that became the same are distinguished by a number.
  package static func makeDistinct<Element>(_ elements: inout [Element], _ name: WritableKeyPath<Element, String>) {
    var counts: [String: Int] = [:]
    for index in elements.indices {
      let count = counts[elements[index][keyPath: name], default: 0] + 1
      counts[elements[index][keyPath: name]] = count
      if count > 1 { elements[index][keyPath: name] += " (\(count))" }
    }
  }
}

extension EffectiveEnvironment {
  fileprivate var masked: EffectiveEnvironment {
    var environment = self
    environment.id = SecretMask.mask(id)
    environment.cluster = cluster.map(SecretMask.mask)
    environment.account = account.map(SecretMask.mask)
    environment.region = region.map(SecretMask.mask)
    environment.subscriptions = subscriptions.map(SecretMask.mask)
    environment.ports = ports.map(\.masked)
    environment.endpointServices = endpointServices.map(\.masked)
    EffectiveProject.makeDistinct(&environment.endpointServices, \.name)
    environment.endpointServices.sort { $0.name.precedesByBytes($1.name) }
    environment.ticket = ticket.map(SecretMask.mask)
    environment.adobeService = adobeService.map(SecretMask.mask)
    environment.adobeSubscription = adobeSubscription.map(SecretMask.mask)
    environment.endpoints = endpoints.map(\.masked)
    return environment
  }
}

extension EffectivePort {
  fileprivate var masked: EffectivePort {
    var port = self
    port.service = service.map(SecretMask.mask)
    port.applicationProtocol = applicationProtocol.map(SecretMask.mask)
    return port
  }
}

extension EffectiveEndpointService {
  fileprivate var masked: EffectiveEndpointService {
    var service = self
    service.name = SecretMask.mask(name)
    service.identifier = identifier.map(SecretMask.mask)
    service.region = region.map(SecretMask.mask)
    service.ports = ports.map(\.masked)
    service.allowedPrincipals = allowedPrincipals.map(SecretMask.mask)
    service.loadBalancers = loadBalancers.map(SecretMask.mask)
    service.endpoints = endpoints.map(\.masked)
    return service
  }
}

extension EffectiveEndpoint {
  fileprivate var masked: EffectiveEndpoint {
    var endpoint = self
    endpoint.id = id.map(SecretMask.mask)
    endpoint.dns = dns.map(SecretMask.mask)
    return endpoint
  }
}
