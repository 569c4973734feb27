import Diagnostics
import YAMLTree

/// How a file is written, so that new text looks like its neighbours.
struct Habits {
  /// Columns by which a mapping under a key is indented.
  private(set) var mappingIndent = 2
  /// Columns by which the dashes of a list under a key are indented.
  private(set) var listIndent = 2
  /// Text is put in these quotes even if it needs none.
  private(set) var quotesAlways = false
  /// The quotes of what needs some.
  private(set) var quote: Node.Style = .doubleQuoted
  /// `{ a: b }` rather than `{a: b}`.
  private(set) var padsBraces = true
  private(set) var padsBrackets = false
  private(set) var lineBreak = "\n"

  /// More samples tell nothing new.
  private static let mostSamples = 2000

  init(_ tree: YAMLTree, parents: [NodeID], keys: [NodeID]) {
    let bytes = tree.source.bytes
    if let first = bytes.firstIndex(where: { $0.isLineBreak }) {
      lineBreak =
        bytes[first] == UInt8(ascii: "\n")
        ? "\n" : first + 1 < bytes.count && bytes[first + 1] == UInt8(ascii: "\n") ? "\r\n" : "\r"
    }
    var indents: [Int: Int] = [:]
    var listIndents: [Int: Int] = [:]
    var (plain, single, double, needless) = (0, 0, 0, 0)
    var (padded, tight, paddedLists, tightLists) = (0, 0, 0, 0)
    for (index, node) in tree.nodes.prefix(Habits.mostSamples).enumerated() {
      let parent = parents[index]
      let key = keys[index]
      switch (node.kind, node.style) {
      case (.mapping, .block) where Int(key) != index && tree[parent].style == .block:
        let width = Habits.column(node.start, bytes) - Habits.column(tree[key].start, bytes)
        if width > 0, width <= 16 { indents[width, default: 0] += 1 }
      case (.sequence, .block) where Int(key) != index && tree[parent].style == .block:
        if let dash = Habits.dash(before: node.start, bytes) {
          let width = Habits.column(dash, bytes) - Habits.column(tree[key].start, bytes)
          if width >= 0, width <= 16 { listIndents[width, default: 0] += 1 }
        }
      case (.mapping, .flow) where tree.next(NodeID(index)) > NodeID(index) + 1:
        if bytes[Int(node.start) + 1] == UInt8(ascii: " ") { padded += 1 } else { tight += 1 }
      case (.sequence, .flow) where tree.next(NodeID(index)) > NodeID(index) + 1:
        if bytes[Int(node.start) + 1] == UInt8(ascii: " ") { paddedLists += 1 } else { tightLists += 1 }
      case (.scalar, .plain) where Int(key) != index && PlainText.isSafe(tree.text(NodeID(index)), inFlow: true):
        plain += 1
      case (.scalar, .singleQuoted) where Int(key) != index, (.scalar, .doubleQuoted) where Int(key) != index:
        if node.style == .singleQuoted { single += 1 } else { double += 1 }
        if PlainText.isSafe(tree.text(NodeID(index)), inFlow: true) { needless += 1 }
      default: break
      }
    }
    mappingIndent = Habits.commonest(indents) ?? 2
    listIndent = Habits.commonest(listIndents) ?? min(2, mappingIndent)
    quotesAlways = needless > 2 * plain
    quote = single > double ? .singleQuoted : .doubleQuoted
    padsBraces = padded >= tight
    padsBrackets = paddedLists > tightLists
  }

  private static func commonest(_ counts: [Int: Int]) -> Int? {
    counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// The bytes before an offset in its line; of long lines no more than a sample needs.
  private static func column(_ offset: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var start = Int(offset)
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n"), bytes[start - 1] != UInt8(ascii: "\r"),
      Int(offset) - start < 500
    { start -= 1 }
    return Int(offset) - start
  }

  private static func dash(before offset: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    var place = Int(offset)
    while place > 0, bytes[place - 1] == UInt8(ascii: " ") { place -= 1 }
    return place > 0 && bytes[place - 1] == UInt8(ascii: "-") ? UInt32(place - 1) : nil
  }
}
