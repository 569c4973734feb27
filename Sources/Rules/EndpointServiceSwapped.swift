import Diagnostics
import ManifestModel

/// `endpoint-service-swapped`: Adobe's own endpoint service given as the customer's.
enum EndpointServiceSwapped: Rule {
  static let about = RuleAbout(
    "endpoint-service-swapped",
    .direction,
    .error,
    summary: "An endpoint service given as the customer's is the one Adobe supplied.",
    why: "The two halves of a bidirectional connection use two endpoint services; Adobe cannot connect to its own.",
    remedy: "Use the name of the service in your own account.",
    basis: .service("Enablement workflow"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(more: "") + [
        (
          "        connection: bidirectional",
          """
                  enablement:
                    service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3
                  connection: bidirectional
          """
        )
      ],
      good: Examples.bidirectional()
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for service in file.endpointServices {
      let environment = file.environment(of: service)
      let place: Place
      let adobe: Place
      if environment.adobeServiceName.isPresent {
        (place, adobe) = (service.name.place, environment.adobeServiceName.place)
      } else if environment.adobeResourceID.isPresent {
        (place, adobe) = (service.resourceID.place, environment.adobeResourceID.place)
      } else {
        continue
      }
      guard file.text(place).equalsIgnoringCase(file.text(adobe)) else { continue }
      findings.add(
        about,
        at: FindingPlace(place),
        in: environment.place,
        "\(Display.quoted(file.string(service.id))) is the endpoint service that Adobe supplied, not one of yours",
        label: "Adobe's own service",
        related: [(FindingPlace(adobe), "Adobe's service, from the ticket")],
        help: "name the endpoint service in your own account that Adobe Commerce should connect to"
      )
    }
  }
}
