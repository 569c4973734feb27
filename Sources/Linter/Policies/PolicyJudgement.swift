import ManifestModel
import YAMLTree

/// How a value compares with what a policy asks of it.
enum PolicyJudgement {
  case holds
  /// At fault, which the rules of the language report, or not there where they require it.
  case unreadable
  /// Not written, and nothing else supplies it.
  case missing
  /// The value, or what supplies it, is not what is required.
  case fails
  /// These items of a list are not.
  case failingItems([NodeID])
  /// Written where it has to be absent.
  case written
  /// A list or mapping of so many items.
  case count(Int)

  var holds: Bool { if case .holds = self { true } else { false } }
}

extension PolicyCondition {
  /// Judges a value. `node`: aliases followed; 0: not written. `standard`: what applies if it is not written.
  func judge(_ node: NodeID, in file: ManifestFile, standard: () -> String?) -> PolicyJudgement {
    let isWritten = node != 0 && !isNothing(node, in: file)
    switch demand {
    case .absent: return isWritten ? .written : .holds
    case .present: return isWritten ? .holds : field.isRequired ? .unreadable : .missing
    case .choice(let choice):
      if isWritten { return judge(node, in: file, by: choice) }
      if choice.allowsAbsent { return .holds }
      if let text = standard() { return choice.contains(text) ? .holds : .fails }
      return field.isRequired ? .unreadable : .missing
    case .bounds(let bounds, let allowsAbsent):
      if isWritten { return judge(node, in: file, by: bounds) }
      if allowsAbsent { return .holds }
      if field.isRequired { return .unreadable }
      return field.isCounted ? bounds.contains(0) ? .holds : .missing : .missing
    }
  }

  /// Nothing is written, or spaces where the language wants a value.
  private func isNothing(_ node: NodeID, in file: ManifestFile) -> Bool {
    file.tree.isNull(node)
      || (field.type != nil && file.tree[node].kind == .scalar && file.tree.text(node).isBlank)
  }

  private func judge(_ node: NodeID, in file: ManifestFile, by choice: Choice) -> PolicyJudgement {
    switch file.tree[node].kind {
    case .scalar: return judge(scalar: node, in: file, by: choice)
    case .sequence:
      if let type = field.type, !type.isList { return .unreadable }
      let items = file.tree.children(of: node).filter { item in
        let item = file.tree.resolve(item)
        guard file.tree[item].kind == .scalar, !file.tree.isNull(item) else { return field.type == nil }
        if case .fails = judge(scalar: item, in: file, by: choice) { return true }
        return false
      }
      return items.isEmpty ? .holds : .failingItems(items)
    case .mapping, .alias: return field.type == nil ? .fails : .unreadable
    }
  }

  private func judge(scalar node: NodeID, in file: ManifestFile, by choice: Choice) -> PolicyJudgement {
    let text = file.text(node: node)
    if choice.contains(text) { return .holds }
    return field.scalarType?.reads(text) ?? true ? .fails : .unreadable
  }

  private func judge(_ node: NodeID, in file: ManifestFile, by bounds: Bounds) -> PolicyJudgement {
    let tree = file.tree
    switch tree[node].kind {
    case .scalar:
      if field.isCounted { return .unreadable }
      let text = file.text(node: node)
      let value = bounds.scale == .date ? CivilDate(text)?.days : PolicyNumber.value(text)
      guard let value else { return field.type == nil ? .fails : .unreadable }
      return bounds.contains(value) ? .holds : .fails
    case .sequence, .mapping:
      guard field.type == nil || field.isCounted, bounds.scale == .number else {
        return field.type == nil ? .fails : .unreadable
      }
      let count = tree.count(of: node)
      return bounds.contains(count) ? .holds : .count(count)
    case .alias: return .unreadable
    }
  }
}

extension PolicyCondition.Choice {
  func contains(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { contains(Text($0)) }
  }
}

extension PolicyField {
  /// Its items are counted: a list, or targets by name.
  var isCounted: Bool {
    switch type {
    case .list, .named: true
    default: false
    }
  }
}

extension YAMLTree {
  /// The items of a list; the entries of a mapping, merges resolved, keys of one's own left out.
  fileprivate func count(of node: NodeID) -> Int {
    if self[node].kind == .sequence { return children(of: node).reduce(0) { count, _ in count + 1 } }
    var names: Set<[UInt8]> = []
    countNames(of: node, into: &names)
    return names.count
  }

  private func countNames(of mapping: NodeID, into names: inout Set<[UInt8]>) {
    var key = mapping + 1
    let end = next(mapping)
    while self[mapping].kind == .mapping, key < end {
      let value = next(key)
      defer { key = next(value) }
      let name = text(resolve(key))
      if self[key].isLeftOut || name.hasPrefix("x-") { continue }
      if isMerge(key) {
        for base in mergedMappings(value) { countNames(of: base, into: &names) }
      } else {
        names.insert(Array(name.bytes))
      }
    }
  }
}

extension ValueType {
  var isList: Bool { if case .list = self { true } else { false } }

  /// Whether a text is a value of this type; what is none is reported by a rule of the language.
  func reads(_ text: Text) -> Bool {
    switch self {
    case .text, .word: true
    case .identifier(let format): format.reads(text)
    case .integer: PolicyNumber.value(text) != nil
    case .boolean: text == "true" || text == "false"
    case .date: CivilDate(text) != nil
    case .enumeration(let values): values.contains { text.equals($0) }
    case .list, .mapping, .named, .table, .conditions: false
    }
  }
}

extension ValueType.Format {
  /// Whether a text has the form.
  func reads(_ text: Text) -> Bool {
    switch self {
    case .projectID: ProjectID.isOne(text)
    case .environmentID, .serviceLabel, .cluster: !text.isBlank
    case .account: Account(text) != nil
    case .subscription: GUID(text) != nil
    case .region: Region.shape(of: text) != nil
    case .serviceName: ServiceName(text) != nil
    case .resourceID: ResourceID(text) != nil
    case .adobeResourceID: ResourceID(text) != nil || PrivateLinkAlias(text) != nil
    case .principal: Principal(text) != nil
    case .loadBalancer: LoadBalancerName(text) != nil
    case .endpointID: EndpointDNS.isEndpointID(text) || ResourceID(text) != nil
    case .endpointAddress: EndpointAddress(text) != nil
    case .email: EmailAddress.isOne(text)
    }
  }
}
