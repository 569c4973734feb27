import Diagnostics
import YAMLTree

/// Finds the entry that each comment, blank line and property belongs to, in one walk over a tree in the order of its
/// source.
struct TriviaReader {
  private let tree: YAMLTree
  private let lines: SourceLines
  private var scanner: TriviaScanner
  private var trivia = Trivia()
  /// The entry whose text was read last: a comment after it on the same line belongs to it.
  private var last: NodeID?
  /// What has ended since the last token, innermost first, and the column from which a comment counts as inside it.
  private var ended: [(node: NodeID, column: Int)] = []
  /// Flow collections that are open.
  private var openFlows: [NodeID] = []
  /// The comment that a comment right below it may continue, and its entry.
  private var continued: (comment: Trivia.Comment, entry: NodeID)?

  static func read(_ tree: YAMLTree, _ lines: SourceLines) -> Trivia {
    var reader = TriviaReader(tree, lines)
    for root in tree.roots { reader.readDocument(root) }
    reader.readEnd()
    return reader.trivia
  }

  private init(_ tree: YAMLTree, _ lines: SourceLines) {
    self.tree = tree
    self.lines = lines
    scanner = TriviaScanner(tree, lines)
  }

  // MARK: Documents

  private mutating func readDocument(_ root: NodeID) {
    // If the root is nothing, a comment after `---` belongs to the marker.
    let isNothing = tree.isUnwritten(root) && !tree[root].flags.contains(.anchor) && !tree[root].flags.contains(.tag)
    let tokens = scanner.tokens(to: isNothing ? lines.end(ofLineAt: Int(tree[root].start)) : Int(tree[root].start))
    let isRootApart = scanner.isBlankBefore(Int(tree[root].start))
    var document = Trivia.Document(root: root)
    let rest = separate(tokens, into: &document)
    var comments: [Trivia.Comment] = []
    // Comments above the root's anchor or tag are above everything in it, so that they can only be about the document.
    var countAboveProperties: Int?
    for token in rest {
      if token.kind == .property, countAboveProperties == nil { countAboveProperties = comments.count }
      guard token.kind == .comment else {
        take(token, of: root)
        continue
      }
      let comment = comment(token)
      if countAboveProperties != nil, isBlockCollection(root), !comment.isFirstInLine || continues(comment) {
        attach(comment, after: root)
      } else {
        comments.append(comment)
      }
    }
    let isApart = rest.first { $0.kind != .comment }?.isBlankBefore ?? isRootApart
    if isBlockCollection(root) {
      let count = countAboveProperties ?? headerCount(comments, isApart)
      document.header = Array(comments[..<count])
      let isFirstEntryApart = countAboveProperties == nil && count < comments.count
      document.isHeaderApart = isFirstEntryApart ? comments[count].isBlankBefore : isApart
      if count < comments.count { trivia.entries[root + 1, default: .init()].leading = Array(comments[count...]) }
    } else {
      trivia.entries[root, default: .init()].leading = comments
    }
    trivia.documents.append(document)
    read(root, of: root, column: -1)
    if ended.isEmpty { ended = [(root, 0)] }
  }

  private mutating func readEnd() {
    var document = Trivia.Document()
    let rest = separate(scanner.tokens(to: tree.source.bytes.count), into: &document)
    document.header = rest.filter { $0.kind == .comment }.map(comment)
    trivia.documents.append(document)
  }

