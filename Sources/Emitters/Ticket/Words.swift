import ManifestModel

/// What each cloud calls the parts of a connection.
extension Cloud {
  /// What the customer offers to Adobe, and Adobe to the customer.
  package var serviceNoun: String { self == .aws ? "endpoint service" : "Private Link service" }
  /// What connects to one.
  package var endpointNoun: String { self == .aws ? "interface endpoint" : "private endpoint" }
  /// What it is owned by.
  package var accountNoun: String { self == .aws ? "account" : "subscription" }
  package var networkNoun: String { self == .aws ? "VPC" : "VNet" }
}

extension Plan {
  /// As people write it.
  package var name: String { self == .pro ? "Pro" : "Starter" }
}

/// Lists in sentences.
package enum Words {
  /// Names that one sentence lists; a longer list says how many more there are, so that texts stay readable and as long
  /// as what they tell of.
  static let most = 6

  /// "a", "a and b", "a, b and c".
  package static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// "a, b, c and 7 more".
  package static func shortList(_ names: [String], _ noun: String = "more") -> String {
    names.count <= most
      ? list(names) : names.prefix(most - 1).joined(separator: ", ") + " and \(names.count - most + 1) \(noun)"
  }

  /// "TCP 80 (Webserver) and TCP 2222 (SFTP)".
  static func sockets(_ ports: [EffectivePort]) -> String { shortList(ports.map(\.described), "more ports") }
}

extension EffectivePort {
  /// "TCP 80 (Webserver)".
  var described: String { service.map { "\(socket) (\($0))" } ?? socket }
}
