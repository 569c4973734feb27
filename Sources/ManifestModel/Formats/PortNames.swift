import YAMLTree

extension Text {
  /// `HTTPS` in any letter case.
  var isHTTPS: Bool { equalsIgnoringCase(Text("https")) }
}

/// The ports of the services that stores and their back ends commonly speak to (D 3.3).
package enum PortNames {
  /// A name that is SSH, not one that contains the letters. What cannot be seen does not count.
  package static func isSSH(_ name: Text) -> Bool {
    if !name.isPrintableASCII, let repair = InvisibleCharacters.repair(name.string, isFreeText: false) {
      var text = repair.text
      return text.withUTF8 { !$0.isEmpty && isSSH(Text($0)) }
    }
    let letters = name.bytes.lazy.filter { $0 != UInt8(ascii: " ") }.map(Text.fold)
    guard letters.first == UInt8(ascii: "s") || letters.first == UInt8(ascii: "o") else { return false }
    return secureShells.contains { letters.elementsEqual(Text($0).bytes) }
  }

  private static let secureShells: [StaticString] = ["ssh", "openssh", "sshd", "ssh2", "ssh-2"]

  /// The service whose port it is.
  package static func service(on port: UInt16) -> String? { ports.first { $0.port == port }?.service }

  /// Whether a name means another service of the table than the one whose port it is.
  static func isAnother(_ name: Text, on port: UInt16) -> Bool {
    guard let owner = service(on: port), !name.equals(owner), let named = service(named: name) else { return false }
    return named != owner
  }

  /// The service a name means; nil: none of the table.
  package static func service(named name: Text) -> String? {
    guard name.count <= 24 else { return nil }
    let letters = name.bytes.compactMap { isLetterOrDigit(Text.fold($0)) ? Text.fold($0) : nil }
    return names[String(decoding: letters, as: UTF8.self)]
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool { byte &- 97 < 26 || byte &- 48 < 10 || byte >= 0x80 }

  /// The port a service answers on unless told otherwise; its other ports are for managers, encryption and other protocols.
  package static func usualPort(of service: String) -> UInt16? {
    ports.first { $0.service == service && !secondary.contains($0.port) }?.port
  }

  private static let secondary: [UInt16] = [5671, 9300, 15672, 61613]

  private static let ports: [(port: UInt16, service: String)] = [
    (1433, "SQL Server"), (1521, "Oracle"), (3306, "MySQL"), (5432, "PostgreSQL"), (5671, "RabbitMQ"),
    (5672, "RabbitMQ"), (6379, "Redis"),
    (9092, "Kafka"), (9200, "OpenSearch"), (9300, "OpenSearch"), (11211, "Memcached"), (15672, "RabbitMQ"),
    (27017, "MongoDB"),
    (61613, "ActiveMQ"), (61616, "ActiveMQ"),
  ]

  private static let names: [String: String] = [
    "mysql": "MySQL", "mariadb": "MySQL", "postgresql": "PostgreSQL", "postgres": "PostgreSQL",
    "sqlserver": "SQL Server",
    "mssql": "SQL Server", "oracle": "Oracle",
    "mongodb": "MongoDB", "redis": "Redis", "valkey": "Redis", "memcached": "Memcached", "opensearch": "OpenSearch",
    "elasticsearch": "OpenSearch",
    "rabbitmq": "RabbitMQ", "amqp": "RabbitMQ", "kafka": "Kafka", "activemq": "ActiveMQ", "artemis": "ActiveMQ",
    "stomp": "ActiveMQ",
  ]
}
