import Diagnostics
import ManifestModel
import YAMLTree

/// Divides the findings of a file into those that count and those that an ignore lets through.
struct IgnorePass {
  private(set) var kept: [Diagnostic] = []
  private(set) var suppressed: [Diagnostic] = []
  /// The names of rules in ignores that let something through.
  private(set) var used: Set<Span> = []
  private let index: IgnoreIndex
  private let file: ManifestFile?
  private lazy var reach = file.map { AffectedProjects($0) }

  init(_ index: IgnoreIndex, _ file: ManifestFile?) {
    self.index = index
    self.file = file
  }

  /// What counts, without a summary of findings each of which was let through: the reasons were given where they
  /// belong.
  var keptWithoutSummaries: [Diagnostic] {
    guard kept.contains(where: \.isSummary) else { return kept }
    let (explained, ignored) = (Set(kept.compactMap(\.cause)), Set(suppressed.compactMap(\.cause)))
    return kept.filter { finding in
      let cause = Diagnostic.Cause.finding(finding.about, at: finding.location.span)
      return !finding.isSummary || explained.contains(cause) || !ignored.contains(cause)
    }
  }

  mutating func judge(_ finding: Diagnostic) {
    guard finding.about.isIgnorable, let ignore = index.first(covering: finding) else { return kept.append(finding) }
    var finding = finding
    let elsewhere = separateOtherEnvironments(from: &finding)
    finding.suppression = Diagnostic.Suppression(.ignore, reason: ignore.reason, until: ignore.lastDay)
    suppressed.append(finding)
    for rule in ignore.rules where rule.name == finding.about.id { used.insert(rule.span) }
    for other in elsewhere { judge(other) }
  }

  /// A documented limit is ignored with a reason that goes into a ticket. A reason that is given inside one environment
  /// is not the reason of another that uses the same text: there the finding is one of its own, at the alias.
  private mutating func separateOtherEnvironments(from finding: inout Diagnostic) -> [Diagnostic] {
    guard finding.about.group == .limits, !finding.uses.isEmpty, let reach,
      let own = reach.use(at: finding.location.span)
    else { return [] }
    let others = finding.uses.filter { reach.use(at: $0) != own }
    guard !others.isEmpty else { return [] }
    let separate = Set(others)
    let anchored = Diagnostic.Related(finding.location, "the anchored text")
    let related = finding.related.filter { $0.message != Findings.usedHere }
    finding.uses.removeAll(where: separate.contains)
    finding.related.removeAll { $0.message == Findings.usedHere && separate.contains($0.location.span) }
    return separate.sorted().map { alias in
      var other = finding
      other.uses = []
      other.location.span = alias
      other.related = [anchored] + related
      return other
    }
  }
}
