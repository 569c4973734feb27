import ManifestModel

extension Text {
  /// `HTTPS` in any letter case.
  var isHTTPS: Bool { equalsIgnoringCase(Text("https")) }
}

/// The ports of the services that stores and their back ends commonly speak to (D 3.3).
enum PortNames {
  /// The service whose port it is.
  static func service(on port: UInt16) -> String? { ports[port] }

  /// The service a name means; nil: none of the table.
  static func service(named name: Text) -> String? {
    guard name.count <= 24 else { return nil }
    let letters = name.bytes.compactMap { isLetterOrDigit(Text.fold($0)) ? Text.fold($0) : nil }
    return names[String(decoding: letters, as: UTF8.self)]
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool { byte &- 97 < 26 || byte &- 48 < 10 || byte >= 0x80 }

  /// The ports of a service, lowest first.
  static func ports(of service: String) -> [UInt16] { ports.filter { $0.value == service }.map(\.key).sorted() }

  private static let ports: [UInt16: String] = [
    3306: "MySQL", 5432: "PostgreSQL", 1433: "SQL Server", 1521: "Oracle", 27017: "MongoDB", 6379: "Redis", 11211: "Memcached",
    9200: "OpenSearch",
    9300: "OpenSearch", 5672: "RabbitMQ", 5671: "RabbitMQ", 15672: "RabbitMQ", 9092: "Kafka", 61613: "ActiveMQ", 61616: "ActiveMQ",
  ]

  private static let names: [String: String] = [
    "mysql": "MySQL", "mariadb": "MySQL", "postgresql": "PostgreSQL", "postgres": "PostgreSQL", "sqlserver": "SQL Server",
    "mssql": "SQL Server", "oracle": "Oracle",
    "mongodb": "MongoDB", "redis": "Redis", "valkey": "Redis", "memcached": "Memcached", "opensearch": "OpenSearch",
    "elasticsearch": "OpenSearch",
    "rabbitmq": "RabbitMQ", "amqp": "RabbitMQ", "kafka": "Kafka", "activemq": "ActiveMQ", "artemis": "ActiveMQ", "stomp": "ActiveMQ",
  ]
}
