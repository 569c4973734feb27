import Diagnostics
import ManifestModel

/// `port-service-mismatch`: the port of one well-known service under the name of another.
enum PortServiceMismatch: Rule {
  static let about = RuleAbout(
    "port-service-mismatch",
    .consistency,
    .warning,
    summary: "The port is the usual port of one service, but the protocol or service named is a different one.",
    why: "One of the two is probably a mistake, and Adobe would open the wrong port.",
    remedy: "Correct the port or the name.",
    basis: .fact("IANA's port registry and the vendors' documentation of default ports"),
    example: .init(.aws, bad: [("{ service: SFTP, port: 2222 }", "{ service: Redis, port: 3306 }")])
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for port in file.ports where !port.namedServices.isEmpty {
      guard let number = port.number.present else { continue }
      let owners = Services.on(number)
      guard !owners.isEmpty, owners.isDisjoint(with: port.namedServices) else { continue }
      let isProtocol = port.applicationProtocol.isPresent && !port.protocolIsTransport
      let place = isProtocol ? port.applicationProtocol.place : port.service.place
      let names = owners.servers.map(\.name)
      let usual = port.namedServices.members.first.map { "; \($0.name) usually listens on \($0.ports[0])" } ?? ""
      findings.add(
        about,
        at: FindingPlace(port.number.place),
        """
        port \(number) is the usual port of \(Display.list(names, "or")), but this entry names \
        \(Display.quoted(file.string(place)))
        """,
        label: "usually \(Display.list(names, "or"))",
        related: [(FindingPlace(place), "named here")],
        help: "correct the port or the name\(usual)"
      )
    }
  }
}
