/// A port and what answers on it.
package enum PortKey: Int, MappingKey {
  case service, applicationProtocol, port, transport

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "port",
    entryOf: "ports",
    doc: "A port and what answers on it",
    keys: PortKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .service:
      FieldDeclaration(
        "service",
        .text,
        .required,
        "What answers on the port",
        example: "SFTP",
        origin: "use a name that Adobe support will recognize, for example `Webserver` or `SFTP`",
        suggestion: .serviceNames
      )
    case .applicationProtocol:
      FieldDeclaration("protocol", .word, "The application protocol", example: "HTTP", suggestion: .protocols)
    case .port:
      FieldDeclaration(
        "port",
        .integer(1...65535),
        .required,
        "The port number",
        example: "2222",
        origin: "write the port number, such as `2222`",
        suggestion: .portNumbers
      )
    case .transport:
      FieldDeclaration(
        "transport",
        .enumeration(Transport.allCases.map(\.rawValue)),
        default: Transport.tcp.rawValue,
        "The transport protocol",
        example: "tcp"
      )
    }
  }
}
