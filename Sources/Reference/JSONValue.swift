import Diagnostics
import YAMLTree

/// A JSON value whose members stay in the order in which they are written: schemas are put together from it, and
/// command declarations read.
package indirect enum JSONValue: Sendable {
  case object([(String, JSONValue)])
  case array([JSONValue])
  case string(String)
  case number(Int)
  case bool(Bool)

  /// Values of one kind in an array.
  static func strings(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }

  /// The text of a JSON file.
  package var text: String {
    var writer = JSONWriter()
    write(to: &writer)
    writer.endLine()
    return writer.text
  }

  private func write(to writer: inout JSONWriter) {
    switch self {
    case .object(let members):
      writer.object { writer in
        for (name, value) in members {
          writer.key(name)
          value.write(to: &writer)
        }
      }
    case .array(let values): writer.array(values) { $1.write(to: &$0) }
    case .string(let value): writer.string(value)
    case .number(let value): writer.number(value)
    case .bool(let value): writer.bool(value)
    }
  }

  /// Takes a member out of an object.
  mutating func remove(_ name: String) { self = .object(members.filter { $0.0 != name }) }

  /// Puts another value in a member's place.
  mutating func replace(_ name: String, _ value: JSONValue) {
    self = .object(members.map { $0.0 == name ? (name, value) : $0 })
  }

  /// An object with further members after its own.
  func adding(_ members: [(String, JSONValue)]) -> JSONValue {
    guard case .object(let own) = self else { return self }
    return .object(own + members)
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral
{
  package init(dictionaryLiteral members: (String, JSONValue)...) { self = .object(members) }
  package init(arrayLiteral values: JSONValue...) { self = .array(values) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .number(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue {
  /// The value that a declaration's example writes in YAML; nil if the example is abridged by `…`.
  init?(example text: String) {
    guard !text.contains("…") else { return nil }
    self.init(yaml: text)
  }

  /// The value of a YAML document, and of JSON, which is YAML.
  init?(yaml text: String) {
    let tree = YAMLTree.read(Source(path: "", contents: text.utf8))
    guard let root = tree.roots.first, tree.problems.isEmpty else { return nil }
    self.init(tree, root)
  }

  private init(_ tree: YAMLTree, _ node: NodeID) {
    let children = Array(tree.children(of: node))
    switch tree[node].kind {
    case .sequence: self = .array(children.map { JSONValue(tree, $0) })
    case .mapping:
      self = .object(
        stride(from: 0, to: children.count, by: 2).map {
          (tree.text(children[$0]).string, JSONValue(tree, children[$0 + 1]))
        }
      )
    default: self.init(scalar: tree.text(node).string, isPlain: tree[node].style == .plain)
    }
  }

  // MARK: Reading

  /// The member of an object.
  subscript(name: String) -> JSONValue? { members.first { $0.0 == name }?.1 }

  /// The members of an object.
  var members: [(String, JSONValue)] {
    if case .object(let members) = self { members } else { [] }
  }

  var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }

  var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  private init(scalar text: String, isPlain: Bool) {
    if isPlain, let number = Int(text) {
      self = .number(number)
    } else if isPlain, text == "true" || text == "false" {
      self = .bool(text == "true")
    } else {
      self = .string(text)
    }
  }
}
