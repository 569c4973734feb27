import CLibYAML
import Diagnostics

/// One node of the tree: 16 bytes, in document order, children after their parent.
///
/// The children of a mapping are key, value, key, value …; a child's next sibling begins where the child's own
/// descendants end.
@usableFromInline
package struct Node: Sendable {
  /// The text of the node without anchor and tag, as UTF-8 offsets. Quotes and brackets belong to it; a block
  /// collection runs from its first child to the end of its last; a block scalar from `|` or `>` to the end of its last
  /// line.
  @usableFromInline package internal(set) var start: UInt32
  @usableFromInline package internal(set) var end: UInt32
  /// Mapping, sequence: the index after the last descendant. Alias: the index of the anchored node. Scalar: 0 where the
  /// text is a slice of the source, else 1 + an index into the side table of unescaped texts.
  @usableFromInline var link: UInt32
  @usableFromInline package let kind: Kind
  @usableFromInline package let style: Style
  package internal(set) var flags: Flags

  @usableFromInline
  package enum Kind: UInt8, Sendable {
    case scalar, mapping, sequence, alias

    /// Written out, as in `Style`: other modules would go through the witness table of the synthesized one.
    @inlinable package static func == (left: Kind, right: Kind) -> Bool { left.rawValue == right.rawValue }
  }

  /// How it is written. `block` and `flow` are of collections (an alias counts as `flow`), the rest of scalars.
  @usableFromInline
  package enum Style: UInt8, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded, block, flow

    @inlinable package static func == (left: Style, right: Style) -> Bool { left.rawValue == right.rawValue }
  }

  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    package static var anchor: Flags { Flags(rawValue: 1) }
    package static var tag: Flags { Flags(rawValue: 2) }
    /// A key whose text an earlier key of the same mapping has.
    package static var duplicateKey: Flags { Flags(rawValue: 4) }
    /// A key that is not a scalar, or an alias that leads nowhere: nothing can be read from it.
    package static var unusable: Flags { Flags(rawValue: 8) }

    package func contains(_ flag: Flags) -> Bool { rawValue & flag.rawValue != 0 }
  }

  package var span: Span { Span(start, end) }
  /// Whether nothing is to be read from it as a key: it is a duplicate, or unusable.
  package var isLeftOut: Bool { flags.rawValue & (Flags.duplicateKey.rawValue | Flags.unusable.rawValue) != 0 }
}

/// The index of a node. 0 is the first document's root, which is never the value of a key, so that 0 can stand for
/// "none" in a place.
@usableFromInline
package typealias NodeID = UInt32
