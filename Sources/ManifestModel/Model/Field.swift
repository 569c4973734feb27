import Diagnostics
import YAMLTree

/// Where something is written: a node, and the alias through which it was reached.
package struct Place: Sendable, Equatable {
  /// The node itself, behind any alias; 0: nowhere.
  package let node: NodeID
  /// An index into the file's alias uses; 0: written in place.
  package let use: UInt32

  package init(node: NodeID, use: UInt32) {
    self.node = node
    self.use = use
  }

  package static let none = Place(node: 0, use: 0)
  package var isWritten: Bool { node != 0 }
}

/// One step through an alias: the alias node, and the step before it (an index; 0: none).
package struct AliasUse: Sendable {
  package let alias: NodeID
  package let parent: UInt32
}

/// Where something is reported: a place, a part of its text, or a bare span.
package struct Spot: Sendable {
  package enum Extent: Sendable { case whole, part(Part), span(Span) }
  package let place: Place
  package let extent: Extent

  package init(_ place: Place) {
    self.place = place
    extent = .whole
  }

  package init(_ place: Place, _ part: Part) {
    self.place = place
    extent = .part(part)
  }

  /// A span that belongs to no node: a comment, the start of the file.
  package init(_ span: Span) {
    place = .none
    extent = .span(span)
  }
}

/// What decoding found under a key. Rules only see typed values: what is absent or at fault has no `present` value.
package struct Field<Value: Sendable>: Sendable {
  package var place = Place.none
  package private(set) var present: Value?
  // Last, where it fits into the padding: files hold tens of thousands of fields.
  package var state = FieldState.absent

  package init() {}

  package init(_ value: Value, at place: Place) {
    state = .present
    self.place = place
    present = value
  }

  /// Written, but reported already.
  package static func faulty(at place: Place) -> Field {
    var field = Field()
    field.state = .faulty
    field.place = place
    return field
  }

  package var isAbsent: Bool { state == .absent }
  package var isPresent: Bool { state == .present }
}

package enum FieldState: UInt8, Sendable { case absent, faulty, present }

/// Text that is kept as it is: read it with `ManifestFile.text`.
package struct TextField: Sendable {
  package var state = FieldState.absent
  package var place = Place.none

  package var isPresent: Bool { state == .present }
}

/// A run of elements in one of the file's arrays.
package struct Run: Sendable {
  package var start: UInt32 = 0
  package var end: UInt32 = 0

  package var range: Range<Int> { Int(start)..<Int(end) }
  package var isEmpty: Bool { start == end }
  package var count: Int { Int(end - start) }
}
