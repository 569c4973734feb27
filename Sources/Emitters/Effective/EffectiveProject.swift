import ManifestModel

// The effective manifest: what a workspace says after aliases, merges and defaults, whatever its layout. Every emitter
// reads this and nothing else. Values are optional where a manifest may lack them: runbooks and the old side of a
// change are compiled from unfinished manifests too.

/// A project, from however many manifests.
package struct EffectiveProject: Sendable, Equatable {
  package var id: String
  package var company: String?
  package var contacts: [EffectiveContact] = []
  /// The edition of the documented limits it was checked against; the earliest where its manifests follow several.
  package var edition: String
  package var title: String?
  package var plan: Plan?
  package var cloud: Cloud?
  package var region: String?
  /// In order of ID.
  package var environments: [EffectiveEnvironment] = []
  /// The manifests it comes from, in order of path.
  package var paths: [String] = []

  /// "yw1unoukjcawe (EU storefront)".
  package var displayName: String { title.map { "\(id) (\($0))" } ?? id }
}

package struct EffectiveContact: Sendable, Hashable {
  package var name: String
  package var email: String?
}

package struct EffectiveEnvironment: Sendable, Equatable {
  package var id: String
  /// The edition of the documented limits that its manifest follows.
  package var edition: String
  package var type: EnvironmentType?
  package var connection: Connection?
  package var cluster: String?
  package var account: String?
  package var region: String?
  /// On Azure the account where none are written.
  package var subscriptions: [String] = []
  package var ports: [EffectivePort] = []
  package var privateDNS = false
  /// In order of name.
  package var endpointServices: [EffectiveEndpointService] = []
  package var neededBy: String?
  package var ticket: String?
  /// Adobe's endpoint service: a service name, a resource ID or an alias.
  package var adobeService: String?
  package var adobeSubscription: String?
  package var endpoints: [EffectiveEndpoint] = []

  package var isBidirectional: Bool { connection == .bidirectional }
  /// "Production environment", "Staging environment staging2".
  package var displayName: String {
    let kind =
      type.map { $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() + " environment" } ?? "Environment"
    return id == type?.rawValue ? kind : "\(kind) \(id)"
  }
}

package struct EffectivePort: Sendable, Hashable {
  package var number: Int
  package var transport: Transport
  package var service: String?
  package var applicationProtocol: String?

  /// "TCP 80".
  package var socket: String { "\(transport.rawValue.uppercased()) \(number)" }
  /// "80", "514-udp".
  package var name: String { transport == .udp ? "\(number)-udp" : "\(number)" }
}

package struct EffectiveEndpointService: Sendable, Equatable {
  package var name: String
  /// The service name on AWS, the resource ID on Azure.
  package var identifier: String?
  package var region: String?
  package var ports: [EffectivePort] = []
  package var allowedPrincipals: [String] = []
  package var acceptanceRequired = true
  package var privateDNS = false
  package var loadBalancers: [String] = []
  /// Adobe's endpoints to it.
  package var endpoints: [EffectiveEndpoint] = []

  /// Those of the allowed principals that let Adobe connect, its account first.
  package var adobePrincipals: [String] {
    let all = allowedPrincipals.filter { $0 == "*" || $0.hasPrefix("arn:aws:iam::\(Principal.adobeAccount):") }
    return all.filter { $0 == Principal.adobeRoot } + all.filter { $0 != Principal.adobeRoot }
  }
  /// Whether a principal is every AWS account.
  package var isOpenToAll: Bool { allowedPrincipals.contains("*") }
  package var grantsAdobe: Bool { !adobePrincipals.isEmpty }
  /// How many principals beside Adobe's may connect: who they are is not disclosed.
  package var otherPrincipals: Int { allowedPrincipals.count - adobePrincipals.count }
}

package struct EffectiveEndpoint: Sendable, Hashable {
  package var id: String?
  package var dns: String?
  package var approved: String?
  package var verified: String?
}

/// A documented limit to which the manifest requests an exception: an ignored finding with its reason.
package struct RequestedException: Sendable, Equatable {
  package var project: String
  /// nil: it concerns the project as a whole.
  package var environment: String?
  package var rule: String
  package var finding: String
  /// What the manifest says at the place of the finding.
  package var value: String
  package var reason: String
  /// The last day of the exception; nil: it has no end.
  package var until: String?

  package init(
    project: String,
    environment: String?,
    rule: String,
    finding: String,
    value: String,
    reason: String,
    until: String?
  ) {
    self.project = project
    self.environment = environment
    self.rule = rule
    self.finding = finding
    self.value = value
    self.reason = reason
    self.until = until
  }
}
