import CLibYAML
import Diagnostics

extension YAMLTree {
  /// Reads a source. `problem` is what transcoding has already found; `size`: how many bytes were read of a file that
  /// may not be UTF-8, one more than the limit where there are more.
  package static func read(
    _ source: Source,
    limits: ReadingLimits = ReadingLimits(),
    problem: YAMLProblem? = nil,
    size: Int = 0
  )
    -> YAMLTree
  {
    if max(size, source.bytes.count) > limits.bytes {
      return .empty(source, .limit(name: "size in bytes", value: limits.bytes, option: "bytes"))
    }
    var builder = TreeBuilder(source, limits: limits, length: source.bytes.count)
    builder.read()
    if let stop = builder.unreadableFrom {
      // libyaml reads ahead, so bad bytes hide the lines before them: read those alone, and keep the problem.
      var prefix = TreeBuilder(source, limits: limits, length: stop)
      prefix.read()
      prefix.problems = prefix.problems.filter { if case .syntax = $0.kind { false } else { true } } + builder.problems
      prefix.isPartial = true
      builder = prefix
    }
    if let problem {
      // What the missing rest would have closed is no mistake of its own.
      builder.problems.removeAll { if case .syntax = $0.kind { true } else { false } }
      builder.problems.append(problem)
      builder.isPartial = true
    }
    return builder.finish()
  }

  private static func empty(_ source: Source, _ kind: YAMLProblem.Kind) -> YAMLTree {
    YAMLTree(
      source: source,
      nodes: [],
      roots: [],
      comments: [],
      anchors: [],
      tags: [:],
      problems: [YAMLProblem(kind: kind, span: Span(0, 0))],
      isPartial: true,
      sideTexts: SideTexts(bytes: [], ends: [])
    )
  }
}

/// Turns libyaml's events into nodes.
struct TreeBuilder {
  private let source: Source
  private let bytes: UnsafeBufferPointer<UInt8>
  private let limits: ReadingLimits
  private var offsets: OffsetCursor
  private var nodes: [Node] = []
  private var roots: [NodeID] = []
  private var comments: [YAMLTree.Comment] = []
  private var anchors: [YAMLTree.Anchor] = []
  private var tags: [NodeID: YAMLTree.Tag] = [:]
  private var sideBytes: [UInt8] = []
  private var sideEnds: [Int] = []
  var problems: [YAMLProblem] = []
  var isPartial = false
  private var isOverLimit = false
  /// Where the bytes stop being text, if libyaml says so: the start of that line.
  private(set) var unreadableFrom: Int?

  /// The collections that are open, outermost first.
  private var open: [OpenCollection] = []
  /// What each anchor name refers to at this point of the document.
  private var anchored: [Text: Anchored] = [:]
  /// Nodes so far, those that aliases refer to included.
  private var expandedCount = 0
  private var aliasCount = 0
  /// Everything before this offset has been searched for comments.
  private var gap = 0
  /// The first `#` from `gap` on, once it is at or after it.
  private var nextHash = -1
  private var duplicates = DuplicateKeyFinder()
  /// Where the last missing value was set, by libyaml and by us.
  private var missing: (mark: UInt32, place: UInt32) = (0, 0)

  private struct OpenCollection {
    let node: NodeID
    let anchor: Text?
    let expandedBefore: Int
  }

  private struct Anchored {
    let node: NodeID
    /// The nodes it refers to; nil while it is still open.
    var size: Int?
  }

  init(_ source: Source, limits: ReadingLimits, length: Int) {
    self.source = source
    self.limits = limits
    bytes = UnsafeBufferPointer(rebasing: source.bytes[..<length])
    offsets = OffsetCursor(bytes, byteOrderMarkLength: min(length, source.byteOrderMarkLength))
    nodes.reserveCapacity(length / 12 + 16)
  }

  // MARK: Events

  mutating func read() {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    defer {
      yaml_parser_delete(parser)
      parser.deallocate()
      event.deallocate()
    }
    guard yaml_parser_initialize(parser) == 1 else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    let markLength = min(bytes.count, source.byteOrderMarkLength)
    yaml_parser_set_input_string(parser, bytes.baseAddress.map { $0 + markLength }, bytes.count - markLength)
    var isDone = false
    while !isDone {
      guard yaml_parser_parse(parser, event) == 1 else { return fail(parser) }
      isDone = take(event)
      yaml_event_delete(event)
    }
    scanForComments(to: bytes.count)
    closeAll()
  }

