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
      """
      A customer, endpoint service, load balancer or resource in `enablement` that is in a region other than the \
      project's; an identifier whose partition contradicts its region.
      """,
    why: "Adobe connects only within one cloud region, even where the cloud itself allows more.",
    remedy: "Use resources in the project's region.",
    basis: .service("Prerequisites"),
    example: .init(.aws, bad: [("          region: eu-west-1", "          region: eu-central-1")])
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    checkProjects(file, to: &findings)
    for environment in file.environments {
      let project = file.project(of: environment)
      guard let region = project.region.present else { continue }
      let check = Check(project: project, region: file.region(region).name)
      check.compare(environment.region, id: region, of: "the customer's network", in: file, to: &findings)
      if let name = environment.adobeServiceName.present {
        check.compare(
          environment.adobeServiceName.place,
          name.region,
          of: "Adobe's endpoint service",
          in: file,
          to: &findings
        )
      }
      if environment.adobeResourceID.isPresent {
        check.compareAlias(environment.adobeResourceID.place, in: file, to: &findings)
      }
      for service in file.endpointServices[environment.endpointServices.range] {
        check.compare(service, id: region, in: file, to: &findings)
      }
    }
    for endpoint in file.endpoints {
      guard case .endpointDNS(let dns)? = endpoint.dns.present else { continue }
      let project = file.project(of: file.environments[endpoint.environment])
      let region = project.region.present.map { Check(project: project, region: file.region($0).name) }
      region?.compare(endpoint.dns.place, with: dns, in: file, to: &findings)
    }
    for stray in file.regionsAtFault {
      let project = file.project(of: file.environments[stray.environment])
      guard let region = project.region.present else { continue }
      Check(project: project, region: file.region(region).name).compare(stray, in: file, to: &findings)
    }
    checkPartitions(file, to: &findings)
  }

  /// The comparison with the region of one project.
  private struct Check {
    let project: Project
    let region: Text

    func compare(_ service: EndpointService, id: RegionID, in file: ManifestFile, to findings: inout Findings) {
      compare(service.region, id: id, of: "the endpoint service", in: file, to: &findings)
      if let name = service.name.present {
        compare(service.name.place, name.region, of: "the endpoint service", in: file, to: &findings)
      }
      for balancer in file.loadBalancers[service.loadBalancers.range] {
        if case .aws(let arn)? = balancer.name.present {
          compare(balancer.name.place, arn.region, of: "the load balancer", in: file, to: &findings)
        }
      }
    }

    /// Azure's names take any letter case.
    func compareAlias(_ place: Place, in file: ManifestFile, to findings: inout Findings) {
      let text = file.text(place)
      guard let part = PrivateLinkAlias(text)?.region, !text[part].equalsIgnoringCase(region) else { return }
      report(
        at: FindingPlace(place, part),
        region: text[part].string,
        of: "Adobe's Private Link service",
        to: &findings
      )
    }

    /// The region of an endpoint's name, and that of its zone where it is another.
    func compare(_ place: Place, with dns: EndpointDNS, in file: ManifestFile, to findings: inout Findings) {
      compare(place, dns.region, of: "the endpoint", in: file, to: &findings)
      let text = file.text(place)
      guard let zone = dns.zone, let zoneRegion = Region.ofZone(text[zone].string) else { return }
      if region.equals(zoneRegion) || text[dns.region].equals(zoneRegion) { return }
      report(at: FindingPlace(place, zone), region: zoneRegion, of: "the endpoint's zone", to: &findings)
    }

    func compare(
      _ field: Field<RegionID>,
      id: RegionID,
      of what: String,
      in file: ManifestFile,
      to findings: inout Findings
    ) {
      guard let other = field.present, other != id else { return }
      report(at: FindingPlace(field.place), region: file.regionName(other), of: what, to: &findings)
    }

    func compare(_ place: Place, _ part: TextRange, of what: String, in file: ManifestFile, to findings: inout Findings)
    {
      let other = file.text(place)[part]
      if other != region { report(at: FindingPlace(place, part), region: other.string, of: what, to: &findings) }
    }

    /// Whatever else is wrong with the identifier, that comes first.
    func compare(_ stray: RegionAtFault, in file: ManifestFile, to findings: inout Findings) {
      let other = file.text(stray.place)[stray.range]
      guard other != region, let span = file.spanOfScalar(stray.place) else { return }
      report(
        at: FindingPlace(stray.place, stray.range),
        region: other.string,
        of: stray.owner,
        cause: .anything(in: span),
        to: &findings
      )
    }

    private func report(
      at spot: FindingPlace,
      region other: String,
      of what: String,
      cause: Diagnostic.Cause? = nil,
      to findings: inout Findings
    ) {
      findings.add(
        about,
        at: spot,
        in: project.place,
        "\(what) is in \(Display.quoted(other)), but the project runs in \(Display.quoted(region.string))",
        label: "another region",
        related: [(FindingPlace(project.region.place), "the project's region")],
        help:
          """
          Adobe connects only within one region: use resources in \(Display.quoted(region.string)), or correct the \
          project's `region`
          """,
        cause: cause ?? RegionMismatch.cause(project, findings)
      )
    }
  }
}
