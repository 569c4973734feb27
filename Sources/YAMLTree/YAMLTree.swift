import Diagnostics

/// A YAML file as a tree of spans: what libyaml reads, with the place of everything.
///
/// Nodes are in one array in document order. Whatever is wrong with the file as YAML is in `problems`; reading never
/// throws.
// What is inlinable, here and in `Node.swift`, is asked of every node by another module: a call would cost more than
// its answer.
@usableFromInline
package final class YAMLTree: @unchecked Sendable {
  @usableFromInline package let source: Source
  /// The nodes that are written, and after them those that are supplied from elsewhere.
  @usableFromInline let storage: [Node]
  /// How many nodes are written.
  @usableFromInline let writtenCount: Int
  /// The root of each document.
  package let roots: [NodeID]
  package let comments: [Comment]
  /// Anchors in document order.
  package let anchors: [Anchor]
  /// The tags of YAML's own that are written, by their node.
  package let tags: [NodeID: Tag]
  package let problems: [YAMLProblem]
  /// Only a part could be read: what is missing may be in the rest.
  package let isPartial: Bool
  private let sideTexts: SideTexts
  private let supply: YAMLSupply

  package struct Comment: Sendable {
    /// From `#` to the end of the line, without the line break.
    package let span: Span
  }

  /// A tag of YAML's own.
  package struct Tag: Sendable {
    /// `str`, `int`, `null` and so on; the lone `!` is `str`.
    package let name: String
    package let span: Span
  }

  package struct Anchor: Sendable {
    package let node: NodeID
    /// `&name`.
    package let span: Span
  }

  init(
    source: Source,
    nodes: [Node],
    roots: [NodeID],
    comments: [Comment],
    anchors: [Anchor],
    tags: [NodeID: Tag],
    problems: [YAMLProblem],
    isPartial: Bool,
    sideTexts: SideTexts
  ) {
    self.source = source
    storage = nodes
    writtenCount = nodes.count
    supply = YAMLSupply()
    self.roots = roots
    self.comments = comments
    self.anchors = anchors
    self.tags = tags
    self.problems = problems
    self.isPartial = isPartial
    self.sideTexts = sideTexts
  }

  /// A file with values that are not written in it, such as the defaults of settings. They are read like written ones,
  /// and no walk over `nodes` meets them.
  package init(_ tree: YAMLTree, with supply: YAMLSupply) {
    source = tree.source
    writtenCount = tree.writtenCount
    storage = tree.nodes + supply.nodes(from: tree.writtenCount, texts: tree.sideTexts.count)
    roots = tree.roots
    comments = tree.comments
    anchors = tree.anchors
    tags = tree.tags
    problems = tree.problems
    isPartial = tree.isPartial
    sideTexts = tree.sideTexts
    self.supply = supply
  }

  /// The nodes that are written, in document order.
  @inlinable package var nodes: ArraySlice<Node> { storage[..<writtenCount] }

  /// Whether something is supplied.
  package var hasSupply: Bool { storage.count > writtenCount }

  /// Whether a node is not written in this file.
  @inlinable package func isSupplied(_ id: NodeID) -> Bool { Int(id) >= writtenCount && Int(id) < storage.count }

  /// Where a supplied node is written; nil: in this file.
  package func supplied(_ id: NodeID) -> YAMLSupply.Origin? {
    isSupplied(id) ? supply.origins[Int(id) - writtenCount] : nil
  }

  // MARK: Reading nodes

  @inlinable package subscript(id: NodeID) -> Node {
    @inline(__always) get { storage[Int(id)] }
  }

  /// The text of a scalar; empty for anything else.
  @inlinable package func text(_ id: NodeID) -> Text {
    let node = storage[Int(id)]
    guard node.kind == .scalar else { return Text(UnsafeBufferPointer(start: nil, count: 0)) }
    return node.link == 0 ? Text(source.bytes[directRange(node)]) : sideText(node)
  }

  @usableFromInline func sideText(_ node: Node) -> Text {
    let index = Int(node.link - 1)
    return index < sideTexts.count ? sideTexts[index] : supply.text(index - sideTexts.count)
  }

  /// The span of a part of a scalar's text, or of the whole scalar if the source does not contain the text byte by
  /// byte.
  package func span(_ id: NodeID, part: Range<Int>) -> Span {
    let node = storage[Int(id)]
    guard node.link == 0, node.kind == .scalar else { return node.span }
    let start = directRange(node).lowerBound
    return Span(start + part.lowerBound..<start + part.upperBound)
  }

  /// Whether the source contains the text of the scalar byte by byte.
  @inlinable package func isDirect(_ id: NodeID) -> Bool {
    storage[Int(id)].kind == .scalar && storage[Int(id)].link == 0
  }

  /// The node an alias leads to; any other node itself.
  @inlinable package func resolve(_ id: NodeID) -> NodeID {
    let node = storage[Int(id)]
    return node.kind == .alias ? node.link : id
  }

  /// Whether a key is `<<`, which brings in the entries of other mappings.
  @inlinable package func isMerge(_ key: NodeID) -> Bool {
    let name = resolve(key)
    return self[name].style == .plain && text(name) == "<<"
  }

  /// The index after a node and its descendants.
  @inlinable package func next(_ id: NodeID) -> NodeID { storage.next(id) }

  /// The children of a collection in order; of a mapping key, value, key, value ….
  package func children(of id: NodeID) -> ChildSequence { ChildSequence(nodes: storage, collection: id) }

  package struct ChildSequence: Sequence, IteratorProtocol {
    let nodes: [Node]
    var current: NodeID
    let end: NodeID

    init(nodes: [Node], collection id: NodeID) {
      self.nodes = nodes
      let isCollection = nodes[Int(id)].kind == .mapping || nodes[Int(id)].kind == .sequence
      current = id + 1
      end = isCollection ? nodes[Int(id)].link : id + 1
    }

    package mutating func next() -> NodeID? {
      guard current < end else { return nil }
      defer { current = nodes.next(current) }
      return current
    }
  }

  @inlinable func directRange(_ node: Node) -> Range<Int> {
    switch node.style {
    case .singleQuoted, .doubleQuoted: Int(node.start) + 1..<max(Int(node.start) + 1, Int(node.end) - 1)
    default: Int(node.start)..<Int(node.end)
    }
  }
}

extension [Node] {
  @inlinable func next(_ id: NodeID) -> NodeID {
    let node = self[Int(id)]
    return node.kind == .mapping || node.kind == .sequence ? node.link : id + 1
  }
}

/// The texts that differ from their source: escapes, folds, block scalars. One block of bytes and the end of each text
/// in it.
final class SideTexts: @unchecked Sendable {
  private let block: UnsafeMutableBufferPointer<UInt8>
  private let ends: [Int]
  var count: Int { ends.count }

  init(bytes: [UInt8], ends: [Int]) {
    block = .allocate(capacity: bytes.count)
    _ = block.initialize(from: bytes)
    self.ends = ends
  }

  deinit { block.deallocate() }

  subscript(index: Int) -> Text {
    Text(UnsafeBufferPointer(rebasing: block[(index == 0 ? 0 : ends[index - 1])..<ends[index]]))
  }
}
