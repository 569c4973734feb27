import Diagnostics
import YAMLTree

/// Writes a tree in the canonical layout.
struct CanonicalLayout {
  /// Flow collections that would pass this column, in Unicode scalars, are written as blocks.
  static let width = 120
  /// A key that is longer, with its anchor, has to be written after `?`: YAML readers look no further than 1024
  /// characters for the colon.
  private static let longestKey = 1000
  private static let space = [UInt8(ascii: " ")]

  private let tree: YAMLTree
  private let lines: SourceLines
  private let trivia: Trivia
  private let order: KeyOrder
  private let scalars: ScalarText
  private var writer: LineWriter

  /// A pair of a mapping, an item of a list, or the root of a document.
  private struct Entry {
    enum Kind { case root, item, pair }
    let kind: Kind
    /// By which the trivia are found: the key, else the value.
    let id: NodeID
    let value: NodeID
    /// The collection that contains it; nil for a root.
    let parent: NodeID?
  }

  /// How the value of an entry is written.
  private enum Shape {
    case line([UInt8])
    case folded([[UInt8]])
    case blockScalar(BlockScalarText)
    /// A collection whose first entry is on the line of the dash.
    case compact
    case block
  }

  static func write(_ tree: YAMLTree) -> [UInt8] {
    let lines = SourceLines(tree.source)
    let types = DeclaredTypes(tree)
    var layout = CanonicalLayout(
      tree: tree,
      lines: lines,
      trivia: TriviaReader.read(tree, lines),
      order: KeyOrder(tree, types),
      scalars: ScalarText(tree, types),
      writer: LineWriter(tree.source)
    )
    for document in layout.trivia.documents { layout.write(document) }
    return layout.writer.bytes(lineBreak: layout.lineBreak)
  }

  /// CRLF where the first line ends in it.
  private var lineBreak: [UInt8] {
    let lineFeed = [UInt8(ascii: "\n")]
    let crlf = [UInt8(ascii: "\r")] + lineFeed
    guard let first = tree.source.bytes.firstIndex(where: { $0.isLineBreak }) else { return lineFeed }
    return tree.source.bytes[first...].starts(with: crlf) ? crlf : lineFeed
  }

  // MARK: Documents and entries

  private mutating func write(_ document: Trivia.Document) {
    for separator in document.separators {
      guard let text = separator.text else {
        for comment in separator.comments { writer.comment(comment, indentation: 0) }
        continue
      }
      if separator.isBlankBefore { writer.blank() }
      writer.line(Array(tree.source.bytes[text.range]), indentation: 0, comments: separator.comments)
    }
    if document.root != nil, !document.separators.isEmpty { writer.start() }
    for comment in document.header { writer.comment(comment, indentation: 0) }
    guard let root = document.root else { return }
    if document.isHeaderApart, !document.header.isEmpty { writer.blank() }
    write(Entry(kind: .root, id: root, value: root, parent: nil), indentation: 0)
  }

  private mutating func write(_ entry: Entry, indentation: Int) {
    let surroundings = trivia[entry.id]
    let shape = shape(of: entry, indentation)
    for comment in surroundings.leading + commentsInside(entry.value) {
      writer.comment(comment, indentation: indentation)
    }
    if surroundings.isBlankBefore { writer.blank() }
    let above = trailingAbove(entry, as: shape, with: surroundings)
    if above { for comment in surroundings.trailing { writer.comment(comment, indentation: indentation) } }
    write(shape, of: entry, indentation, comments: above ? [] : surroundings.trailing)
    if isPlaceholder(entry.value) { return }
    for comment in trivia.endings[entry.value] ?? [] {
      writer.comment(comment, indentation: innerIndentation(entry, indentation))
    }
  }

  /// Whether comments after an entry have to go above it: no line has room for them, or they would seem to belong
  /// elsewhere.
  private func trailingAbove(_ entry: Entry, as shape: Shape, with surroundings: Trivia.Entry) -> Bool {
    guard let comment = surroundings.trailing.first else { return false }
    switch shape {
    case .compact: return true
    case .block:
      return head(of: entry).isEmpty && properties(of: entry.value).isEmpty
        || comment.span.start >= tree[entry.value].end
    default: return false
    }
  }

