import Diagnostics
import YAMLTree

/// What must hold of every tree, whatever was read.
struct TreeChecks {
  let tree: YAMLTree
  private(set) var faults: [String] = []

  init(_ tree: YAMLTree) {
    self.tree = tree
    checkOrder()
    checkBorders()
  }

  private mutating func fault(_ id: NodeID, _ words: String) {
    faults.append(
      """
      node \(id) \(tree[id].kind) \(tree[id].style) \(tree[id].span.range) \
      \(tree.source.text(tree[id].span).debugDescription): \(words)
      """
    )
  }

  // MARK: Places

  private mutating func checkOrder() {
    var before: UInt32 = 0
    for root in tree.roots {
      if tree[root].start < before { fault(root, "begins before the end of the document before it") }
      before = tree[root].end
    }
    for id in tree.nodes.indices.map({ NodeID($0) }) {
      let parent = tree[id]
      if parent.start > parent.end { fault(id, "ends before it begins") }
      var before = parent.start
      for child in tree.children(of: id) {
        if !parent.span.contains(tree[child].span) { fault(child, "is outside its parent at \(parent.span.range)") }
        if tree[child].start < before { fault(child, "begins before its sibling ends") }
        before = tree[child].end
      }
    }
    var end: UInt32 = 0
    for comment in tree.comments {
      if comment.span.start < end { faults.append("comment \(comment.span.range): out of order") }
      if tree.source.bytes[Int(comment.span.start)] != UInt8(ascii: "#") {
        faults.append("comment \(comment.span.range): does not begin with #")
      }
      end = comment.span.end
    }
  }

