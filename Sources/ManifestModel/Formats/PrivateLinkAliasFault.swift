import YAMLTree

/// The part of the alias of a Private Link service that is wrong, or what is written around an alias.
struct PrivateLinkAliasFault {
  let range: Range<Int>
  let label: String
  /// The alias, where it is whole and only something around it is wrong.
  let repaired: String?

  /// Nil: the text is not an attempt at an alias, or nothing in it is wrong.
  init?(_ text: Text) {
    guard text.count <= 300, PrivateLinkAlias(text) == nil, !text.hasPrefix("/"),
      text.string.lowercased().contains(".azure.privatelink")
    else { return nil }
    if let alias = PrivateLinkAliasFault.alias(in: text) {
      (range, label, repaired) = (alias.around, alias.label, text[alias.range].string)
      return
    }
    repaired = nil
    guard let parts = text.parts(by: UInt8(ascii: "."), atMost: 64), parts.count >= 3 else { return nil }
    (range, label) = PrivateLinkAliasFault.wrong(parts, of: text)
  }

  /// The alias that a text is but for a scheme before it, and a dot, a slash or spaces after it.
  private static func alias(in text: Text) -> (range: Range<Int>, around: Range<Int>, label: String)? {
    var (start, end) = (0, text.count)
    if let scheme = text.offsets(of: "://").first { start = scheme + 3 }
    while end > start, "./ ".utf8.contains(text.bytes[end - 1]) { end -= 1 }
    guard PrivateLinkAlias(text[start..<end]) != nil else { return nil }
    if start > 0 { return (start..<end, 0..<start, "an alias has no scheme") }
    return (start..<end, end..<text.count, "not part of the alias")
  }

  private static func wrong(_ parts: [Range<Int>], of text: Text) -> (Range<Int>, String) {
    let count = parts.count
    if !text[parts[count - 1]].equalsIgnoringCase(Text("privatelinkservice")) {
      return (visible(parts[count - 1], in: text), "`privatelinkservice` is expected")
    }
    if let empty = parts.dropLast(2).first(where: \.isEmpty) { return (visible(empty, in: text), "a part is missing") }
    // What looks most like a GUID; a region has neither dashes nor so many characters.
    let guid = parts.indices.dropLast(2).last { text[parts[$0]].bytes.count { $0 == UInt8(ascii: "-") } >= 3 }
    guard let guid else { return (0..<text.count, "contains no GUID") }
    if GUID(text[parts[guid]]) == nil { return (parts[guid], "not a GUID") }
    if guid == 0 { return (parts[0], "no name comes before the GUID") }
    if guid < count - 4 { return (parts[guid + 1].lowerBound..<parts[count - 3].upperBound, "not one region") }
    let name = 0..<parts[guid].lowerBound - 1
    if !ResourceID.isName(text[name]) { return (name, "not the name of a resource") }
    return (parts[count - 3], "not a region")
  }

  /// The text with the wrong part in it, without what comes long before that.
  func shown(of text: Text) -> String {
    guard range.lowerBound > 40 else { return text.string }
    let start = text.bytes[..<(range.lowerBound - 30)].lastIndex(of: UInt8(ascii: "."))
    return start.map { "…" + text[$0..<text.count].string } ?? text.string
  }

  /// Where nothing is written, the dot before it is shown.
  private static func visible(_ part: Range<Int>, in text: Text) -> Range<Int> {
    guard part.isEmpty else { return part }
    return part.lowerBound > 0 ? part.lowerBound - 1..<part.lowerBound : 0..<min(1, text.count)
  }
}
