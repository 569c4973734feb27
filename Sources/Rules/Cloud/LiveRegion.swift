import CloudState
import Diagnostics
import ManifestModel

/// `live-region`: something is in another region than the project.
enum LiveRegion: CloudRule {
  static let about = RuleAbout(
    "live-region",
    .cloud,
    summary: "An endpoint service or endpoint is in a region other than the project's.",
    why: "Both ends of a connection have to be in the region of the Adobe Commerce instance.",
    remedy: "Create it in the project's region, or correct the project's region.",
    basis: .service("Limitations"),
    example: .init(
      .azure,
      bad: [],
      answers: [CloudExamples.linkServices(bad: "northeurope", good: "westeurope")]
    )
  )

  static func check(_ audit: Audit, _ findings: inout Findings) {
    for (service, observed) in audit.configured {
      // On AWS the name says it, and `region-mismatch` has read it there.
      guard observed.cloud == .azure, let region = observed.region else { continue }
      check(region, observed.origin, audit.identifier(service), service.environment, audit, &findings)
    }
    for (endpoint, observed) in audit.knownEndpoints {
      guard let region = observed.region else { continue }
      check(region, observed.origin, endpoint.id.place, endpoint.environment, audit, &findings)
    }
  }

  private static func check(
    _ region: String,
    _ origin: Origin,
    _ place: Place,
    _ environment: Int,
    _ audit: Audit,
    _ findings: inout Findings
  ) {
    let environment = audit.file.environments[environment]
    let project = audit.file.project(of: environment)
    guard let expected = project.region.present.map(audit.file.regionName), expected != region else { return }
    findings.add(
      about,
      at: FindingPlace(place),
      in: environment.place,
      "\(Display.quoted(audit.file.string(place))) is in region \(Display.quoted(region)), but the project is in \(Display.quoted(expected))",
      label: "in a different region",
      related: [audit.related(origin, "found in \(Display.quoted(region))")],
      help: "create it in \(Display.quoted(expected)), or correct the project's region"
    )
  }
}
