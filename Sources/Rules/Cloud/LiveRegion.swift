import CloudState
import Diagnostics
import ManifestModel

/// `live-region`: something is in another region than the project.
enum LiveRegion: CloudRule {
  static let about = RuleAbout(
    "live-region",
    .cloud,
    summary: "An endpoint service or endpoint is in a region other than the project's.",
    why: "Both ends of a connection must be in the region of the Adobe Commerce instance.",
    remedy: "Create it in the project's region, or correct the project's region.",
    basis: .service("Limitations"),
    example: .init(
      .azure,
      bad: [],
      answers: [CloudExamples.linkServices(bad: "northeurope", good: "westeurope")]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    for (service, observed) in audit.known where observed.isConfigured {
      // On AWS the name says it, and `region-mismatch` has read it there.
      guard observed.cloud == .azure, let region = observed.region else { continue }
      check(
        region,
        from: observed.origin,
        at: audit.identifier(service),
        of: service.environment,
        in: audit,
        to: &findings
      )
    }
    for (endpoint, observed) in audit.knownEndpoints {
      guard let region = observed.region else { continue }
      check(region, from: observed.origin, at: endpoint.id.place, of: endpoint.environment, in: audit, to: &findings)
    }
    for (service, observed) in audit.known { connections(of: service, observed, audit, to: &findings) }
  }

  /// Adobe's endpoints in other regions. AWS allows them where a service supports several regions; Adobe's are in the
  /// region of the instance.
  private static func connections(
    of service: EndpointService,
    _ observed: ObservedService,
    _ audit: Audit,
    to findings: inout Findings
  ) {
    let environment = audit.file.environments[service.environment]
    let project = audit.file.project(of: environment)
    guard let expected = project.region.present.map(audit.file.regionName) else { return }
    let strays = observed.connections.items.filter {
      $0.state.map { !$0.isEnded } ?? false && $0.region.map { $0.value != expected } ?? false
        && AdobeAccess.owns($0, to: service, audit)
    }
    if strays.isEmpty { return }
    var recorded: [String: Place] = [:]
    for endpoint in audit.file.endpoints[service.endpoints.range] {
      if let key = Estate.key(of: endpoint, audit.file) { recorded[key] = endpoint.id.place }
    }
    for connection in strays {
      guard let region = connection.region else { continue }
      findings.add(
        about,
        at: FindingPlace(recorded[connection.endpointID] ?? audit.identifier(service)),
        in: environment.place,
        """
        Adobe's endpoint \(Display.quoted(connection.endpointID)) is in region \(Display.quoted(region.value)), but \
        the project is in \(Display.quoted(expected))
        """,
        label: "connects from a different region",
        related: [audit.related(region.origin, "its region")],
        help: "ask Adobe in the ticket for an endpoint in \(Display.quoted(expected)), or correct the project's region",
        cause: audit.absence(of: service, findings)
      )
    }
  }

  private static func check(
    _ region: String,
    from origin: Origin,
    at place: Place,
    of environment: Int,
    in audit: Audit,
    to findings: inout Findings
  ) {
    let environment = audit.file.environments[environment]
    let project = audit.file.project(of: environment)
    guard let expected = project.region.present.map(audit.file.regionName), expected != region else { return }
    findings.add(
      about,
      at: FindingPlace(place),
      in: environment.place,
      """
      \(Display.quoted(audit.file.string(place))) is in region \(Display.quoted(region)), but the project is in \
      \(Display.quoted(expected))
      """,
      label: "in a different region",
      related: [audit.related(origin, "found in \(Display.quoted(region))")],
      help: "create it in \(Display.quoted(expected)), or correct the project's region"
    )
  }
}
