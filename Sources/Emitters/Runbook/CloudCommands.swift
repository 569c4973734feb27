import ManifestModel

/// The customer's commands in one cloud, for one environment. What the manifest does not hold becomes a shell variable.
protocol CloudCommands: Sendable {
  typealias Command = EnvironmentRunbook.Command

  var variables: RunbookVariables { get }

  /// Shows as whom the commands will act.
  mutating func identity() -> Command
  mutating func createLoadBalancer(of service: EffectiveEndpointService) -> [Command]
  mutating func createService(_ service: EffectiveEndpointService) -> [Command]
  /// Lets Adobe see and reach the service.
  mutating func letAdobeIn(to service: EffectiveEndpointService) -> [Command]
  /// Creates the endpoint to Adobe's service.
  mutating func connectToAdobe() -> [Command]
  /// Shows whether Adobe has approved the customer's endpoint.
  mutating func stateOfEndpoint() -> [Command]
  /// Shows the requests to the customer's service.
  mutating func connections(of service: EffectiveEndpointService) -> Command
  /// Approves Adobe's request to the customer's service.
  mutating func approveAdobe(at service: EffectiveEndpointService) -> [Command]
  /// What there is to look at on the way to Adobe Commerce.
  mutating func checksOfEndpoint() -> [Command]
  /// What there is to look at on the way from Adobe Commerce.
  mutating func checks(of service: EffectiveEndpointService) -> [Command]
}

/// A name for a resource, made from text that may hold anything.
enum ResourceName {
  /// - Parameters:
  ///   - text: what the name is to remind of.
  ///   - limit: how many letters the cloud takes.
  ///   - marks: what the cloud takes inside a name besides letters and digits.
  /// - Returns: a name that begins and ends with a letter or digit and has one mark at a time between them.
  static func of(_ text: String, limit: Int, marks: String) -> String {
    var name = ""
    var mark: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      guard scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) else {
        mark = mark ?? (marks.unicodeScalars.contains(scalar) ? scalar : "-")
        continue
      }
      if let mark, !name.isEmpty { name.unicodeScalars.append(mark) }
      mark = nil
      name.unicodeScalars.append(scalar)
    }
    name = String(name.prefix(limit))
    while let last = name.last, !last.isLetter && !last.isNumber { name.removeLast() }
    return name.isEmpty ? "service" : name
  }
}
