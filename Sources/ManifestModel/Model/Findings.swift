import Diagnostics
import YAMLTree

/// Collects what decoding and rules find in one file, and settles where it is reported when aliases are in play.
///
/// A fault inside an anchored value is reported once, at the anchored text, with the aliases as related places. A fault
/// that depends on the place of use (the caller passes that place as `context`) is reported at the alias, with the
/// anchored text as related place.
package struct Findings: Sendable {
  package let tree: YAMLTree
  /// What is said beside an alias that leads to the faulty text.
  package static let usedHere = "used here"

  var uses = [AliasUse(alias: 0, parent: 0)]
  package private(set) var items: [Diagnostic] = []
  /// Findings beyond the limit: only counted.
  package private(set) var unshown = 0
  private let limit: Int
  /// Where to find the finding of an anchored value again; built at the first alias.
  private var places: [Key: Int] = [:]
  private var isIndexed = false
  /// Scalars whose text was repaired: parts of it are not in the source as they are counted.
  private var repaired: Set<NodeID> = []

  private struct Key: Hashable {
    let rule: String
    let span: Span
    /// The faulty text, where it is reported at an alias.
    let origin: Span
    let message: String
  }

  /// What is said beside the place of a default.
  package static let supplied = "this default from the settings applies"

  /// Whether one more would only be counted.
  var isFull: Bool { items.count >= limit }

  /// Counts a finding without making it.
  mutating func countUnshown() { unshown += 1 }

  init(_ tree: YAMLTree, limit: Int) {
    self.tree = tree
    self.limit = limit
  }

  /// From here on a node is read as another text than it is written.
  mutating func markRepaired(_ node: NodeID) { repaired.insert(node) }

  /// Adds to an earlier finding the aliases through which it was met again.
  mutating func addUse(_ use: UInt32, to index: Int) {
    items[index].addUses(chain(use).map { Diagnostic.Related(Location(tree.source, tree[$0].span), Findings.usedHere) })
  }

  /// `severity`: where it is not the rule's.
  package mutating func add(
    _ about: RuleAbout,
    at spot: FindingPlace,
    in context: Place? = nil,
    _ message: String,
    label: String? = nil,
    related: [(spot: FindingPlace, message: String)] = [],
    help: String? = nil,
    fix: Fix? = nil,
    cause: Diagnostic.Cause? = nil,
    severity: Severity? = nil
  ) {
    add(
      about,
      at: spot,
      in: context,
      message,
      label: label,
      related: related.map { Diagnostic.Related(location(of: $0.spot), $0.message) },
      help: help,
      fix: fix,
      cause: cause,
      severity: severity
    )
  }

  /// The same with related places that may be in other files.
  package mutating func add(
    _ about: RuleAbout,
    at spot: FindingPlace,
    in context: Place? = nil,
    _ message: String,
    label: String?,
    related: [Diagnostic.Related],
    help: String?,
    fix: Fix? = nil,
    cause: Diagnostic.Cause? = nil,
    severity: Severity? = nil
  ) {
    if about.reportsAbsence, tree.isPartial { return }
    var finding = Diagnostic(
      about,
      at: Location(tree.source, span(of: spot)),
      message: message,
      label: label,
      related: related,
      help: help,
      fix: fix
    )
    finding.cause = cause
    finding.severity = severity ?? about.severity
    if let origin = tree.supplied(spot.place.node) { return add(finding, about: spot.place, from: origin, in: context) }
    if spot.place.use == 0 { return append(finding) }
    index()
    let chain = chain(spot.place.use)
    guard let context, let alias = outermostUse(of: chain, outside: context) else {
      return merge(finding, reachedThrough: chain[...])
    }
    // Where the anchored text is at fault in its own place as well, it is the same mistake.
    if places[key(finding)] != nil { return merge(finding, reachedThrough: chain[alias...alias]) }
    finding.related.insert(Diagnostic.Related(finding.location, "the anchored text"), at: 0)
    finding.location.span = tree[chain[alias]].span
    merge(finding, reachedThrough: chain[(alias + 1)...])
  }

  /// A finding about a value of the settings: it is reported at the key of what does not write the value.
  private mutating func add(
    _ found: Diagnostic,
    about place: Place,
    from origin: YAMLSupply.Origin,
    in context: Place?
  ) {
    var finding = found
    // An edit would be one of another file.
    finding.fix = nil
    finding.supplied = Diagnostic.Supplied(path: origin.path, text: tree.text(place.node).string)
    finding.related.append(Diagnostic.Related(origin.location, Findings.supplied))
    index()
    let chain = Array(chain(place.use).dropFirst())
    guard let context, let alias = outermostUse(of: chain, outside: context) else {
      return merge(finding, reachedThrough: chain[...])
    }
    finding.related.insert(Diagnostic.Related(finding.location, "the anchored text"), at: 0)
    finding.location.span = tree[chain[alias]].span
    merge(finding, reachedThrough: chain[(alias + 1)...])
  }

  /// Adds a place to the findings of a rule, from an index on.
  mutating func relate(_ related: Diagnostic.Related, to about: RuleAbout, from start: Int) {
    for index in items.indices[start...] where items[index].about.id == about.id {
      items[index].related.append(related)
    }
  }

  /// Makes the findings from an index on summaries of those that name them as their cause.
  package mutating func markSummaries(from start: Int) {
    for index in items.indices[start...] { items[index].isSummary = true }
  }

  mutating func attach(_ fix: Fix, to index: Int) { items[index].fix = fix }

  /// Names the cause of one finding.
  mutating func explain(_ index: Int, by cause: Diagnostic.Cause) { items[index].cause = cause }

  /// Names the cause of the findings of a rule, from an index on.
  mutating func explain(_ about: RuleAbout, from start: Int, by cause: Diagnostic.Cause) {
    for index in items.indices[start...] where items[index].about.id == about.id { items[index].cause = cause }
  }

  /// Where a finding about a spot is reported: the text itself, or the alias through which the context uses it.
  package func reportedSpan(of spot: FindingPlace, in context: Place) -> Span {
    let chain = chain(spot.place.use)
    return outermostUse(of: chain, outside: context).map { tree[chain[$0]].span } ?? span(of: spot)
  }

  /// Adds a finding, or its aliases (innermost first) to the same finding that was made earlier.
  private mutating func merge(_ finding: Diagnostic, reachedThrough aliases: ArraySlice<NodeID>) {
    let related = aliases.map { Diagnostic.Related(Location(tree.source, tree[$0].span), Findings.usedHere) }
    if let earlier = places[key(finding)] {
      items[earlier].addUses(related)
    } else {
      var finding = finding
      finding.addUses(related)
      append(finding)
    }
  }

  /// Where a spot is written: in this file, or in the settings that supply it.
  package func location(of spot: FindingPlace) -> Location {
    tree.supplied(spot.place.node)?.location ?? Location(tree.source, span(of: spot))
  }

  /// The key of what does not write a supplied value; of a manifest its start.
  private func ownerSpan(of place: Place) -> Span {
    let owner = uses[Int(place.use)].alias
    guard tree[owner].kind == .mapping else { return tree[owner].span }
    let start = owner == tree.roots.first ? 0 : tree[owner].start
    return Span(start, start)
  }

  /// The span a spot stands for.
  package func span(of spot: FindingPlace) -> Span {
    if tree.isSupplied(spot.place.node) { return ownerSpan(of: spot.place) }
    switch spot.extent {
    case .whole: return tree[spot.place.node].span
    case .part(let part):
      return repaired.isEmpty || !repaired.contains(spot.place.node)
        ? tree.span(spot.place.node, part: part.range) : tree[spot.place.node].span
    case .span(let span): return span
    }
  }

  /// The span in which new text can be written for a spot; nil if the part is not in the source as it is.
  package func editableSpan(of spot: FindingPlace) -> Span? {
    if tree.isSupplied(spot.place.node) { return nil }
    if case .part = spot.extent, !tree.isDirect(spot.place.node) || repaired.contains(spot.place.node) { return nil }
    return span(of: spot)
  }

  /// The span of the key before a value of a mapping; nil if it is not written there as a plain or quoted word.
  package func keySpan(ofValueAt place: Place) -> Span? {
    guard place.node > 1, !tree.isSupplied(place.node), tree[place.node - 1].kind == .scalar else { return nil }
    return tree[place.node - 1].span
  }

  private mutating func append(_ finding: Diagnostic) {
    guard items.count < limit else {
      unshown += 1
      return
    }
    if isIndexed { places[key(finding)] = items.count }
    items.append(finding)
  }

  private mutating func index() {
    guard !isIndexed else { return }
    isIndexed = true
    for (index, item) in items.enumerated() where places[key(item)] == nil { places[key(item)] = index }
  }

  private func key(_ finding: Diagnostic) -> Key {
    Key(rule: finding.about.id, span: finding.location.span, origin: finding.origin, message: finding.message)
  }

  /// The alias nodes of a use, innermost first.
  private func chain(_ use: UInt32) -> [NodeID] {
    var chain: [NodeID] = []
    var current = use
    while current != 0 {
      chain.append(uses[Int(current)].alias)
      current = uses[Int(current)].parent
    }
    return chain
  }

  /// The index of the outermost alias in a chain that is not on the way to the context as well.
  private func outermostUse(of chain: [NodeID], outside context: Place) -> Int? {
    let shared = Set(self.chain(context.use))
    return chain.lastIndex { !shared.contains($0) }
  }
}

extension Diagnostic {
  /// Adds the aliases that lead to the finding, innermost first. As related places each is shown once, up to a number
  /// that a reader can take in.
  fileprivate mutating func addUses(_ aliases: [Related]) {
    if let outermost = aliases.last?.location.span, uses.last != outermost { uses.append(outermost) }
    for alias in aliases
    where related.count < 10 && !related.contains(where: { $0.location.span == alias.location.span }) {
      related.append(alias)
    }
  }
}
