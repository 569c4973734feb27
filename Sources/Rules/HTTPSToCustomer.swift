import Diagnostics
import ManifestModel

/// `https-to-customer`: 443 the other way, which is fine.
enum HTTPSToCustomer: Rule {
  static let about = RuleAbout(
    "https-to-customer",
    .consistency,
    .note,
    summary: "Port 443 from Adobe Commerce to the customer, which is allowed.",
    why:
      """
      The limit on HTTPS applies only to traffic toward Adobe Commerce; this note answers the question before it is \
      asked.
      """,
    remedy: "Nothing to do.",
    basis: .service("Limitations"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(ports: "{ service: ERP API, port: 443 }"),
      good: Examples.bidirectional()
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for port in file.ports where !port.isTowardCommerce && port.number.present == 443 {
      findings.add(
        about,
        at: FindingPlace(port.number.place),
        in: file.endpointServices[port.endpointService].place,
        "port 443 is allowed in this direction: the limit on HTTPS applies only to traffic toward Adobe Commerce",
        label: "from Adobe Commerce to you"
      )
    }
  }
}
