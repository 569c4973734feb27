import Diagnostics
import ManifestModel

/// Data that do not go together: `init` writes everything it is given, so it refuses what has no place in the manifest.
extension InitCommand {
  /// Why the flags do not go together; nil if they do.
  var objection: String? {
    let (service, aws, azure) = (service.given, service.givenForAWS, service.givenForAzure + environment.givenForAzure)
    if environment.connection == .unidirectional, !service.isEmpty {
      return
        """
        \(InitCommand.list(service)) \(service.count == 1 ? "describes" : "describe") an endpoint service, but a \
        unidirectional connection has none; use `--connection bidirectional`, or omit \
        \(service.count == 1 ? "it" : "them")
        """
    }
    switch project.cloud {
    case .aws: return InitCommand.objection(to: azure, on: .aws)
    case .azure: return InitCommand.objection(to: aws, on: .azure)
    case nil:
      guard !aws.isEmpty, !azure.isEmpty else { return nil }
      return
        """
        \(InitCommand.list(aws)) and \(InitCommand.list(azure)) cannot be combined: the former is for AWS, the \
        latter for Azure
        """
    }
  }

  private static func objection(to flags: [String], on cloud: Cloud) -> String? {
    guard !flags.isEmpty else { return nil }
    return
      """
      \(list(flags)) \(flags.count == 1 ? "is" : "are") for \(cloud.other.name) and cannot be combined with `--cloud \
      \(cloud.rawValue)`
      """
  }

  private static func list(_ flags: [String]) -> String { Display.list(flags.map { "`\($0)`" }, "and") }
}

extension InitCommand.EnvironmentData {
  fileprivate var givenForAzure: [String] { subscription.isEmpty ? [] : ["--subscription"] }
}

extension InitCommand.ServiceData {
  fileprivate var givenForAWS: [String] {
    flags([("--service-name", serviceName != nil), ("--access-granted", accessGranted)])
  }
  fileprivate var givenForAzure: [String] { flags([("--resource-id", resourceID != nil)]) }

  /// Whether nothing is said of an endpoint service.
  var isEmpty: Bool { given.isEmpty }

  /// The flags of the group that are given.
  fileprivate var given: [String] {
    flags([("--endpoint-service", endpointService != nil)]) + givenForAWS + givenForAzure
      + flags([
        ("--service-port", !servicePort.isEmpty),
        (acceptanceRequired == false ? "--no-acceptance-required" : "--acceptance-required", acceptanceRequired != nil),
        ("--service-region", serviceRegion != nil), ("--load-balancer", !loadBalancer.isEmpty),
      ])
  }

  private func flags(_ flags: [(name: String, isGiven: Bool)]) -> [String] { flags.filter(\.isGiven).map(\.name) }
}