  func finish() -> YAMLTree {
    YAMLTree(
      source: source,
      nodes: nodes,
      roots: roots,
      comments: comments,
      anchors: anchors,
      tags: tags,
      problems: problems,
      isPartial: isPartial,
      sideTexts: SideTexts(bytes: sideBytes, ends: sideEnds)
    )
  }

  /// Takes one event in; true when reading ends.
  @inline(__always)
  private mutating func take(_ event: UnsafePointer<yaml_event_t>) -> Bool {
    switch event.pointee.type {
    case YAML_SCALAR_EVENT: addScalar(event)
    case YAML_MAPPING_START_EVENT:
      let isFlow = event.pointee.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
      openCollection(
        .mapping,
        isFlow,
        event,
        anchor: event.pointee.data.mapping_start.anchor,
        tag: event.pointee.data.mapping_start.tag
      )
    case YAML_SEQUENCE_START_EVENT:
      let isFlow = event.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
      openCollection(
        .sequence,
        isFlow,
        event,
        anchor: event.pointee.data.sequence_start.anchor,
        tag: event.pointee.data.sequence_start.tag
      )
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: closeCollection(event)
    case YAML_ALIAS_EVENT: addAlias(event)
    case YAML_DOCUMENT_START_EVENT:
      anchored.removeAll(keepingCapacity: true)
      if roots.count >= limits.documents {
        stop(
          .limit(name: "number of documents", value: limits.documents, option: "documents"),
          at: offsets.offset(of: event.pointee.start_mark.index)
        )
      }
    case YAML_STREAM_END_EVENT: return true
    default: break
    }
    return isPartial
  }

  private mutating func addScalar(_ event: UnsafePointer<yaml_event_t>) {
    var start = offsets.offset(of: event.pointee.start_mark.index)
    var end = offsets.offset(of: event.pointee.end_mark.index)
    let scalar = event.pointee.data.scalar
    let hasProperties = scalar.anchor != nil || scalar.tag != nil
    var properties = Properties()
    if hasProperties {
      properties = Properties(
        bytes,
        from: Int(start),
        to: Int(end),
        hasAnchor: scalar.anchor != nil,
        hasTag: scalar.tag != nil
      )
      start = UInt32(properties.end)
    }
    scanForComments(to: Int(start))
    gap = max(gap, Int(end))
    if start == end, !hasProperties {
      start = placeOfNothing(before: start)
      end = start
    }
    let style = Node.Style(scalar.style)
    if style == .literal || style == .folded {
      scanHeader(from: Int(start), to: Int(end))
      let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      end = UInt32(BlockScalar.end(Int(start)..<Int(end), in: bytes, text: text))
    }
    if scalar.length > limits.scalarBytes {
      return stop(
        .limit(name: "length of a scalar in bytes", value: limits.scalarBytes, option: "scalar-bytes"),
        at: start
      )
    }
    let link = keepText(scalar, start: Int(start), end: Int(end), style: style)
    append(Node(start: start, end: end, link: link, kind: .scalar, style: style, flags: []))
    if hasProperties { take(properties, of: NodeID(nodes.count - 1), tag: scalar.tag) }
  }

  /// libyaml sets a missing value where the next token begins; ours is where it would have been written, after the last
  /// token.
  private mutating func placeOfNothing(before start: UInt32) -> UInt32 {
    // All missing values before one token are in one place: nested ones must not search a long gap again and again.
    if start == missing.mark { return max(missing.place, nodes.last?.end ?? 0) }
    missing = (start, searchPlaceOfNothing(before: start))
    return missing.place
  }

  private func searchPlaceOfNothing(before start: UInt32) -> UInt32 {
    var place = Int(start)
    // Only a block scalar can end in white space; every other token stops the search itself.
    let tokenEnd = Int(nodes.last?.end ?? 0)
    // A missing key is before its colon.
    if place < bytes.count, bytes[place] == UInt8(ascii: ":") { return start }
    var comment = comments.count - 1
    while place > tokenEnd {
      if bytes[place - 1].isWhite {
        place -= 1
      } else if comment >= 0, Int(comments[comment].span.end) == place {
        place = Int(comments[comment].span.start)
        comment -= 1
      } else {
        let length = LineBreak.length(before: place, in: bytes)
        if length == 0 { break }
        place -= length
      }
    }
    return UInt32(place)
  }