  /// Takes what comes before a document; returns what belongs to its root.
  private mutating func separate(_ tokens: [TriviaScanner.Token], into document: inout Trivia.Document) -> ArraySlice<
    TriviaScanner.Token
  > {
    let isSeparator = { (token: TriviaScanner.Token) in
      token.kind != .comment && token.kind != .property && token.kind != .indicator
    }
    var start = 0
    if !trivia.documents.isEmpty {
      start = tokens.firstIndex(where: isSeparator) ?? (document.root == nil ? tokens.count : 0)
      place(tokens[..<start].filter { $0.kind == .comment }, before: nil, column: -1)
    }
    guard var end = tokens.lastIndex(where: isSeparator) else { return tokens[start...] }
    for token in tokens[start...end] {
      if token.kind == .comment, let line = document.separators.indices.last,
        lines.textWidth(before: Int(token.span.start)) > 0
      {
        document.separators[line].comments.append(comment(token))
      } else {
        let text = token.kind == .comment ? nil : token.span
        document.separators.append(
          .init(text: text, comments: text == nil ? [comment(token)] : [], isBlankBefore: token.isBlankBefore)
        )
      }
    }
    end += 1
    if end < tokens.count, tokens[end].kind == .comment, lines.textWidth(before: Int(tokens[end].span.start)) > 0 {
      document.separators[document.separators.count - 1].comments.append(comment(tokens[end]))
      end += 1
    }
    last = nil
    ended = []
    return tokens[end...]
  }

