import Diagnostics
import YAMLTree

/// Edits of collections in braces and brackets, on one line or over several.
struct FlowEdits {
  private let planner: Planner
  private var edited: EditedTree { planner.edited }
  private var tree: YAMLTree { planner.tree }
  private var bytes: UnsafeBufferPointer<UInt8> { planner.bytes }

  init(_ planner: Planner) { self.planner = planner }

  func insert(_ entry: NewValue.Entry, order: [String], into mapping: NodeID) throws(Refusal) -> [Edit] {
    // `[a: b]` has a mapping without braces.
    guard bytes[Int(tree[mapping].start)] == UInt8(ascii: "{") else { throw .layout }
    let text = ValueText(edited.habits, quotesKeys: planner.quotedKeys(of: mapping), inFlow: true).flow(entry)
    let entries = planner.entries(of: mapping)
    if let index = planner.predecessor(of: entry.key, order: order, among: entries) {
      return insert(text, after: entries[index])
    }
    let start = edited.startWithAnchor(entries[0].key)
    if let column = edited.indentation(before: start) {
      let indentation = String(repeating: " ", count: column)
      return [Edit(Span(start..<start), text + "," + edited.habits.lineBreak + indentation)]
    }
    return [Edit(Span(start..<start), text + ", ")]
  }

  func append(_ items: [NewValue], to list: NodeID) throws(Refusal) -> [Edit] {
    guard let last = planner.entries(of: list).last else { throw .layout }
    let quotes =
      tree[last.value].kind == .mapping ? planner.quotedKeys(of: last.value) : planner.quotesKeys(around: list)
    let writer = ValueText(edited.habits, quotesKeys: quotes, inFlow: true)
    let separator =
      edited.indentation(before: edited.startWithAnchor(last.key)).map {
        "," + edited.habits.lineBreak + String(repeating: " ", count: $0)
      } ?? ", "
    return insert(items.map(writer.flow).joined(separator: separator), after: last)
  }

  /// On a line of its own where the entry before has one.
  private func insert(_ text: String, after entry: (key: NodeID, value: NodeID)) -> [Edit] {
    let end = max(Int(tree[entry.key].end), Int(tree[entry.value].end))
    let lineBreak = edited.habits.lineBreak
    if let column = edited.indentation(before: edited.startWithAnchor(entry.key)) {
      let line = String(repeating: " ", count: column) + text
      let comma = edited.skipWhite(end)
      if comma < bytes.count, bytes[comma] == UInt8(ascii: ","), edited.isRestOfLineFree(comma + 1) {
        return [planner.linesAfter(edited.endOfLine(comma), [line + ","])]
      }
      let lineEnd = edited.endOfLine(end)
      if edited.isRestOfLineFree(end), lineEnd < bytes.count {
        if lineEnd == end { return [Edit(Span(end..<end), "," + lineBreak + line)] }
        return [Edit(Span(end..<end), ","), planner.linesAfter(lineEnd, [line])]
      }
    }
    return [Edit(Span(end..<end), ", " + text)]
  }

  func remove(_ entry: NodeID, value: NodeID, from collection: NodeID) throws(Refusal) -> [Edit] {
    let entries = planner.entries(of: collection)
    guard let index = entries.firstIndex(where: { $0.key == entry }),
      tree[collection].kind == .sequence || bytes[Int(tree[collection].start)] == UInt8(ascii: "{")
    else { throw .layout }
    let start = edited.startWithAnchor(entry)
    let end = max(Int(tree[entry].end), Int(tree[value].end))
    if index + 1 < entries.count {
      let next = edited.startWithAnchor(entries[index + 1].key)
      return [Edit(Span(start..<(isFreeOfComments(from: end, to: next) ? next : afterComma(end))), "")]
    }
    if index > 0 {
      let previous = entries[index - 1]
      let previousEnd = max(Int(tree[previous.key].end), Int(tree[previous.value].end))
      if isFreeOfComments(from: previousEnd, to: start) { return [Edit(Span(previousEnd..<end), "")] }
    }
    return [Edit(Span(start..<afterComma(end)), "")]
  }

  private func isFreeOfComments(from start: Int, to end: Int) -> Bool {
    start <= end && !bytes[start..<end].contains(UInt8(ascii: "#"))
  }

  private func afterComma(_ end: Int) -> Int {
    let comma = edited.skipWhite(end)
    return comma < bytes.count && bytes[comma] == UInt8(ascii: ",") ? comma + 1 : end
  }
}