  private mutating func write(_ shape: Shape, of entry: Entry, _ indentation: Int, comments: [Trivia.Comment]) {
    var start = head(of: entry)
    if entry.kind == .pair, !isShort(entry.id) {
      writer.line([UInt8(ascii: "?")] + CanonicalLayout.space + key(entry.id, inFlow: false), indentation: indentation)
      start = [UInt8(ascii: ":")]
    }
    start = CanonicalLayout.joined(start, properties(of: entry.value))
    let inner = innerIndentation(entry, indentation)
    switch shape {
    case .line(let text):
      if !start.isEmpty || !text.isEmpty {
        writer.line(CanonicalLayout.joined(start, text), indentation: indentation, comments: comments)
      }
    case .folded(let lines):
      writer.line(CanonicalLayout.joined(start, lines[0]), indentation: indentation)
      for line in lines.dropFirst() { writer.text(line, indentation: indentation + 2) }
      writer.end(comments)
    case .blockScalar(let scalar):
      writer.line(CanonicalLayout.joined(start, scalar.header), indentation: indentation, comments: comments)
      for line in scalar.lines { writer.text(line, indentation: indentation + 2) }
      if scalar.keepsBlankLines { writer.start() }
    case .compact:
      writer.begin(start + CanonicalLayout.space, indentation: indentation)
      writeEntries(of: entry.value, indentation: inner)
    case .block:
      if !start.isEmpty {
        writer.line(start, indentation: indentation, comments: comments)
        writer.start()
      }
      writeEntries(of: entry.value, indentation: inner)
    }
  }

  private mutating func writeEntries(of collection: NodeID, indentation: Int) {
    for entry in entries(of: collection) { write(entry, indentation: indentation) }
  }

  private func innerIndentation(_ entry: Entry, _ indentation: Int) -> Int {
    entry.kind == .root ? indentation : indentation + 2
  }

  private func entries(of collection: NodeID) -> [Entry] {
    if tree[collection].kind == .mapping {
      return order.pairs(of: collection).map { Entry(kind: .pair, id: $0.key, value: $0.value, parent: collection) }
    }
    return tree.children(of: collection).map { Entry(kind: .item, id: $0, value: $0, parent: collection) }
  }

  // MARK: Shapes

  private func shape(of entry: Entry, _ indentation: Int) -> Shape {
    let node = tree[entry.value]
    switch node.kind {
    case .alias: return .line(Array(tree.source.bytes[node.span.range]))
    case .scalar:
      if node.style == .literal || node.style == .folded {
        let column = entry.parent.map { lines.column(of: Int(tree[$0].start)) }
        return .blockScalar(BlockScalarText(tree, entry.value, parentColumn: column ?? 0))
      }
      if scalars.isFolded(entry.value) { return .folded(scalars.foldedLines(entry.value)) }
      return .line(scalars.line(entry.value, inFlow: false))
    case .mapping, .sequence:
      if isPlaceholder(entry.value) { return .line(flow(entry.value)) }
      if node.style == .flow, !trivia.withComments.contains(entry.value) {
        let text = flow(entry.value)
        let start = SourceLines.width(CanonicalLayout.joined(head(of: entry), properties(of: entry.value)))
        if isEmpty(entry.value) || indentation + start + 1 + SourceLines.width(text) <= CanonicalLayout.width {
          return .line(text)
        }
      }
      if isEmpty(entry.value) { return .line(flow(entry.value)) }
      return isCompact(entry, indentation) ? .compact : .block
    }
  }

  private func isCompact(_ entry: Entry, _ indentation: Int) -> Bool {
    guard entry.kind == .item, properties(of: entry.value).isEmpty, let first = entries(of: entry.value).first else {
      return false
    }
    let surroundings = trivia[first.id]
    return surroundings.leading.isEmpty
      && (surroundings.trailing.isEmpty
        || !trailingAbove(first, as: shape(of: first, indentation + 2), with: surroundings))
  }

