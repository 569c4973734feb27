import Diagnostics
import YAMLTree

/// What a change comes to in one file: the edits of its text, and what a reader is to find there afterwards.
struct PlannedChange {
  var edits: [Edit]
  var expectation: Expectation

  /// Offsets of the first byte that it touches, and after the last.
  var start: UInt32 { edits.first?.span.start ?? 0 }
  var end: UInt32 { edits.last?.span.end ?? 0 }
}

/// The difference a change makes to the tree.
enum Expectation {
  /// The node has this value instead.
  case replaced(NodeID, NewValue)
  /// The mapping has one more entry.
  case inserted(NodeID, NewValue.Entry)
  /// The list has more items at its end.
  case appended(NodeID, [NewValue])
  /// The entry of this key, or this item, is gone.
  case removed(NodeID)
}

/// Finds where a change applies, and turns it into edits.
struct Planner {
  let edited: EditedTree
  var tree: YAMLTree { edited.tree }
  var bytes: UnsafeBufferPointer<UInt8> { edited.bytes }

  func plan(_ change: Change) throws(Refusal) -> PlannedChange {
    guard !tree.isPartial, tree.source.encoding == .utf8 else { throw .unreadable }
    var node = change.start
    for (index, step) in change.path.enumerated() {
      guard tree[node].kind != .alias else { throw shared(node) }
      switch try find(step, in: node) {
      case .found(let child): node = child
      case .absent(let key, let order):
        guard let value = change.inserted else { throw .missing(key) }
        let entry = NewValue.Entry(key, try Planner.nested(value, under: change.path[(index + 1)...]))
        return try insert(entry, order: order, into: node)
      }
    }
    guard tree[node].kind != .alias else { throw shared(node) }
    switch change.action {
    case .set(let value): return try replace(node, with: value)
    case .append(let items): return try append(items, to: node)
    case .remove:
      try refuseShared(node)
      return try remove(node)
    }
  }

  /// A value inside the mappings that the rest of a path names.
  private static func nested(_ value: NewValue, under path: ArraySlice<Step>) throws(Refusal) -> NewValue {
    var value = value
    for step in path.reversed() {
      guard case .key(let key, _) = step else { throw .missing("that item") }
      value = .mapping([.init(key, value)])
    }
    return value
  }

  // MARK: Finding

  private enum Found { case found(NodeID), absent(String, order: [String]) }

  private func find(_ step: Step, in node: NodeID) throws(Refusal) -> Found {
    switch step {
    case .item(let index):
      guard tree[node].kind == .sequence else { throw .otherKind("the list") }
      var left = index
      for child in tree.children(of: node) {
        if left == 0 { return .found(child) }
        left -= 1
      }
      throw .missing("item \(index)")
    case .key(let key, let order):
      if edited.isNull(node) { return .absent(key, order: order) }
      guard tree[node].kind == .mapping else { throw .otherKind(key) }
      guard let value = value(of: key, in: node) else {
        if mergesBring(key, into: node, depth: 0) { throw .merged(key: key) }
        return .absent(key, order: order)
      }
      return .found(value)
    }
  }

  private func value(of key: String, in mapping: NodeID) -> NodeID? {
    var name: NodeID = 0
    var isValue = false
    for child in tree.children(of: mapping) {
      if isValue, !tree[name].isLeftOut, tree.text(tree.resolve(name)).equals(key) { return child }
      if !isValue { name = child }
      isValue.toggle()
    }
    return nil
  }

  /// Whether a `<<` of a mapping brings in a key; what it comes from cannot be known where it is deep.
  private func mergesBring(_ key: String, into mapping: NodeID, depth: Int) -> Bool {
    guard let merge = value(of: "<<", in: mapping) else { return false }
    guard depth < 8 else { return true }
    let base = tree.resolve(merge)
    let bases = tree[base].kind == .sequence ? tree.children(of: base).map(tree.resolve) : [base]
    return bases.contains { base in
      tree[base].kind == .mapping && (value(of: key, in: base) != nil || mergesBring(key, into: base, depth: depth + 1))
    }
  }

  private func shared(_ alias: NodeID) -> Refusal {
    .shared(anchor: edited.sharedAnchor(around: tree.resolve(alias)) ?? "")
  }

  func refuseShared(_ node: NodeID) throws(Refusal) {
    if let anchor = edited.sharedAnchor(around: node) { throw .shared(anchor: anchor) }
  }

