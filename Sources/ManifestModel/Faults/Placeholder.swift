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
    case UInt8(ascii: "<"): return last == UInt8(ascii: ">") && text.count > 2 && !isValue(text) ? text.string : nil
    case UInt8(ascii: "{"): return last == UInt8(ascii: "}") && text.count > 2 && !isValue(text) ? text.string : nil
    case UInt8(ascii: "$"): return text.hasPrefix("${") && last == UInt8(ascii: "}") ? text.string : nil
    default:
      guard text.count <= 8, text.count >= 3 else { return nil }
      return words.contains { text.equalsIgnoringCase(Text($0)) } ? text.string : nil
    }
  }

  private static let words: [StaticString] = ["todo", "tbd", "fixme", "changeme"]

  /// The placeholders inside an identifier, in order: `<…>`, `{…}`, else four or more `x` in a row.
  static func inside(_ text: Text, countingX: Bool = true) -> [Part] {
    let bracketed = bracketed(in: text)
    guard bracketed.isEmpty, countingX, hasRunOfX(text) else { return bracketed }
    var runs: [Part] = []
    var start = 0
    while start < text.count {
      let length = text.bytes[start...].prefix { Text.fold($0) == UInt8(ascii: "x") }.count
      if length >= 4 { runs.append(Part(start..<start + length)) }
      start += length + 1
    }
    return runs
  }

  private static func bracketed(in text: Text) -> [Part] {
    var parts: [Part] = []
    var start = 0
    while let open = text.bytes[start...].firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "{") }) {
      let close = text.bytes[open] == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: "}")
      guard let end = text.offset(of: close, from: open) else {
        start = open + 1
        continue
      }
      if !isValue(text[open..<end + 1]) { parts.append(Part(open..<end + 1)) }
      start = end + 1
    }
    return parts
  }

  /// What stands in brackets and is filled in all the same: Microsoft's tools print GUIDs in braces, and mail programs addresses between `<` and `>`.
  private static func isValue(_ text: Text) -> Bool {
    GUID(text[1..<text.count - 1]) != nil || text.offset(of: UInt8(ascii: "@"), from: 0) != nil
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

extension ValueType {
  /// Whether a mapping under the key may well have this name as a key, without a value so far.
  fileprivate func mayHold(key: Text) -> Bool {
    switch self {
    case .mapping(let mapping): mapping.fields.contains { key.equals($0.key) }
    case .named(.projectID, _): ProjectID.isOne(key)
    case .named(.environmentID, _): EnvironmentID.type(of: key) != nil
    default: false
    }
  }
}

extension Decoder {
  /// Reports `{customer}` where a mapping is wanted; false where it is one.
  mutating func reportBraces(_ place: Place, _ field: FieldDeclaration?, _ type: ValueType) -> Bool {
    guard tree[place.node].style == .flow, let placeholder = tree.placeholder(at: place), !type.mayHold(key: tree.text(place.node + 1))
    else { return false }
    reportPlaceholder(placeholder, at: place, field)
    return true
  }

  mutating func reportPlaceholder(_ placeholder: String, at place: Place, _ field: FieldDeclaration?) {
    addPlaceholder([placeholder], at: Spot(place), field)
  }

  /// Reports the placeholders inside a text as one finding, at the first of them.
  mutating func reportPlaceholders(_ parts: [Part], of text: Text, at place: Place, _ field: FieldDeclaration?, help: String? = nil) {
    guard let first = parts.first else { return }
    let related = parts.dropFirst().map { (spot: Spot(place, $0), message: "and this") }
    addPlaceholder(parts.map { text[$0].string }, at: Spot(place, first), field, related: related, help: help)
  }

  private mutating func addPlaceholder(
    _ placeholders: [String], at spot: Spot, _ field: FieldDeclaration?, related: [(spot: Spot, message: String)] = [], help: String? = nil
  ) {
    let key = field.map { " under `\($0.key)`" } ?? ""
    let names = Shown.list(placeholders.map { Shown.quoted($0) }, "and")
    findings.add(
      Placeholder.about, at: spot,
      "the placeholder\(placeholders.count == 1 ? "" : "s") \(names)\(key) \(placeholders.count == 1 ? "is" : "are") not filled in",
      label: "fill this in", related: related,
      help: help ?? field.map { $0.origin ?? "write a value such as `\($0.example)`" } ?? "write the value in its place")
  }
}
