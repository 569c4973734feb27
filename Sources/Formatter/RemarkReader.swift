import Diagnostics
import YAMLTree

/// Finds the entry that each comment, blank line and property belongs to, in one walk over a tree in the order of its source.
struct RemarkReader {
  private let tree: YAMLTree
  private let lines: SourceLines
  private var gaps: GapReader
  private var remarks = Remarks()
  /// The entry whose text was read last: a comment behind it on the same line is its.
  private var last: NodeID?
  /// What has ended since the last token, innermost first, and the column from which a comment counts as inside it.
  private var ended: [(node: NodeID, column: Int)] = []
  /// Flow collections that are open.
  private var openFlows: [NodeID] = []
  /// The comment that a comment right below it may continue, and its entry.
  private var continued: (comment: Remarks.Comment, entry: NodeID)?

  static func read(_ tree: YAMLTree, _ lines: SourceLines) -> Remarks {
    var reader = RemarkReader(tree, lines)
    for root in tree.roots { reader.readDocument(root) }
    reader.readEnd()
    return reader.remarks
  }

  private init(_ tree: YAMLTree, _ lines: SourceLines) {
    self.tree = tree
    self.lines = lines
    gaps = GapReader(tree, lines)
  }

  // MARK: Documents

  private mutating func readDocument(_ root: NodeID) {
    // Where there is no root to speak of, a comment behind `---` is the marker's.
    let isNothing = tree.isNothing(root) && !tree[root].flags.contains(.anchor) && !tree[root].flags.contains(.tag)
    let parts = gaps.parts(to: isNothing ? lines.end(ofLineAt: Int(tree[root].start)) : Int(tree[root].start))
    let isRootApart = gaps.isBlankBefore(Int(tree[root].start))
    var document = Remarks.Document(root: root)
    let rest = separate(parts, into: &document)
    var header: [Remarks.Comment] = []
    for part in rest {
      if part.kind == .comment { header.append(comment(part)) } else { take(part, of: root) }
    }
    let isApart = rest.first { $0.kind != .comment }?.isBlankBefore ?? isRootApart
    if isBlockCollection(root) {
      let count = headerCount(header, isApart)
      document.header = Array(header[..<count])
      document.isHeaderApart = count < header.count ? header[count].isBlankBefore : isApart
      if count < header.count { remarks.entries[root + 1, default: .init()].leading = Array(header[count...]) }
    } else {
      remarks.entries[root, default: .init()].leading = header
    }
    remarks.documents.append(document)
    read(root, of: root, column: -1)
    if ended.isEmpty { ended = [(root, 0)] }
  }

  private mutating func readEnd() {
    var document = Remarks.Document()
    let rest = separate(gaps.parts(to: tree.source.bytes.count), into: &document)
    document.header = rest.filter { $0.kind == .comment }.map(comment)
    remarks.documents.append(document)
  }

  /// Takes what stands before a document begins; gives what belongs to its root.
  private mutating func separate(_ parts: [GapReader.Part], into document: inout Remarks.Document) -> ArraySlice<
    GapReader.Part
  > {
    let isSeparator = { (part: GapReader.Part) in
      part.kind != .comment && part.kind != .property && part.kind != .indicator
    }
    var start = 0
    if !remarks.documents.isEmpty {
      start = parts.firstIndex(where: isSeparator) ?? (document.root == nil ? parts.count : 0)
      place(parts[..<start].filter { $0.kind == .comment }, before: nil, column: -1)
    }
    guard var end = parts.lastIndex(where: isSeparator) else { return parts[start...] }
    for part in parts[start...end] {
      if part.kind == .comment, let line = document.separators.indices.last,
        lines.textWidth(before: Int(part.span.start)) > 0
      {
        document.separators[line].comments.append(comment(part))
      } else {
        let text = part.kind == .comment ? nil : part.span
        document.separators.append(
          .init(text: text, comments: text == nil ? [comment(part)] : [], isBlankBefore: part.isBlankBefore)
        )
      }
    }
    end += 1
    if end < parts.count, parts[end].kind == .comment, lines.textWidth(before: Int(parts[end].span.start)) > 0 {
      document.separators[document.separators.count - 1].comments.append(comment(parts[end]))
      end += 1
    }
    last = nil
    ended = []
    return parts[end...]
  }

