import Diagnostics

/// Where something is reported: a place, a part of its text, or a bare span.
package struct FindingPlace: Sendable {
  package enum Extent: Sendable { case whole, part(TextRange), span(Span) }
  package let place: Place
  package let extent: Extent

  package init(_ place: Place) {
    self.place = place
    extent = .whole
  }

  package init(_ place: Place, _ part: TextRange) {
    self.place = place
    extent = .part(part)
  }

  /// A span that belongs to no node: a comment, the start of the file.
  package init(_ span: Span) {
    place = .none
    extent = .span(span)
  }
}
