import Diagnostics
import YAMLTree

/// What one JSON file may ask of the reader.
package struct JSONLimits: Sendable {
  package var bytes = 64 << 20
  package var values = 4_000_000
  package var depth = 100

  package init() {}
}

/// Why a file is not read as JSON. The words complete "FILE: not read: …".
package struct JSONProblem: Error, Sendable, Equatable {
  package let words: String
  /// UTF-8 offset of the place.
  package let offset: Int
}

/// A JSON text as flat nodes in document order. Strict (RFC 8259): no duplicate names, no NUL, no lone surrogates,
/// nothing after the value.
final class JSONDocument {
  struct Node {
    let kind: Kind
    /// UTF-8 offsets of the value, quotes and brackets included.
    let start: Int
    var end: Int
    /// The index after the last descendant.
    var next: Int
  }

  enum Kind: UInt8 {
    case object, array, string, number, yes, no, null

    var words: String {
      switch self {
      case .object: "an object"
      case .array: "a list"
      case .string: "a string"
      case .number: "a number"
      case .yes, .no: "true or false"
      case .null: "null"
      }
    }
  }

  let bytes: UnsafeBufferPointer<UInt8>
  fileprivate(set) var nodes: [Node] = []
  /// Bytes that were taken over into the model: nothing else of the file is kept.
  private(set) var taken: [Range<Int>] = []
  /// The first value that is of another kind than what is read from its place.
  private(set) var fault: JSONProblem?
  let source: Source

  init(_ source: Source, limits: JSONLimits = JSONLimits()) throws(JSONProblem) {
    self.source = source
    bytes = source.bytes
    guard bytes.count <= limits.bytes else {
      throw JSONProblem(words: "larger than \(limits.bytes >> 20) MiB", offset: 0)
    }
    var parser = JSONParser(bytes, limits)
    parser.offset = source.byteOrderMarkLength
    try parser.document()
    nodes = parser.nodes
  }

  var root: JSONValue { JSONValue(document: self, index: 0) }

  /// The text of a value, a string without quotes and escapes.
  func text(of range: Range<Int>) -> String {
    let content = bytes[range]
    guard content.first == UInt8(ascii: "\"") else { return String(decoding: content, as: UTF8.self) }
    return JSONParser.unescaped(content.dropFirst().dropLast())
  }

  func take(_ range: Range<Int>) { taken.append(range) }

  /// Remembers that a value is not what is read from its place.
  func refuse(_ index: Int, expected: String) {
    guard fault.map({ $0.offset > nodes[index].start }) ?? true else { return }
    fault = JSONProblem(words: "\(nodes[index].kind.words) where \(expected) was expected", offset: nodes[index].start)
  }

  /// The file with everything that was not taken over replaced by spaces: lines and columns stay, and no secret is kept
  /// or shown.
  func redactedSource() -> Source {
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    for (index, byte) in bytes.enumerated() {
      block.initializeElement(at: index, to: byte.isLineBreak ? byte : 0x20)
    }
    for range in taken { for index in range { block[index] = bytes[index] } }
    return Source(path: source.path, adopting: block)
  }
}

/// A value of a JSON text that is not a collection, or an empty one, with the name of the member that it is in.
struct JSONLeaf {
  let name: String
  let text: String
  let span: Span
  /// What makes it the same as another.
  let key: ByteKey
}

extension JSONDocument {
  /// All of them in order, but for what is under some names. Azure's calls do not agree on the case of letters in
  /// resource IDs.
  func leaves(without names: Set<String>, ignoresCase: Bool) -> [JSONLeaf] {
    var leaves: [JSONLeaf] = []
    var open: [(end: Int, isObject: Bool, name: String)] = []
    var index = 0
    while index < nodes.count {
      while let last = open.last, last.end <= index { open.removeLast() }
      var name = open.last?.name ?? ""
      if open.last?.isObject ?? false {
        name = text(nodes[index])
        index += 1
        if names.contains(name) {
          index = nodes[index].next
          continue
        }
      }
      let node = nodes[index]
      let isCollection = node.kind == .object || node.kind == .array
      if isCollection, node.next > index + 1 {
        open.append((node.next, node.kind == .object, name))
      } else {
        let text = isCollection ? node.kind == .object ? "{}" : "[]" : text(of: node.start..<node.end)
        let key = "\(name)=\(ignoresCase ? text.lowercased() : text)"
        leaves.append(JSONLeaf(name: name, text: text, span: Span(node.start..<node.end), key: ByteKey(key)))
      }
      index += 1
    }
    return leaves
  }
}

/// One value of a JSON text.
struct JSONValue {
  let document: JSONDocument
  let index: Int

