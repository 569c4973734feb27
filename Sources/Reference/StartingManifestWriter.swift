import Diagnostics
import ManifestModel
import YAMLTree
import Formatter

extension StartingManifest {
  /// What `init` writes: the data that are known, and a placeholder for each datum that is required and is not, under a
  /// comment that says where it is found; and how many placeholders there are.
  package var written: (text: String, gaps: Int) {
    var writer = StartingManifestWriter(self)
    writer.write()
    return (writer.text, writer.gaps)
  }
}

/// Writes the lines of a manifest to start from. Texts are quoted here, and the layout is that of `fmt`, which takes
/// off the quotes that nothing needs.
private struct StartingManifestWriter {
  private let manifest: StartingManifest
  private let cloud: Cloud?
  private var lines: [String] = []
  private(set) var gaps = 0

  init(_ manifest: StartingManifest) {
    self.manifest = manifest
    cloud = manifest.effectiveCloud
  }

  var text: String {
    let text = (head + lines).map { $0 + "\n" }.joined()
    return Formatting.format(YAMLTree.read(Source(path: "", contents: text.utf8))).map {
      String(decoding: $0, as: UTF8.self)
    } ?? text
  }

  private var head: [String] {
    let schema = manifest.schema.map { ["# yaml-language-server: $schema=\($0.filter { !$0.isNewline })"] } ?? []
    let gap =
      gaps == 0
      ? [] : ["# Replace each `<placeholder>`, brackets included; the comment above it says where to find the value."]
    return schema + [
      "# `privatelint lint` checks this manifest, and `privatelint ticket` writes the support ticket from it."
    ] + gap
  }

  // MARK: The manifest

  mutating func write() {
    lines.append("version: 1")
    comment(ManifestKey.limits.field, 0)
    lines.append(editionChoice)
    lines.append("limits: \((manifest.limits ?? .standard).id)")
    put(ManifestKey.company, manifest.company, depth: 0)
    if manifest.contactName != nil || manifest.contactEmail != nil {
      lines.append("contacts:")
      lines.append("  - name: \(value(ContactKey.name.field, manifest.contactName))")
      lines.append("    email: \(value(ContactKey.email.field, manifest.contactEmail))")
    }
    lines += ["", "projects:"]
    putName(manifest.project, orElse: "project ID", under: ManifestKey.projects.field, depth: 1)
    if let title = manifest.title { put(ProjectKey.title, title, depth: 2, isExplained: false) }
    put(ProjectKey.plan, manifest.plan?.rawValue, depth: 2)
    put(ProjectKey.cloud, manifest.cloud?.rawValue ?? cloud?.rawValue, depth: 2)
    put(ProjectKey.region, manifest.region, depth: 2)
    lines.append("    environments:")
    putName(manifest.environment, orElse: "environment ID", under: ProjectKey.environments.field, depth: 3)
    writeEnvironment()
  }

  /// What somebody chooses with the edition.
  private var editionChoice: String {
    let start = "# HTTPS (port 443) toward Adobe Commerce is not allowed"
    guard let cloud else {
      let clouds = Edition.all.map { edition in
        "under \(edition.id) on \(Display.list(edition.httpsToCommerceBarredOn.map(\.name)))"
      }
      return "\(start) \(clouds.joined(separator: ", or "))."
    }
    let (barred, allowed) = (
      Edition.all.filter { $0.barsHTTPSToCommerce(on: cloud) },
      Edition.all.filter { !$0.barsHTTPSToCommerce(on: cloud) }
    )
    let end = allowed.isEmpty ? "" : " but is allowed under \(Display.list(allowed.map(\.id), "and"))"
    return "\(start) under \(Display.list(barred.map(\.id)))\(end)."
  }

