import Diagnostics

/// Values that a file does not contain and is read with all the same: each a scalar, a list or a mapping, built one
/// after the other.
///
/// A supplied node has no place in the file; its origin says where it is written.
package struct YAMLSupply: Sendable {
  /// Where a supplied node is written, and the keys that lead to it from where it is supplied: `customer/account`.
  package struct Origin: Sendable {
    package let location: Location
    package let path: String

    package init(_ location: Location, path: String) {
      self.location = location
      self.path = path
    }
  }

  /// Links of collections count from the first supplied node, those of scalars from the first supplied text.
  private var nodes: [Node] = []
  private(set) var origins: [Origin] = []
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var texts: SideTexts?

  package init() {}

  /// The index of the next node that is added, from the first supplied one.
  package var count: Int { nodes.count }

  /// Adds a text. It counts as quoted: nothing is read into it but what it is.
  package mutating func addScalar(_ text: String, _ origin: Origin) {
    bytes += text.utf8
    ends.append(bytes.count)
    texts = nil
    nodes.append(Node(start: 0, end: 0, link: UInt32(ends.count), kind: .scalar, style: .doubleQuoted, flags: []))
    origins.append(origin)
  }

  /// Adds a list, or a mapping of key, value, key, value …, with what `body` adds as its children.
  package mutating func addCollection(_ kind: Node.Kind, from origin: Origin, _ body: (inout YAMLSupply) -> Void) {
    let index = nodes.count
    nodes.append(Node(start: 0, end: 0, link: 0, kind: kind, style: .flow, flags: []))
    origins.append(origin)
    body(&self)
    nodes[index].link = UInt32(nodes.count)
  }

  /// To be called once everything is added.
  package mutating func seal() { texts = SideTexts(bytes: bytes, ends: ends) }

  /// The nodes as they follow so many written nodes and texts.
  func nodes(from first: Int, texts: Int) -> [Node] {
    nodes.map { node in
      var node = node
      node.link += UInt32(node.kind == .scalar ? texts : first)
      return node
    }
  }

  func text(_ index: Int) -> Text { texts?[index] ?? Text(UnsafeBufferPointer(start: nil, count: 0)) }
}
