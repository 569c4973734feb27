import ManifestModel

/// The endpoint services of two sides, put together by what they are and then by name: two that only swapped names are
/// the same services.
struct ServicePairs {
  private(set) var same: [(EffectiveEndpointService, EffectiveEndpointService)] = []
  private(set) var replaced: [(EffectiveEndpointService, EffectiveEndpointService)] = []
  private(set) var added: [EffectiveEndpointService] = []
  private(set) var removed: [EffectiveEndpointService] = []

  init(from old: [EffectiveEndpointService], to new: [EffectiveEndpointService]) {
    var byIdentifier: [String: EffectiveEndpointService] = [:]
    for service in old { if let key = ServicePairs.key(service) { byIdentifier[key] = byIdentifier[key] ?? service } }
    var rest: [EffectiveEndpointService] = []
    var taken: Set<String> = []
    for service in new {
      if let key = ServicePairs.key(service), let earlier = byIdentifier.removeValue(forKey: key) {
        same.append((earlier, service))
        taken.insert(earlier.name)
      } else {
        rest.append(service)
      }
    }
    let left = Dictionary(
      old.filter { !taken.contains($0.name) }.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for service in rest {
      guard let earlier = left[service.name] else {
        added.append(service)
        continue
      }
      taken.insert(service.name)
      // What had no identifier yet could not be connected to; it is a new one now.
      if earlier.identifier == nil, service.identifier != nil {
        added.append(service)
      } else {
        replaced.append((earlier, service))
      }
    }
    removed = old.filter { !taken.contains($0.name) }
  }

  /// Azure IDs compare without letter case; AWS names are lower-case anyway.
  private static func key(_ service: EffectiveEndpointService) -> String? { service.identifier?.lowercased() }
}