  private mutating func checkBorders() {
    for id in tree.nodes.indices.map({ NodeID($0) }) {
      let span = tree[id].span
      if !isCharacterBorder(span.start) || !isCharacterBorder(span.end) { fault(id, "a border inside a character") }
      let text = Array(tree.source.bytes[span.range])
      switch (tree[id].kind, tree[id].style) {
      case (.scalar, .singleQuoted) where text.count < 2 || text.first != 39 || text.last != 39:
        fault(id, "no quotes at its ends")
      case (.scalar, .doubleQuoted) where text.count < 2 || text.first != 34 || text.last != 34:
        fault(id, "no quotes at its ends")
      case (.scalar, .literal) where text.first != UInt8(ascii: "|"): fault(id, "does not begin with |")
      case (.scalar, .folded) where text.first != UInt8(ascii: ">"): fault(id, "does not begin with >")
      case (.scalar, .plain) where text.first.map(isBlank) ?? false || text.last.map(isBlank) ?? false:
        fault(id, "blanks at its ends")
      default: break
      }
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

  private func isCharacterBorder(_ offset: UInt32) -> Bool {
    Int(offset) == tree.source.bytes.count || tree.source.bytes[Int(offset)] & 0xC0 != 0x80
  }

  // MARK: Texts

  /// Cuts every scalar out of the source and reads it alone: it must give the same text.
  mutating func checkTexts() {
    for root in tree.roots { checkTexts(root, blockColumn: nil, isInFlow: false) }
  }

  private mutating func checkTexts(_ id: NodeID, blockColumn: Int?, isInFlow: Bool) {
    let node = tree[id]
    if node.kind == .scalar, !(node.flags.contains(.unusable) && !node.flags.contains(.tag)) {
      checkText(id, blockColumn: blockColumn, isInFlow: isInFlow)
    }
    let isFlow = node.style == .flow
    for child in tree.children(of: id) {
      checkTexts(child, blockColumn: isFlow ? blockColumn : column(node.start), isInFlow: isInFlow || isFlow)
    }
  }

  private mutating func checkText(_ id: NodeID, blockColumn: Int?, isInFlow: Bool) {
    let node = tree[id]
    var expected = Array(tree.text(id).bytes)
    if node.span.isEmpty {
      if !expected.isEmpty { fault(id, "text out of nothing") }
      return
    }
    let cut = Array(tree.source.bytes[node.span.range])
    // Before its colon a plain key may be what it could not be alone, such as `-` or `a:`: with a colon that is text it
    // still is.
    let isBeforeColon = node.style == .plain && tree.source.bytes[Int(node.end)...].first == UInt8(ascii: ":")
    let suffix = isBeforeColon ? Array(":x".utf8) : []
    expected += suffix
    let forms: [[UInt8]]
    // A space before it, so that `---` is no marker.
    let inBlock = [32] + cut + suffix
    if node.style == .literal || node.style == .folded {
      // The same column of the collection around it gives the same meaning to an indentation indicator.
      let head = blockColumn.map { Array(repeating: 32, count: $0) + Array("- ".utf8) } ?? Array("--- ".utf8)
      forms = [head + cut + lineBreak(at: Int(node.end))]
    } else if isInFlow {
      // After `[?]` libyaml's parser thinks that the brackets are still open, while its scanner reads on outside of
      // them.
      forms = [Array("[ ".utf8) + cut + suffix + Array("]".utf8), inBlock]
    } else {
      forms = [inBlock]
    }
    let objections = forms.map { objection($0, expected, node.style) }
    if !objections.contains(nil), let first = objections.first, let words = first { fault(id, words) }
  }

  /// Why a text does not read as one scalar; nil if it does.
  private func objection(_ alone: [UInt8], _ expected: [UInt8], _ style: Node.Style) -> String? {
    let reference = ReferenceEvents(alone)
    let scalars = reference.events.filter { if case .scalar = $0.shape { true } else { false } }
    if let error = reference.error { return "cannot be read alone: \(error)" }
    guard scalars.count == 1, let scalar = scalars.first else { return "is not one scalar when read alone" }
    guard scalar.text != expected || scalar.shape != .scalar(style: "\(style)") else { return nil }
    return "the tree says \(String(decoding: expected, as: UTF8.self).debugDescription), read alone it is \(scalar)"
  }

  /// The line break at an offset, as libyaml sees line breaks; empty if there is none.
  private func lineBreak(at offset: Int) -> [UInt8] {
    let rest = tree.source.bytes[offset...].prefix(3)
    for candidate: [UInt8] in [[13, 10], [13], [10], [0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9]]
    where rest.starts(with: candidate) {
      return candidate
    }
    return []
  }

  /// The column from 0, in characters, as libyaml counts it.
  private func column(_ offset: UInt32) -> Int {
    var start = Int(offset)
    let mark = tree.source.byteOrderMarkLength
    while start > mark {
      let before = tree.source.bytes[max(mark, start - 3)..<start]
      if before.last == 10 || before.last == 13 || before.suffix(2).elementsEqual([0xC2, 0x85]) { break }
      if before.elementsEqual([0xE2, 0x80, 0xA8]) || before.elementsEqual([0xE2, 0x80, 0xA9]) { break }
      start -= 1
    }
    return tree.source.bytes[start..<Int(offset)].count { $0 & 0xC0 != 0x80 }
  }
}

extension YAMLTree {
  /// Bytes of a file, read as the tool reads them.
  static func read(bytes: [UInt8], limits: ReadingBounds = ReadingBounds()) -> YAMLTree {
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = block.initialize(from: bytes)
    let (source, problem) = Transcoding.source(path: "test.yaml", contents: block)
    return read(source, limits: limits, problem: problem)
  }

  /// The events that would build this tree.
  var events: [YAMLEvent] {
    var names: [NodeID: [UInt8]] = [:]
    for anchor in anchors { names[anchor.node] = Array(source.bytes[anchor.span.range].dropFirst()) }
    return roots.flatMap { root in
      [YAMLEvent(shape: .document(isStart: true))] + events(root, names) + [YAMLEvent(shape: .document(isStart: false))]
    }
  }

  private func events(_ id: NodeID, _ names: [NodeID: [UInt8]]) -> [YAMLEvent] {
    let node = self[id]
    var event = YAMLEvent(shape: .end, anchor: names[id], hasTag: node.flags.contains(.tag))
    let isUnusableAlias = node.flags.contains(.unusable) && source.bytes[node.span.range].first == UInt8(ascii: "*")
    switch node.kind {
    case .scalar where isUnusableAlias && !event.hasTag:
      event.shape = .alias(target: nil)
      event.text = Array(source.bytes[node.span.range].dropFirst())
    case .scalar:
      event.shape = .scalar(style: "\(node.style)")
      event.text = Array(text(id).bytes)
    case .alias:
      event.shape = .alias(target: Int(resolve(id)))
      event.text = Array(source.bytes[node.span.range].dropFirst())
    case .mapping: event.shape = .mapping(isFlow: node.style == .flow)
    case .sequence: event.shape = .sequence(isFlow: node.style == .flow)
    }
    guard node.kind == .mapping || node.kind == .sequence else { return [event] }
    return [event] + children(of: id).flatMap { events($0, names) } + [YAMLEvent(shape: .end)]
  }
}
