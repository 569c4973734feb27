import CLibYAML
import Diagnostics

/// What a node takes up: its properties, its text, its keys.
extension TreeBuilder {
  @inline(__always)
  mutating func append(_ node: Node) {
    if open.isEmpty { roots.append(NodeID(nodes.count)) }
    nodes.append(node)
    expandedCount += 1
    if nodes.count + comments.count > limits.nodes { stopForNodes(at: node.start) }
  }

  /// The name in `&name`, as a handle into the source.
  func name(_ anchor: Span) -> Text { Text(source.bytes[Int(anchor.start) + 1..<Int(anchor.end)]) }

  /// Keeps the text aside where it differs from the source: 0 where it does not, else 1 + its index.
  @inline(__always)
  mutating func keepText(
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
  mutating func checkKeys(of id: Int) -> UInt32? {
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
  func text(_ id: NodeID) -> Text {
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
