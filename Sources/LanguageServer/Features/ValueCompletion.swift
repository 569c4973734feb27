import Diagnostics
import Linter
import ManifestModel
import Rules

/// Offers the values that are known beforehand: of enumerations, regions, Adobe's principal, protocols and their ports,
/// dates, anchors.
struct ValueCompletion {
  let declared: DeclaredOutline
  let slot: CursorContext.ValueSlot
  let today: CivilDate
  /// The edition that applies if the document names none.
  let edition: Edition
  let cursor: Int

  var items: [CompletionItem] {
    if slot.isAlias || declared.outline.key(of: slot.node) == "<<" { return anchors }
    return (values(of: slot.type) + presence).map { offered in
      CompletionItem(
        label: offered.value,
        kind: isEnumeration ? .enumeration : .value,
        detail: offered.detail,
        rank: offered.isLikely ? 0 : 1,
        text: (slot.needsSpace ? " " : "") + written(offered.value),
        replaced: slot.replaced,
        filter: nil
      )
    }
  }

  private var isEnumeration: Bool { if case .enumeration = slot.type { true } else { false } }

  /// A list under its key gets its brackets.
  private func written(_ value: String) -> String {
    if case .list = slot.type { return "[\(value)]" }
    return value
  }

  private var cloud: Cloud? { declared.cloud(around: slot.node) }

  private func values(of type: ValueType) -> [OfferedValue] {
    switch type {
    case .enumeration(let values):
      values.map { OfferedValue($0, $0 == slot.field?.defaultValue ? "default" : nil) }
    case .boolean: ["true", "false"].map { OfferedValue($0, $0 == slot.field?.defaultValue ? "default" : nil) }
    case .integer(let range) where range.count == 1: [OfferedValue(String(range.lowerBound))]
    case .identifier(.region): regions
    case .identifier(let format): format.offered(on: cloud)
    case .list(.identifier(.principal)): ValueType.Format.principal.offered(on: cloud)
    case .list(.identifier(.region)): regions
    default: suggested
    }
  }

  /// Everything else has to be in the project's region: it comes first, and alone if it is known.
  private var regions: [OfferedValue] {
    let all = ValueType.Format.region.offered(on: cloud)
    guard
      declared.around(slot.node, CustomerKey.mapping) != nil
        || declared.around(slot.node, EndpointServiceKey.mapping) != nil,
      let region = declared.projectRegion(around: slot.node), all.contains(where: { $0.value == region })
    else { return all }
    return all.filter { $0.value == region }.map { OfferedValue($0.value, "the project's region", isLikely: true) }
  }

  private var suggested: [OfferedValue] {
    switch slot.field?.suggestion {
    case .serviceNames?: UsualPort.services.map { OfferedValue($0) }
    case .protocols?: UsualPort.protocols.filter { !isBarred($0) }.map { OfferedValue($0) }
    case .portNumbers?: ports
    case .today?: [OfferedValue(today.text, "today")]
    case .presence?, nil: rules
    }
  }

  /// What a condition of a policy can ask for whatever the type; in a list of values that it may be absent.
  private var presence: [OfferedValue] {
    guard slot.field?.suggestion == .presence else { return [] }
    let isInList = declared.outline.nodes[slot.node].kind == .sequence || declared.outline.key(of: slot.node) == nil
    let absent = OfferedValue("absent", "not written")
    return isInList ? [absent] : [OfferedValue("present", "written, with any value"), absent]
  }

  /// The rules and policies that `locked` may name.
  private var rules: [OfferedValue] {
    guard slot.field === SettingsKey.locked.field else { return [] }
    return (declared.policyIDs + Catalog.ids).map { OfferedValue($0) }
  }

  /// The ports of what the entry names already, else of everything.
  private var ports: [OfferedValue] {
    let port = declared.around(slot.node, PortKey.mapping)
    let names = [PortKey.applicationProtocol, PortKey.service].compactMap { key in
      port.flatMap { declared.outline.entry(key.field.key, of: $0) }.map { declared.outline.text(of: $0) }
    }
    let own = UsualPort.ports(of: names)
    var seen: Set<UInt16> = []
    return (own.isEmpty ? UsualPort.all : own).filter {
      !isBarred($0.applicationProtocol) && seen.insert($0.port).inserted
    }
    .map { OfferedValue(String($0.port), $0.applicationProtocol ?? $0.service, isLikely: !own.isEmpty) }
  }

  /// HTTPS toward Adobe Commerce, where the edition bars it.
  private func isBarred(_ applicationProtocol: String?) -> Bool {
    guard applicationProtocol == "HTTPS", declared.isTowardCommerce(slot.node) ?? false else { return false }
    let edition = declared.edition(around: slot.node) ?? edition
    return (cloud.map { [$0] } ?? Cloud.allCases).contains(where: edition.barsHTTPSToCommerce)
  }

  // MARK: Anchors

  /// The anchors before the cursor, for what comes after `*`.
  private var anchors: [CompletionItem] {
    let outline = declared.outline
    var seen: Set<String> = []
    return outline.nodes.filter { $0.valueStart < cursor }.compactMap(\.anchor).reversed().compactMap { range in
      let name = outline.string(range)
      guard !name.isEmpty, range.upperBound < cursor, seen.insert(name).inserted else { return nil }
      let sign = (slot.needsSpace ? " " : "") + (slot.isAlias ? "" : "*")
      return CompletionItem(
        label: name,
        kind: .reference,
        detail: "anchor",
        text: sign + name,
        replaced: slot.replaced,
        filter: sign.isEmpty ? nil : sign + name
      )
    }
  }
}
