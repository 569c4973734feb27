import YAMLTree

/// The alias of a Private Link service: `<prefix>.<GUID>[.<region>].azure.privatelinkservice`. The prefix is the
/// service's name, which may have dots.
package struct PrivateLinkAlias: Sendable {
  package let guid: TextRange
  package let region: TextRange?

  package init?(_ text: Text) {
    guard text.count <= 300, let parts = text.parts(by: UInt8(ascii: "."), atMost: 64), parts.count >= 4,
      parts.allSatisfy({ !$0.isEmpty })
    else { return nil }
    let end = text[parts[parts.count - 2].lowerBound..<text.count]
    guard end.bytes.lazy.map(Text.fold).elementsEqual("azure.privatelinkservice".utf8) else { return nil }
    let last = parts[parts.count - 3]
    if GUID(text[last]) != nil {
      guid = TextRange(last)
      region = nil
    } else {
      guard parts.count >= 5, GUID(text[parts[parts.count - 4]]) != nil,
        text[last].bytes.allSatisfy({ EndpointDNS.isLowerAlphanumeric(Text.fold($0)) })
      else { return nil }
      guid = TextRange(parts[parts.count - 4])
      region = TextRange(last)
    }
    guard guid.range.lowerBound > 1, ResourceID.isName(text[0..<guid.range.lowerBound - 1]) else { return nil }
  }
}