  private mutating func openCollection(
    _ kind: Node.Kind,
    _ isFlow: Bool,
    _ event: UnsafePointer<yaml_event_t>,
    anchor: UnsafeMutablePointer<yaml_char_t>?,
    tag: UnsafeMutablePointer<yaml_char_t>?
  ) {
    var start = offsets.offset(of: event.pointee.start_mark.index)
    var properties = Properties()
    if anchor != nil || tag != nil {
      properties = Properties(bytes, from: Int(start), to: bytes.count, hasAnchor: anchor != nil, hasTag: tag != nil)
      start = UInt32(properties.end)
    }
    scanForComments(to: Int(start))
    if isFlow { gap = max(gap, Int(start) + 1) }
    if open.count >= limits.depth {
      return stop(.limit(name: "nesting depth", value: limits.depth, option: "depth"), at: start)
    }
    let before = expandedCount
    append(Node(start: start, end: start, link: 0, kind: kind, style: isFlow ? .flow : .block, flags: []))
    let id = NodeID(nodes.count - 1)
    if anchor != nil || tag != nil { take(properties, of: id, tag: tag) }
    open.append(OpenCollection(node: id, anchor: properties.anchor.map(name), expandedBefore: before))
  }

  private mutating func closeCollection(_ event: UnsafePointer<yaml_event_t>) {
    // The one pair of `[a: b]` is a flow mapping without braces: its end event is empty.
    let isFlow = open.last.map { nodes[Int($0.node)].style == .flow } ?? false
    guard isFlow, event.pointee.end_mark.index > event.pointee.start_mark.index else { return close(bracketEnd: nil) }
    let end = offsets.offset(of: event.pointee.end_mark.index)
    scanForComments(to: Int(end) - 1)
    close(bracketEnd: end)
    gap = max(gap, Int(end))
  }

  /// Closes the innermost collection; without a bracket it ends with its last child.
  private mutating func close(bracketEnd: UInt32?) {
    guard let collection = open.popLast() else { return }
    let id = Int(collection.node)
    if isPartial, nodes[id].kind == .mapping { completeLastPair(of: id) }
    nodes[id].link = NodeID(nodes.count)
    var lastEnd = nodes[id].start
    if nodes[id].kind == .mapping {
      lastEnd = checkKeys(of: id) ?? lastEnd
    } else {
      var child = NodeID(id + 1)
      while child < nodes.count {
        lastEnd = nodes[Int(child)].end
        child = nodes.next(child)
      }
    }
    nodes[id].end = bracketEnd ?? max(lastEnd, nodes[id].start)
    if let anchor = collection.anchor, anchored[anchor]?.node == collection.node {
      anchored[anchor]?.size = expandedCount - collection.expandedBefore
    }
  }

  /// Gives a key that was read just before reading stopped a value of nothing.
  private mutating func completeLastPair(of id: Int) {
    var child = NodeID(id + 1)
    var count = 0
    var end = nodes[id].start
    while child < nodes.count {
      // A child that is still open cannot be: the innermost collection closes first.
      end = nodes[Int(child)].end
      child = nodes.next(child)
      count += 1
    }
    if count % 2 == 1 { nodes.append(Node(start: end, end: end, link: 0, kind: .scalar, style: .plain, flags: [])) }
  }

  private mutating func closeAll() {
    while !open.isEmpty { close(bracketEnd: nil) }
  }

  private mutating func addAlias(_ event: UnsafePointer<yaml_event_t>) {
    let start = offsets.offset(of: event.pointee.start_mark.index)
    let end = offsets.offset(of: event.pointee.end_mark.index)
    scanForComments(to: Int(start))
    gap = max(gap, Int(end))
    let span = Span(start, end)
    let alias = Text(source.bytes[Int(start) + 1..<Int(end)])
    guard let target = anchored[alias] else { return addUnusable(span, .undefinedAlias(alias.string)) }
    guard let size = target.size else { return addUnusable(span, .recursiveAlias(alias.string)) }
    append(Node(start: start, end: end, link: target.node, kind: .alias, style: .flow, flags: []))
    expandedCount += size - 1
    aliasCount += size
    if aliasCount > limits.aliasNodes {
      stop(
        .limit(name: "number of nodes that aliases expand to", value: limits.aliasNodes, option: "alias-nodes"),
        at: start,
        end: end
      )
    }
  }

