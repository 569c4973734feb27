import Diagnostics
import ManifestModel

/// What can be written at a place of a text.
struct CursorContext {
  enum Slot {
    /// A key of a mapping.
    case key(KeySlot)
    /// A scalar, the value of an entry or an item.
    case value(ValueSlot)
    /// A further item of a list, with its dash.
    case item(ItemSlot)
    case comment(Range<Int>)
  }

  struct KeySlot {
    /// The mapping by the declaration.
    let type: ValueType
    /// The node that is the mapping, or is to become it.
    let node: Int
    /// The keys that it has.
    let present: [String]
    let replaced: Range<Int>
    let hasColon: Bool
    let isFlow: Bool
  }

  struct ValueSlot {
    let type: ValueType
    let field: FieldDeclaration?
    let node: Int
    let replaced: Range<Int>
    var needsSpace = false
    var isQuoted = false
    var isFlow = false
    /// A `*` has been written.
    var isAlias = false
  }

  struct ItemSlot {
    let type: ValueType
    let field: FieldDeclaration?
    let node: Int
    let replaced: Range<Int>
  }

  let declared: DeclaredOutline
  private(set) var slots: [Slot] = []
  private let offset: Int
  private var outline: Outline { declared.outline }
  private var bytes: [UInt8] { outline.bytes }

  init(_ bytes: [UInt8], at offset: Int, _ language: MappingDeclaration) {
    self.offset = offset
    declared = DeclaredOutline(outline: Outline(bytes, cursor: offset), language: language)
    find()
  }

  private mutating func find() {
    if let comment = outline.comments.first(where: { $0.lowerBound < offset && offset <= $0.upperBound }) {
      slots = [.comment(comment)]
    } else if let flow = flowCollection() {
      slots = inFlow(flow).map { [$0] } ?? []
    } else if let node = nodeOfLine() {
      slots = inEntry(node).map { [$0] } ?? []
    } else if !isInBlockScalar {
      slots = onFreeLine()
    }
  }

  // MARK: The line

  private var lineStart: Int {
    var place = offset
    while place > 0, bytes[place - 1] != UInt8(ascii: "\n") { place -= 1 }
    return place == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : place
  }

  private var lineEnd: Int {
    var place = offset
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n"), bytes[place] != UInt8(ascii: "\r") { place += 1 }
    return place
  }

  private var isInBlockScalar: Bool {
    outline.nodes.contains { $0.isBlockScalar && $0.text.lowerBound < offset && offset <= $0.text.upperBound }
  }

  /// The last entry or item that begins on the line before the cursor.
  private func nodeOfLine() -> Int? {
    let start = lineStart
    return outline.nodes.indices.last { index in
      let node = outline.nodes[index]
      return node.parent >= 0 && node.start >= start && node.start <= offset && node.start < lineEnd
        && !(node.isBlockScalar && offset > node.text.upperBound)
    }
  }

  private func text(_ node: Outline.Node) -> Range<Int> { node.text }

  // MARK: Flow style

  private func flowCollection() -> Int? {
    outline.nodes.indices.filter { index in
      let node = outline.nodes[index]
      guard node.isFlow, node.kind != .scalar, node.text.lowerBound < offset else { return false }
      return offset < node.text.upperBound || (!node.isClosed && offset == node.text.upperBound)
    }.max { outline.nodes[$0].text.lowerBound < outline.nodes[$1].text.lowerBound }
  }

  private func inFlow(_ collection: Int) -> Slot? {
    let node = outline.nodes[collection]
    let child = node.children.last { outline.nodes[$0].start <= offset }
    if let child, !isSeparated(child) {
      return node.kind == .mapping ? inFlowEntry(child) : inEntry(child, isFlow: true)
    }
    let type = declared.declared(collection)
    if node.kind == .mapping { return keySlot(collection, offset..<offset, hasColon: false, isFlow: true) }
    var element: ValueType?
    if case .list(let declared)? = type.type { element = declared }
    if type.field?.suggestion == .presence { element = element ?? type.type }
    return element.map {
      .value(ValueSlot(type: $0, field: type.field, node: collection, replaced: offset..<offset, isFlow: true))
    }
  }

  /// Whether a comma is between a child and the cursor.
  private func isSeparated(_ child: Int) -> Bool {
    let node = outline.nodes[child]
    let end = max(node.text.upperBound + (node.isQuoted ? 1 : 0), node.valueStart)
    return end < offset && bytes[end..<offset].contains(UInt8(ascii: ","))
  }

  private func inFlowEntry(_ child: Int) -> Slot? {
    let node = outline.nodes[child]
    let hasColon = node.valueStart > node.start && bytes[node.valueStart - 1] == UInt8(ascii: ":")
    if hasColon, offset >= node.valueStart { return inEntry(child, isFlow: true) }
    guard let key = node.key, offset <= key.upperBound else { return nil }
    return keySlot(node.parent, key, hasColon: hasColon, isFlow: true, except: child)
  }

  // MARK: Entries

