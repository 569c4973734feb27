import Diagnostics
import ManifestModel

/// `half-bidirectional`: bidirectional with no port toward Adobe Commerce.
enum HalfBidirectional: Rule {
  static let about = RuleAbout(
    "half-bidirectional",
    .direction,
    .warning,
    summary: "A bidirectional connection with `ports: []`.",
    why:
      """
      A bidirectional connection consists of both halves; Adobe does not offer a connection from Adobe Commerce \
      alone.
      """,
    remedy:
      "List the ports that your network reaches on Adobe Commerce, or ask in the ticket whether one half is enough.",
    basis: .service("PrivateLink connection types"),
    example: .init(
      .aws,
      bad: Examples.bidirectional() + [
        ("        ports:\n          - { service: SFTP, port: 2222 }", "        ports: []")
      ],
      good: Examples.bidirectional()
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for environment in file.environments
    where environment.connection.present == .bidirectional && environment.portList.isPresent
      && environment.ports.isEmpty
    {
      guard file.tree.next(environment.portList.place.node) == environment.portList.place.node + 1 else { continue }
      findings.add(
        about,
        at: FindingPlace(environment.portList.place),
        in: environment.place,
        "a bidirectional connection has two halves, but this one opens no port toward Adobe Commerce",
        label: "no connection to Adobe Commerce",
        related: [(FindingPlace(environment.connection.place), "both directions")],
        help: "list the ports your network reaches on Adobe Commerce"
      )
    }
  }
}
