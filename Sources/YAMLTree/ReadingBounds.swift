/// What one file may ask of the reader. What people write comes nowhere near; hostile files stop here.
package struct ReadingBounds: Sendable {
  /// Bytes of a file.
  package var bytes = 64 << 20
  /// Nodes: keys, values, collections, aliases and comments.
  package var nodes = 2_000_000
  /// Collections inside each other, the root included.
  package var depth = 100
  /// Nodes that aliases refer to, each counted every time it is used.
  package var aliasNodes = 1_000_000
  /// Bytes of one scalar.
  package var scalarBytes = 1 << 20
  /// Documents of a file.
  package var documents = 20_000
  /// Findings that are kept; the rest is counted.
  package var findings = 100_000

  package init() {}
}