  private var node: JSONDocument.Node { document.nodes[index] }
  var isObject: Bool { node.kind == .object }
  var isArray: Bool { node.kind == .array }
  var isNull: Bool { node.kind == .null }
  var span: Span { Span(node.start..<node.end) }

  /// The member of a name; nil if there is none, or `null`.
  subscript(name: StaticString) -> JSONValue? {
    guard node.kind == .object else { return nil }
    var child = index + 1
    while child < node.next {
      let value = document.nodes[child].next
      if document.name(child, equals: name) {
        return document.nodes[value].kind == .null ? nil : JSONValue(document: document, index: value)
      }
      child = document.nodes[value].next
    }
    return nil
  }

  /// Whether a member is there, `null` or not.
  func has(_ name: StaticString) -> Bool {
    guard node.kind == .object else { return false }
    var child = index + 1
    while child < node.next {
      if document.name(child, equals: name) { return true }
      child = document.nodes[document.nodes[child].next].next
    }
    return false
  }

  /// The items of an array; none of anything else.
  var items: [JSONValue] {
    guard node.kind == .array else { return [] }
    var items: [JSONValue] = []
    var child = index + 1
    while child < node.next {
      items.append(JSONValue(document: document, index: child))
      child = document.nodes[child].next
    }
    return items
  }

  // MARK: Values that are taken over

  /// The text of a string of at most 2,000 bytes; the place is taken over.
  var text: String? {
    guard node.kind == .string, node.end - node.start <= 2000 else {
      return refused(expected: node.kind == .string ? "one of at most 2,000 bytes" : "a string")
    }
    document.take(node.start..<node.end)
    return document.text(node)
  }

  /// The text of a string that is only looked at: nothing is taken over.
  var peek: String? { node.kind == .string && node.end - node.start <= 2000 ? document.text(node) : nil }

  /// The text of a string, a number or a truth value that is only looked at, as it is written.
  var literal: String? {
    switch node.kind {
    case .string: peek
    case .number where node.end - node.start <= 2000, .yes, .no:
      String(decoding: document.bytes[node.start..<node.end], as: UTF8.self)
    default: nil
    }
  }

  var bool: Bool? {
    guard node.kind == .yes || node.kind == .no else { return refused(expected: "true or false") }
    document.take(node.start..<node.end)
    return node.kind == .yes
  }

  /// An integer of at most nine digits.
  var integer: Int? {
    let digits = document.bytes[node.start..<node.end]
    guard node.kind == .number, digits.count <= 10, let value = Int(String(decoding: digits, as: UTF8.self)) else {
      return refused(expected: "an integer")
    }
    document.take(node.start..<node.end)
    return value
  }

  func text(_ name: StaticString) -> String? { member(name)?.text }
  func bool(_ name: StaticString) -> Bool? { member(name)?.bool }
  func integer(_ name: StaticString) -> Int? { member(name)?.integer }
  func items(_ name: StaticString) -> [JSONValue] { array(name) ?? [] }

  /// The items of an array under a name; nil if there is no array.
  func array(_ name: StaticString) -> [JSONValue]? {
    guard let list = member(name) else { return nil }
    return list.isArray ? list.items : list.refused(expected: "a list")
  }

  /// The member of what has to be an object.
  private func member(_ name: StaticString) -> JSONValue? { isObject ? self[name] : refused(expected: "an object") }

  private func refused<Value>(expected: String) -> Value? {
    document.refuse(index, expected: expected)
    return nil
  }

  /// The texts of an array under a name; nil if there is no array, or one with anything else in it: such a list is not
  /// known to its end.
  func texts(_ name: StaticString) -> [String]? { array(name)?.whole(\.text) }

  /// The items of a list of Terraform's; nil where one is known only after apply: a plan has `null` for it.
  func plannedItems(_ name: StaticString) -> [JSONValue]? {
    guard let items = array(name), !items.contains(where: \.isNull) else { return nil }
    return items
  }

  func plannedTexts(_ name: StaticString) -> [String]? { plannedItems(name)?.whole(\.text) }
}

extension Array where Element == JSONValue {
  /// What each item says; nil if some item does not say it, so that nothing can be said to be missing from the list.
  func whole<Value>(_ read: (JSONValue) -> Value?) -> [Value]? {
    let values = compactMap(read)
    return values.count == count ? values : nil
  }
}

extension JSONDocument {
  fileprivate func name(_ index: Int, equals name: StaticString) -> Bool {
    let node = nodes[index]
    let content = UnsafeBufferPointer(rebasing: bytes[node.start + 1..<node.end - 1])
    if Text(content) == name { return true }
    return content.contains(UInt8(ascii: "\\")) && text(node) == "\(name)"
  }

  /// A string without quotes and escapes.
  fileprivate func text(_ node: Node) -> String {
    text(of: node.start..<node.end)
  }
}
