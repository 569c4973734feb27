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
      guard let key = WrittenShape.firstKey(of: place.node, tree), let name = WrittenShape.plain(key, tree) else {
        return nil
      }
      self = .keys(first: name, value: WrittenShape.value(of: key, in: place.node, tree))
    case .sequence:
      let first = place.node + 1
      guard first < tree.next(place.node), case let item = tree.resolve(first), tree[item].kind == .mapping,
        let key = WrittenShape.firstKey(of: item, tree), tree[key].kind == .scalar,
        ["name", "id"].contains(tree.text(key).string), let name = WrittenShape.value(of: key, in: item, tree)
      else { return nil }
      self = .named(name)
    case .alias: return nil
    }
  }

  private static func firstKey(of mapping: NodeID, _ tree: YAMLTree) -> NodeID? {
    mapping + 1 < tree.next(mapping) ? mapping + 1 : nil
  }

  /// The text of a key's value, which is missing where the file breaks off after the key.
  private static func value(of key: NodeID, in mapping: NodeID, _ tree: YAMLTree) -> String? {
    let value = tree.next(key)
    return value < tree.next(mapping) ? plain(value, tree) : nil
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
    if case .list = field.type, beginsWithDash { return "write a space after the `-` that begins each item" }
    switch (field.type, self) {
    case (.list(let element), .value(let text)) where !element.isOfKeys:
      return "write it as a list: `\(field.key): [\"\(text)\"]`"
    case (.list(.mapping(let declaration)), .keys(let first, _)) where declaration.field(named: first) != nil:
      return "begin each entry with `- `, for example `- \(first): …`"
    case (.list(.mapping(let declaration)), .keys(let first, let value?))
    where value.isDigits && declaration.field(named: "port") != nil:
      return "write an entry for each \(declaration.name): `- { service: \(first), port: \(value) }`"
    case (.named, .named(let name)):
      return "write the name as a key, without `- `: `\(field.key): { \(name): { … } }`"
    default: return nil
    }
  }

  /// `-arn:aws:…`: the dash of a list item, and no space after it.
  private var beginsWithDash: Bool {
    switch self {
    case .value(let text), .keys(let text, _): text.hasPrefix("-")
    case .named: false
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
