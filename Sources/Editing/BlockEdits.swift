import Diagnostics
import YAMLTree

/// Edits of block collections: whole lines come and go.
struct BlockEdits {
  private let planner: Planner
  private var edited: EditedTree { planner.edited }
  private var tree: YAMLTree { planner.tree }

  init(_ planner: Planner) { self.planner = planner }

  func insert(_ entry: NewValue.Entry, order: [String], into mapping: NodeID) throws(Refusal) -> [Edit] {
    guard let column = edited.column(ofMapping: mapping) else { throw .layout }
    let writer = ValueText(edited.habits, quotesKeys: planner.quotedKeys(of: mapping), inFlow: false)
    let lines = writer.lines(entry, column: column)
    let indentation = String(repeating: " ", count: column)
    let entries = planner.entries(of: mapping)
    if let index = planner.predecessor(of: entry.key, order: order, among: entries) {
      let end = edited.endOfEntry(end(ofEntry: entries[index]), column: column)
      return [planner.linesAfter(end, [indentation + lines[0]] + lines.dropFirst())]
    }
    // Before the first key, which may be on the line of a dash.
    let start = edited.startWithAnchor(entries[0].key)
    let lineBreak = edited.habits.lineBreak
    return [Edit(Span(start..<start), lines.map { $0 + lineBreak }.joined() + indentation)]
  }

  func append(_ items: [NewValue], to list: NodeID) throws(Refusal) -> [Edit] {
    guard let columns = edited.columns(ofSequence: list), let last = planner.entries(of: list).last else {
      throw .layout
    }
    let isInline = tree[last.value].kind == .mapping && tree[last.value].style == .flow
    let writer = ValueText(edited.habits, quotesKeys: quotedKeys(of: last.value, in: list), inFlow: isInline)
    let indentation = String(repeating: " ", count: columns.dash)
    let isBlock = tree[last.value].kind == .mapping && tree[last.value].style == .block
    let lines = items.flatMap { item -> [String] in
      var item = item
      if case .mapping(let entries) = item, isInline { item = .inline(entries) }
      if case .inline(let entries) = item, isBlock { item = .mapping(entries) }
      let gap = isBlock || tree[last.value].kind == .scalar ? columns.gap : 1
      let lines = writer.itemLines(item, column: columns.dash, gap: gap)
      return [indentation + lines[0]] + lines.dropFirst()
    }
    return [planner.linesAfter(edited.endOfEntry(end(ofEntry: last), column: columns.dash), lines)]
  }

  private func quotedKeys(of item: NodeID, in list: NodeID) -> Node.Style? {
    tree[item].kind == .mapping ? planner.quotedKeys(of: item) : planner.quotesKeys(around: list)
  }

  // MARK: Removing

  func remove(_ entry: NodeID, value: NodeID, from collection: NodeID) throws(Refusal) -> [Edit] {
    let entries = planner.entries(of: collection)
    guard let index = entries.firstIndex(where: { $0.key == entry }), let column = column(of: collection) else {
      throw .layout
    }
    guard entries.count > 1 else { return try empty(collection, entries[0]) }
    let start = edited.startWithAnchor(entry) - gap(of: entry, in: collection)
    let end = edited.endOfEntry(self.end(ofEntry: entries[index]), column: column)
    if edited.indentation(before: start) != nil { return [wholeLines(from: start, to: end)] }
    // On the line of a dash: the next entry takes its place.
    guard index == 0 else { throw .layout }
    let next = edited.startWithAnchor(entries[1].key) - gap(of: entries[1].key, in: collection)
    let breakLength = LineBreak.length(at: end, in: edited.bytes)
    guard next == end + breakLength + column else { throw .layout }
    return [Edit(Span(start..<next), "")]
  }

  private func column(of collection: NodeID) -> Int? {
    tree[collection].kind == .sequence
      ? edited.columns(ofSequence: collection)?.dash : edited.column(ofMapping: collection)
  }

  /// The distance from an item back to its dash; 0 for keys.
  private func gap(of entry: NodeID, in collection: NodeID) -> Int {
    guard tree[collection].kind == .sequence else { return 0 }
    let start = edited.startWithAnchor(entry)
    var dash = start
    while dash > 0, edited.bytes[dash - 1] == UInt8(ascii: " ") { dash -= 1 }
    return start - dash + 1
  }

  /// The lines from the one in which the entry begins to the one that ends at `end`.
  private func wholeLines(from start: Int, to end: Int) -> Edit {
    let first = edited.startOfLine(start)
    let length = LineBreak.length(at: end, in: edited.bytes)
    // The last line of a file may have no line break: the one before it goes.
    guard length > 0 || first <= tree.source.byteOrderMarkLength else {
      var previous = first - LineBreak.length(before: first, in: edited.bytes)
      if previous < first, edited.bytes[previous] == UInt8(ascii: "\n"), previous > 0,
        edited.bytes[previous - 1] == UInt8(ascii: "\r")
      {
        previous -= 1
      }
      return Edit(Span(previous..<end), "")
    }
    return Edit(Span(first..<end + length), "")
  }

  /// What remains of a collection whose only entry goes: `{}` or `[]` after its key.
  private func empty(_ collection: NodeID, _ entry: (key: NodeID, value: NodeID)) throws(Refusal) -> [Edit] {
    let text = tree[collection].kind == .sequence ? "[]" : "{}"
    guard let key = edited.key(of: collection), let mapping = edited.parent(of: collection),
      let column = edited.column(ofMapping: mapping), !edited.hasAnchor(collection), !edited.hasTag(collection)
    else { throw .layout }
    let colon = edited.skipWhite(Int(tree[key].end))
    guard colon < edited.bytes.count, edited.bytes[colon] == UInt8(ascii: ":"), edited.isRestOfLineFree(colon + 1)
    else {
      throw .layout
    }
    let start = edited.startWithAnchor(entry.key) - gap(of: entry.key, in: collection)
    guard edited.indentation(before: start) != nil else { throw .layout }
    let end = edited.endOfEntry(self.end(ofEntry: entry), column: column)
    return [Edit(Span(colon + 1..<colon + 1), " " + text), wholeLines(from: start, to: end)]
  }

  private func end(ofEntry entry: (key: NodeID, value: NodeID)) -> Int {
    max(Int(tree[entry.key].end), Int(tree[entry.value].end))
  }
}
