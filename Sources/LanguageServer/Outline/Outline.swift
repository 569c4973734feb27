import Diagnostics

/// What an unfinished text says, as far as its layout shows: mappings, lists and scalars with their places.
///
/// Unlike the tree of `YAMLTree`, which ends at the first fault, it goes on: a half-written line, an open bracket or a
/// key without a value costs no more than itself. Completion and hover go by it. One pass over the lines, each byte
/// looked at a few times at most.
struct Outline {
  struct Node {
    enum Kind { case scalar, mapping, sequence }
    var kind = Kind.scalar
    /// The collection around it; -1 for the root of a document.
    var parent: Int
    /// An entry's key without quotes; nil for an item of a list and for a root.
    var key: Range<Int>?
    /// Where an entry or item begins: its key with quotes, or its dash.
    var start: Int
    /// After the colon or the dash; where the value of a root begins.
    var valueStart: Int
    /// A scalar without quotes, empty if there is none; a collection from its first to its last byte.
    var text: Range<Int>
    var isQuoted = false
    var isFlow = false
    /// A flow collection whose closing bracket is there.
    var isClosed = false
    var isAlias = false
    /// The scalar is a block of lines after `|` or `>`.
    var isBlockScalar = false
    /// The name after `&`.
    var anchor: Range<Int>?
    /// The column of the keys or dashes of a block collection.
    var column = -1
    var children: [Int] = []

    /// Makes it a flow collection that begins at an offset.
    mutating func becomeFlow(_ kind: Kind, at place: Int) {
      (self.kind, isFlow, text) = (kind, true, place..<place)
    }

    /// Ends a flow collection.
    mutating func end(at place: Int, with children: [Int], isClosed: Bool) {
      (self.children, self.isClosed) = (children, isClosed)
      text = text.lowerBound..<place
    }

    /// Makes a scalar, or a flow collection, an empty block collection.
    mutating func becomeBlock(_ kind: Kind, column: Int) {
      (self.kind, self.column) = (kind, column)
      (isFlow, isAlias, children) = (false, false, [])
      text = valueStart..<valueStart
    }
  }

  /// A block collection that is open at a line.
  struct Frame {
    let node: Int
    let column: Int
  }

  let bytes: [UInt8]
  var nodes: [Node] = []
  var roots: [Int] = []
  /// Comments from `#` to the end of the line.
  var comments: [Range<Int>] = []
  /// The block collections that are open before the line of the cursor, the outermost first; the document's root is
  /// among them.
  var framesAtCursor: [Frame] = []
  /// The root of the document the cursor is in.
  var rootAtCursor: Int?
  /// The nodes with an anchor, by its name, in order.
  private var anchors: [String: [Int]] = [:]

  init(_ bytes: [UInt8], cursor: Int = -1) {
    self.bytes = bytes
    var reader = OutlineReader(bytes, cursor)
    reader.read()
    nodes = reader.nodes
    roots = reader.roots
    comments = reader.comments
    framesAtCursor = reader.framesAtCursor ?? reader.frames
    rootAtCursor = reader.rootAtCursor ?? reader.roots.last
    for index in nodes.indices {
      if let name = nodes[index].anchor.map(string) { anchors[name, default: []].append(index) }
    }
  }

  // MARK: Reading

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
  func key(of node: Int) -> String? { nodes[node].key.map(string) }
  func text(of node: Int) -> String { nodes[node].kind == .scalar ? string(nodes[node].text) : "" }

  /// The keys that a mapping has itself.
  func keys(of mapping: Int) -> [String] { nodes[mapping].children.compactMap(key) }

  /// The entry of a key, in the mapping itself or in what it merges.
  func entry(_ key: String, of mapping: Int) -> Int? { entry(key, of: mapping, depth: 0) }

  private func entry(_ key: String, of mapping: Int, depth: Int) -> Int? {
    guard depth < 8 else { return nil }
    let own = nodes[mapping].children
    if let entry = own.first(where: { self.key(of: $0) == key }) { return resolved(entry) }
    for merge in own where self.key(of: merge) == "<<" {
      let merged = nodes[merge].kind == .sequence ? nodes[merge].children : [merge]
      for alias in merged {
        if let node = anchored(by: alias), let entry = entry(key, of: node, depth: depth + 1) { return entry }
      }
    }
    return nil
  }

  /// The node an alias stands for; any other node itself.
  func resolved(_ node: Int) -> Int { anchored(by: node) ?? node }

  private func anchored(by alias: Int) -> Int? {
    guard nodes[alias].isAlias else { return nil }
    let named = anchors[string(nodes[alias].text)] ?? []
    let count = named.prefixCount { $0 < alias }
    return count > 0 ? named[count - 1] : nil
  }

  /// The collections around a node, the innermost first.
  func ancestors(of node: Int) -> [Int] {
    var ancestors: [Int] = []
    var current = nodes[node].parent
    while current >= 0 {
      ancestors.append(current)
      current = nodes[current].parent
    }
    return ancestors
  }
}
