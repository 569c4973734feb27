import Diagnostics
import ManifestModel
import Rules

/// What a value is read as: the parts of an identifier, the place of a region, the limits that bear on a port, the days
/// that are left.
struct ValueReading {
  let declared: DeclaredOutline
  let node: Int
  let today: CivilDate
  /// Beats what documents and settings say.
  let editionOverride: Edition?
  /// The edition that applies if the document names none.
  let editionDefault: Edition

  /// Lines of Markdown; empty if there is nothing to add to what is written.
  var lines: [String] {
    var text = declared.outline.text(of: node)
    guard !text.isEmpty, let type = declared.declared(node).type else { return [] }
    return text.withUTF8 { bytes in lines(Text(bytes), type) }
  }

  private var cloud: Cloud? { declared.cloud(around: node) }

  private func lines(_ text: Text, _ type: ValueType) -> [String] {
    switch type {
    case .identifier(let format): identifier(text, format)
    case .integer(1...65535): UInt16(text.string).map(port) ?? []
    case .date: CivilDate(text).map { [ValueReading.distance($0, from: today)] } ?? []
    default: []
    }
  }

  private func identifier(_ text: Text, _ format: ValueType.Format) -> [String] {
    switch format {
    case .region: ValueReading.region(text.string)
    case .account, .subscription: account(text)
    case .serviceName: serviceName(text)
    case .resourceID, .adobeResourceID: resourceID(text)
    case .principal: principal(text)
    case .loadBalancer: loadBalancer(text)
    case .endpointID: resourceID(text)
    case .endpointAddress: address(text)
    case .environmentID: ValueReading.environment(text)
    case .projectID, .serviceLabel, .cluster, .email: []
    }
  }

  // MARK: Identifiers

  static func region(_ code: String) -> [String] {
    guard let region = RegionList.description(of: code) else { return [] }
    let hosting =
      region.isHosting
      ? "Adobe's map of \(HostingRegions.mapDate) shows Adobe Commerce there."
      : "Adobe's map of \(HostingRegions.mapDate) does not show Adobe Commerce there."
    return ["\(region.name), \(region.cloud.name)", hosting]
  }

  private func account(_ text: Text) -> [String] {
    switch Account(text) {
    case .aws(let account)?:
      account == .adobe ? ["Adobe's AWS account"] : ["AWS account \(text.string)"]
    case .azure?: ["Azure subscription"]
    case nil: []
    }
  }

  private func serviceName(_ text: Text) -> [String] {
    guard let name = ServiceName(text) else { return [] }
    return ["AWS endpoint service", "- ID: `\(text[name.serviceID].string)`", place(text[name.region].string)]
  }

  private func place(_ region: String) -> String {
    "- region: `\(region)`" + (RegionList.description(of: region).map { ", \($0.name)" } ?? "")
  }

  private func resourceID(_ text: Text) -> [String] {
    if let alias = PrivateLinkAlias(text) {
      return ["Alias of a Private Link service"] + (alias.region.map { [place(text[$0].string)] } ?? [])
    }
    guard let id = ResourceID(text) else { return [] }
    let kind =
      switch id.kind {
      case .privateLinkService: "Private Link service"
      case .privateEndpoint: "Private endpoint"
      case .loadBalancer: "Load balancer"
      }
    return [
      "\(kind) \(Display.quoted(text[id.name].string))",
      "- subscription: `\(text[id.subscription].string)`",
      "- resource group: \(Display.quoted(text[id.resourceGroup].string))",
    ]
  }

  private func principal(_ text: Text) -> [String] {
    switch Principal(text) {
    case .everyone?: ["Everyone: any AWS account may send a connection request."]
    case .account(.adobe)?: ["Adobe's AWS account, from which Adobe Commerce connects"]
    case .account?: ["A whole AWS account"]
    case .identity(.adobe)?: ["A role or user of Adobe's account, not the whole account"]
    case .identity?: ["A role or user of an AWS account"]
    case .service?: ["An AWS service"]
    case .organizationalUnit?: ["An organizational unit"]
    case .nearAdobe?: ["Almost Adobe's principal, `\(Principal.adobeRoot)`"]
    case nil: []
    }
  }

  private func loadBalancer(_ text: Text) -> [String] {
    switch LoadBalancerName(text) {
    case .aws(let arn)?:
      let kind =
        switch arn.kind {
        case .network: "Network Load Balancer"
        case .application: "Application Load Balancer"
        case .gateway: "Gateway Load Balancer"
        case .classic: "Classic Load Balancer"
        }
      return [kind, "- account: `\(text[arn.account].string)`", place(text[arn.region].string)]
    case .azure?: return resourceID(text)
    case nil: return []
    }
  }

  private func address(_ text: Text) -> [String] {
    switch EndpointAddress(text) {
    case .endpointDNS(let dns)?:
      let zone = dns.zone.map { ["- availability zone: `\(text[$0].string)`"] } ?? []
      return [
        "DNS name of an interface endpoint", "- endpoint: `\(text[dns.endpointID].string)`",
        "- endpoint service: `\(text[dns.serviceID].string)`", place(text[dns.region].string),
      ] + zone
    case .hostName?: return ["Host name"]
    case .ipAddress?: return ["IP address"]
    case nil: return []
    }
  }

  static func environment(_ id: Text) -> [String] {
    guard let type = EnvironmentID.type(of: id) else {
      return ["The ID does not show the type of the environment; `type` does."]
    }
    return ["A \(type.rawValue) environment by its ID\(type.isEligible ? "" : ", which cannot be connected")"]
  }

  // MARK: Ports

  private func port(_ number: UInt16) -> [String] {
    let services = Services.on(number).members.map(\.name)
    var lines = services.isEmpty ? [] : ["Usual port of \(Display.list(services, "and"))"]
    if let limit = limit(on: number) { lines.append(limit) }
    return lines
  }

  /// The documented limit that bars the port in its direction.
  private func limit(on number: UInt16) -> String? {
    let edition = editionOverride ?? declared.edition(around: node) ?? editionDefault
    func barred(_ rule: RuleAbout) -> String {
      let source = rule.basis.citation(edition: edition.id).map { " (\($0))" } ?? ""
      return "\(rule.summary)\(source)"
    }
    if number == 22 { return Catalog.rule("ssh-over-privatelink").map(barred) }
    guard number == 443, let isTowardCommerce = declared.isTowardCommerce(node) else { return nil }
    guard isTowardCommerce else { return Catalog.rule("https-to-customer")?.summary }
    let isBarred = (cloud.map { [$0] } ?? Cloud.allCases).contains(where: edition.barsHTTPSToCommerce)
    return isBarred ? Catalog.rule("https-to-commerce").map(barred) : nil
  }

  // MARK: Dates

  /// "in 5 days", "today", "3 days ago".
  static func distance(_ date: CivilDate, from today: CivilDate) -> String {
    let days = date.days - today.days
    let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    let day = weekdays[date.weekday]
    return switch days {
    case 0: "\(day), today"
    case 1...:
      "\(day), in \(Display.count(days, "day")) (\(Display.count(today.businessDays(until: date), "business day")))"
    default: "\(day), \(Display.count(-days, "day")) ago"
    }
  }
}
