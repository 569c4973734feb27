import Diagnostics
import YAMLTree

/// A tree with what edits ask of it: parents, shared anchors, the lines around a node.
struct EditedTree {
  let tree: YAMLTree
  let habits: Habits
  /// For each node the collection it is part of; the root's is itself.
  private var parents: [NodeID]
  /// The key of each value of a mapping; the node itself for keys and items.
  private var keys: [NodeID]
  /// The nodes that some alias leads to.
  private var aliased: Set<NodeID> = []
  private let anchorSpans: [NodeID: Span]

  var bytes: UnsafeBufferPointer<UInt8> { tree.source.bytes }

  init(_ tree: YAMLTree) {
    self.tree = tree
    parents = [NodeID](0..<NodeID(tree.nodes.count))
    keys = parents
    anchorSpans = Dictionary(tree.anchors.map { ($0.node, $0.span) }) { first, _ in first }
    for (index, node) in tree.nodes.enumerated() {
      if node.kind == .alias { aliased.insert(tree.resolve(NodeID(index))) }
      guard node.kind == .mapping || node.kind == .sequence else { continue }
      var isValue = false
      var key: NodeID = 0
      for child in tree.children(of: NodeID(index)) {
        parents[Int(child)] = NodeID(index)
        if isValue, node.kind == .mapping { keys[Int(child)] = key } else { key = child }
        isValue.toggle()
      }
    }
    habits = Habits(tree, parents: parents, keys: keys)
  }

  // MARK: Around a node

  func parent(of node: NodeID) -> NodeID? { parents[Int(node)] == node ? nil : parents[Int(node)] }

  /// The key whose value a node is; nil for items, keys and roots.
  func key(of value: NodeID) -> NodeID? { keys[Int(value)] == value ? nil : keys[Int(value)] }

  func isEmpty(_ collection: NodeID) -> Bool { tree.next(collection) == collection + 1 }

  /// Whether a node is inside brackets or braces, or is a collection that is written with them.
  func isInFlow(_ node: NodeID) -> Bool {
    // Block collections are never inside flow ones.
    if tree[node].kind == .mapping || tree[node].kind == .sequence { return tree[node].style == .flow }
    return parent(of: node).map { tree[$0].style == .flow } ?? false
  }

  /// The name of an anchor through which a node is used elsewhere as well.
  func sharedAnchor(around node: NodeID) -> String? {
    var current: NodeID? = node
    while let here = current {
      if aliased.contains(here) {
        return anchorSpans[here].map { String(tree.source.text($0).dropFirst()) } ?? ""
      }
      current = parent(of: here)
    }
    return nil
  }

  /// Where a node begins, with the anchor before it.
  func startWithAnchor(_ node: NodeID) -> Int { Int(anchorSpans[node]?.start ?? tree[node].start) }

  func hasTag(_ node: NodeID) -> Bool { tree[node].flags.contains(.tag) }
  func hasAnchor(_ node: NodeID) -> Bool { tree[node].flags.contains(.anchor) }

  /// Nothing, `~` or `null`, written plainly.
  func isNull(_ node: NodeID) -> Bool {
    guard tree[node].kind == .scalar, tree[node].style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(tree.text(node).string)
  }

  // MARK: Lines

  func startOfLine(_ offset: Int) -> Int {
    var start = offset
    while start > 0, LineBreak.length(before: start, in: bytes) == 0 { start -= 1 }
    return max(start, tree.source.byteOrderMarkLength)
  }

  /// The end of the line without its line break.
  func endOfLine(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count, !LineBreak.starts(at: end, in: bytes) { end += 1 }
    return end
  }

  /// The spaces that separate an offset from the start of its line; nil where something else is there.
  func indentation(before offset: Int) -> Int? {
    var start = offset
    while start > 0, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
    let isLineStart =
      start == tree.source.byteOrderMarkLength || LineBreak.length(before: start, in: bytes) > 0
    return isLineStart ? offset - start : nil
  }

  /// Whether nothing but white space and a comment follows on the line.
  func isRestOfLineFree(_ offset: Int) -> Bool {
    let rest = skipWhite(offset)
    return rest == bytes.count || LineBreak.starts(at: rest, in: bytes)
      || (bytes[rest] == UInt8(ascii: "#") && (rest > offset || rest == 0))
  }

  func skipWhite(_ offset: Int) -> Int {
    var offset = offset
    while offset < bytes.count, bytes[offset].isWhite { offset += 1 }
    return offset
  }

  /// The end of the last line that belongs to an entry at a column: the rest of the line, and comments below it that
  /// are indented deeper.
  func endOfEntry(_ end: Int, column: Int) -> Int {
    var last = endOfLine(end)
    var line = last
    while line < bytes.count {
      line += LineBreak.length(at: line, in: bytes)
      var text = line
      while text < bytes.count, bytes[text] == UInt8(ascii: " ") { text += 1 }
      guard text < bytes.count else { break }
      let lineEnd = endOfLine(text)
      if bytes[text] == UInt8(ascii: "#"), text - line > column {
        last = lineEnd
      } else if skipWhite(text) != lineEnd {
        break
      }
      line = lineEnd
    }
    return last
  }

  // MARK: Columns

  /// The column of the keys of a block mapping, from 0; nil if it cannot be known.
  func column(ofMapping mapping: NodeID) -> Int? {
    var isKey = true
    for child in tree.children(of: mapping) {
      defer { isKey.toggle() }
      guard isKey, isImplicit(child) else { continue }
      if let column = indentation(before: startWithAnchor(child)), !hasTag(child) { return column }
      // The first key may begin on the line of a dash.
      if child == mapping + 1, !hasTag(child), let column = columnAfterIndicators(startWithAnchor(child)) {
        return column
      }
    }
    return nil
  }

  /// Whether a key is followed by its colon on its own line, and has no `?` before it.
  func isImplicit(_ key: NodeID) -> Bool {
    let colon = skipWhite(Int(tree[key].end))
    return colon < bytes.count && bytes[colon] == UInt8(ascii: ":")
  }

  /// The column of the dashes of a block sequence, and of its items after them.
  func columns(ofSequence sequence: NodeID) -> (dash: Int, gap: Int)? {
    var found: (dash: Int, gap: Int)?
    for child in tree.children(of: sequence) {
      let start = startWithAnchor(child)
      var dash = start
      while dash > 0, bytes[dash - 1] == UInt8(ascii: " ") { dash -= 1 }
      guard dash > 0, bytes[dash - 1] == UInt8(ascii: "-"), !hasTag(child) else { continue }
      let gap = max(1, start - dash)
      if let column = indentation(before: dash - 1) { return (column, gap) }
      if found == nil, child == sequence + 1, let column = columnAfterIndicators(dash - 1) { found = (column, gap) }
    }
    return found
  }

  /// The column of an offset before which its line has only spaces and `-`, `?`, `:`.
  private func columnAfterIndicators(_ offset: Int) -> Int? {
    let start = startOfLine(offset)
    let isPlain = bytes[start..<offset].allSatisfy { $0 == UInt8(ascii: " ") || "-?:".utf8.contains($0) }
    return isPlain ? offset - start : nil
  }
}
