import Diagnostics
import YAMLTree

/// A JSON value as a schema is put together from it: keywords stay in the order in which they are written.
package indirect enum SchemaValue: Sendable {
  case object([(String, SchemaValue)])
  case array([SchemaValue])
  case string(String)
  case number(Int)
  case bool(Bool)

  /// Values of one kind in an array.
  static func strings(_ values: [String]) -> SchemaValue { .array(values.map(SchemaValue.string)) }

  /// The text of a schema file.
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

  /// An object with further members behind its own.
  func adding(_ members: [(String, SchemaValue)]) -> SchemaValue {
    guard case .object(let own) = self else { return self }
    return .object(own + members)
  }
}

extension SchemaValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral
{
  package init(dictionaryLiteral members: (String, SchemaValue)...) { self = .object(members) }
  package init(arrayLiteral values: SchemaValue...) { self = .array(values) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .number(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension SchemaValue {
  /// The value that a declaration's example writes in YAML; nil where the example is abridged by `…`.
  init?(yaml text: String) {
    guard !text.contains("…") else { return nil }
    let tree = YAMLTree.read(Source(path: "", contents: text.utf8))
    guard let root = tree.roots.first, tree.problems.isEmpty else { return nil }
    self.init(tree, root)
  }

  private init(_ tree: YAMLTree, _ node: NodeID) {
    let children = Array(tree.children(of: node))
    switch tree[node].kind {
    case .sequence: self = .array(children.map { SchemaValue(tree, $0) })
    case .mapping:
      self = .object(
        stride(from: 0, to: children.count, by: 2).map { (tree.text(children[$0]).string, SchemaValue(tree, children[$0 + 1])) })
    default: self.init(scalar: tree.text(node).string, isPlain: tree[node].style == .plain)
    }
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
