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
      let word = text.string
      return ["todo", "tbd", "fixme", "changeme"].contains(word.lowercased()) ? word : nil
    }
  }

  /// The placeholder inside an identifier: `<…>`, `{…}`, four or more `x`.
  static func inside(_ text: Text) -> String? {
    for (open, close) in [(UInt8(ascii: "<"), UInt8(ascii: ">")), (UInt8(ascii: "{"), UInt8(ascii: "}"))] {
      if let start = text.bytes.firstIndex(of: open), let end = text.bytes[start...].firstIndex(of: close) {
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

extension Decoder {
  /// The placeholder a node is as a whole; `{subscriptionId}` is a mapping of one key without a value to YAML.
  func placeholder(at place: Place) -> String? {
    let node = tree[place.node]
    if node.kind == .scalar { return Placeholder.whole(tree.text(place.node)) }
    guard node.kind == .mapping, node.style == .flow else { return nil }
    let children = Array(tree.children(of: place.node).prefix(3))
    guard children.count == 2, tree[children[1]].kind == .scalar, tree[children[1]].span.isEmpty, tree[children[0]].kind == .scalar else {
      return nil
    }
    return "{" + tree.text(children[0]).string + "}"
  }

  mutating func reportPlaceholder(_ placeholder: String, at place: Place, _ field: FieldDeclaration?) {
    let key = field.map { " under `\($0.key)`" } ?? ""
    findings.add(
      Placeholder.about, at: Spot(place), "the placeholder \(Shown.quoted(placeholder))\(key) is not filled in", label: "fill this in",
      help: field.map { field in field.origin ?? "write \(lowercasingFirst(field.doc)), for example `\(field.example)`" }
        ?? "write the value in its place")
  }
}
