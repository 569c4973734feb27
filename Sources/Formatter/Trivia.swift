import Diagnostics
import YAMLTree

/// What a layout has to carry beside the nodes: comments, blank lines, properties and document markers, each with the
/// entry it belongs to.
///
/// An entry is a pair (named by its key's node), an item of a list, or the root of a document.
struct Trivia {
  /// A comment of the source.
  struct Comment {
    /// From `#` to the end of the line.
    let span: Span
    /// Where it began in the source, in Unicode scalars from 0.
    let column: Int
    /// The length of the text before it on its line, 0 if the comment is alone on its line.
    let textWidth: Int
    let isBlankBefore: Bool

    var isFirstInLine: Bool { textWidth == 0 }
  }

  /// The comments and the blank line of one entry.
  struct Entry {
    /// Lines of their own before it.
    var leading: [Comment] = []
    /// After its line; all but the first continue below the first, in the same column.
    var trailing: [Comment] = []
    var isBlankBefore = false
  }

  /// A line between documents: a marker, a directive or a comment.
  struct Separator {
    /// Empty where the line is a comment alone.
    var text: Span?
    var comments: [Comment] = []
    var isBlankBefore = false
  }

  /// A document, or what follows the last one.
  struct Document {
    var root: NodeID?
    var separators: [Separator] = []
    /// Comments about the document as a whole, which stay at its top whatever key comes first.
    var header: [Comment] = []
    var isHeaderApart = false
  }

  var entries: [NodeID: Entry] = [:]
  /// The comments at the end of what is under an entry, by the node of its value.
  var endings: [NodeID: [Comment]] = [:]
  /// Anchor and tag of a node, in the order of the source.
  var properties: [NodeID: [Span]] = [:]
  /// Flow collections that contain comments and therefore cannot be written on one line.
  var withComments: Set<NodeID> = []
  var documents: [Document] = []

  subscript(entry: NodeID) -> Entry { entries[entry] ?? Entry() }
}
