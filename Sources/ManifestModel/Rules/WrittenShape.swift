import Diagnostics
import YAMLTree

/// What is written where another shape is wanted, as far as the advice can show it in the right one.
enum WrittenShape {
  /// A value by itself.
  case value(String)
  /// A mapping by its first key and, where it is one scalar, the value of that.
  case keys(first: String, value: String?)
  /// A list whose first item gives itself a name: `- name: production`.
  case named(String)

  init?(_ place: Place, _ tree: YAMLTree) {
    switch tree[place.node].kind {
    case .scalar:
      guard let text = WrittenShape.plain(place.node, tree) else { return nil }
      self = .value(text)
    case .mapping:
      guard tree.next(place.node) > place.node + 1, let key = WrittenShape.plain(place.node + 1, tree) else {
        return nil
      }
      self = .keys(first: key, value: WrittenShape.plain(tree.next(place.node + 1), tree))
    case .sequence:
      let item = tree.resolve(place.node + 1)
      guard tree.next(place.node) > place.node + 1, tree[item].kind == .mapping, tree.next(item) > item + 1,
        tree[item + 1].kind == .scalar, ["name", "id"].contains(tree.text(item + 1).string),
        let name = WrittenShape.plain(tree.next(item + 1), tree)
      else { return nil }
      self = .named(name)
    case .alias: return nil
    }
  }

  /// Characters of a text that is shown.
  private static let longest = 80

  /// The text of a scalar that can be shown inside of code as it is.
  private static func plain(_ node: NodeID, _ tree: YAMLTree) -> String? {
    guard tree[node].kind == .scalar, case let text = tree.text(node).string, !text.isEmpty,
      Display.oneLine(text, limit: longest) == text, !text.contains(where: { "`\"'{}[],#\\".contains($0) })
    else { return nil }
    return text
  }

  /// In the place of a list, or of a mapping by names.
  func advice(for field: FieldDeclaration) -> String? {
    switch (field.type, self) {
    case (.list(let element), .value(let text)) where !element.isOfKeys:
      return "write it as a list: `\(field.key): [\"\(text)\"]`"
    case (.list(.mapping(let declaration)), .keys(let first, _)) where declaration.field(named: first) != nil:
      return "begin each \(declaration.name) with `- `, for example `- \(first): …`"
    case (.list(.mapping(let declaration)), .keys(let first, let value?))
    where value.isDigits && declaration.field(named: "port") != nil:
      return "write an entry for each \(declaration.name): `- { service: \(first), port: \(value) }`"
    case (.named, .named(let name)):
      return "write the name as a key, without `- `: `\(field.key): { \(name): { … } }`"
    default: return nil
    }
  }

  /// In the place of a mapping in a list.
  func advice(forItemOf declaration: MappingDeclaration) -> String? {
    guard declaration.field(named: "port") != nil, case .value(let text) = self else { return nil }
    // `80`, `HTTP 80`, `SFTP:2222`.
    let words = text.split { " :/=".contains($0) }.map(String.init)
    let (numbers, others) = (words.filter(\.isDigits), words.filter { !$0.isDigits })
    guard numbers.count == 1 else { return nil }
    let service = others.isEmpty ? "…" : others.joined(separator: " ")
    return "write its keys: `{ service: \(service), port: \(numbers[0]) }`"
  }
}

extension MappingDeclaration {
  fileprivate func field(named key: String) -> FieldDeclaration? { fields.first { $0.key == key } }
}
