import Diagnostics
import ManifestModel

/// `transport-as-protocol`: a protocol that is a transport, and another one than the port has.
enum TransportAsProtocol: Rule {
  static let about = RuleAbout(
    "transport-as-protocol",
    .consistency,
    .error,
    summary: "`protocol` names TCP or UDP, but `transport` says, or defaults to, the other.",
    why: "The ticket would ask for both at once, such as UDP and TCP 53, and Adobe would open only one of them.",
    remedy:
      "Write `transport: udp`, and give the application protocol, such as DNS, under `protocol`, or leave it out.",
    example: .init(
      .aws,
      bad: [("{ service: SFTP, port: 2222 }", "{ service: Syslog, protocol: UDP, port: 514 }")],
      good: [("{ service: SFTP, port: 2222 }", "{ service: Syslog, protocol: TCP, port: 514 }")]
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for port in file.ports where !port.protocolTransports.isEmpty && port.transport.state != .faulty {
      let transport = port.transport.present ?? .tcp
      guard port.protocolTransports != Transports(transport) else { continue }
      let name = Display.quoted(file.string(port.applicationProtocol.place))
      findings.add(
        about,
        at: FindingPlace(port.applicationProtocol.place),
        in: port.place,
        "the protocol \(name) names a transport, but this port's transport is `\(transport.rawValue)`",
        label: port.transport.isPresent ? "contradicts `transport`" : "`transport` defaults to `tcp`",
        related: port.transport.isPresent ? [(FindingPlace(port.transport.place), "the transport")] : [],
        help: help(port, transport),
        fix: fix(port, findings)
      )
    }
  }

  private static func help(_ port: Port, _ transport: Transport) -> String {
    if port.protocolTransports == [.tcp, .udp] { return "write a separate entry for each transport" }
    if port.transport.isPresent { return "correct one of the two" }
    return port.protocolIsTransport
      ? "write `transport: udp` instead; `protocol` is for the application protocol, such as DNS"
      : "add `transport: udp`, and leave the transport out of `protocol`"
  }

  /// `protocol: UDP` as `transport: udp`; where both keys are written, which of them is right is not known.
  private static func fix(_ port: Port, _ findings: Findings) -> Fix? {
    let place = port.applicationProtocol.place
    guard port.protocolIsTransport, port.protocolTransports == .udp, !port.writesTransport,
      place.use == port.place.use, let key = findings.keySpan(ofValueAt: place)
    else { return nil }
    let edits = [Edit(key, "transport"), Edit(findings.span(of: FindingPlace(place)), "udp")]
    return Fix(.suggested, "write `transport: udp`", edits: edits)
  }
}
