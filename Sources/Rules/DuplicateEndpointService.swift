import Diagnostics
import ManifestModel

/// `duplicate-endpoint-service`: one service under two names of an environment.
enum DuplicateEndpointService: Rule {
  static let about = RuleAbout(
    "duplicate-endpoint-service",
    .consistency,
    .error,
    summary: "The same `service_name` or `resource_id` under two names in one environment.",
    why: "Adobe makes only one connection to it, so the two entries contradict each other.",
    remedy: "Merge the two entries, or correct one of them.",
    basis: .fact("an endpoint connects to one endpoint service"),
    example: .init(
      .aws,
      bad: Examples.bidirectional() + [Examples.secondService(name: Examples.endpointService)],
      good: Examples.bidirectional()
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for environment in file.environments where environment.endpointServices.count > 1 {
      var first: [String: EndpointService] = [:]
      for service in file.endpointServices[environment.endpointServices.range] {
        guard
          let place = service.name.isPresent
            ? service.name.place : service.resourceID.isPresent ? service.resourceID.place : nil
        else {
          continue
        }
        let key = service.name.isPresent ? file.string(place) : file.string(place).lowercased()
        guard let earlier = first[key] else {
          first[key] = service
          continue
        }
        let name = Display.quoted(file.string(earlier.id))
        findings.add(
          about,
          at: FindingPlace(place),
          in: environment.place,
          "\(Display.quoted(file.string(service.id))) is the same endpoint service as \(name)",
          label: "the same service again",
          related: [
            (
              FindingPlace(earlier.name.isPresent ? earlier.name.place : earlier.resourceID.place),
              "first under \(name)"
            )
          ],
          help: "merge the two entries: list the ports of both under one name"
        )
      }
    }
  }
}
