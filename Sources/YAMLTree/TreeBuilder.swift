import CLibYAML
import Diagnostics

/// Turns libyaml's events into nodes.
struct TreeBuilder {
  let source: Source
  let bytes: UnsafeBufferPointer<UInt8>
  let limits: ReadingBounds
  var offsets: OffsetCursor
  var nodes: [Node] = []
  var roots: [NodeID] = []
  var comments: [YAMLTree.Comment] = []
  var anchors: [YAMLTree.Anchor] = []
  var tags: [NodeID: YAMLTree.Tag] = [:]
  var sideBytes: [UInt8] = []
  var sideEnds: [Int] = []
  var problems: [YAMLProblem] = []
  var isPartial = false
  var isOverLimit = false
  /// Where the bytes stop being text, if libyaml says so: the start of that line.
  var unreadableFrom: Int?

  /// The collections that are open, outermost first.
  var open: [OpenCollection] = []
  /// What each anchor name refers to at this point of the document.
  var anchored: [Text: Anchored] = [:]
  /// Nodes so far, those that aliases refer to included.
  var expandedCount = 0
  var aliasCount = 0
  /// Everything before this offset has been searched for comments.
  var gap = 0
  /// The first `#` from `gap` on, once it is at or after it.
  var nextHash = -1
  var duplicates = DuplicateKeyFinder()
  /// Where the last missing value was set, by libyaml and by us.
  var missing: (mark: UInt32, place: UInt32) = (0, 0)

  struct OpenCollection {
    let node: NodeID
    let anchor: Text?
    let expandedBefore: Int
  }

  struct Anchored {
    let node: NodeID
    /// The nodes it refers to; nil while it is still open.
    var size: Int?
  }

  init(_ source: Source, limits: ReadingBounds, length: Int) {
    self.source = source
    self.limits = limits
    bytes = UnsafeBufferPointer(rebasing: source.bytes[..<length])
    offsets = OffsetCursor(bytes, byteOrderMarkLength: min(length, source.byteOrderMarkLength))
    nodes.reserveCapacity(length / 12 + 16)
  }

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
        isFlow: isFlow,
        from: event,
        anchor: event.pointee.data.mapping_start.anchor,
        tag: event.pointee.data.mapping_start.tag
      )
    case YAML_SEQUENCE_START_EVENT:
      let isFlow = event.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
      openCollection(
        .sequence,
        isFlow: isFlow,
        from: event,
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
    isFlow: Bool,
    from event: UnsafePointer<yaml_event_t>,
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

  mutating func closeAll() {
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
}
