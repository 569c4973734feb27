import YAMLTree

/// An Azure resource ID: `/subscriptions/<GUID>/resourceGroups/<group>/providers/<provider>/<type>/<name>`. Letter case
/// does not count.
package struct ResourceID: Sendable {
  package let subscriptionID: GUID
  package let subscription: TextRange
  package let resourceGroup: TextRange
  package let name: TextRange
  package let kind: Kind

  package enum Kind: Sendable {
    case privateLinkService, privateEndpoint, loadBalancer

    fileprivate init?(_ type: Text) {
      if type.equalsIgnoringCase(Text("privateLinkServices")) {
        self = .privateLinkService
      } else if type.equalsIgnoringCase(Text("privateEndpoints")) {
        self = .privateEndpoint
      } else if type.equalsIgnoringCase(Text("loadBalancers")) {
        self = .loadBalancer
      } else {
        return nil
      }
    }
  }

  package init?(_ text: Text) {
    guard text.count <= 400, text.bytes.first == UInt8(ascii: "/"), let parts = text.parts(by: UInt8(ascii: "/")),
      parts.count == 9,
      text[parts[1]].equalsIgnoringCase(Text("subscriptions")), let guid = GUID(text[parts[2]]),
      text[parts[3]].equalsIgnoringCase(Text("resourcegroups")),
      ResourceID.isGroup(text[parts[4]].string), text[parts[5]].equalsIgnoringCase(Text("providers")),
      text[parts[6]].equalsIgnoringCase(Text("microsoft.network")),
      let kind = Kind(text[parts[7]]), ResourceID.isName(text[parts[8]])
    else { return nil }
    subscriptionID = guid
    subscription = TextRange(parts[2])
    resourceGroup = TextRange(parts[4])
    name = TextRange(parts[8])
    self.kind = kind
  }

  /// 1 to 90 letters, digits and `_-.()`, not a dot at the end.
  static func isGroup(_ name: String) -> Bool {
    (1...90).contains(name.count) && name.last != "."
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || "_-.()".unicodeScalars.contains($0)
      }
  }

  /// 1 to 80 letters, digits and `_.-`, a letter or digit first, a letter, digit or `_` last.
  static func isName(_ name: Text) -> Bool {
    func isAlphanumeric(_ byte: UInt8) -> Bool { EndpointDNS.isLowerAlphanumeric(Text.fold(byte)) }
    guard (1...80).contains(name.count), let first = name.bytes.first, let last = name.bytes.last else { return false }
    return isAlphanumeric(first) && (isAlphanumeric(last) || last == UInt8(ascii: "_"))
      && name.bytes.allSatisfy {
        isAlphanumeric($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
      }
  }
}
