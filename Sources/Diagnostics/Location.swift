/// A span in a certain source.
package struct Location: Sendable {
  package var source: Source
  package var span: Span

  package init(_ source: Source, _ span: Span) {
    self.source = source
    self.span = span
  }
}
