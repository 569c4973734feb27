/// A service or protocol that is known by its ports. Several may share a port, and most have more than one.
package struct KnownService: Sendable {
  package let name: String
  /// The ports it answers on unless configured otherwise, the usual one first.
  package let ports: [UInt16]
  /// The names that mean it, in lower case, letters and digits only.
  let names: [String]
  /// It is spoken by servers that are in the list themselves.
  let isWireProtocol: Bool
  /// Where the ports come from.
  package let source: String

  private init(
    _ name: String,
    _ ports: [UInt16],
    also names: [String] = [],
    isWireProtocol: Bool = false,
    source: String
  ) {
    self.name = name
    self.ports = ports
    self.names = [name.lowercased().filter { $0.isLetter || $0.isNumber }] + names
    self.isWireProtocol = isWireProtocol
    self.source = source
  }

  /// At most 32: `Services` has a bit for each. HTTP, HTTPS, SSH and SFTP are not among them: they run on any port.
  static let all: [KnownService] = [
    KnownService(
      "MySQL",
      [3306, 33060, 33062],
      also: ["mariadb", "percona"],
      source: "MySQL Reference Manual, port reference"
    ),
    KnownService(
      "PostgreSQL",
      [5432, 5433, 6432],
      also: ["postgres", "pgsql", "pgbouncer"],
      source: "PostgreSQL documentation, connection settings; PgBouncer configuration"
    ),
    KnownService(
      "SQL Server",
      [1433, 1434],
      also: ["mssql", "mssqlserver", "microsoftsqlserver", "azuresql", "tds"],
      source: "Microsoft, ports used by SQL Server"
    ),
    KnownService(
      "Oracle",
      [1521, 1522, 2484],
      also: ["oracledb", "oracledatabase", "sqlnet"],
      source: "Oracle Net Services, port numbers"
    ),
    KnownService(
      "MongoDB",
      [27017, 27018, 27019],
      also: ["mongo", "documentdb"],
      source: "MongoDB manual, default ports"
    ),
    KnownService(
      "Redis",
      [6379, 6380, 16379, 26379],
      also: ["valkey", "keydb"],
      source: "Redis configuration, Sentinel and cluster; Azure Cache for Redis (6380)"
    ),
    KnownService("Memcached", [11211], also: ["memcache"], source: "memcached manual page"),
    KnownService(
      "OpenSearch",
      [9200, 9300],
      also: ["elasticsearch"],
      source: "OpenSearch and Elasticsearch documentation, network settings"
    ),
    KnownService(
      "RabbitMQ",
      [5672, 5671, 15672, 15671, 25672, 61613, 61614, 1883, 8883],
      also: ["amazonmq"],
      source: "RabbitMQ documentation, networking: ports"
    ),
    KnownService(
      "ActiveMQ",
      [61616, 61617, 5672, 5671, 61613, 61614, 1883, 8883, 8161, 8162],
      also: ["artemis", "activemqartemis", "openwire", "amazonmq"],
      source: "ActiveMQ configuration; Amazon MQ developer guide (8162)"
    ),
    KnownService(
      "AMQP",
      [5672, 5671, 61616, 61617],
      also: ["amqps"],
      isWireProtocol: true,
      source: "IANA port registry; ActiveMQ Artemis protocols (61616)"
    ),
    KnownService(
      "STOMP",
      [61613, 61614, 61616, 61617],
      isWireProtocol: true,
      source: "RabbitMQ and ActiveMQ documentation, STOMP"
    ),
    KnownService(
      "MQTT",
      [1883, 8883, 61616, 61617],
      also: ["mqtts"],
      isWireProtocol: true,
      source: "IANA port registry; ActiveMQ Artemis protocols (61616)"
    ),
    KnownService("Kafka", [9092], also: ["redpanda", "msk"], source: "Kafka documentation, broker configuration"),
    KnownService("ZooKeeper", [2181], source: "ZooKeeper administrator's guide"),
    KnownService("Cassandra", [9042], also: ["scylladb"], source: "Cassandra documentation, native transport port"),
    KnownService("Solr", [8983], source: "Solr reference guide"),
    KnownService(
      "LDAP",
      [389, 636, 3268, 3269],
      also: ["ldaps", "openldap", "activedirectory"],
      source: "IANA port registry; Microsoft, Active Directory global catalog (3268, 3269)"
    ),
    KnownService("SMTP", [25, 465, 587, 2525], also: ["smtps"], source: "IANA port registry; RFC 6409, RFC 8314"),
    KnownService("DNS", [53], source: "IANA port registry"),
    KnownService("Syslog", [514, 6514, 601], also: ["rsyslog"], source: "IANA port registry; RFC 5425"),
    KnownService("SMB", [445, 139], also: ["cifs", "samba"], source: "IANA port registry"),
    KnownService("NFS", [2049], source: "IANA port registry"),
    KnownService("FTP", [21, 990], also: ["ftps"], source: "IANA port registry"),
    KnownService("RDP", [3389], also: ["remotedesktop"], source: "IANA port registry"),
  ]
}

/// A set of known services.
package struct Services: Sendable, Equatable {
  private(set) var bits: UInt32 = 0

  package var isEmpty: Bool { bits == 0 }

  mutating func formUnion(_ other: Services) { bits |= other.bits }
  package func isDisjoint(with other: Services) -> Bool { bits & other.bits == 0 }

  /// In the order of the list.
  package var members: [KnownService] {
    KnownService.all.indices.filter { bits & (1 << UInt32($0)) != 0 }.map { KnownService.all[$0] }
  }

  /// Without the protocols that some of them speak, unless there is nothing else.
  package var servers: [KnownService] {
    let servers = members.filter { !$0.isWireProtocol }
    return servers.isEmpty ? members : servers
  }

  /// The services whose port it is.
  package static func on(_ port: UInt16) -> Services { byPort[port] ?? Services() }

  private static let byPort = table(\.ports)
  /// The services a name means; a name in lower case, letters and digits only.
  static let byName = table(\.names)

  private static func table<Key: Hashable>(_ keys: KeyPath<KnownService, [Key]>) -> [Key: Services] {
    var table: [Key: Services] = [:]
    for (index, service) in KnownService.all.enumerated() {
      for key in service[keyPath: keys] { table[key, default: Services()].bits |= 1 << UInt32(index) }
    }
    return table
  }
}
