import Diagnostics
import Rules

/// Settles which findings of a file are shown: one mistake, one finding.
///
/// Only findings that count take part. What is ignored, turned off or in the baseline hides nothing, so levels, ignores
/// and the baseline come first.
package enum Precedence {
  /// What is shown, and what it hides, both in order of position.
  package struct Outcome {
    package var shown: [Diagnostic] = []
    package var hidden: [Diagnostic] = []
  }

  /// `findings`: those of one file that count, in any order.
  package static func settle(_ findings: [Diagnostic]) -> Outcome {
    guard !findings.isEmpty else { return Outcome() }
    let sorted = inOrder(findings)
    let mistakes = Mistakes(sorted)
    var outcome = Outcome()
    var place: PlaceSoFar?
    for finding in sorted {
      if place?.isPlace(of: finding) != true { place = PlaceSoFar(finding) }
      let isBehind = place?.hides(finding) ?? false
      place?.add(finding)
      if isBehind || mistakes.explain(finding) {
        outcome.hidden.append(finding)
      } else {
        outcome.shown.append(finding)
      }
    }
    return outcome
  }

  /// By position; at one place by precedence.
  static func inOrder(_ findings: [Diagnostic]) -> [Diagnostic] {
    findings.indices.sorted { left, right in
      let (first, second) = (findings[left], findings[right])
      if first.location.span != second.location.span { return first.location.span < second.location.span }
      if first.origin != second.origin { return first.origin < second.origin }
      let (path, other) = (first.supplied?.path ?? "", second.supplied?.path ?? "")
      if !path.utf8.elementsEqual(other.utf8) { return path.precedesByBytes(other) }
      if first.about.precedence != second.about.precedence { return first.about.precedence < second.about.precedence }
      return first.about.id != second.about.id ? first.about.id < second.about.id : left < right
    }.map { findings[$0] }
  }

  // MARK: At one place

  /// The findings of one place so far. Two texts that are used through one alias are two places.
  private struct PlaceSoFar {
    private let span: Span
    private let origin: Span
    /// Of what the settings supply, each value is a place of its own.
    private let supplied: String?
    private var precedence: RuleAbout.Precedence
    /// The greatest severity at that precedence and before it.
    private var severity: Severity?
    /// The greatest severity before it.
    private var severityBefore: Severity?

    init(_ finding: Diagnostic) {
      span = finding.location.span
      origin = finding.origin
      supplied = finding.supplied?.path
      precedence = finding.about.precedence
    }

    func isPlace(of finding: Diagnostic) -> Bool {
      finding.location.span == span && finding.origin == origin && finding.supplied?.path == supplied
    }

    /// A finding is hidden by one that comes before it and weighs as much. What is absent is reported at the key of
    /// what lacks it, and is a mistake of its own whatever is wrong with that key.
    func hides(_ finding: Diagnostic) -> Bool {
      guard !finding.about.reportsAbsence else { return false }
      let before = finding.about.precedence > precedence ? severity : severityBefore
      return before.map { $0 >= finding.severity } ?? false
    }

    mutating func add(_ finding: Diagnostic) {
      guard !finding.about.reportsAbsence else { return }
      if finding.about.precedence > precedence { severityBefore = severity }
      precedence = finding.about.precedence
      severity = max(severity ?? .note, finding.severity)
    }
  }
}

/// The mistakes that findings of a file name as their cause.
private struct Mistakes {
  /// The greatest severity of each rule at each place.
  private var severities: [Diagnostic.Cause: Severity] = [:]
  /// In order of position.
  private let findings: [Diagnostic]

  init(_ findings: [Diagnostic]) {
    self.findings = findings
    let causes = Set(findings.compactMap(\.cause))
    guard !causes.isEmpty else { return }
    for finding in findings {
      let cause = Diagnostic.Cause.finding(finding.about, at: finding.location.span)
      if causes.contains(cause) { severities[cause] = max(severities[cause] ?? .note, finding.severity) }
    }
  }

  /// Whether a mistake that weighs as much explains the finding.
  func explain(_ finding: Diagnostic) -> Bool {
    switch finding.cause {
    case nil: false
    case .finding?: finding.cause.flatMap { severities[$0] }.map { $0 >= finding.severity } ?? false
    case .anything(let span)?:
      findings[findings.prefixCount { $0.location.span.start < span.start }...]
        .prefix { $0.location.span.start < span.end }
        .contains { span.contains($0.location.span) && $0.cause == nil && $0.severity >= finding.severity }
    }
  }
}
