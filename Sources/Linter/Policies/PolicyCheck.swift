import Diagnostics
import ManifestModel
import YAMLTree

/// Applies the policies to a file: from the outside in, so that what a target is in is asked once for everything in it.
struct PolicyCheck {
  /// A target of a manifest.
  struct Instance {
    let target: PolicyTarget
    /// Its mapping, or the scalar that it is.
    let place: Place
    /// Where it is reported what it lacks: its key, the item of a list, the start of the manifest.
    let owner: FindingPlace
    /// Its name; nowhere: it has none, or one that is at fault.
    var name = Place.none
    var surroundings = Surroundings()
    /// Its index among the targets of its kind.
    var index = 0
  }

  /// What a target is in, as indices; -1: nothing of that kind.
  struct Surroundings {
    var project = -1
    var environment = -1
    var endpointService = -1
  }

  let file: ManifestFile
  let set: PolicySet
  /// Whether the conditions of each policy are met so far, down to each level.
  private var active: [PolicyLevel: [Bool]] = [:]
  private var values: [NodeID] = []

  static func check(_ file: ManifestFile, against set: PolicySet, to findings: inout Findings) {
    guard !set.isEmpty else { return }
    var check = PolicyCheck(file: file, set: set)
    check.walk(to: &findings)
  }

  private init(file: ManifestFile, set: PolicySet) {
    self.file = file
    self.set = set
    active[.manifest] = Array(repeating: true, count: set.policies.count)
  }

  // MARK: The walk

  private mutating func walk(to findings: inout Findings) {
    for (index, manifest) in file.manifests.enumerated() where file.tree[manifest.root].kind == .mapping {
      let start = file.tree[manifest.root].start
      let spot = FindingPlace(index == 0 ? Span(0, 0) : Span(start, start))
      let place = Place(node: manifest.root, use: 0)
      apply(to: Instance(target: .manifests, place: place, owner: spot, index: index), at: .manifest, to: &findings)
      walkContacts(of: manifest, to: &findings)
      for project in manifest.projects.range { walkProject(project, to: &findings) }
    }
  }

  private mutating func walkContacts(of manifest: Manifest, to findings: inout Findings) {
    let list = manifest.contactList
    guard set.plans[.contacts] != nil, list.isWritten, file.tree[list.node].kind == .sequence else { return }
    for item in file.tree.children(of: list.node) {
      let place = findings.follow(item, use: list.use)
      guard file.tree[place.node].kind == .mapping else { continue }
      apply(to: Instance(target: .contacts, place: place, owner: FindingPlace(place)), at: .manifest, to: &findings)
    }
  }

  private mutating func walkProject(_ index: Int, to findings: inout Findings) {
    let project = file.projects[index]
    var around = Surroundings()
    around.project = index
    decide(.project, below: .manifest, around)
    let instance = Instance(
      target: .projects,
      place: project.place,
      owner: FindingPlace(project.id),
      name: project.isNamed ? project.id : .none,
      surroundings: around,
      index: index
    )
    apply(to: instance, at: .project, to: &findings)
    for environment in project.environments.range { walkEnvironment(environment, in: around, to: &findings) }
  }

  private mutating func walkEnvironment(_ index: Int, in around: Surroundings, to findings: inout Findings) {
    let environment = file.environments[index]
    var around = around
    around.environment = index
    decide(.environment, below: .project, around)
    let instance = Instance(
      target: .environments,
      place: environment.place,
      owner: FindingPlace(environment.id),
      name: environment.isNamed ? environment.id : .none,
      surroundings: around,
      index: index
    )
    apply(to: instance, at: .environment, to: &findings)
    applyToMapping(
      .customers,
      at: environment.customer,
      under: EnvironmentKey.customer.field.key,
      of: environment,
      in: around,
      to: &findings
    )
    applyToMapping(
      .enablements,
      at: environment.enablement,
      under: EnvironmentKey.enablement.field.key,
      of: environment,
      in: around,
      to: &findings
    )
    for item in environment.subscriptions.range {
      applyToItem(.subscriptions, at: file.subscriptions[item].id.place, in: around, to: &findings)
    }
    for port in environment.ports.range { applyToItem(.ports, at: file.ports[port].place, in: around, to: &findings) }
    for endpoint in environment.endpoints.range {
      applyToItem(.endpoints, at: file.endpoints[endpoint].place, in: around, to: &findings)
    }
    for service in environment.endpointServices.range { walkEndpointService(service, in: around, to: &findings) }
  }