  /// How many of the comments at the top are about the document: those before the last blank line, and the lines
  /// addressed to editors.
  private func headerCount(_ comments: [Trivia.Comment], _ isEntryApart: Bool) -> Int {
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
        for (key, value) in tree.pairs(of: id) { readPair(key, value: value, column: ownColumn) }
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

  /// Skips a scalar or an alias; a comment after `|` belongs to its entry.
  private mutating func skipScalar(_ id: NodeID, of entry: NodeID) {
    let node = tree[id]
    if node.style == .literal || node.style == .folded, let token = scanner.comment(in: node.span) {
      attach(comment(token), after: entry)
    }
    scanner.skip(to: Int(node.end))
  }

  private mutating func readPair(_ key: NodeID, value: NodeID, column: Int) {
    readStart(of: key, node: key, column: column)
    skipScalar(key, of: key)
    last = key
    ended = []
    for token in scanner.tokens(to: Int(tree[value].start)) {
      switch token.kind {
      case .comment: placeInside(comment(token), of: key, value)
      default: take(token, of: value)
      }
    }
    read(value, of: key, column: column)
  }

  private mutating func readItem(_ item: NodeID, column: Int) {
    readStart(of: item, node: item, column: column)
    read(item, of: item, column: column)
  }

  /// Reads the gap before an entry: comments before its first token are placed by their column, those after its `-` or
  /// `?` are its own.
  private mutating func readStart(of entry: NodeID, node: NodeID, column: Int) {
    let tokens = scanner.tokens(to: Int(tree[node].start)).filter { !isComma($0) }
    let start = tokens.firstIndex { $0.kind != .comment } ?? tokens.count
    let isBlankBefore =
      start < tokens.count ? tokens[start].isBlankBefore : scanner.isBlankBefore(Int(tree[node].start))
    place(Array(tokens[..<start]), before: entry, column: column)
    if isBlankBefore { trivia.entries[entry, default: .init()].isBlankBefore = true }
    last = entry
    ended = []
    for token in tokens[start...] {
      if token.kind == .comment { placeInside(comment(token), of: entry, node) } else { take(token, of: node) }
    }
  }

  private mutating func readFlow(_ id: NodeID, of entry: NodeID, column: Int) {
    let node = tree[id]
    let first = tree.source.bytes[Int(node.start)]
    // The one pair of `[a: b]` has no brackets of its own.
    let hasBrackets = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    if hasBrackets { scanner.skip(to: Int(node.start) + 1) }
    openFlows.append(id)
    last = entry
    if node.kind == .mapping {
      for (key, value) in tree.pairs(of: id) { readPair(key, value: value, column: -1) }
    } else {
      for item in tree.children(of: id) { readItem(item, column: -1) }
    }
    if hasBrackets {
      for token in scanner.tokens(to: Int(node.end) - 1) where token.kind == .comment {
        let comment = comment(token)
        // An empty collection has no line for a comment of its own.
        let isInside = comment.isFirstInLine && tree.next(id) != id + 1
        if isInside { place(comment, atEndOf: id) } else { attach(comment, after: last ?? entry) }
      }
      scanner.skip(to: Int(node.end))
    }
    openFlows.removeLast()
    last = entry
    ended = [(id, column + 1)]
  }

  private mutating func take(_ token: TriviaScanner.Token, of node: NodeID) {
    if token.kind == .property { trivia.properties[node, default: []].append(token.span) }
  }

  private func isComma(_ token: TriviaScanner.Token) -> Bool {
    token.kind == .indicator && tree.source.bytes[Int(token.span.start)] == UInt8(ascii: ",")
  }

  private func isBlockCollection(_ id: NodeID) -> Bool {
    (tree[id].kind == .mapping || tree[id].kind == .sequence) && tree[id].style == .block
  }

  // MARK: Comments

  private func comment(_ token: TriviaScanner.Token) -> Trivia.Comment {
    let start = Int(token.span.start)
    return Trivia.Comment(
      span: token.span,
      column: lines.column(of: start),
      textWidth: lines.textWidth(before: start),
      isBlankBefore: token.isBlankBefore
    )
  }

  /// Places the comments between two entries: after the first, at the end of something that has ended, or before the
  /// second.
  private mutating func place(_ tokens: [TriviaScanner.Token], before entry: NodeID?, column: Int) {
    var inside = ended[...]
    for token in tokens {
      let comment = comment(token)
      if !openFlows.isEmpty { trivia.withComments.formUnion(openFlows) }
      if !comment.isFirstInLine || continues(comment), let last {
        attach(comment, after: continues(comment) ? continued?.entry ?? last : last)
        continue
      }
      // What has ended goes by indentation; a comment never goes deeper than the one before it.
      while let innermost = inside.first,
        innermost.column > comment.column || (openFlows.isEmpty && comment.column <= column)
      {
        inside.removeFirst()
      }
      if openFlows.isEmpty, let innermost = inside.first {
        trivia.endings[innermost.node, default: []].append(comment)
      } else if let entry {
        inside = []
        trivia.entries[entry, default: .init()].leading.append(comment)
      } else if let outermost = ended.last {
        trivia.endings[outermost.node, default: []].append(comment)
      }
    }
  }

  /// A comment on a line of its own before the closing bracket of the innermost collection that is open.
  private mutating func place(_ comment: Trivia.Comment, atEndOf collection: NodeID) {
    trivia.withComments.formUnion(openFlows)
    trivia.endings[collection, default: []].append(comment)
  }

  /// A comment between the first token of an entry and its value.
  private mutating func placeInside(_ comment: Trivia.Comment, of entry: NodeID, _ value: NodeID) {
    if !comment.isFirstInLine || continues(comment) { return attach(comment, after: entry) }
    if !openFlows.isEmpty { trivia.withComments.formUnion(openFlows) }
    trivia.entries[isBlockCollection(value) ? value + 1 : entry, default: .init()].leading.append(comment)
  }

  private func continues(_ comment: Trivia.Comment) -> Bool {
    guard let continued, comment.isFirstInLine, comment.column == continued.comment.column else { return false }
    return lines.line(of: Int(comment.span.start)) == lines.line(of: Int(continued.comment.span.start)) + 1
  }

  private mutating func attach(_ comment: Trivia.Comment, after entry: NodeID) {
    if !openFlows.isEmpty { trivia.withComments.formUnion(openFlows) }
    var surroundings = trivia[entry]
    if !continues(comment) {
      // One line takes one comment: an earlier one, after the key of a value on the lines below, goes before the entry.
      surroundings.leading += surroundings.trailing
      surroundings.trailing = []
    }
    surroundings.trailing.append(comment)
    trivia.entries[entry] = surroundings
    continued = (comment, entry)
  }
}

extension YAMLTree {
  /// Whether a node is a value that is not written.
  package func isUnwritten(_ id: NodeID) -> Bool {
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