  /// How many of the comments at the top are about the document: those before the last blank line, and the lines that speak to editors.
  private func headerCount(_ comments: [Remarks.Comment], _ isEntryApart: Bool) -> Int {
    if isEntryApart { return comments.count }
    if let first = comments.lastIndex(where: { $0.isBlankBefore }), first > 0 { return first }
    return comments.prefix { comment in
      let text = tree.source.text(comment.span).drop { $0 == "#" || $0 == " " }
      return text.hasPrefix("yaml-language-server:") || text.hasPrefix("vim:") || text.hasPrefix("-*-")
        || text.hasPrefix("!")
    }.count
  }

  // MARK: Nodes

  /// Reads a node whose gap has been read. `entry` is whose value it is, `column` where that entry begins.
  private mutating func read(_ id: NodeID, of entry: NodeID, column: Int) {
    let node = tree[id]
    switch node.kind {
    case .scalar, .alias: readLeaf(id, of: entry, column: column)
    case .mapping, .sequence:
      if node.style == .flow { return readFlow(id, of: entry, column: column) }
      let ownColumn = lines.column(of: Int(node.start))
      if node.kind == .mapping {
        for (key, value) in tree.pairs(of: id) { readPair(key, value, column: ownColumn) }
      } else {
        for item in tree.children(of: id) { readItem(item, column: ownColumn) }
      }
      ended.append((id, ownColumn))
    }
  }

  private mutating func readLeaf(_ id: NodeID, of entry: NodeID, column: Int) {
    let node = tree[id]
    skipScalar(id, of: entry)
    last = entry
    // A comment may not slip into the text of a block scalar, so none is ever inside its entry.
    ended = node.style == .literal || node.style == .folded ? [] : [(id, column + 1)]
  }

  /// Goes behind a scalar or an alias; a comment behind `|` belongs to its entry.
  private mutating func skipScalar(_ id: NodeID, of entry: NodeID) {
    let node = tree[id]
    if node.style == .literal || node.style == .folded, let part = gaps.comment(in: node.span) {
      attach(comment(part), behind: entry)
    }
    gaps.skip(to: Int(node.end))
  }

  private mutating func readPair(_ key: NodeID, _ value: NodeID, column: Int) {
    readStart(of: key, node: key, column: column)
    skipScalar(key, of: key)
    last = key
    ended = []
    for part in gaps.parts(to: Int(tree[value].start)) {
      switch part.kind {
      case .comment: placeInside(comment(part), of: key, value)
      default: take(part, of: value)
      }
    }
    read(value, of: key, column: column)
  }

  private mutating func readItem(_ item: NodeID, column: Int) {
    readStart(of: item, node: item, column: column)
    read(item, of: item, column: column)
  }

  /// Reads the gap before an entry: comments before its first token are placed by their column, those behind its `-` or `?` are its own.
  private mutating func readStart(of entry: NodeID, node: NodeID, column: Int) {
    let parts = gaps.parts(to: Int(tree[node].start)).filter { !isComma($0) }
    let start = parts.firstIndex { $0.kind != .comment } ?? parts.count
    let isBlankBefore = start < parts.count ? parts[start].isBlankBefore : gaps.isBlankBefore(Int(tree[node].start))
    place(Array(parts[..<start]), before: entry, column: column)
    if isBlankBefore { remarks.entries[entry, default: .init()].isBlankBefore = true }
    last = entry
    ended = []
    for part in parts[start...] {
      if part.kind == .comment { placeInside(comment(part), of: entry, node) } else { take(part, of: node) }
    }
  }

  private mutating func readFlow(_ id: NodeID, of entry: NodeID, column: Int) {
    let node = tree[id]
    let first = tree.source.bytes[Int(node.start)]
    // The one pair of `[a: b]` has no brackets of its own.
    let hasBrackets = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    if hasBrackets { gaps.skip(to: Int(node.start) + 1) }
    openFlows.append(id)
    last = entry
    if node.kind == .mapping {
      for (key, value) in tree.pairs(of: id) { readPair(key, value, column: -1) }
    } else {
      for item in tree.children(of: id) { readItem(item, column: -1) }
    }
    if hasBrackets {
      for part in gaps.parts(to: Int(node.end) - 1) where part.kind == .comment {
        let comment = comment(part)
        if comment.isFirstInLine { place(comment, atEndOf: id) } else { attach(comment, behind: last ?? entry) }
      }
      gaps.skip(to: Int(node.end))
    }
    openFlows.removeLast()
    last = entry
    ended = [(id, column + 1)]
  }

