import ManifestModel

/// What a policy is about: the values of `on`. The keys of each, their types and the values of its context follow from
/// the declaration of the language; settings, schema, reference and the check itself read this table and no other.
package enum PolicyTarget: String, Sendable, CaseIterable {
  case manifests, contacts, projects, environments, customers, subscriptions, ports
  case endpointServices = "endpoint_services"
  case servicePorts = "endpoint_services.ports"
  case allowedPrincipals = "allowed_principals"
  case loadBalancers = "load_balancers"
  case enablements, endpoints
  case serviceEndpoints = "endpoint_services.endpoints"

  /// What it is, for the reference.
  package var doc: String {
    switch self {
    case .manifests: "each YAML document"
    case .contacts: "each contact"
    case .projects: "each project; its ID is `id`"
    case .environments: "each environment; its ID is `id`"
    case .customers: "the `customer` of each environment"
    case .subscriptions: "each Azure subscription in a customer's `subscriptions`"
    case .ports: "each port that Adobe opens for your network: those of an environment"
    case .endpointServices: "each endpoint service; its name is `name`"
    case .servicePorts: "each port of an endpoint service, which Adobe Commerce connects to"
    case .allowedPrincipals: "each principal that an endpoint service allows"
    case .loadBalancers: "each load balancer of an endpoint service"
    case .enablements: "the `enablement` of each environment"
    case .endpoints: "each of your endpoints to Adobe Commerce, in an environment's `enablement`"
    case .serviceEndpoints: "each of Adobe's endpoints to an endpoint service, in its `enablement`"
    }
  }

  /// The mapping it is; nil: it is a scalar.
  package var mapping: MappingDeclaration? {
    switch self {
    case .manifests: ManifestKey.mapping
    case .contacts: ContactKey.mapping
    case .projects: ProjectKey.mapping
    case .environments: EnvironmentKey.mapping
    case .customers: CustomerKey.mapping
    case .ports, .servicePorts: PortKey.mapping
    case .endpointServices: EndpointServiceKey.mapping
    case .enablements: EnablementKey.mapping
    case .endpoints, .serviceEndpoints: EndpointKey.mapping
    case .subscriptions, .allowedPrincipals, .loadBalancers: nil
    }
  }

  /// The name of what it is by itself: of the key that names it, or of the scalar; nil: it has none.
  package var ownValue: FieldDeclaration? {
    switch self {
    case .projects: PolicyTarget.named("id", of: ManifestKey.projects.field, doc: "The project ID")
    case .environments: PolicyTarget.named("id", of: ProjectKey.environments.field, doc: "The environment ID")
    case .endpointServices:
      PolicyTarget.named("name", of: EnvironmentKey.endpointServices.field, doc: "The name of the endpoint service")
    case .subscriptions: PolicyTarget.item(CustomerKey.subscriptions.field, "The subscription ID")
    case .allowedPrincipals: PolicyTarget.item(EndpointServiceKey.allowedPrincipals.field, "The principal")
    case .loadBalancers: PolicyTarget.item(EndpointServiceKey.loadBalancers.field, "The load balancer")
    default: nil
    }
  }

  private static func named(_ key: String, of holder: FieldDeclaration, doc: String) -> FieldDeclaration {
    guard case .named(let format, _) = holder.type else {
      return FieldDeclaration(key, .text, .required, Wording(stringLiteral: doc), example: "")
    }
    return FieldDeclaration(key, .identifier(format), .required, Wording(stringLiteral: doc), example: "")
  }

  private static func item(_ holder: FieldDeclaration, _ doc: String) -> FieldDeclaration {
    guard case .list(let element) = holder.type else { return holder }
    return FieldDeclaration("value", element, .required, Wording(stringLiteral: doc), example: "")
  }

  /// The values of the target itself, its own name first.
  package var fields: [FieldDeclaration] { [ownValue].compactMap { $0 } + (mapping?.fields ?? []) }

  package func field(_ key: String) -> FieldDeclaration? {
    if let own = ownValue, own.key == key { return own }
    return mapping?.fields.first { $0.key == key }
  }

  /// Whether it may have keys of one's own.
  package var takesExtensions: Bool { mapping != nil }

  /// How far down it is.
  package var level: PolicyLevel {
    switch self {
    case .manifests, .contacts: .manifest
    case .projects: .project
    case .environments, .customers, .subscriptions, .ports, .enablements, .endpoints: .environment
    case .endpointServices, .servicePorts, .allowedPrincipals, .loadBalancers, .serviceEndpoints: .endpointService
    }
  }

  /// The values of its context that conditions may name; a value of its own by the same name comes first.
  package var contexts: [PolicyContext] {
    PolicyContext.allCases.filter { $0.level <= level && field($0.rawValue) == nil }
  }

  /// What a key means if it is not written; nil: nothing that could be compared.
  func derivation(of key: String) -> Derivation? {
    switch (self, key) {
    case (.environments, EnvironmentKey.type.field.key): .environmentType
    case (.endpointServices, EndpointServiceKey.region.field.key): .serviceRegion
    case (.manifests, ManifestKey.limits.field.key): .edition
    default: nil
    }
  }

  /// A default that depends on other values.
  enum Derivation: Sendable { case environmentType, serviceRegion, edition }
}

/// The nested mappings, from the outside in.
package enum PolicyLevel: Int, Sendable, Comparable {
  case manifest, project, environment, endpointService

  /// The mapping around it.
  var outer: PolicyLevel { PolicyLevel(rawValue: rawValue - 1) ?? .manifest }

  package static func < (left: PolicyLevel, right: PolicyLevel) -> Bool { left.rawValue < right.rawValue }
}

/// A value of a target's context: what the target is in, by a name of its own.
package enum PolicyContext: String, Sendable, CaseIterable {
  case project, plan, cloud, region, environment
  case environmentType = "environment_type"
  case connection
  case endpointService = "endpoint_service"

  /// Where it is said.
  package var level: PolicyLevel {
    switch self {
    case .project, .plan, .cloud, .region: .project
    case .environment, .environmentType, .connection: .environment
    case .endpointService: .endpointService
    }
  }

  /// The mapping that it is written in: a name is a key of the mapping around what it names.
  var holder: PolicyLevel {
    switch self {
    case .project: .manifest
    case .plan, .cloud, .region, .environment, .environmentType: .project
    case .connection, .endpointService: .environment
    }
  }

  package var field: FieldDeclaration {
    let (source, doc): (FieldDeclaration?, Wording) =
      switch self {
      case .project: (PolicyTarget.projects.ownValue, "The project ID")
      case .plan: (ProjectKey.plan.field, "The plan of the project")
      case .cloud: (ProjectKey.cloud.field, "The cloud of the project")
      case .region: (ProjectKey.region.field, "The region of the project")
      case .environment: (PolicyTarget.environments.ownValue, "The environment ID, compared without letter case")
      case .environmentType: (EnvironmentKey.type.field, "The kind of environment, by its ID or its `type`")
      case .connection: (EnvironmentKey.connection.field, "The connection type of the environment")
      case .endpointService: (PolicyTarget.endpointServices.ownValue, "The name of the endpoint service")
      }
    return FieldDeclaration(rawValue, source?.type ?? .text, .required, doc, example: "")
  }
}
