/// Edits of one source that fix a finding.
package struct Fix: Sendable {
  /// Safe: the text can mean only one thing. Suggested: the author has to look.
  package enum Safety: String, Sendable { case safe, suggested }
  package var safety: Safety
  package var title: String
  package var edits: [Edit]

  package init(_ safety: Safety, _ title: String, edits: [Edit]) {
    self.safety = safety
    self.title = title
    self.edits = edits
  }
}

/// Replaces the UTF-8 bytes of a span.
package struct Edit: Sendable, Equatable {
  package var span: Span
  package var text: String

  package init(_ span: Span, _ text: String) {
    self.span = span
    self.text = text
  }

  /// Whether the edits are in order, inside the text and do not overlap.
  package static func areApart(_ edits: [Edit], in length: Int) -> Bool {
    var last: UInt32 = 0
    for edit in edits {
      if edit.span.start < last || edit.span.end < edit.span.start || Int(edit.span.end) > length { return false }
      last = edit.span.end
    }
    return true
  }

  /// The bytes with the edits made. The edits are in order and do not overlap.
  package static func apply(_ edits: [Edit], to bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var offset = 0
    for edit in edits {
      result.append(contentsOf: bytes[offset..<Int(edit.span.start)])
      result.append(contentsOf: edit.text.utf8)
      offset = Int(edit.span.end)
    }
    result.append(contentsOf: bytes[offset...])
    return result
  }
}