  // MARK: Setting

  private func replace(_ node: NodeID, with value: NewValue) throws(Refusal) -> PlannedChange {
    try refuseShared(node)
    if let collection = try fill(node, with: value) { return collection }
    guard tree[node].kind == .scalar, value.isScalar else {
      throw .otherKind(edited.key(of: node).map { tree.text($0).string } ?? "the value")
    }
    let inFlow = edited.isInFlow(node)
    let text = scalarText(value, inFlow: inFlow, like: tree[node].style, around: node)
    let edit = tree[node].span.isEmpty ? try fillNothing(node, text) : Edit(tree[node].span, text)
    return PlannedChange(edits: [edit], expectation: .replaced(node, value))
  }

  private func scalarText(_ value: NewValue, inFlow: Bool, like style: Node.Style, around node: NodeID) -> String {
    let writer = ValueText(edited.habits, quotesKeys: quotesKeys(around: node), inFlow: inFlow)
    switch value {
    case .text(let text):
      return writer.scalar(text, inFlow: inFlow, like: edited.isNull(node) ? nil : style)
    default: return writer.flow(value)
    }
  }

  /// Writes a value where nothing is yet.
  private func fillNothing(_ node: NodeID, _ text: String) throws(Refusal) -> Edit {
    var place = Int(tree[node].start)
    guard let key = edited.key(of: node) else {
      // An item: after its dash.
      guard place > 0 else { throw .layout }
      return Edit(Span(place..<place), (bytes[place - 1].isWhite ? "" : " ") + text)
    }
    let colon = edited.skipWhite(Int(tree[key].end))
    guard colon < bytes.count, bytes[colon] == UInt8(ascii: ":") else {
      // `{ key }`, where libyaml takes the key for one of nothing.
      return Edit(Span(Int(tree[key].end)..<Int(tree[key].end)), ": " + text)
    }
    if !edited.hasAnchor(node), !edited.hasTag(node) { place = colon + 1 }
    guard place > colon else { throw .layout }
    return Edit(Span(place..<place), " " + text)
  }

  /// Puts a collection where there is none, or an empty one; nil where that is not what is asked.
  private func fill(_ node: NodeID, with value: NewValue) throws(Refusal) -> PlannedChange? {
    guard !value.isScalar else { return nil }
    let isEmpty = tree[node].kind != .scalar && tree[node].kind != .alias && edited.isEmpty(node)
    guard edited.isNull(node) || isEmpty else { return nil }
    return PlannedChange(edits: try collectionEdits(value, at: node), expectation: .replaced(node, value))
  }

  /// The edits that put a collection where there is none, or an empty one.
  private func collectionEdits(_ value: NewValue, at node: NodeID) throws(Refusal) -> [Edit] {
    let isBlock = edited.parent(of: node).map { tree[$0].style == .block } ?? false
    if isBlock, case .inline = value {} else if isBlock, let edits = blockEdits(value, at: node) { return edits }
    let text = ValueText(edited.habits, quotesKeys: quotesKeys(around: node), inFlow: !isBlock).flow(value)
    return [tree[node].span.isEmpty ? try fillNothing(node, text) : Edit(tree[node].span, text)]
  }

  /// Lines below the key; what was after the key goes.
  private func blockEdits(_ value: NewValue, at node: NodeID) -> [Edit]? {
    guard let mapping = edited.parent(of: node), let key = edited.key(of: node),
      let column = edited.column(ofMapping: mapping), !edited.hasTag(node)
    else { return nil }
    let colon = edited.skipWhite(Int(tree[key].end))
    guard colon < bytes.count, bytes[colon] == UInt8(ascii: ":") else { return nil }
    let span = tree[node].span
    var edits: [Edit] = []
    if !span.isEmpty {
      var start = Int(span.start)
      while start > colon + 1, bytes[start - 1].isWhite { start -= 1 }
      guard !edited.hasAnchor(node) || start > colon + 1, edited.startOfLine(start) == edited.startOfLine(colon),
        edited.endOfLine(Int(span.start)) >= Int(span.end), edited.isRestOfLineFree(Int(span.end))
      else { return nil }
      edits.append(Edit(Span(start..<Int(span.end)), ""))
    }
    let end = edited.endOfEntry(max(Int(span.end), colon + 1), column: column)
    let writer = ValueText(edited.habits, quotesKeys: quotesKeys(around: node), inFlow: false)
    edits.append(linesAfter(end, writer.blockLines(value, parent: column)))
    return edits
  }