  private mutating func writeEnvironment() {
    // An ID that is not known yet may show it.
    if manifest.environment != nil && !manifest.tellsType || manifest.type != nil {
      let connected = EnvironmentType.allCases.filter(\.isEligible).map(\.rawValue)
      put(EnvironmentKey.type, manifest.type?.rawValue, depth: 4, wanted: Display.list(connected))
    }
    put(EnvironmentKey.connection, manifest.effectiveConnection?.rawValue, depth: 4)
    if cloud == .azure || manifest.cluster != nil { put(EnvironmentKey.cluster, manifest.cluster, depth: 4) }
    lines.append("        customer:")
    put(CustomerKey.account, manifest.account, depth: 5, wanted: wantedAccount)
    put(CustomerKey.region, manifest.customerRegion ?? manifest.region, depth: 5)
    if !manifest.subscriptions.isEmpty { put(CustomerKey.subscriptions, list: manifest.subscriptions, depth: 5) }
    put(EnvironmentKey.ports.field, manifest.ports, depth: 4)
    if manifest.effectiveConnection == .bidirectional { writeEndpointServices() }
    if let neededBy = manifest.neededBy {
      comment(EnvironmentKey.neededBy.field, 4)
      lines.append("        needed_by: \(neededBy.text)")
    }
    writeEnablement()
  }

  /// The colon makes `fmt` keep the quotes, so that the digits which are filled in are text.
  private var wantedAccount: String {
    switch cloud {
    case .aws: "account: 12 digits"
    case .azure: "subscription ID"
    case nil: "account: 12 digits, or a subscription ID"
    }
  }

  private mutating func writeEndpointServices() {
    lines.append("        endpoint_services:")
    for (index, service) in manifest.services.enumerated() { write(service, isFirst: index == 0) }
  }

  private mutating func write(_ service: StartingService, isFirst: Bool) {
    let field = EnvironmentKey.endpointServices.field
    if isFirst || service.label == nil {
      putName(service.label, orElse: "name of your choice", under: field, depth: 5)
    } else {
      lines.append(indent(5) + "\(YAMLText.doubleQuoted(service.label ?? "")):")
    }
    if cloud == .aws { put(EndpointServiceKey.serviceName, service.serviceName, depth: 6, isExplained: isFirst) }
    if cloud == .azure { put(EndpointServiceKey.resourceID, service.resourceID, depth: 6, isExplained: isFirst) }
    if let region = service.region { put(EndpointServiceKey.region, region, depth: 6, isExplained: isFirst) }
    put(EndpointServiceKey.ports.field, service.ports, depth: 6, isExplained: isFirst)
    if cloud == .aws { writePrincipals(of: service, isExplained: isFirst) }
    if let isRequired = service.acceptanceRequired {
      if isFirst { comment(EndpointServiceKey.acceptanceRequired.field, 6) }
      lines.append("            acceptance_required: \(isRequired)")
    }
    if !service.loadBalancers.isEmpty {
      put(EndpointServiceKey.loadBalancers, list: service.loadBalancers, depth: 6, isExplained: isFirst)
    }
    if !service.endpoints.isEmpty {
      lines.append(indent(6) + "enablement:")
      write(service.endpoints, 7)
    }
  }

  /// Whether Adobe may connect is nothing that a manifest brings about: it is a gap until somebody says so.
  private mutating func writePrincipals(of service: StartingService, isExplained: Bool) {
    var principals = service.principals
    if !service.grantsAdobe {
      gaps += 1
      principals.append("<\(Principal.adobeRoot), once access is granted>")
    }
    put(EndpointServiceKey.allowedPrincipals, list: principals, depth: 6, isExplained: isExplained)
  }

  /// What the cloud knows of the way to Adobe Commerce.
  private mutating func writeEnablement() {
    guard manifest.foundAdobeService != nil || !manifest.foundEndpoints.isEmpty else { return }
    comment(EnvironmentKey.enablement.field, 4)
    lines.append(indent(4) + "enablement:")
    if let service = manifest.foundAdobeService {
      let key = cloud == .azure ? EnablementKey.resourceID : .serviceName
      lines.append(indent(5) + "\(key.field.key): \(YAMLText.doubleQuoted(service))")
    }
    if !manifest.foundEndpoints.isEmpty { write(manifest.foundEndpoints, 5) }
  }