  private func inEntry(_ index: Int, isFlow: Bool = false) -> Slot? {
    let node = outline.nodes[index]
    if let key = node.key, offset <= key.upperBound, offset < node.valueStart {
      return keySlot(node.parent, key, hasColon: true, isFlow: false, except: index)
    }
    let quotes = node.isQuoted ? 1 : 0
    guard node.kind == .scalar, offset >= node.valueStart, !node.isBlockScalar,
      node.text.isEmpty || offset <= node.text.upperBound + quotes
    else { return nil }
    // A sign before the text, such as that of an alias, belongs to what is replaced as little as quotes do.
    let replaced = node.text.isEmpty || offset < node.text.lowerBound ? offset..<offset : node.text
    guard node.text.isEmpty || offset >= node.text.lowerBound else { return nil }
    let own = declared.declared(index)
    guard let type = own.type else {
      return node.isAlias || outline.key(of: index) == "<<"
        ? .value(
          ValueSlot(type: .text, field: nil, node: index, replaced: replaced, isFlow: isFlow, isAlias: node.isAlias)
        ) : nil
    }
    let dash = node.key == nil && !isFlow
    if dash, !node.isAlias, isMapping(type) {
      guard offset > node.valueStart else { return nil }
      return keySlot(index, replaced, hasColon: false, isFlow: false)
    }
    return .value(
      ValueSlot(
        type: type,
        field: own.field,
        node: index,
        replaced: replaced,
        needsSpace: !isFlow && offset == node.valueStart || isFlow && node.key != nil && offset == node.valueStart,
        isQuoted: node.isQuoted,
        isFlow: isFlow,
        isAlias: node.isAlias
      )
    )
  }

  private func isMapping(_ type: ValueType) -> Bool {
    switch type {
    case .mapping, .named, .table: true
    default: false
    }
  }

  private func keySlot(
    _ mapping: Int,
    _ replaced: Range<Int>,
    hasColon: Bool,
    isFlow: Bool,
    except entry: Int? = nil
  ) -> Slot? {
    guard let type = declared.declared(mapping).type, isMapping(type) else { return nil }
    let node = outline.nodes[mapping]
    let present = node.children.filter { $0 != entry }.compactMap(outline.key)
    return .key(
      KeySlot(
        type: type,
        node: mapping,
        present: node.kind == .mapping ? present : [],
        replaced: replaced,
        hasColon: hasColon,
        isFlow: isFlow
      )
    )
  }

  // MARK: Lines without an entry

  /// A line that is empty, or has a word that is no entry yet: what may begin in its column.
  private func onFreeLine() -> [Slot] {
    let start = lineStart
    var first = start
    while first < offset, bytes[first] == UInt8(ascii: " ") { first += 1 }
    let word = first..<lineEnd
    let isBlank = bytes[word].allSatisfy { $0.isWhite }
    let replaced = isBlank ? offset..<offset : first..<trimmed(word)
    guard offset <= replaced.upperBound else { return [] }
    let column = (isBlank ? offset : first) - start
    guard let root = outline.rootAtCursor else { return [] }
    var frames = outline.framesAtCursor
    while let last = frames.last, last.column > column { frames.removeLast() }
    guard let top = frames.last else {
      let isFree = outline.nodes[root].kind != .scalar ? outline.nodes[root].column == column : true
      return isFree ? [keySlot(root, replaced, hasColon: false, isFlow: false)].compactMap { $0 } : []
    }
    if top.column < column { return below(top.node, column: column, replaced) }
    var slots: [Slot] = []
    for frame in frames.reversed() where frame.column == column {
      slots += beside(frame.node, replaced)
    }
    // A list may start at the column of its key.
    if outline.nodes[top.node].kind == .mapping, let last = entryBefore(in: top.node), isOpen(last) {
      slots += itemSlot(last, replaced)
    }
    return slots
  }

  /// The entry of a collection after which the cursor is.
  private func entryBefore(in collection: Int) -> Int? {
    outline.nodes[collection].children.last { outline.nodes[$0].start < offset }
  }

  /// An entry without a value on its line.
  private func isOpen(_ node: Int) -> Bool {
    let node = outline.nodes[node]
    return node.kind == .scalar && node.text.isEmpty && !node.isQuoted && !node.isAlias && !node.isBlockScalar
  }

  private func beside(_ node: Int, _ replaced: Range<Int>) -> [Slot] {
    switch outline.nodes[node].kind {
    case .mapping: [keySlot(node, replaced, hasColon: false, isFlow: false)].compactMap { $0 }
    case .sequence: itemSlot(node, replaced)
    case .scalar: []
    }
  }

  /// Further in than a collection: the value of its last entry.
  private func below(_ collection: Int, column: Int, _ replaced: Range<Int>) -> [Slot] {
    guard let last = entryBefore(in: collection) else { return [] }
    let node = outline.nodes[last]
    // What is there already has its column.
    if node.kind != .scalar { return node.isFlow || node.column != column ? [] : beside(last, replaced) }
    guard isOpen(last) else { return [] }
    return keySlot(last, replaced, hasColon: false, isFlow: false).map { [$0] } ?? itemSlot(last, replaced)
  }

  private func itemSlot(_ node: Int, _ replaced: Range<Int>) -> [Slot] {
    let own = declared.declared(node)
    guard case .list(let element)? = own.type else { return [] }
    return [.item(ItemSlot(type: element, field: own.field, node: node, replaced: replaced))]
  }

  private func trimmed(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1].isWhite { end -= 1 }
    return end
  }
}
