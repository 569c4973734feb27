import Diagnostics
import ManifestModel
import YAMLTree

/// What `init` writes: a manifest with what is known, and a placeholder for each datum that is not, under a comment that says where it is found.
package struct StartingManifest {
  /// Where an editor finds the schema: a path from the manifest, or a URL.
  package var schema: String?
  package var company: String?
  package var contactName: String?
  package var contactEmail: String?
  package var limits: Edition?
  package var project: String?
  package var title: String?
  package var plan: Plan?
  package var cloud: Cloud?
  package var region: String?
  package var environment = "production"
  package var type: EnvironmentType?
  package var connection: Connection?
  package var cluster: String?
  package var account: String?
  package var customerRegion: String?
  package var subscriptions: [String] = []
  package var ports: [StartingPort] = []
  package var endpointService: String?
  package var serviceName: String?
  package var resourceID: String?
  package var servicePorts: [StartingPort] = []
  package var loadBalancers: [String] = []
  package var neededBy: CivilDate?

  private var lines: [String] = []

  package init() {}

  /// A port and what answers on it.
  package struct StartingPort: Sendable {
    let service: String
    let applicationProtocol: String?
    let number: Int

    /// `SERVICE:PORT` or `SERVICE:PROTOCOL:PORT`.
    package init?(_ text: String) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard (2...3).contains(parts.count), !parts.contains(where: \.isEmpty), let last = parts.last, let number = Int(last) else {
        return nil
      }
      service = parts[0]
      applicationProtocol = parts.count == 3 ? parts[1] : nil
      self.number = number
    }
  }

  // MARK: The text

  package var text: String {
    var copy = self
    copy.write()
    return copy.lines.map { $0 + "\n" }.joined()
  }

  private mutating func write() {
    let cloud = effectiveCloud
    lines = schema.map { ["# yaml-language-server: $schema=\($0.filter { !$0.isNewline })"] } ?? []
    lines += [
      "# The PrivateLink connections of one company. `privatelint lint` says what is still to fill in,",
      "# `privatelint ticket` writes the support ticket.", "version: 1",
    ]
    if let limits { put(ManifestKey.limits, limits.id, 0) }
    put(ManifestKey.company, company, 0)
    if contactName != nil || contactEmail != nil {
      lines.append("contacts:")
      lines.append("  - name: \(value(ContactKey.name.declaration, contactName))")
      lines.append("    email: \(value(ContactKey.email.declaration, contactEmail))")
    }
    lines += ["", "projects:"]
    comment(ManifestKey.projects.declaration, 1)
    lines.append("  \(project.map(StartingManifest.name) ?? "<project ID>"):")
    if let title { put(ProjectKey.title, title, 2, isTold: false) }
    put(ProjectKey.plan, plan?.rawValue, 2)
    put(ProjectKey.cloud, cloud?.rawValue, 2)
    put(ProjectKey.region, region ?? customerRegion, 2)
    lines.append("    environments:")
    comment(ProjectKey.environments.declaration, 3)
    lines.append("      \(StartingManifest.name(environment)):")
    writeEnvironment(cloud)
  }

  private mutating func writeEnvironment(_ cloud: Cloud?) {
    let tellsType = StartingManifest.tellsType(environment)
    if !tellsType || type != nil { put(EnvironmentKey.type, type?.rawValue, 4) }
    put(EnvironmentKey.connection, effectiveConnection?.rawValue, 4)
    if cloud == .azure || cluster != nil { put(EnvironmentKey.cluster, cluster, 4) }
    lines.append("        customer:")
    put(CustomerKey.account, account, 5)
    put(CustomerKey.region, customerRegion ?? region, 5)
    if !subscriptions.isEmpty { put(CustomerKey.subscriptions, list: subscriptions, 5) }
    put(EnvironmentKey.ports.declaration, ports, 4)
    if effectiveConnection == .bidirectional { writeEndpointService(cloud) }
    if let neededBy {
      comment(EnvironmentKey.neededBy.declaration, 4)
      lines.append("        needed_by: \(neededBy.text)")
    }
  }

  private mutating func writeEndpointService(_ cloud: Cloud?) {
    comment(EnvironmentKey.endpointServices.declaration, 4)
    lines.append("        endpoint_services:")
    lines.append("          \(endpointService.map(StartingManifest.name) ?? "<name of your choice>"):")
    if cloud == .aws || serviceName != nil { put(EndpointServiceKey.serviceName, serviceName, 6) }
    if cloud == .azure || resourceID != nil { put(EndpointServiceKey.resourceID, resourceID, 6) }
    if cloud == .aws { put(EndpointServiceKey.allowedPrincipals, list: [Principal.adobeRoot], 6) }
    if !loadBalancers.isEmpty { put(EndpointServiceKey.loadBalancers, list: loadBalancers, 6) }
    put(EndpointServiceKey.ports.declaration, servicePorts, 6)
  }

  // MARK: What follows from what is given

  /// The cloud, where it is given or plain from what is.
  private var effectiveCloud: Cloud? {
    if let cloud { return cloud }
    if resourceID != nil || !subscriptions.isEmpty { return .azure }
    if serviceName != nil { return .aws }
    let byAccount = account.flatMap { StartingManifest.parse($0) { Account($0)?.cloud } }
    return byAccount ?? (region ?? customerRegion).flatMap { StartingManifest.parse($0) { Region.shape(of: $0) } }
  }

  /// An endpoint service is for bidirectional connections only.
  private var effectiveConnection: Connection? {
    if let connection { return connection }
    let hasService = endpointService != nil || serviceName != nil || resourceID != nil || !servicePorts.isEmpty || !loadBalancers.isEmpty
    return hasService ? .bidirectional : nil
  }

  private static func tellsType(_ id: String) -> Bool { parse(id) { EnvironmentID.type(of: $0) } != nil }

  // MARK: Lines

  private mutating func put<Key: MappingKey>(_ key: Key, _ text: String?, _ depth: Int, isTold: Bool = true) {
    let field = key.declaration
    if isTold { comment(field, depth) }
    lines.append(StartingManifest.indent(depth) + "\(field.key): \(value(field, text))")
  }

  private mutating func put<Key: MappingKey>(_ key: Key, list: [String], _ depth: Int) {
    comment(key.declaration, depth)
    lines.append(StartingManifest.indent(depth) + "\(key.declaration.key):")
    lines += list.map { StartingManifest.indent(depth + 1) + "- \(StartingManifest.scalar($0))" }
  }

  private mutating func put(_ field: FieldDeclaration, _ ports: [StartingPort], _ depth: Int) {
    comment(field, depth)
    lines.append(StartingManifest.indent(depth) + "\(field.key):")
    let indent = StartingManifest.indent(depth + 1)
    if ports.isEmpty {
      lines += [indent + "- service: <what answers on the port>", indent + "  port: <port number>"]
    }
    for port in ports {
      let words = port.applicationProtocol.map { ", protocol: \(StartingManifest.scalar($0))" } ?? ""
      lines.append(indent + "- { service: \(StartingManifest.scalar(port.service))\(words), port: \(port.number) }")
    }
  }

  private mutating func comment(_ field: FieldDeclaration, _ depth: Int) {
    let origin = field.origin.map { "; \($0)" } ?? ""
    let indent = StartingManifest.indent(depth)
    lines += TextBlock.wrap("# " + field.doc + origin, indent: indent.count + 2).split(separator: "\n").enumerated().map { index, line in
      index == 0 ? indent + line : indent + "# " + line.drop { $0 == " " }
    }
  }

  /// The value, or the placeholder that says what is wanted.
  private func value(_ field: FieldDeclaration, _ text: String?) -> String {
    if let text { return StartingManifest.scalar(text) }
    if case .enumeration(let values) = field.type { return "<\(Shown.list(values))>" }
    let placeholder = "<\(field.key.replacing("_", with: " "))>"
    // Between quotes already, so that the digits of an account stay text when they are filled in.
    if case .identifier(.account) = field.type { return "\"\(placeholder)\"" }
    return placeholder
  }

  private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

  // MARK: YAML

  /// A value that every YAML reader takes as this text.
  static func scalar(_ text: String) -> String {
    let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]
    let isPlain =
      text.first?.isASCII == true && (text.first?.isLetter == true || text.first == "/") && text.last != " "
      && !words.contains(text.lowercased())
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || " ._/@+-".contains($0)) }
    return isPlain ? text : YAMLText.doubleQuoted(text)
  }

  /// A name: plain also where it begins with a digit, if no reader could take it for a number.
  static func name(_ text: String) -> String {
    guard text.first?.isNumber == true else { return scalar(text) }
    let isWord = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }
    return isWord && text.contains { ("g"..."n").contains($0) || ("p"..."w").contains($0) || $0 == "y" || $0 == "z" }
      ? text : YAMLText.doubleQuoted(text)
  }

  private static func parse<Value>(_ text: String, _ body: (Text) -> Value?) -> Value? {
    var text = text
    return text.withUTF8 { body(Text($0)) }
  }
}