  /// `{ name }`: one key without a value. As a block it would read as a key and no longer as a placeholder.
  private func isPlaceholder(_ id: NodeID) -> Bool {
    tree[id].kind == .mapping && tree[id].style == .flow && tree.next(id) == id + 3 && tree[id + 1].kind == .scalar
      && tree[id + 2].span.isEmpty
  }

  /// The comments between the braces of a placeholder, which have no line there.
  private func commentsInside(_ id: NodeID) -> [Trivia.Comment] {
    guard isPlaceholder(id) else { return [] }
    return trivia[id + 1].leading + trivia[id + 1].trailing + (trivia.endings[id] ?? [])
  }

  private func isEmpty(_ collection: NodeID) -> Bool { tree.next(collection) == collection + 1 }

  // MARK: On one line

  private func head(of entry: Entry) -> [UInt8] {
    switch entry.kind {
    case .root: []
    case .item: [UInt8(ascii: "-")]
    case .pair: key(entry.id, inFlow: false) + [UInt8(ascii: ":")]
    }
  }

  /// A key with its anchor and tag; after an alias a space separates the colon from its name.
  private func key(_ id: NodeID, inFlow: Bool) -> [UInt8] {
    let node = tree[id]
    if node.kind == .alias { return Array(tree.source.bytes[node.span.range]) + CanonicalLayout.space }
    return CanonicalLayout.joined(properties(of: id), scalars.key(id, inFlow: inFlow))
  }

  /// Whether a key can be written before its colon, without `?`.
  private func isShort(_ id: NodeID) -> Bool {
    let length = key(id, inFlow: false).count
    return length > 0 && length <= CanonicalLayout.longestKey && !tree.isUnwritten(id)
  }

  private func properties(of id: NodeID) -> [UInt8] {
    guard let spans = trivia.properties[id] else { return [] }
    return Array(spans.map { tree.source.bytes[$0.range] }.joined(separator: CanonicalLayout.space))
  }

  private func flow(_ id: NodeID) -> [UInt8] {
    let isMapping = tree[id].kind == .mapping
    if isEmpty(id) { return Array((isMapping ? "{}" : "[]").utf8) }
    var text = [UInt8](isMapping ? "{ ".utf8 : "[".utf8)
    for (index, entry) in entries(of: id).enumerated() {
      if index > 0 {
        // A colon right before a comma is no colon.
        if text.last == UInt8(ascii: ":") { text.append(UInt8(ascii: " ")) }
        text += ", ".utf8
      }
      text += entry.kind == .pair ? flowPair(entry) : flowValue(entry.value)
    }
    return text + (isMapping ? " }".utf8 : "]".utf8)
  }

  private func flowPair(_ entry: Entry) -> [UInt8] {
    let value = flowValue(entry.value)
    var key = key(entry.id, inFlow: true)
    if tree.isUnwritten(entry.id) { key = CanonicalLayout.joined([UInt8(ascii: "?")], key) + CanonicalLayout.space }
    let gap = tree.source.bytes[Int(tree[entry.id].end)..<max(Int(tree[entry.id].end), Int(tree[entry.value].start))]
    if value.isEmpty, !tree.isUnwritten(entry.id), !gap.contains(UInt8(ascii: ":")) { return key }
    return CanonicalLayout.joined(key + [UInt8(ascii: ":")], value)
  }

  private func flowValue(_ id: NodeID) -> [UInt8] {
    let node = tree[id]
    let text: [UInt8]
    switch node.kind {
    case .alias: text = Array(tree.source.bytes[node.span.range])
    case .scalar: text = scalars.line(id, inFlow: true)
    case .mapping, .sequence: text = flow(id)
    }
    return CanonicalLayout.joined(properties(of: id), text)
  }

  private static func joined(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
    first.isEmpty || second.isEmpty ? first + second : first + CanonicalLayout.space + second
  }
}
