/// What decoding found under a key. Rules only see typed values: what is absent or at fault has no `present` value.
package struct Field<Value: Sendable>: Sendable {
  package var place = Place.none
  package private(set) var present: Value?
  // Last, where it fits into the padding: files contain tens of thousands of fields.
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

  /// Reported already, with a value that is meant all the same: what depends on it is looked at, whatever becomes of
  /// the finding.
  package static func faulty(at place: Place, meaning value: Value?) -> Field {
    var field = faulty(at: place)
    field.present = value
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
