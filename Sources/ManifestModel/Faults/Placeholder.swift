import Diagnostics
import YAMLTree

/// `placeholder-left`: a template that was not filled in.
package enum Placeholder {
  package static let about = RuleAbout(
    "placeholder-left",
    .values,
    .error,
    .placeholder,
    summary:
      "A placeholder stands where a value is wanted: `<…>`, `{…}`, `TODO`, `TBD`, `FIXME`, `changeme`, or a run of `x` in an identifier.",
    why: "It is what templates and documentation print; in a ticket it means that the datum is missing.",
    remedy: "Fill in the value; the help says where it is found.",
    example: .init(.aws, bad: [("account: \"210987654321\"", "account: <account>")])
  )

  /// The placeholder that the whole text is.
  static func whole(_ text: Text) -> String? {
    guard let first = text.bytes.first, let last = text.bytes.last else { return nil }
    switch first {
    case UInt8(ascii: "<"): return last == UInt8(ascii: ">") && text.count > 2 && !isValue(text) ? text.string : nil
    case UInt8(ascii: "{"): return last == UInt8(ascii: "}") && text.count > 2 && !isValue(text) ? text.string : nil
    case UInt8(ascii: "$"): return text.hasPrefix("${") && last == UInt8(ascii: "}") ? text.string : nil
    default: return words.contains { text.equalsIgnoringCase(Text($0)) } ? text.string : nil
    }
  }

  private static let words: [StaticString] = ["todo", "tbd", "fixme", "changeme"]

  /// The placeholders inside an identifier, in order: `<…>`, `{…}`, else four or more `x` in a row.
  static func inside(_ text: Text, countingX: Bool = true) -> [Part] {
    let bracketed = bracketed(in: text)
    return countingX && bracketed.isEmpty ? runsOfX(in: text) : bracketed
  }

  private static func bracketed(in text: Text) -> [Part] {
    guard text.contains(UInt8(ascii: "<")) || text.contains(UInt8(ascii: "{")) else { return [] }
    var parts: [Part] = []
    var open: Int?
    for (offset, byte) in text.bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "<"), UInt8(ascii: "{"): open = offset
      case UInt8(ascii: ">"), UInt8(ascii: "}"):
        if let start = open, isPair(text.bytes[start], byte), !isValue(text[start..<offset + 1]) {
          parts.append(Part(start..<offset + 1))
        }
        open = nil
      default: break
      }
    }
    return parts
  }

  private static func isPair(_ open: UInt8, _ close: UInt8) -> Bool {
    (open == UInt8(ascii: "<")) == (close == UInt8(ascii: ">"))
  }

  /// What stands in brackets and is filled in all the same: Microsoft's tools print GUIDs in braces, and mail programs addresses between `<` and `>`.
  private static func isValue(_ text: Text) -> Bool {
    GUID(text[1..<text.count - 1]) != nil || text.bytes.contains(UInt8(ascii: "@"))
  }

  static func runsOfX(in text: Text) -> [Part] {
    guard text.contains(UInt8(ascii: "x")) || text.contains(UInt8(ascii: "X")) else { return [] }
    return text.bytes.split { Text.fold($0) != UInt8(ascii: "x") }.filter { $0.count >= 4 }.map {
      Part($0.startIndex..<$0.endIndex)
    }
  }
}

extension YAMLTree {
  /// The placeholder a node is as a whole; `{subscriptionId}` is a mapping of one key without a value to YAML.
  func placeholder(at place: Place) -> String? {
    let node = self[place.node]
    if node.kind == .scalar { return Placeholder.whole(text(place.node)) }
    let (key, value) = (place.node + 1, place.node + 2)
    guard node.kind == .mapping, node.style == .flow, next(place.node) == value + 1, self[value].span.isEmpty,
      !isPartial || source.bytes[Int(node.end) - 1] == UInt8(ascii: "}")
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
    guard let placeholder = tree.placeholder(at: place), !type.mayHold(key: tree.text(place.node + 1)) else {
      return false
    }
    reportPlaceholder(placeholder, at: place, field)
    return true
  }

  mutating func reportPlaceholder(_ placeholder: String, at place: Place, _ field: FieldDeclaration?) {
    addPlaceholder([placeholder], at: Spot(place), field)
  }

  /// Reports the placeholders inside a text as one finding, at the first of them.
  mutating func reportPlaceholders(
    _ parts: [Part],
    of text: Text,
    at place: Place,
    _ field: FieldDeclaration?,
    help: String? = nil
  ) {
    guard let first = parts.first else { return }
    let related = parts.dropFirst().map { (spot: Spot(place, $0), message: "and this") }
    addPlaceholder(parts.map { text[$0].string }, at: Spot(place, first), field, related: related, help: help)
  }

  private mutating func addPlaceholder(
    _ placeholders: [String],
    at spot: Spot,
    _ field: FieldDeclaration?,
    related: [(spot: Spot, message: String)] = [],
    help: String? = nil
  ) {
    let key = field.map { " under `\($0.key)`" } ?? ""
    let names = Shown.list(placeholders.map { Shown.quoted($0) }, "and")
    findings.add(
      Placeholder.about,
      at: spot,
      "the placeholder\(placeholders.count == 1 ? "" : "s") \(names)\(key) \(placeholders.count == 1 ? "is" : "are") not filled in",
      label: "fill this in",
      related: related,
      help: help ?? field.map { $0.origin?.on(cloud) ?? "write a value such as `\($0.example)`" }
        ?? "write the value in its place"
    )
  }
}