  private mutating func walkEndpointService(_ index: Int, in around: Surroundings, to findings: inout Findings) {
    let service = file.endpointServices[index]
    var around = around
    around.endpointService = index
    decide(.endpointService, below: .environment, around)
    let instance = Instance(
      target: .endpointServices,
      place: service.place,
      owner: FindingPlace(service.id),
      name: service.id,
      surroundings: around,
      index: index
    )
    apply(to: instance, at: .endpointService, to: &findings)
    for port in service.ports.range {
      applyToItem(.servicePorts, at: file.ports[port].place, in: around, to: &findings)
    }
    for item in service.principals.range {
      applyToItem(.allowedPrincipals, at: file.principals[item].principal.place, in: around, to: &findings)
    }
    for item in service.loadBalancers.range {
      applyToItem(.loadBalancers, at: file.loadBalancers[item].name.place, in: around, to: &findings)
    }
    for endpoint in service.endpoints.range {
      applyToItem(.serviceEndpoints, at: file.endpoints[endpoint].place, in: around, to: &findings)
    }
  }

  private mutating func applyToItem(
    _ target: PolicyTarget,
    at place: Place,
    in around: Surroundings,
    to findings: inout Findings
  ) {
    guard place.isWritten, set.plans[target] != nil else { return }
    let instance = Instance(
      target: target,
      place: place,
      owner: FindingPlace(place),
      name: target.mapping == nil ? place : .none,
      surroundings: around
    )
    apply(to: instance, at: target.level, to: &findings)
  }

  /// A mapping that an environment has under a key.
  private mutating func applyToMapping(
    _ target: PolicyTarget,
    at place: Place,
    under key: String,
    of environment: Environment,
    in around: Surroundings,
    to findings: inout Findings
  ) {
    guard place.isWritten, set.plans[target] != nil else { return }
    let slot = findings.entry(key, of: environment.place)
    let instance = Instance(
      target: target,
      place: place,
      owner: FindingPlace(slot?.keyPlace ?? place),
      surroundings: around,
      index: around.environment
    )
    apply(to: instance, at: .environment, to: &findings)
  }

  // MARK: Conditions

  /// Asks the conditions of a level once for all that is in it.
  private mutating func decide(_ level: PolicyLevel, below outer: PolicyLevel, _ around: Surroundings) {
    guard let conditions = set.contextConditions[level] else {
      active[level] = active[outer]
      return
    }
    var holding = active[outer] ?? []
    for (policy, condition) in conditions where holding[policy] {
      holding[policy] = condition.judge(0, in: file, standard: { text(of: condition.field.context, around) }).holds
    }
    active[level] = holding
  }

  /// A value of what a target is in; nil: it is not known.
  func text(of context: PolicyContext?, _ around: Surroundings) -> String? {
    let project = around.project < 0 ? nil : file.projects[around.project]
    let environment = around.environment < 0 ? nil : file.environments[around.environment]
    switch context {
    case .project: return project.map { file.string($0.id) }
    case .plan: return project?.plan.present?.rawValue
    case .cloud: return project?.cloud.present?.rawValue
    case .region: return project?.region.present.map(file.regionName)
    case .environment: return environment.map { file.string($0.id) }
    case .environmentType: return environment?.effectiveType?.rawValue
    case .connection: return environment?.connection.present?.rawValue
    case .endpointService:
      return around.endpointService < 0 ? nil : file.string(file.endpointServices[around.endpointService].id)
    case nil: return nil
    }
  }