  private mutating func take(_ part: GapReader.Part, of node: NodeID) {
    if part.kind == .property { remarks.properties[node, default: []].append(part.span) }
  }

  private func isComma(_ part: GapReader.Part) -> Bool {
    part.kind == .indicator && tree.source.bytes[Int(part.span.start)] == UInt8(ascii: ",")
  }

  private func isBlockCollection(_ id: NodeID) -> Bool {
    (tree[id].kind == .mapping || tree[id].kind == .sequence) && tree[id].style == .block
  }

  // MARK: Comments

  private func comment(_ part: GapReader.Part) -> Remarks.Comment {
    let start = Int(part.span.start)
    return Remarks.Comment(
      span: part.span,
      column: lines.column(of: start),
      textWidth: lines.textWidth(before: start),
      isBlankBefore: part.isBlankBefore
    )
  }

  /// Places the comments between two entries: behind the first, at the end of something that has ended, or before the second.
  private mutating func place(_ parts: [GapReader.Part], before entry: NodeID?, column: Int) {
    var inside = ended[...]
    for part in parts {
      let comment = comment(part)
      if !openFlows.isEmpty { remarks.withComments.formUnion(openFlows) }
      if !comment.isFirstInLine || continues(comment), let last {
        attach(comment, behind: continues(comment) ? continued?.entry ?? last : last)
        continue
      }
      // What has ended goes by indentation; a comment never goes deeper than the one before it.
      while let innermost = inside.first,
        innermost.column > comment.column || (openFlows.isEmpty && comment.column <= column)
      {
        inside.removeFirst()
      }
      if openFlows.isEmpty, let innermost = inside.first {
        remarks.endings[innermost.node, default: []].append(comment)
      } else if let entry {
        inside = []
        remarks.entries[entry, default: .init()].leading.append(comment)
      } else if let outermost = ended.last {
        remarks.endings[outermost.node, default: []].append(comment)
      }
    }
  }

  /// A comment before the closing bracket of the innermost collection that is open: it stands below it, so those around cannot be one line.
  private mutating func place(_ comment: Remarks.Comment, atEndOf collection: NodeID) {
    remarks.withComments.formUnion(openFlows.dropLast())
    remarks.endings[collection, default: []].append(comment)
  }

  /// A comment between the first token of an entry and its value.
  private mutating func placeInside(_ comment: Remarks.Comment, of entry: NodeID, _ value: NodeID) {
    if !comment.isFirstInLine || continues(comment) { return attach(comment, behind: entry) }
    if !openFlows.isEmpty { remarks.withComments.formUnion(openFlows) }
    remarks.entries[isBlockCollection(value) ? value + 1 : entry, default: .init()].leading.append(comment)
  }

  private func continues(_ comment: Remarks.Comment) -> Bool {
    guard let continued, comment.isFirstInLine, comment.column == continued.comment.column else { return false }
    return lines.line(of: Int(comment.span.start)) == lines.line(of: Int(continued.comment.span.start)) + 1
  }

  private mutating func attach(_ comment: Remarks.Comment, behind entry: NodeID) {
    if !openFlows.isEmpty { remarks.withComments.formUnion(openFlows) }
    var remark = remarks[entry]
    if !continues(comment) {
      // One line holds one comment: an earlier one, behind the key of a value that stands below, goes before the entry.
      remark.leading += remark.trailing
      remark.trailing = []
    }
    remark.trailing.append(comment)
    remarks.entries[entry] = remark
    continued = (comment, entry)
  }
}

extension YAMLTree {
  /// Whether a node is a value that is not written.
  package func isNothing(_ id: NodeID) -> Bool {
    self[id].kind == .scalar && self[id].style == .plain && self[id].span.isEmpty
  }

  /// The keys and values of a mapping, in order.
  func pairs(of mapping: NodeID) -> [(key: NodeID, value: NodeID)] {
    var pairs: [(NodeID, NodeID)] = []
    var children = self.children(of: mapping)
    while let key = children.next(), let value = children.next() { pairs.append((key, value)) }
    return pairs
  }
}
