import Diagnostics
import ManifestModel

/// `region-mismatch`: everything has to be in the project's region.
enum RegionMismatch: Rule {
  static let about = RuleAbout(
    "region-mismatch",
    .limits,
    .error,
    .limit,
    summary:
      "A region other than the project's: the customer's, an endpoint service's, a load balancer's, or one in `enablement`.",
    why: "Adobe connects within one cloud region only, whatever the cloud itself would allow.",
    remedy: "Use resources in the project's region.",
    basis: .service("Prerequisites"),
    example: .init(.aws, bad: [("          region: eu-west-1", "          region: eu-central-1")])
  )

  static func check(_ file: ManifestFile, today: CivilDate, _ findings: inout Findings) {
    for environment in file.environments {
      let project = file.project(of: environment)
      guard let region = known(project, file) else { continue }
      let check = Check(project: project, region: file.region(region).name)
      check.compare(environment.region, id: region, of: "the customer's network", file, &findings)
      if let name = environment.adobeServiceName.present {
        check.compare(environment.adobeServiceName.place, name.region, of: "Adobe's endpoint service", file, &findings)
      }
      for service in file.endpointServices[environment.endpointServices.range] {
        check.compare(service, id: region, file, &findings)
      }
    }
    for endpoint in file.endpoints {
      guard case .endpointDNS(let dns)? = endpoint.dns.present else { continue }
      let project = file.project(of: file.environments[endpoint.environment])
      guard let region = known(project, file) else { continue }
      Check(project: project, region: file.region(region).name).compare(
        endpoint.dns.place,
        dns.region,
        of: "the endpoint",
        file,
        &findings
      )
    }
  }

  /// The project's region; nil where it is at fault, an unknown one included: nothing can be held against it.
  private static func known(_ project: Project, _ file: ManifestFile) -> RegionID? {
    project.region.present.flatMap { file.region($0).isKnown ? $0 : nil }
  }

  /// The comparison with the region of one project.
  private struct Check {
    let project: Project
    let region: Text

    func compare(_ service: EndpointService, id: RegionID, _ file: ManifestFile, _ findings: inout Findings) {
      compare(service.region, id: id, of: "the endpoint service", file, &findings)
      if let name = service.name.present {
        compare(service.name.place, name.region, of: "the endpoint service", file, &findings)
      }
      for balancer in file.loadBalancers[service.loadBalancers.range] {
        if case .aws(let arn)? = balancer.name.present {
          compare(balancer.name.place, arn.region, of: "the load balancer", file, &findings)
        }
      }
    }

    func compare(
      _ field: Field<RegionID>,
      id: RegionID,
      of what: String,
      _ file: ManifestFile,
      _ findings: inout Findings
    ) {
      guard let other = field.present, other != id else { return }
      report(Spot(field.place), file.regionName(other), what, &findings)
    }

    func compare(_ place: Place, _ part: Part, of what: String, _ file: ManifestFile, _ findings: inout Findings) {
      let other = file.text(place)[part]
      if other != region { report(Spot(place, part), other.string, what, &findings) }
    }

    private func report(_ spot: Spot, _ other: String, _ what: String, _ findings: inout Findings) {
      findings.add(
        about,
        at: spot,
        in: project.place,
        "\(what) is in \(Shown.quoted(other)), and the project runs in \(Shown.quoted(region.string))",
        label: "another region",
        related: [(Spot(project.region.place), "the project's region")],
        help:
          "Adobe connects within one region: use resources in \(Shown.quoted(region.string)), or correct the project's `region`"
      )
    }
  }
}