  private mutating func write(_ endpoints: [StartingEndpoint], _ depth: Int) {
    lines.append(indent(depth) + "endpoints:")
    for endpoint in endpoints {
      lines.append(indent(depth + 1) + "- id: \(YAMLText.doubleQuoted(endpoint.id))")
      if let dns = endpoint.dns { lines.append(indent(depth + 1) + "  dns: \(YAMLText.doubleQuoted(dns))") }
      if let day = endpoint.approved { lines.append(indent(depth + 1) + "  approved: \(day.text)") }
    }
  }

  // MARK: Lines

  private mutating func put<Key: MappingKey>(
    _ key: Key,
    _ text: String?,
    depth: Int,
    wanted: String? = nil,
    isExplained: Bool = true
  ) {
    if isExplained { comment(key.field, depth) }
    lines.append(indent(depth) + "\(key.field.key): \(value(key.field, text, wanted: wanted))")
  }

  private mutating func put<Key: MappingKey>(_ key: Key, list: [String], depth: Int, isExplained: Bool = true) {
    if isExplained { comment(key.field, depth) }
    lines.append(indent(depth) + "\(key.field.key):")
    lines += list.map { indent(depth + 1) + "- \(YAMLText.doubleQuoted($0))" }
  }

  /// A name that is a key, under what is said of the mapping it is in.
  private mutating func putName(_ name: String?, orElse wanted: String, under field: FieldDeclaration, depth: Int) {
    comment(field, depth)
    lines.append(indent(depth) + "\(name.map(YAMLText.doubleQuoted) ?? placeholder(wanted)):")
  }

  private mutating func put(_ field: FieldDeclaration, _ ports: [StartingPort], depth: Int, isExplained: Bool = true) {
    if isExplained { comment(field, depth) }
    lines.append(indent(depth) + "\(field.key):")
    if ports.isEmpty {
      lines.append(indent(depth + 1) + "- service: \(placeholder("the service on this port"))")
      lines.append(indent(depth + 1) + "  port: \(placeholder("port number"))")
    }
    for port in ports {
      let words = port.applicationProtocol.map { ", protocol: \(YAMLText.doubleQuoted($0))" } ?? ""
      let transport = port.transport.map { ", transport: \($0.rawValue)" } ?? ""
      let service = port.service.map(YAMLText.doubleQuoted) ?? placeholder("the service on port \(port.number)")
      lines.append(
        indent(depth + 1)
          + "- { service: \(service)\(words), port: \(port.number)\(transport) }"
      )
    }
  }

  /// What a key means and where its value is found.
  private mutating func comment(_ field: FieldDeclaration, _ depth: Int) {
    let sentences = [field.doc.on(cloud)] + (field.origin.map { [TextBlock.sentence($0.on(cloud))] } ?? [])
    let words = TextBlock.wrap("# " + sentences.joined(separator: ". ") + ".", indent: 2 * depth + 2, keepsCode: true)
    lines += words.split(separator: "\n").enumerated().map { index, line in
      indent(depth) + (index == 0 ? line : "# " + line.drop { $0 == " " })
    }
  }

  /// The value, or the placeholder that says what is wanted.
  private mutating func value(_ field: FieldDeclaration, _ text: String?, wanted: String? = nil) -> String {
    if let text { return YAMLText.doubleQuoted(text) }
    if let wanted { return placeholder(wanted) }
    if case .enumeration(let values) = field.type { return placeholder(Display.list(values)) }
    return placeholder(field.key.replacing("_", with: " "))
  }

  private mutating func placeholder(_ wanted: String) -> String {
    gaps += 1
    return YAMLText.doubleQuoted("<\(wanted)>")
  }

  private func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
}
