import Diagnostics
import Linter
import ManifestModel
import Rules
import Testing

/// What one finding hides comes out as soon as that finding does not count, whichever two rules meet; a warning or a
/// note never comes before an error, nor a note before a warning.
///
/// The pairs come from the manifests of all rule cases, each also with some of its values exchanged for those of other
/// cases.
@Suite(.disabled(if: Blessing.isOn)) struct PrecedenceTests {
  @Test func whatIsHiddenComesOut() throws {
    var pairs: Set<String> = []
    for manifest in try MixedManifests.all() {
      let report = manifest.lint()
      for hidden in report.hidden {
        let hiders = (report.diagnostics + report.hidden).filter { PrecedenceTests.mayHide($0, hidden) }
        #expect(hiders.contains { $0.severity >= hidden.severity }, "\(manifest): nothing hides \(hidden.about.id)")
        let rules = Set(hiders.map(\.about.id))
        pairs.formUnion(rules.map { "\($0) \(hidden.about.id)" })
        // Where two findings of one rule meet, a level is for both.
        if !hiders.contains(where: { $0.about.id == hidden.about.id }) {
          let isShown = manifest.lint(levels: rules, .off).shows(hidden)
          #expect(isShown, "\(manifest): \(rules) off, \(hidden.about.id) hidden")
          let staysShown = manifest.lint(levels: rules, .note).shows(hidden)
          #expect(hidden.severity == .note || staysShown, "\(manifest): \(rules) lowered, \(hidden.about.id) hidden")
        }
        ignoring(hiders, in: manifest, shows: hidden)
      }
    }
    #expect(pairs.count >= 20, "\(pairs.sorted())")
    for pair in ["https-to-commerce duplicate-port", "plan-not-pro project-mismatch"] { #expect(pairs.contains(pair)) }
  }

  private func ignoring(_ hiders: [Diagnostic], in manifest: MixedManifests, shows hidden: Diagnostic) {
    let path = hidden.location.source.path
    var indices = LineIndices()
    let lines = (hiders + [hidden]).map { indices.index($0.location.source).position($0.location.span.start).line }
    guard hiders.allSatisfy(\.about.isIgnorable), let text = IgnoringText(manifest.text(of: path), hiders),
      // Two findings of one rule on one line are ignored together.
      !zip(hiders, lines).contains(where: { $0.about.id == hidden.about.id && $1 == lines.last })
    else { return }
    let after = manifest.with(String(decoding: text.bytes, as: UTF8.self), for: path).lint()
    #expect(
      after.diagnostics.contains { $0.about.id == hidden.about.id && $0.message == hidden.message },
      "\(manifest): \(hiders.map(\.about.id)) ignored, \(hidden.about.id) hidden"
    )
  }

  private static func mayHide(_ finding: Diagnostic, _ hidden: Diagnostic) -> Bool {
    guard finding.location.source === hidden.location.source else { return false }
    if finding.location.span == hidden.location.span, finding.origin == hidden.origin,
      finding.about.precedence < hidden.about.precedence
    {
      return true
    }
    switch hidden.cause {
    case nil: return false
    case .finding(let rule, let span)?: return finding.about.id == rule && finding.location.span == span
    case .anything(let span)?: return span.contains(finding.location.span) && finding.cause == nil
    }
  }
}

extension Report {
  /// Whether a finding is shown.
  fileprivate func shows(_ finding: Diagnostic) -> Bool {
    diagnostics.contains {
      $0.about.id == finding.about.id && $0.location.span == finding.location.span && $0.message == finding.message
    }
  }
}
