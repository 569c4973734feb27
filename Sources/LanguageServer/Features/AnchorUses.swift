/// The anchor at a place of a text, and the aliases that lead to it.
struct AnchorUses {
  let name: String
  /// The name after `&`.
  let definition: Range<Int>
  /// The names after `*`, in order.
  let uses: [Range<Int>]
  /// The names of the other anchors of the document.
  let others: Set<String>

  /// Nil if there is neither an anchor nor an alias that leads to one.
  init?(_ outline: Outline, at offset: Int) {
    var open: [String: Int] = [:]
    var groups: [(name: String, definition: Range<Int>, uses: [Range<Int>], document: Int)] = []
    var document = 0
    for node in outline.nodes {
      if node.parent < 0 {
        open = [:]
        document += 1
      }
      if let anchor = node.anchor {
        let name = outline.string(anchor)
        open[name] = groups.count
        groups.append((name, anchor, [], document))
      } else if node.isAlias, let group = open[outline.string(node.text)] {
        groups[group].uses.append(node.text)
      }
    }
    func isAt(_ range: Range<Int>) -> Bool { range.lowerBound - 1 <= offset && offset <= range.upperBound }
    guard let group = groups.first(where: { isAt($0.definition) || $0.uses.contains(where: isAt) }) else { return nil }
    name = group.name
    definition = group.definition
    uses = group.uses
    others = Set(groups.filter { $0.document == group.document && $0.definition != group.definition }.map(\.name))
  }
}
