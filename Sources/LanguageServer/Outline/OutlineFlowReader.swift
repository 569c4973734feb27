import Diagnostics

/// Reads a flow collection, `{ … }` or `[ … ]`, of an outline. One that is not closed ends before the first line that
/// is no further in than the key.
struct OutlineFlowReader {
  private let bytes: [UInt8]
  private var place: Int
  /// The column of the key that the collection belongs to; -1: none.
  private let column: Int
  private var nodes: [Outline.Node] = []
  private var base = 0
  private(set) var kind = Outline.Node.Kind.mapping
  private(set) var children: [Int] = []
  private(set) var comments: [Range<Int>] = []
  private(set) var isClosed = false
  /// The text has ended, or a line that belongs to no bracket has begun.
  private var isOver = false

  private static let deepest = 100

  init(_ bytes: [UInt8], from place: Int, column: Int) {
    self.bytes = bytes
    self.place = place
    self.column = column
  }

  /// Reads the collection that a node is; gives the offset after it, and the nodes in it, which are numbered from
  /// `base`.
  mutating func read(into node: Int, at base: Int) -> (after: Int, [Outline.Node]) {
    self.base = base
    // The collections that are open: a node, its kind, what is in it so far.
    var open: [(node: Int, kind: Outline.Node.Kind, children: [Int])] = []
    func kindHere() -> Outline.Node.Kind { bytes[place] == UInt8(ascii: "{") ? .mapping : .sequence }
    kind = kindHere()
    open.append((node, kind, []))
    place += 1
    while !open.isEmpty {
      skipSpace()
      guard !isOver, place < bytes.count else { break }
      let byte = bytes[place]
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        place += 1
        let closed = open.removeLast()
        if open.isEmpty { (children, isClosed) = (closed.children, true) } else { close(closed, isClosed: true) }
      } else if byte == UInt8(ascii: ",") {
        place += 1
      } else {
        let parent = open.count - 1
        let child = entry(in: open[parent].node, open[parent].kind)
        open[parent].children.append(child)
        guard !isOver, place < bytes.count, bytes[place] == UInt8(ascii: "{") || bytes[place] == UInt8(ascii: "[")
        else { continue }
        guard open.count < OutlineFlowReader.deepest else {
          isOver = true
          break
        }
        let inner = kindHere()
        nodes[child - self.base].becomeFlow(inner, at: place)
        open.append((child, inner, []))
        place += 1
      }
    }
    // What was not closed ends here.
    while let closed = open.popLast() {
      if open.isEmpty { children = closed.children } else { close(closed, isClosed: false) }
    }
    return (place, nodes)
  }

  private mutating func close(_ collection: (node: Int, kind: Outline.Node.Kind, children: [Int]), isClosed: Bool) {
    nodes[collection.node - base].end(at: place, with: collection.children, isClosed: isClosed)
  }

  /// Reads an entry or an item up to its value; a collection as value is left to be read.
  private mutating func entry(in parent: Int, _ kind: Outline.Node.Kind) -> Int {
    let start = place
    var node = Outline.Node(parent: parent, start: start, valueStart: start, text: start..<start)
    if kind == .mapping {
      let key = scalar(isKey: true)
      node.key = key.text
      node.text = place..<place
      node.valueStart = place
      skipSpace()
      if !isOver, place < bytes.count, bytes[place] == UInt8(ascii: ":") {
        place += 1
        node.valueStart = place
        node.text = place..<place
        skipSpace()
        readValue(&node)
      }
    } else {
      readValue(&node)
    }
    // Nothing that was read: a byte that begins nothing is passed over.
    if place == start { place += 1 }
    nodes.append(node)
    return base + nodes.count - 1
  }

  private mutating func readValue(_ node: inout Outline.Node) {
    while !isOver, place < bytes.count, bytes[place] == UInt8(ascii: "&") || bytes[place] == UInt8(ascii: "!") {
      let start = place
      while place < bytes.count, !isSpace(bytes[place]), !",[]{}".utf8.contains(bytes[place]) { place += 1 }
      if bytes[start] == UInt8(ascii: "&") { node.anchor = start + 1..<place }
      skipSpace()
    }
    guard !isOver, place < bytes.count, !",[]{}".utf8.contains(bytes[place]) else { return }
    node.isAlias = bytes[place] == UInt8(ascii: "*")
    node.isQuoted = bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'")
    let value = scalar(isKey: false)
    node.text =
      node.isAlias ? min(value.text.lowerBound + 1, value.text.upperBound)..<value.text.upperBound : value.text
  }

  /// A scalar of the line: without its quotes, or up to what ends it.
  private mutating func scalar(isKey: Bool) -> (text: Range<Int>, isQuoted: Bool) {
    let start = place
    if bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") {
      var end = place
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      place = OutlineFlowReader.endOfQuoted(bytes, start: place, end: end)
      let isClosed = place > start + 1 && bytes[place - 1] == bytes[start]
      return (start + 1..<(isClosed ? place - 1 : place), true)
    }
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n"), !",[]{}".utf8.contains(bytes[place]) {
      if bytes[place] == UInt8(ascii: ":"), isKey || place + 1 >= bytes.count || isSpace(bytes[place + 1]),
        place + 1 >= bytes.count || isSpace(bytes[place + 1]) || ",[]{}".utf8.contains(bytes[place + 1])
      {
        break
      }
      if bytes[place] == UInt8(ascii: "#"), place > start, isSpace(bytes[place - 1]) { break }
      place += 1
    }
    var end = place
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return (start..<end, false)
  }

  /// Passes over spaces, line breaks and comments; a line that is no further in than the key ends everything, unless it
  /// closes a bracket.
  private mutating func skipSpace() {
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\n") {
        var next = place + 1
        while next < bytes.count, bytes[next] == UInt8(ascii: " ") { next += 1 }
        guard next < bytes.count else {
          isOver = true
          return
        }
        let isEmpty = bytes[next].isLineBreak
        let isClosing = bytes[next] == UInt8(ascii: "}") || bytes[next] == UInt8(ascii: "]")
        if !isEmpty, !isClosing, next - place - 1 <= column, bytes[next] != UInt8(ascii: "#") || column >= 0 {
          isOver = true
          return
        }
        place += 1
      } else if isSpace(bytes[place]) {
        place += 1
      } else if bytes[place] == UInt8(ascii: "#"), place > 0, isSpace(bytes[place - 1]) {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
        comments.append(start..<place)
      } else {
        return
      }
    }
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte.isWhite || byte.isLineBreak }

  /// The offset after a quoted scalar; the end of the line where it is not closed on it.
  static func endOfQuoted(_ bytes: [UInt8], start: Int, end: Int) -> Int {
    let quote = bytes[start]
    var place = start + 1
    while place < end {
      if bytes[place] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        place += 2
        continue
      }
      if bytes[place] == quote {
        guard quote == UInt8(ascii: "'"), place + 1 < end, bytes[place + 1] == quote else { return place + 1 }
        place += 1
      }
      place += 1
    }
    var last = min(end, bytes.count)
    while last > start + 1, bytes[last - 1] == UInt8(ascii: "\r") { last -= 1 }
    return last
  }
}
