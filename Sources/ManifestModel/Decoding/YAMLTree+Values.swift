import Diagnostics
import YAMLTree

// Questions that the tree alone answers: the decoder is too large a thing to be handed to each of them.
extension YAMLTree {
  /// What had only begun where reading stopped, and would have become a collection: one that is empty so far, or a text
  /// that took in the line which cannot be read.
  func isCutOff(_ place: Place) -> Bool {
    guard isPartial else { return false }
    let node = self[place.node]
    guard node.kind == .scalar else { return next(place.node) == place.node + 1 }
    return node.style != .literal && node.style != .folded && Int(next(place.node)) == nodes.count
      && source.bytes[node.span.range].contains(UInt8(ascii: "\n"))
  }

  /// `{{ name }}`: a mapping with a mapping as its key, which has been reported as such.
  func isTemplate(_ place: Place) -> Bool {
    self[place.node].kind == .mapping && self[place.node].style == .flow && next(place.node) > place.node + 1
      && self[place.node + 1].flags.contains(.unusable)
  }

  /// Nothing, `~` or `null`, written plainly.
  func isNull(_ place: Place) -> Bool { isNull(place.node) }

  /// The same of the node itself.
  package func isNull(_ id: NodeID) -> Bool {
    let node = self[id]
    guard node.kind == .scalar, node.style == .plain else { return false }
    switch node.end - node.start {
    case 0: return true
    case 1: return text(id) == "~"
    case 4:
      let text = text(id)
      return text.bytes[0] | 0x20 == UInt8(ascii: "n") && (text == "null" || text == "Null" || text == "NULL")
    default: return false
    }
  }
}
