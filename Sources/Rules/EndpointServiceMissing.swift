import Diagnostics
import ManifestModel

/// `endpoint-service-missing`: bidirectional without the second half.
enum EndpointServiceMissing: Rule {
  static let about = RuleAbout(
    "endpoint-service-missing",
    .direction,
    .error,
    summary: "A bidirectional connection without an endpoint service.",
    why:
      """
      A bidirectional connection is really two; for the one from Adobe Commerce to you, Adobe needs your endpoint \
      service.
      """,
    remedy: "Describe the service under `endpoint_services`, or make the connection unidirectional.",
    basis: .service("PrivateLink connection types"),
    reportsAbsence: true,
    example: .init(
      .aws,
      bad: [("connection: unidirectional", "connection: bidirectional")],
      good: Examples.bidirectional()
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for environment in file.environments
    where environment.connection.present == .bidirectional && environment.endpointServiceMapping.state == .absent {
      let (empty, connection) = (environment.endpointServiceMapping.place, environment.connection.place)
      findings.add(
        about,
        at: FindingPlace(empty.isWritten ? empty : connection),
        in: environment.place,
        "a `bidirectional` connection needs one of your endpoint services, but there is none",
        label: "Adobe Commerce has nothing to connect to",
        related: empty.isWritten ? [(FindingPlace(connection), "both directions")] : [],
        help: "add `endpoint_services`, or write `connection: unidirectional` if only your network connects"
      )
    }
  }
}
