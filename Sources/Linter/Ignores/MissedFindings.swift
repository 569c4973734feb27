import Diagnostics
import ManifestModel
import YAMLTree

/// What an ignore that ignores nothing was meant for: a finding that is near it and reported elsewhere.
struct MissedFindings {
  private let tree: YAMLTree
  private let addresses: AddressBook
  private let lines: LineIndex
  /// By rule, in order of where they are reported.
  private let byLocation: [String: [Diagnostic]]
  /// By rule, those that are reported at an alias, in order of the text that it uses.
  private let byOrigin: [String: [Diagnostic]]

  /// `findings`: those that count, in order of position.
  init(_ findings: [Diagnostic], in tree: YAMLTree, _ addresses: AddressBook) {
    (self.tree, self.addresses, lines) = (tree, addresses, LineIndex(tree.source))
    byLocation = Dictionary(grouping: findings, by: \.about.id)
    byOrigin = Dictionary(grouping: findings.filter { $0.origin != $0.location.span }, by: \.about.id)
      .mapValues { $0.sorted { $0.origin < $1.origin } }
  }

  /// Where the ignore belongs; nil: nothing near it.
  func advice(for rule: String, in comment: IgnoreComment) -> String? {
    guard let range = comment.range else { return nil }
    if let finding = byOrigin[rule]?.first(from: range.lowerBound, by: \.origin),
      finding.origin.start < range.upperBound
    {
      return "the finding is reported at the alias on line \(line(of: finding)): write the ignore there"
    }
    guard case .line = comment.scope, let (key, end) = lastEntry(in: range),
      let finding = byLocation[rule]?.first(from: range.upperBound, by: \.location.span),
      finding.location.span.start < end
    else { return nil }
    let name = Display.quoted(tree.text(tree.resolve(key)).string)
    return
      """
      it covers only its own line, and the finding is on line \(line(of: finding)): write the ignore there, or on a \
      line of its own above \(name)
      """
  }

  /// The last key that begins in a range, and where its value ends.
  private func lastEntry(in range: Range<UInt32>) -> (key: NodeID, end: UInt32)? {
    let nodes = tree.nodes[tree.firstNode(from: range.lowerBound)...].prefix { $0.start < range.upperBound }
    return nodes.indices.last { addresses.isKey(NodeID($0)) }.map { index in
      (NodeID(index), tree[tree.next(NodeID(index))].end)
    }
  }

  private func line(of finding: Diagnostic) -> Int { lines.position(finding.location.span.start).line }
}

extension [Diagnostic] {
  /// The first whose span begins at an offset or after it; they are in order of that span.
  fileprivate func first(from offset: UInt32, by span: (Diagnostic) -> Span) -> Diagnostic? {
    let index = prefixCount { span($0).start < offset }
    return index < count ? self[index] : nil
  }
}
