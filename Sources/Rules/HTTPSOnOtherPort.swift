import Diagnostics
import ManifestModel

/// `https-on-other-port`: HTTPS toward Adobe Commerce on a port other than 443.
enum HTTPSOnOtherPort: Rule {
  static let about = RuleAbout(
    "https-on-other-port",
    .consistency,
    .warning,
    summary:
      """
      HTTPS, as the protocol or by the service's name, toward Adobe Commerce on a port other than 443, where the \
      chosen edition of the documented limits does not allow HTTPS.
      """,
    why: "The limit names the protocol first and the port only in parentheses; support may refuse HTTPS on any port.",
    remedy: "Name the protocol that is really used, or ask in the ticket.",
    basis: .service("Limitations"),
    example: .init(.aws, bad: [("{ service: SFTP, port: 2222 }", "{ service: API, protocol: HTTPS, port: 8443 }")])
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
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
        """
        \(Display.quoted(file.string(place))) is not allowed toward Adobe Commerce, so support may also refuse it on \
        ports other than 443
        """,
        label: "the limit names this protocol",
        related: [(FindingPlace(port.number.place), "on a port other than 443")],
        help: "ask support whether they will open this port; otherwise, request a port that does not use TLS"
          + file.orFollow(later, in: project)
      )
    }
  }
}