  // MARK: One target

  private mutating func apply(to instance: Instance, at level: PolicyLevel, to findings: inout Findings) {
    guard let plan = set.plans[instance.target], let active = active[level] else { return }
    var isGathered = false
    for planned in plan.policies where active[planned.index] {
      if !isGathered {
        gather(plan, instance)
        isGathered = true
      }
      guard planned.conditions.allSatisfy({ judge($0, instance).holds }) else { continue }
      for requirement in planned.requirements {
        let judgement = judge(requirement, instance)
        switch judgement {
        case .holds, .unreadable: continue
        default:
          let finding = PolicyFinding(
            policy: set.policies[planned.index],
            condition: requirement.condition,
            instance: instance,
            judgement: judgement,
            check: self
          )
          finding.report(to: &findings)
        }
      }
    }
  }

  private mutating func gather(_ plan: PolicySet.Plan, _ instance: Instance) {
    values.removeAll(keepingCapacity: true)
    for _ in plan.keys.texts { values.append(0) }
    if values.isEmpty { return }
    file.tree.gather(plan.keys.texts, of: instance.place.node, into: &values)
    guard file.tree.hasSupply else { return }
    for (index, key) in plan.keys.texts.enumerated() where values[index] == 0 || file.tree.isNull(values[index]) {
      if let place = supplied(key.string, instance) { values[index] = place.node }
    }
  }

  /// The value that the settings supply for a key of a target; nil: they do not.
  func supplied(_ key: String, _ instance: Instance) -> Place? {
    guard file.tree.hasSupply else { return nil }
    let place: Place
    switch (instance.target, key) {
    case (.manifests, ManifestKey.company.field.key): place = file.manifests[instance.index].company.place
    case (.manifests, ManifestKey.contacts.field.key): place = file.manifests[instance.index].contactList
    case (.environments, EnvironmentKey.customer.field.key): place = file.environments[instance.index].customer
    case (.customers, CustomerKey.account.field.key): place = file.environments[instance.index].account.place
    case (.customers, CustomerKey.region.field.key): place = file.environments[instance.index].region.place
    case (.customers, CustomerKey.subscriptions.field.key):
      place = file.environments[instance.index].subscriptionList.place
    default: return nil
    }
    return file.tree.isSupplied(place.node) ? place : nil
  }

  private func judge(_ slotted: PolicySet.Plan.Slotted, _ instance: Instance) -> PolicyJudgement {
    if slotted.slot < 0, !instance.name.isWritten { return .unreadable }
    let node = slotted.slot < 0 ? instance.name.node : values[slotted.slot]
    let field = slotted.condition.field
    let judgement = slotted.condition.judge(node, in: file, standard: { standard(field, instance) })
    if case .missing = judgement, isSettledByLanguage(field, instance) { return .unreadable }
    return judgement
  }

  /// Whether the language says of a key on this cloud that it is missing, or that it must not be there.
  private func isSettledByLanguage(_ field: PolicyField, _ instance: Instance) -> Bool {
    guard field.cloud != nil || field.cloudThatRequires != nil, instance.surroundings.project >= 0,
      let cloud = file.projects[instance.surroundings.project].cloud.present
    else { return false }
    return field.cloudThatRequires == cloud || (field.cloud ?? cloud) != cloud
  }

  /// The value that applies if a key is not written.
  func standard(_ field: PolicyField, _ instance: Instance) -> String? {
    switch field.derivation {
    case .environmentType: file.environments[instance.index].effectiveType?.rawValue
    case .serviceRegion: file.effectiveRegion(of: file.endpointServices[instance.index])
    case .edition: file.edition(of: file.manifests[instance.index]).id
    case nil: field.standardValue
    }
  }
}
