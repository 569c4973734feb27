import Diagnostics

/// Comments: libyaml gives no events for them. Between tokens a `#` always begins one.
extension TreeBuilder {
  /// Between tokens a `#` always begins a comment.
  @inline(__always)
  mutating func scanForComments(to end: Int) {
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
  mutating func scanHeader(from start: Int, to end: Int) {
    var offset = start
    while offset < end, !LineBreak.starts(at: offset, in: bytes) {
      if bytes[offset] == UInt8(ascii: "#") {
        _ = addComment(at: offset)
        return
      }
      offset += 1
    }
  }
}
