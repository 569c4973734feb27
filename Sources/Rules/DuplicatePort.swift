import Diagnostics
import ManifestModel

/// `duplicate-port`: a port twice in one list.
enum DuplicatePort: Rule {
  static let about = RuleAbout(
    "duplicate-port",
    .consistency,
    .error,
    summary: "A port twice in one list, with the same transport.",
    why: "A port can serve only one service; the ticket would ask for two things at once.",
    remedy: "Remove one, or give one of the services a different port.",
    basis: .fact("each port of a load balancer has one listener"),
    example: .init(
      .aws,
      bad: [
        (
          "- { service: SFTP, port: 2222 }",
          "- { service: SFTP, port: 2222 }\n          - { service: Files, port: 2222 }"
        )
      ]
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for environment in file.environments {
      check(environment.ports.range, in: environment.place, of: file, to: &findings)
    }
    for service in file.endpointServices { check(service.ports.range, in: service.place, of: file, to: &findings) }
  }

  private static func check(_ range: Range<Int>, in context: Place, of file: ManifestFile, to findings: inout Findings)
  {
    guard range.count > 1 else { return }
    var first = FirstPorts(few: range.count <= 8)
    for index in range {
      let port = file.ports[index]
      guard let number = port.number.present, port.transport.state != .faulty else { continue }
      guard let earlier = first.insert(number, port.transport.present ?? .tcp, at: index) else { continue }
      let other = file.ports[earlier].number.place
      findings.add(
        about,
        at: FindingPlace(port.number.place),
        in: port.number.place.use == other.use ? nil : context,
        "port \(number) is listed twice",
        label: "again here",
        related: [(FindingPlace(other), "first here")],
        help: "remove one of the two, or give one of the services a different port"
      )
    }
  }

  /// The first place of each port: a scan for the few ports people list, a table for more.
  private struct FirstPorts {
    private struct Key: Hashable {
      let number: UInt16
      let transport: Transport
    }

    private var few: [(key: Key, index: Int)] = []
    private var many: [Key: Int] = [:]
    private let isFew: Bool

    init(few: Bool) { isFew = few }

    mutating func insert(_ number: UInt16, _ transport: Transport, at index: Int) -> Int? {
      let key = Key(number: number, transport: transport)
      if isFew {
        if let earlier = few.first(where: { $0.key == key }) { return earlier.index }
        few.append((key, index))
        return nil
      }
      if let earlier = many[key] { return earlier }
      many[key] = index
      return nil
    }
  }
}
