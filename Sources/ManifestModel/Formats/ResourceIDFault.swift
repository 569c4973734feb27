import YAMLTree

/// The part of an Azure resource ID that is wrong, so that not the whole of a long value has to be read.
struct ResourceIDFault {
  let range: Range<Int>
  let label: String

  private static let kinds: [(type: String, name: String)] = [
    ("privateLinkServices", "a Private Link service"), ("privateEndpoints", "a private endpoint"),
    ("loadBalancers", "a load balancer"),
  ]

  /// Nil: the text does not begin like a resource ID, or nothing in it is wrong.
  ///
  /// - Parameters:
  ///   - text: what is written.
  ///   - kind: the kind of resource that is wanted.
  init?(_ text: Text, wanted kind: ResourceID.Kind) {
    guard text.bytes.first == UInt8(ascii: "/"), let parts = text.parts(by: UInt8(ascii: "/"), atMost: 64),
      parts.count > 2
    else { return nil }
    let type = kind.typeName
    let tests: [(label: String, isFine: (Text) -> Bool)] = [
      ("", \.isEmpty),
      ("`subscriptions` is expected", { $0.equalsIgnoringCase(Text("subscriptions")) }),
      ("not a subscription ID", { GUID($0) != nil }),
      ("`resourceGroups` is expected", { $0.equalsIgnoringCase(Text("resourcegroups")) }),
      ("not the name of a resource group", { ResourceID.isGroup($0.string) }),
      ("`providers` is expected", { $0.equalsIgnoringCase(Text("providers")) }),
      ("`Microsoft.Network` is expected", { $0.equalsIgnoringCase(Text("microsoft.network")) }),
      ("`\(type)` is expected", { $0.string.lowercased() == type.lowercased() }),
      ("not the name of a resource", { ResourceID.isName($0) }),
    ]
    for (part, test) in zip(parts, tests) where !test.isFine(text[part]) {
      if part.isEmpty {
        (range, label) = (ResourceIDFault.visible(part, in: text), "a part is missing")
        return
      }
      let other = ResourceIDFault.kinds.first { $0.type.lowercased() == text[part].string.lowercased() }?.name
      (range, label) = (part, test.label == "`\(type)` is expected" ? other ?? test.label : test.label)
      return
    }
    if parts.count < tests.count {
      (range, label) = (ResourceIDFault.visible(parts[parts.count - 1], in: text), "ends too early")
    } else if parts.count > tests.count {
      (range, label) = (parts[tests.count].lowerBound - 1..<text.count, "names something inside it")
    } else {
      return nil
    }
  }

  /// Where nothing is written, the slash before it is shown.
  private static func visible(_ part: Range<Int>, in text: Text) -> Range<Int> {
    part.isEmpty && part.lowerBound > 0 ? part.lowerBound - 1..<part.lowerBound : part
  }

  /// The text from the slash before the wrong part on, where much comes before it.
  func shown(of text: Text) -> String {
    var start = range.lowerBound
    while start > 0, text.bytes[start] != UInt8(ascii: "/") || start == range.upperBound - 1 && range.count == 1 {
      start -= 1
    }
    return start > 40 ? "…" + text[start..<text.count].string : text.string
  }
}

extension ResourceID.Kind {
  var typeName: String {
    switch self {
    case .privateLinkService: "privateLinkServices"
    case .privateEndpoint: "privateEndpoints"
    case .loadBalancer: "loadBalancers"
    }
  }
}
