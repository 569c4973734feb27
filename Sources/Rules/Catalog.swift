import Diagnostics
import ManifestModel

/// Every rule there is, in the order of `docs/rules`: by group, then by name.
package enum Catalog {
  /// Checked over each file.
  static let fileRules: [any Rule.Type] = [
    PlanNotPro.self,
    EnvironmentNotEligible.self,
    SSHOverPrivateLink.self,
    HTTPSToCommerce.self,
    RegionMismatch.self,
    PrivateDNS.self,
    AdobePrincipalMissing.self,
    EndpointServiceMissing.self,
    EndpointServiceUnexpected.self,
    HalfBidirectional.self,
    EndpointServiceSwapped.self,
    AdobeAccountAsCustomer.self,
    RegionWithoutCommerce.self,
    LoadBalancerNotNetwork.self,
    DuplicatePort.self,
    DuplicateEndpointService.self,
    DuplicateEntry.self,
    AccountMismatch.self,
    EndpointDNSMismatch.self,
    UDPTransport.self,
    TransportAsProtocol.self,
    HTTPSOnOtherPort.self,
    HTTPSToCustomer.self,
    PortServiceMismatch.self,
    EnvironmentIDCase.self,
    WildcardPrincipal.self,
    AdobePrincipalNarrowed.self,
    PublicEndpointService.self,
    AcceptanceOff.self,
    LeadTime.self,
    ImplausibleDate.self,
  ]

  /// Checked once over all files.
  static let workspaceRules: [any WorkspaceRule.Type] = [
    SharedLoadBalancer.self,
    ClusterMismatch.self,
    DuplicateEndpoint.self,
    DuplicateEnvironment.self,
    ProjectMismatch.self,
    CompanyMismatch.self,
    TooManyListeners.self,
  ]

  /// Checked over each file where something was collected of the cloud.
  static let cloudRules: [any CloudRule.Type] = [
    LiveAcceptance.self,
    LiveAccount.self,
    LiveConnectionPending.self,
    LiveEndpointMismatch.self,
    LiveEndpointMissing.self,
    LiveEndpointState.self,
    LiveListenerMissing.self,
    LiveLoadBalancer.self,
    LivePrincipalMissing.self,
    LivePrincipalUngranted.self,
    LivePrincipalUnlisted.self,
    LivePrivateDNS.self,
    LiveRegion.self,
    LiveSecurityGroup.self,
    LiveServiceMissing.self,
    LiveServiceState.self,
    LiveTargetUnhealthy.self,
    LiveUnmanaged.self,
    LiveUnrecorded.self,
  ]

  /// Reported while a file is read and decoded.
  private static let structural: [RuleAbout] = [
    YAMLSyntax.about,
    YAMLLimit.about,
    YAMLUnsupported.about,
    DuplicateKey.about,
    UnsupportedVersion.about,
    UnknownKey.about,
    MissingKey.about,
    EmptyValue.about,
    WrongType.about,
    UnknownValue.about,
    AmbiguousScalar.about,
    UnquotedDigits.about,
    TruncatedText.about,
    InvisibleCharacter.about,
    CloudMismatch.about,
    MalformedAccount.about,
    MalformedRegion.about,
    UnknownRegion.about,
    MalformedProjectID.about,
    MalformedCluster.about,
    PortOutOfRange.about,
    MalformedServiceName.about,
    MalformedResourceID.about,
    MalformedPrincipal.about,
    MalformedLoadBalancer.about,
    MalformedEndpoint.about,
    MalformedDate.about,
    MalformedEmail.about,
    DocumentationSample.about,
    PlaceholderLeft.about,
    SecretInManifest.about,
  ]

  /// Reported where ignores are applied.
  private static let ignoreRules: [RuleAbout] = [
    UnusedIgnore.about,
    IgnoreWithoutReason.about,
    ExpiredIgnore.about,
    UnknownRule.about,
  ]

  /// The description of each rule, by group, then by name.
  package static let all: [RuleAbout] = {
    let abouts =
      structural + fileRules.map { $0.about } + workspaceRules.map { $0.about } + cloudRules.map { $0.about }
      + ignoreRules
    let groups = RuleAbout.Group.allCases
    return abouts.sorted { left, right in
      let (first, second) = (groups.firstIndex(of: left.group) ?? 0, groups.firstIndex(of: right.group) ?? 0)
      return first != second ? first < second : left.id < right.id
    }
  }()

  package static let ids: [String] = all.map(\.id)

  /// The rules that compare with the cloud.
  package static let cloudIDs: [String] = cloudRules.map { $0.about.id }

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  package static func rule(_ id: String) -> RuleAbout? { byID[id] }

  /// Whether a rule compares files, so that what it finds in one depends on which others are checked.
  package static func looksAcrossFiles(_ id: String) -> Bool { workspaceRules.contains { $0.about.id == id } }

  /// Adds what the file rules find in a file.
  package static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for rule in fileRules { rule.check(file, today: today, to: &findings) }
  }

  /// Adds what differs from the cloud.
  package static func check(_ audit: Audit, to findings: inout Findings) {
    for rule in cloudRules { rule.check(audit, to: &findings) }
  }

  /// Adds what the workspace rules find to what was found in each file.
  package static func check(_ workspace: Workspace, to files: inout [Findings]) {
    var findings = WorkspaceFindings(files: consume files)
    for rule in workspaceRules { rule.check(workspace, to: &findings) }
    files = findings.files
  }
}
