import Diagnostics
import ManifestModel

/// A project's region that everything else contradicts: one mistake, reported where it was made.
extension RegionMismatch {
  static func checkProjects(_ file: ManifestFile, to findings: inout Findings) {
    for project in file.projects {
      guard let id = project.region.present else { continue }
      let region = file.region(id).name
      let readings = readings(of: project, file)
      guard let first = readings.first, readings.count > 1, first.region != region,
        readings.allSatisfy({ $0.region == first.region })
      else { continue }
      let other = Display.quoted(first.region.string)
      let count = findings.items.count
      findings.add(
        about,
        at: FindingPlace(project.region.place),
        in: project.place,
        "the project runs in \(Display.quoted(region.string)), but everything else is in \(other)",
        label: "contradicts everything else",
        related: readings.prefix(3).map { ($0.spot, "in \(other)") },
        help:
          """
          Adobe connects only within one region: correct the project's `region`, or use resources in \
          \(Display.quoted(region.string))
          """,
        fix: findings.editableSpan(of: FindingPlace(project.region.place)).map {
          Fix(.suggested, "write \(other)", edits: [Edit($0, first.region.string)])
        }
      )
      findings.markSummaries(from: count)
    }
  }

  /// The finding at a project's region that explains those of the places which it contradicts.
  static func cause(_ project: Project, _ findings: Findings) -> Diagnostic.Cause {
    .finding(
      project.region.isPresent ? about : MalformedRegion.about,
      at: findings.reportedSpan(of: FindingPlace(project.region.place), in: project.place)
    )
  }

  private typealias Reading = (region: Text, spot: FindingPlace)

  /// Where a project's environments say a region.
  private static func readings(of project: Project, _ file: ManifestFile) -> [Reading] {
    var readings: [Reading] = []
    func read(_ field: Field<RegionID>) {
      // A default is one statement about many projects, and knows nothing of this one.
      if let id = field.present, !file.isSupplied(field.place) {
        readings.append((file.region(id).name, FindingPlace(field.place)))
      }
    }
    func read(_ place: Place, _ part: TextRange) {
      readings.append((file.text(place)[part], FindingPlace(place, part)))
    }
    for environment in file.environments[project.environments.range] {
      read(environment.region)
      if let name = environment.adobeServiceName.present { read(environment.adobeServiceName.place, name.region) }
      if environment.adobeResourceID.isPresent, case let place = environment.adobeResourceID.place,
        let region = PrivateLinkAlias(file.text(place))?.region
      {
        read(place, region)
      }
      for service in file.endpointServices[environment.endpointServices.range] {
        read(service.region)
        if let name = service.name.present { read(service.name.place, name.region) }
        for balancer in file.loadBalancers[service.loadBalancers.range] {
          if case .aws(let arn)? = balancer.name.present { read(balancer.name.place, arn.region) }
        }
      }
      for endpoint in file.endpoints[environment.endpoints.range] {
        if case .endpointDNS(let dns)? = endpoint.dns.present { read(endpoint.dns.place, dns.region) }
      }
    }
    return readings
  }
}
