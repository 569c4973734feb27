import Diagnostics
import ManifestModel

/// `port-service-mismatch`: the port of one well-known service under the name of another.
enum PortServiceMismatch: Rule {
  static let about = RuleAbout(
    "port-service-mismatch",
    .consistency,
    .warning,
    summary: "The port is a well-known service's, and the protocol or service named is another one.",
    why: "One of the two is probably a slip, and Adobe would open the wrong port.",
    remedy: "Correct the port or the name.",
    basis: .fact("default ports of MySQL, PostgreSQL, Redis, OpenSearch, RabbitMQ and their like"),
    example: .init(.aws, bad: [("{ service: SFTP, port: 2222 }", "{ service: Redis, port: 3306 }")])
  )

  static func check(_ file: ManifestFile, today: CivilDate, _ findings: inout Findings) {
    for port in file.ports where port.namesAnotherService {
      let field = port.applicationProtocol.isPresent ? port.applicationProtocol : port.service
      guard let number = port.number.present, let owner = PortNames.service(on: number),
        let named = PortNames.service(named: file.text(field.place))
      else { continue }
      let usual = PortNames.usualPort(of: named).map { "; \(named) usually answers on \($0)" } ?? ""
      findings.add(
        about,
        at: Spot(port.number.place),
        "port \(number) is \(owner)'s, and this names \(Shown.quoted(file.string(field.place)))",
        label: "usually \(owner)",
        related: [(Spot(field.place), "named here")],
        help: "correct the port or the name\(usual)"
      )
    }
  }
}
