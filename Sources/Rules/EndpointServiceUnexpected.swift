import Diagnostics
import ManifestModel

/// `endpoint-service-unexpected`: unidirectional with a second half.
enum EndpointServiceUnexpected: Rule {
  static let about = RuleAbout(
    "endpoint-service-unexpected",
    .direction,
    .error,
    summary: "A unidirectional connection with endpoint services.",
    why:
      """
      A unidirectional connection goes only from your network to Adobe Commerce; Adobe would not connect to the \
      services.
      """,
    remedy: "Make the connection bidirectional, or remove the services.",
    basis: .service("PrivateLink connection types"),
    example: .init(.aws, bad: Array(Examples.bidirectional().dropFirst()), good: Examples.bidirectional())
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for environment in file.environments
    where environment.connection.present == .unidirectional && environment.endpointServiceMapping.isPresent {
      findings.add(
        about,
        at: FindingPlace(environment.endpointServiceMapping.place),
        in: environment.place,
        "a `unidirectional` connection cannot have `endpoint_services`",
        label: "Adobe would not connect here",
        related: [(FindingPlace(environment.connection.place), "only toward Adobe Commerce")],
        help: "write `connection: bidirectional`, or remove `endpoint_services`",
        fix: Fix(
          .suggested,
          "make the connection bidirectional",
          edits: [Edit(findings.span(of: FindingPlace(environment.connection.place)), "bidirectional")]
        )
      )
    }
  }
}