  /// The quotes of the keys of the mapping that a node is in; nil if they have none.
  func quotesKeys(around node: NodeID) -> Node.Style? {
    var current = edited.parent(of: node)
    while let here = current {
      if tree[here].kind == .mapping { return quotedKeys(of: here) }
      current = edited.parent(of: here)
    }
    return nil
  }

  func quotedKeys(of mapping: NodeID) -> Node.Style? {
    guard !edited.isEmpty(mapping) else { return quotesKeys(around: mapping) }
    let style = tree[mapping + 1].style
    return style == .doubleQuoted || style == .singleQuoted ? style : nil
  }

  // MARK: Lines

  /// An edit that inserts lines after the line that ends at an offset.
  func linesAfter(_ end: Int, _ lines: [String]) -> Edit {
    let lineBreak = edited.habits.lineBreak
    let length = LineBreak.length(at: end, in: bytes)
    guard length > 0 else { return Edit(Span(end..<end), lineBreak + lines.joined(separator: lineBreak)) }
    let text = lines.map { $0 + lineBreak }.joined()
    return Edit(Span(end + length..<end + length), text)
  }

  private func insert(_ entry: NewValue.Entry, order: [String], into node: NodeID) throws(Refusal) -> PlannedChange {
    try refuseShared(node)
    if edited.isNull(node) || edited.isEmpty(node) {
      let value = NewValue.mapping([entry])
      return PlannedChange(edits: try collectionEdits(value, at: node), expectation: .replaced(node, value))
    }
    let edits =
      tree[node].style == .flow
      ? try FlowEdits(self).insert(entry, order: order, into: node)
      : try BlockEdits(self).insert(entry, order: order, into: node)
    return PlannedChange(edits: edits, expectation: .inserted(node, entry))
  }

  private func append(_ items: [NewValue], to node: NodeID) throws(Refusal) -> PlannedChange {
    try refuseShared(node)
    guard !items.isEmpty else { throw .missing("anything to append") }
    if let filled = try fill(node, with: .list(items)) { return filled }
    guard tree[node].kind == .sequence else {
      throw .otherKind(edited.key(of: node).map { tree.text($0).string } ?? "the list")
    }
    let edits =
      tree[node].style == .flow
      ? try FlowEdits(self).append(items, to: node) : try BlockEdits(self).append(items, to: node)
    return PlannedChange(edits: edits, expectation: .appended(node, items))
  }

  private func remove(_ node: NodeID) throws(Refusal) -> PlannedChange {
    guard let parent = edited.parent(of: node) else { throw .layout }
    let entry = edited.key(of: node) ?? node
    let edits =
      tree[parent].style == .flow
      ? try FlowEdits(self).remove(entry, value: node, from: parent)
      : try BlockEdits(self).remove(entry, value: node, from: parent)
    return PlannedChange(edits: edits, expectation: .removed(entry))
  }

  // MARK: Neighbours

  /// The entries of a mapping, or the items of a list as entries without a key.
  func entries(of collection: NodeID) -> [(key: NodeID, value: NodeID)] {
    var entries: [(key: NodeID, value: NodeID)] = []
    var key: NodeID?
    for child in tree.children(of: collection) {
      if tree[collection].kind == .sequence {
        entries.append((child, child))
      } else if let name = key {
        entries.append((name, child))
        key = nil
      } else {
        key = child
      }
    }
    return entries
  }

  /// After which entry a new key has its place; nil: before the first.
  func predecessor(of key: String, order: [String], among entries: [(key: NodeID, value: NodeID)]) -> Int? {
    guard let rank = order.firstIndex(of: key) else { return entries.count - 1 }
    let ranks = entries.map { entry in
      let name = tree.text(tree.resolve(entry.key))
      return order.firstIndex { name.equals($0) }
    }
    var best: (index: Int, rank: Int)?
    for (index, other) in ranks.enumerated() {
      if let other, other < rank, best.map({ $0.rank < other }) ?? true { best = (index, other) }
    }
    if let best { return best.index }
    // Merges and extension keys first, then the keys of the language.
    if let next = ranks.firstIndex(where: { $0 != nil }) { return next == 0 ? nil : next - 1 }
    return entries.count - 1
  }
}

extension NewValue {
  var isScalar: Bool {
    switch self {
    case .text, .plain: true
    case .list, .mapping, .inline: false
    }
  }
}