  private mutating func addUnusable(_ span: Span, _ kind: YAMLProblem.Kind) {
    problems.append(YAMLProblem(kind: kind, span: span))
    append(Node(start: span.start, end: span.end, link: 0, kind: .scalar, style: .plain, flags: .unusable))
  }

  // MARK: Nodes

  @inline(__always)
  private mutating func append(_ node: Node) {
    if open.isEmpty { roots.append(NodeID(nodes.count)) }
    nodes.append(node)
    expandedCount += 1
    if nodes.count + comments.count > limits.nodes { stopForNodes(at: node.start) }
  }

  private mutating func stopForNodes(at offset: UInt32) {
    stop(.limit(name: "number of nodes", value: limits.nodes, option: "nodes"), at: offset)
  }

  private mutating func take(_ properties: Properties, of id: NodeID, tag: UnsafeMutablePointer<yaml_char_t>?) {
    if let span = properties.anchor {
      nodes[Int(id)].flags.insert(.anchor)
      anchors.append(YAMLTree.Anchor(node: id, span: span))
      anchored[name(span)] = Anchored(node: id, size: nodes[Int(id)].kind == .scalar ? 1 : nil)
    }
    if let span = properties.tag {
      nodes[Int(id)].flags.insert(.tag)
      if let tag, let name = CoreTag.name(String(cString: tag)) {
        tags[id] = YAMLTree.Tag(name: name, span: span)
      } else if tag != nil {
        problems.append(YAMLProblem(kind: .customTag(source.text(span)), span: span))
        nodes[Int(id)].flags.insert(.unusable)
      }
    }
  }

  /// The name in `&name`, as a handle into the source.
  private func name(_ anchor: Span) -> Text { Text(source.bytes[Int(anchor.start) + 1..<Int(anchor.end)]) }

  /// Keeps the text aside where it differs from the source: 0 where it does not, else 1 + its index.
  @inline(__always)
  private mutating func keepText(
    _ scalar: yaml_event_t.__Unnamed_union_data.__Unnamed_struct_scalar,
    start: Int,
    end: Int,
    style: Node.Style
  )
    -> UInt32
  {
    let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    let quotes = style == .singleQuoted || style == .doubleQuoted ? 1 : 0
    if end - start == value.count + 2 * quotes, style != .literal, style != .folded {
      if value.isEmpty { return 0 }
      if let here = bytes.baseAddress, let there = value.baseAddress,
        memcmp(here + start + quotes, there, value.count) == 0
      {
        return 0
      }
    }
    sideBytes.append(contentsOf: value)
    sideEnds.append(sideBytes.count)
    return UInt32(sideEnds.count)
  }

  /// Marks keys that are not scalars and duplicate keys; returns the end of the last child.
  private mutating func checkKeys(of id: Int) -> UInt32? {
    var end: UInt32?
    duplicates.start()
    var child = NodeID(id + 1)
    while child < nodes.count {
      let node = nodes[Int(child)]
      let value = nodes.next(child)
      let key = node.kind == .alias ? node.link : child
      if nodes[Int(key)].kind != .scalar {
        nodes[Int(child)].flags.insert(.unusable)
        problems.append(YAMLProblem(kind: .nonScalarKey(nodes[Int(key)].kind), span: nodes[Int(child)].span))
      } else if !nodes[Int(key)].flags.contains(.unusable), let first = duplicates.add(child, text(key)) {
        nodes[Int(child)].flags.insert(.duplicateKey)
        problems.append(
          YAMLProblem(
            kind: .duplicateKey(text(key).string),
            span: nodes[Int(child)].span,
            context: (nodes[Int(first)].span, "first here")
          )
        )
      }
      guard value < nodes.count else { break }
      end = nodes[Int(value)].end
      child = nodes.next(value)
    }
    return end
  }

  // Inlined, because a call would copy the whole builder to make sure that nothing changes it meanwhile.
  @inline(__always)
  private func text(_ id: NodeID) -> Text {
    let node = nodes[Int(id)]
    if node.link == 0 {
      let quotes = node.style == .singleQuoted || node.style == .doubleQuoted ? 1 : 0
      return Text(source.bytes[Int(node.start) + quotes..<Int(node.end) - quotes])
    }
    let index = Int(node.link) - 1
    let range = (index == 0 ? 0 : sideEnds[index - 1])..<sideEnds[index]
    // Long enough for the comparison: nothing is appended to the side texts meanwhile.
    return sideBytes.withUnsafeBufferPointer { Text($0[range]) }
  }

  // MARK: Gaps between tokens

