import Diagnostics
import YAMLTree

/// Where something is written: a node, and the alias through which it was reached.
package struct Place: Sendable, Equatable {
  /// The node itself, aliases followed; 0: nowhere.
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
