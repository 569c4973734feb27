import CloudState
import Diagnostics
import ManifestModel

/// `live-unmanaged`: something that concerns Adobe, and is in no manifest.
enum LiveUnmanaged: CloudRule {
  static let about = RuleAbout(
    "live-unmanaged",
    .cloud,
    .note,
    summary:
      "An endpoint service that allows Adobe's principal, or an endpoint to Adobe's service, is in no manifest.",
    why: "What is in no manifest is not checked, and is easily forgotten when the connection changes.",
    remedy: "Add it to a manifest, or remove it from the cloud.",
    basis: .language,
    example: .init(
      .aws,
      bad: [],
      answers: [
        CloudExamples.permissions(bad: [Principal.adobeRoot], good: []),
        CloudExamples.services(bad: CloudExamples.configuration()),
      ]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    var seen: Set<String> = []
    for (index, environment) in audit.file.environments.enumerated() {
      // Once for each account of the file: at its first environment.
      guard let account = audit.accounts[index], seen.insert(account).inserted,
        audit.estate.firstFile[account] == audit.file.path
      else { continue }
      for key in audit.estate.servicesByAccount[account] ?? [] where !audit.estate.services.contains(key) {
        guard let service = audit.state.services[key], !audit.state.isGone(service), !isNamed(service, audit),
          let adobe = service.principals.items.first(where: { isAdobe($0.value, audit) })
        else { continue }
        report(
          """
          endpoint service \(Display.quoted(service.name ?? service.id)) allows Adobe to connect, but is in no \
          manifest
          """,
          from: adobe.origin,
          of: environment,
          at: index,
          in: audit,
          to: &findings
        )
      }
      for key in audit.estate.endpointsByAccount[account] ?? [] where !audit.estate.endpoints.contains(key) {
        guard let endpoint = audit.state.endpoints[key], !audit.state.isGone(endpoint),
          let target = endpoint.serviceName,
          isAdobeService(target.value, audit),
          !(endpoint.state?.value.isEnded ?? false),
          // What an environment can record is reported there.
          audit.estate.adobeServices[target.value.lowercased()] != 1
        else { continue }
        report(
          """
          endpoint \(Display.quoted(endpoint.id)) connects to Adobe's service \(Display.quoted(target.value)), but \
          is in no manifest
          """,
          from: endpoint.origin,
          of: environment,
          at: index,
          in: audit,
          to: &findings
        )
      }
    }
  }

  /// Whether a manifest names it with its region.
  private static func isNamed(_ service: ObservedService, _ audit: Audit) -> Bool {
    guard service.cloud == .aws, let region = service.region else { return false }
    return audit.estate.services.contains(CloudState.key(ofService: service.id, in: region))
  }

  private static func isAdobe(_ principal: String, _ audit: Audit) -> Bool {
    principal.hasPrefix("arn:aws:iam::\(Principal.adobeAccount):")
      || audit.estate.adobeSubscriptions.contains(principal)
  }

  private static func isAdobeService(_ name: String, _ audit: Audit) -> Bool {
    audit.estate.adobeServices[name.lowercased()] != nil || audit.state.owners[name] == Principal.adobeAccount
  }

  private static func report(
    _ message: String,
    from origin: Origin,
    of environment: Environment,
    at index: Int,
    in audit: Audit,
    to findings: inout Findings
  ) {
    findings.add(
      about,
      at: FindingPlace(environment.account.place),
      in: environment.place,
      message,
      label: "in this account",
      related: [audit.related(origin, "where it was found")],
      help: "add it to a manifest, or delete it if nothing uses it"
    )
  }
}
