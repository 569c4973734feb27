import Diagnostics

/// Reads an outline line by line; what a line opens is on a stack.
struct OutlineReader {
  private let bytes: [UInt8]
  private let cursor: Int
  private(set) var nodes: [Outline.Node] = []
  private(set) var roots: [Int] = []
  private(set) var comments: [Range<Int>] = []
  private(set) var frames: [Outline.Frame] = []
  private(set) var framesAtCursor: [Outline.Frame]?
  private(set) var rootAtCursor: Int?
  private var offset = 0

  /// Collections inside each other that are followed.
  private static let deepest = 100

  init(_ bytes: [UInt8], _ cursor: Int) {
    self.bytes = bytes
    self.cursor = cursor
  }

  mutating func read() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    beginDocument()
    while offset < bytes.count {
      let start = offset
      readLine()
      // Whatever a line is made of, the next one comes after it.
      if offset <= start { offset = endOfLine(start) + 1 }
    }
  }

  private mutating func beginDocument() {
    // A document without content, before `---`, is none.
    if let last = roots.last, nodes[last].kind == .scalar, nodes[last].text.isEmpty {
      roots.removeLast()
    }
    nodes.append(Outline.Node(parent: -1, start: offset, valueStart: offset, text: offset..<offset))
    roots.append(nodes.count - 1)
    frames = []
  }

  private var root: Int { roots[roots.count - 1] }

  // MARK: Lines

  private mutating func readLine() {
    let start = offset
    let end = endOfLine(start)
    if cursor >= start, cursor <= end, framesAtCursor == nil {
      framesAtCursor = frames
      rootAtCursor = root
    }
    defer { offset = max(offset, end) + 1 }
    var place = start
    while place < end, bytes[place] == UInt8(ascii: " ") { place += 1 }
    if place == end || bytes[place] == UInt8(ascii: "\r")
      || bytes[place] == UInt8(ascii: "\t") && isBlank(from: place, to: end)
    {
      return
    }
    if bytes[place] == UInt8(ascii: "#") { return comments.append(place..<end) }
    if place == start, isMarker(at: place, before: end) {
      offset = end
      beginDocument()
      let content = skipSpaces(from: place + 3, to: end)
      if bytes[place] == UInt8(ascii: "-"), content < end { value(root, from: content, to: end, column: -1) }
      return
    }
    content(from: place, lineStart: start, to: end)
  }

  /// What is on a line, dash after dash and then a key or a scalar.
  private mutating func content(from place: Int, lineStart: Int, to end: Int) {
    var place = place
    var item: Int?
    for _ in 0..<OutlineReader.deepest {
      let column = place - lineStart
      guard place < end, bytes[place] == UInt8(ascii: "-"), place + 1 >= end || isSpace(place + 1) else { break }
      let sequence = collection(.sequence, column, in: item)
      item = add(to: sequence, key: nil, start: place, valueStart: place + 1)
      place = skipSpaces(from: place + 1, to: end)
    }
    guard place < end else { return }
    if bytes[place] == UInt8(ascii: "#") { return comments.append(place..<end) }
    let column = place - lineStart
    if let (key, colon) = keyAndColon(from: place, to: end) {
      let mapping = collection(.mapping, column, in: item)
      let entry = add(to: mapping, key: key, start: place, valueStart: colon + 1)
      value(entry, from: skipSpaces(from: colon + 1, to: end), to: end, column: column)
    } else if let item {
      value(item, from: place, to: end, column: column)
    } else {
      continueScalar(from: place, to: end, column)
    }
  }

  /// A line without a key: the value of what is open, more of a scalar, or a key half-written.
  private mutating func continueScalar(from place: Int, to end: Int, _ column: Int) {
    while let last = frames.last, last.column > column { frames.removeLast() }
    let open = frames.last.map { nodes[$0.node].children.last ?? $0.node } ?? root
    guard frames.last.map({ $0.column < column }) ?? true, nodes[open].kind == .scalar, nodes[open].text.isEmpty,
      !nodes[open].isQuoted, !nodes[open].isAlias
    else {
      skipComment(from: place, to: end)
      return
    }
    // A word where a mapping is wanted is a key that lacks its colon; it becomes no value, so that the keys after it
    // are read.
    if isWord(from: place, to: end), !isFlowOrQuote(place) { return }
    value(open, from: place, to: end, column: frames.last?.column ?? -1)
  }

  /// The block collection of a kind at a column: the open one, or a new one.
  private mutating func collection(_ kind: Outline.Node.Kind, _ column: Int, in item: Int?) -> Int {
    if let item {
      return open(item, kind, column: column)
    }
    while let last = frames.last {
      if last.column > column {
        frames.removeLast()
      } else if last.column == column, nodes[last.node].kind != kind, kind == .mapping {
        // A list may start at the column of the key above it.
        frames.removeLast()
      } else {
        break
      }
    }
    guard let last = frames.last else { return open(root, kind, column: column) }
    if last.column == column, nodes[last.node].kind == kind { return last.node }
    return open(nodes[last.node].children.last ?? last.node, kind, column: column)
  }

  /// Makes a node a block collection, and opens it.
  private mutating func open(_ node: Int, _ kind: Outline.Node.Kind, column: Int) -> Int {
    if nodes[node].kind == .scalar || nodes[node].isFlow { nodes[node].becomeBlock(kind, column: column) }
    if frames.count < OutlineReader.deepest { frames.append(Outline.Frame(node: node, column: column)) }
    return node
  }

  private mutating func add(to collection: Int, key: Range<Int>?, start: Int, valueStart: Int) -> Int {
    nodes.append(
      Outline.Node(parent: collection, key: key, start: start, valueStart: valueStart, text: valueStart..<valueStart)
    )
    nodes[collection].children.append(nodes.count - 1)
    return nodes.count - 1
  }

  // MARK: Values

  /// Reads the value of a node that begins on this line. `column`: that of its key; -1: none.
  private mutating func value(_ node: Int, from start: Int, to end: Int, column: Int) {
    var place = start
    // Anchor and tag.
    while place < end, bytes[place] == UInt8(ascii: "&") || bytes[place] == UInt8(ascii: "!") {
      let word = endOfWord(from: place, to: end)
      if bytes[place] == UInt8(ascii: "&") { nodes[node].anchor = place + 1..<word }
      place = skipSpaces(from: word, to: end)
    }
    guard place < end else { return }
    switch bytes[place] {
    case UInt8(ascii: "#"): comments.append(place..<end)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      var reader = OutlineFlowReader(bytes, from: place, column: column)
      let (after, inner) = reader.read(into: node, at: nodes.count)
      nodes[node].becomeFlow(reader.kind, at: place)
      nodes[node].end(at: after, with: reader.children, isClosed: reader.isClosed)
      nodes += inner
      comments += reader.comments
      offset = endOfLine(after)
      skipComment(from: after, to: offset)
    case UInt8(ascii: "|"), UInt8(ascii: ">"): blockScalar(node, from: place, column: column)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let close = OutlineFlowReader.endOfQuoted(bytes, start: place, end: end)
      let isClosed = close > place + 1 && bytes[close - 1] == bytes[place]
      nodes[node].isQuoted = true
      nodes[node].text = place + 1..<(isClosed ? close - 1 : close)
      skipComment(from: close, to: end)
    case UInt8(ascii: "*"):
      nodes[node].isAlias = true
      nodes[node].text = place + 1..<endOfWord(from: place, to: end)
      skipComment(from: nodes[node].text.upperBound, to: end)
    default:
      let comment = startOfComment(from: place, to: end)
      nodes[node].text = place..<trimmed(from: place, to: comment ?? end)
      if let comment { comments.append(comment..<end) }
    }
  }

  /// The lines after `|` or `>` that are further in than the key.
  private mutating func blockScalar(_ node: Int, from place: Int, column: Int) {
    nodes[node].isBlockScalar = true
    var line = endOfLine(place) + 1
    var last = endOfLine(place)
    while line < bytes.count {
      let end = endOfLine(line)
      var first = line
      while first < end, bytes[first] == UInt8(ascii: " ") { first += 1 }
      if first < end, bytes[first] != UInt8(ascii: "\r"), first - line <= column { break }
      if cursor >= line, cursor <= end, framesAtCursor == nil {
        framesAtCursor = frames
        rootAtCursor = root
      }
      if first < end { last = end }
      line = end + 1
    }
    nodes[node].text = place..<last
    offset = last
  }

  // MARK: Bytes

  private func endOfLine(_ start: Int) -> Int {
    var place = start
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
    return place
  }

  private func isSpace(_ place: Int) -> Bool {
    bytes[place].isWhite || bytes[place].isLineBreak
  }

  private func isBlank(from start: Int, to end: Int) -> Bool {
    bytes[start..<end].allSatisfy { $0.isWhite || $0 == UInt8(ascii: "\r") }
  }

  private func skipSpaces(from start: Int, to end: Int) -> Int {
    var place = start
    while place < end, bytes[place].isWhite || bytes[place] == UInt8(ascii: "\r") { place += 1 }
    return place
  }

  private func endOfWord(from start: Int, to end: Int) -> Int {
    var place = start
    while place < end, !isSpace(place), !",[]{}".utf8.contains(bytes[place]) { place += 1 }
    return place
  }

  private func trimmed(from start: Int, to end: Int) -> Int {
    var place = end
    while place > start, isSpace(place - 1) { place -= 1 }
    return place
  }

  private func isMarker(at place: Int, before end: Int) -> Bool {
    let isThree =
      bytes[place..<min(end, place + 3)].elementsEqual("---".utf8)
      || bytes[place..<min(end, place + 3)].elementsEqual("...".utf8)
    return isThree && (place + 3 >= end || isSpace(place + 3))
  }

  /// A `#` after a space.
  private func startOfComment(from start: Int, to end: Int) -> Int? {
    var place = start
    while place < end {
      if bytes[place] == UInt8(ascii: "#"), place > 0, isSpace(place - 1) { return place }
      place += 1
    }
    return nil
  }

  private mutating func skipComment(from start: Int, to end: Int) {
    if start <= end, let comment = startOfComment(from: start, to: end) { comments.append(comment..<end) }
  }

  private func isFlowOrQuote(_ place: Int) -> Bool { "{[\"'*|>&!".utf8.contains(bytes[place]) }

  /// Letters, digits and `_` only, as a key is written, or with `-` and `/` in it, as names and rules are.
  private func isWord(from start: Int, to end: Int) -> Bool {
    bytes[start..<trimmed(from: start, to: end)].allSatisfy {
      $0.isLetter || $0.isDigit || "_-/".utf8.contains($0)
    }
  }

  /// The key at a place without its quotes, and its colon; nil if there is none.
  private func keyAndColon(from start: Int, to end: Int) -> (Range<Int>, Int)? {
    var place = start
    if bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") {
      let close = OutlineFlowReader.endOfQuoted(bytes, start: start, end: end)
      place = skipSpaces(from: close, to: end)
      guard place < end, bytes[place] == UInt8(ascii: ":"), place + 1 >= end || isSpace(place + 1) else { return nil }
      return (start + 1..<max(start + 1, close - 1), place)
    }
    if "{[*|>#&!".utf8.contains(bytes[start]) { return nil }
    while place < end {
      if bytes[place] == UInt8(ascii: ":"), place + 1 >= end || isSpace(place + 1) {
        return (start..<trimmed(from: start, to: place), place)
      }
      if bytes[place] == UInt8(ascii: "#"), place > start, isSpace(place - 1) { return nil }
      place += 1
    }
    return nil
  }
}
