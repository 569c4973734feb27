import Diagnostics
import ManifestModel

/// `udp-transport`: the documented test is TCP.
enum UDPTransport: Rule {
  static let about = RuleAbout(
    "udp-transport",
    .consistency,
    .warning,
    summary: "A port with `transport: udp`.",
    why:
      """
      Adobe's page does not mention UDP, and its connection test uses TCP; AWS has supported UDP only since late \
      2024.
      """,
    remedy: "Ask in the ticket whether Adobe opens UDP, or use TCP.",
    basis: .service("Test VPC endpoint service connection"),
    example: .init(.aws, bad: [("port: 2222 }", "port: 2222, transport: udp }")])
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for port in file.ports where port.transport.present == .udp {
      findings.add(
        about,
        at: FindingPlace(port.transport.place),
        "`udp` might not be supported: Adobe documents and tests TCP only",
        label: "not TCP",
        help: "use TCP, or ask support to confirm UDP before you rely on it"
      )
    }
  }
}
