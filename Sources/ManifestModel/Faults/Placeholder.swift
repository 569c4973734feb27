import Diagnostics
import YAMLTree

/// `placeholder-left`: a template that was not filled in.
package enum Placeholder {
  package static let about = RuleAbout(
    "placeholder-left", .values, .error, .placeholder,
    summary:
      "A placeholder stands where a value is wanted: `<…>`, `{…}`, `TODO`, `TBD`, `FIXME`, `changeme`, or a run of `x` in an identifier.",
    why: "It is what templates and documentation print; in a ticket it means that the datum is missing.",
    remedy: "Fill in the value; the help says where it is found.",
    example: .init(.aws, bad: [("account: \"210987654321\"", "account: <account>")]))

  /// The placeholder that the whole text is.
  static func whole(_ text: Text) -> String? {
    guard let first = text.bytes.first, let last = text.bytes.last else { return nil }
    switch first {
    case UInt8(ascii: "<"): return last == UInt8(ascii: ">") && text.count > 2 ? text.string : nil
    case UInt8(ascii: "{"):
      // Microsoft's tools print GUIDs in braces: that is a value, written another way.
      return last == UInt8(ascii: "}") && text.count > 2 && GUID(text[1..<text.count - 1]) == nil ? text.string : nil
    case UInt8(ascii: "$"): return text.hasPrefix("${") && last == UInt8(ascii: "}") ? text.string : nil
    default:
      guard text.count <= 8, text.count >= 3 else { return nil }
      return words.contains { text.equalsIgnoringCase(Text($0)) } ? text.string : nil
    }
  }

  private static let words: [StaticString] = ["todo", "tbd", "fixme", "changeme"]

  /// The placeholder inside an identifier: `<…>`, `{…}`, four or more `x`.
  static func inside(_ text: Text) -> String? {
    for (open, close) in [(UInt8(ascii: "<"), UInt8(ascii: ">")), (UInt8(ascii: "{"), UInt8(ascii: "}"))] {
      // A GUID in braces is told as what it is.
      if let start = text.bytes.firstIndex(of: open), let end = text.bytes[start...].firstIndex(of: close),
        GUID(text[start + 1..<end]) == nil
      {
        return text[start..<end + 1].string
      }
    }
    guard hasRunOfX(text) else { return nil }
    let run = text.string.split { $0.lowercased() != "x" }.max { $0.count < $1.count }
    return run.map { String($0) }
  }

  static func hasRunOfX(_ text: Text) -> Bool {
    // Four in a row cover one offset of every four.
    var offset = 3
    while offset < text.count {
      if Text.fold(text.bytes[offset]) == UInt8(ascii: "x"), isInRun(text, offset) { return true }
      offset += 4
    }
    return false
  }

  private static func isInRun(_ text: Text, _ offset: Int) -> Bool {
    let before = text.bytes[..<offset].reversed().prefix { Text.fold($0) == UInt8(ascii: "x") }.count
    let after = text.bytes[offset...].prefix { Text.fold($0) == UInt8(ascii: "x") }.count
    return before + after >= 4
  }
}

extension YAMLTree {
  /// The placeholder a node is as a whole; `{subscriptionId}` is a mapping of one key without a value to YAML.
  func placeholder(at place: Place) -> String? {
    let node = self[place.node]
    if node.kind == .scalar { return Placeholder.whole(text(place.node)) }
    let (key, value) = (place.node + 1, place.node + 2)
    guard node.kind == .mapping, node.style == .flow, next(place.node) == value + 1, self[key].kind == .scalar, self[value].span.isEmpty
    else { return nil }
    return "{" + text(key).string + "}"
  }
}

extension Decoder {
  mutating func reportPlaceholder(_ placeholder: String, at place: Place, _ field: FieldDeclaration?) {
    let key = field.map { " under `\($0.key)`" } ?? ""
    findings.add(
      Placeholder.about, at: Spot(place), "the placeholder \(Shown.quoted(placeholder))\(key) is not filled in", label: "fill this in",
      help: field.map { field in field.origin ?? "write \(lowercasingFirst(field.doc)), for example `\(field.example)`" }
        ?? "write the value in its place")
  }
}
