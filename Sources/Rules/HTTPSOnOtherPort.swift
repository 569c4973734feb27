import Diagnostics
import ManifestModel

/// `https-on-other-port`: HTTPS toward Adobe Commerce on a port other than 443.
enum HTTPSOnOtherPort: Rule {
  static let about = RuleAbout(
    "https-on-other-port",
    .consistency,
    .warning,
    summary:
      "Protocol HTTPS, or a service whose name says HTTPS, toward Adobe Commerce on a port other than 443, where the edition of the limits bars HTTPS.",
    why: "The limit names the protocol first and the port in brackets; support may refuse it.",
    remedy: "Name the protocol that is really spoken, or ask in the ticket.",
    basis: .service("Limitations"),
    example: .init(.aws, bad: [("{ service: SFTP, port: 2222 }", "{ service: API, protocol: HTTPS, port: 8443 }")])
  )

  static func check(_ file: ManifestFile, today: CivilDate, _ findings: inout Findings) {
    for port in file.ports where port.isTowardCommerce && (port.protocolNamesHTTPS || port.serviceNamesHTTPS) {
      // Port 443 and port 22 are barred by themselves: one mistake, one finding.
      guard let number = port.number.present, number != 443, number != 22 else { continue }
      let environment = file.environments[port.environment]
      let project = file.project(of: environment)
      guard let cloud = project.cloud.present, let edition = file.knownEdition(of: project),
        edition.barsHTTPSToCommerce(on: cloud)
      else { continue }
      let later = edition.laterEdition { !$0.barsHTTPSToCommerce(on: cloud) }
      let place = port.protocolNamesHTTPS ? port.applicationProtocol.place : port.service.place
      findings.add(
        about,
        at: FindingPlace(place),
        in: environment.place,
        "\(Display.quoted(file.string(place))) is not allowed toward Adobe Commerce, so support may refuse it on ports other than 443, too",
        label: "the limit names this protocol",
        related: [(FindingPlace(port.number.place), "on a port other than 443")],
        help: "have support confirm it, or expose the service without TLS inside the private link"
          + file.orFollow(later, in: project)
      )
    }
  }
}