  /// Between tokens a `#` always begins a comment.
  @inline(__always)
  private mutating func scanForComments(to end: Int) {
    guard gap < end else { return }
    findComments(to: end)
  }

  private mutating func findComments(to end: Int) {
    while gap < end, !isOverLimit {
      if nextHash < gap { nextHash = Text(bytes).offset(of: UInt8(ascii: "#"), from: gap) ?? bytes.count }
      guard nextHash < end else { break }
      gap = addComment(at: nextHash)
    }
    gap = max(gap, end)
  }

  /// The comment at an offset; the offset of its end.
  private mutating func addComment(at start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] &- 0x20 < 0x60 || !LineBreak.starts(at: end, in: bytes) { end += 1 }
    comments.append(YAMLTree.Comment(span: Span(start..<end)))
    if nodes.count + comments.count > limits.nodes, !isOverLimit { stopForNodes(at: UInt32(start)) }
    return end
  }

  /// The comment after `|` or `>` belongs to the scalar's own text range.
  private mutating func scanHeader(from start: Int, to end: Int) {
    var offset = start
    while offset < end, !LineBreak.starts(at: offset, in: bytes) {
      if bytes[offset] == UInt8(ascii: "#") {
        _ = addComment(at: offset)
        return
      }
      offset += 1
    }
  }

  // MARK: Stopping

  private mutating func stop(_ kind: YAMLProblem.Kind, at start: UInt32, end: UInt32? = nil) {
    problems.append(YAMLProblem(kind: kind, span: Span(start, end ?? start)))
    isPartial = true
    isOverLimit = true
  }

  private mutating func fail(_ parser: UnsafeMutablePointer<yaml_parser_t>) {
    isPartial = true
    let words = parser.pointee.problem.map { String(cString: $0) } ?? "out of memory"
    if parser.pointee.error == YAML_READER_ERROR {
      let offset = startOfCharacter(
        at: min(bytes.count, parser.pointee.problem_offset + min(bytes.count, source.byteOrderMarkLength))
      )
      let isUTF16 = offset < 2 && Transcoding.isUTF16WithoutMark(bytes)
      let what = isUTF16 ? "UTF-16 without a byte-order mark" : words
      problems.append(YAMLProblem(kind: .invalidBytes(what), span: character(at: isUTF16 ? 0 : offset)))
      let lineStart = bytes[..<offset].lastIndex { $0.isLineBreak }.map { $0 + 1 } ?? 0
      unreadableFrom = lineStart
    } else {
      let offset = Int(offsets.offset(of: parser.pointee.problem_mark.index))
      var problem = YAMLProblem(kind: .syntax(words), span: character(at: offset))
      if let context = parser.pointee.context {
        let start = Int(offsets.offset(of: parser.pointee.context_mark.index))
        if start != offset { problem.context = (character(at: start), String(cString: context)) }
      }
      problems.append(problem)
      scanForComments(to: Int(offsets.offset(of: unreadToken(parser))))
    }
    closeAll()
  }

  /// The mark before which nothing but comments can be between the last event and the problem: a `#` after it may be
  /// text.
  private func unreadToken(_ parser: UnsafeMutablePointer<yaml_parser_t>) -> Int {
    var index = min(parser.pointee.problem_mark.index, parser.pointee.mark.index)
    if parser.pointee.error == YAML_SCANNER_ERROR {
      if parser.pointee.context != nil { index = min(index, parser.pointee.context_mark.index) }
      let tokens = parser.pointee.tokens
      if let first = tokens.head, first != tokens.tail { index = min(index, first.pointee.start_mark.index) }
    }
    return index
  }

  /// libyaml names the byte that should have gone on with a character; ours is where that character begins.
  private func startOfCharacter(at offset: Int) -> Int {
    var start = offset - 1
    while start > 0, offset - start < 3, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    guard start >= 0, bytes[start] >= 0xC0 else { return offset }
    let width = bytes[start] >= 0xF0 ? 4 : bytes[start] >= 0xE0 ? 3 : 2
    return start + width > offset ? start : offset
  }

  /// The span of the character at an offset; empty at the end of a line and of the file.
  private func character(at offset: Int) -> Span {
    if offset < bytes.count, LineBreak.starts(at: offset, in: bytes) { return Span(offset..<offset) }
    var end = min(offset + 1, bytes.count)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return Span(min(offset, bytes.count)..<end)
  }
}

extension Node.Style {
  init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}
