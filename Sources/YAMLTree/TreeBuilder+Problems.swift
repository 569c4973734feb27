import CLibYAML
import Diagnostics

/// Where reading stops: a limit, or what libyaml complains of.
extension TreeBuilder {
  mutating func stopForNodes(at offset: UInt32) {
    stop(.limit(name: "number of nodes", value: limits.nodes, option: "nodes"), at: offset)
  }

  mutating func stop(_ kind: YAMLProblem.Kind, at start: UInt32, end: UInt32? = nil) {
    problems.append(YAMLProblem(kind: kind, span: Span(start, end ?? start)))
    isPartial = true
    isOverLimit = true
  }

  mutating func fail(_ parser: UnsafeMutablePointer<yaml_parser_t>) {
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
